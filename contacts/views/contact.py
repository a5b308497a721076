from django import forms
from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from contacts import pages
from contacts.actions.contact import record_contact
from contacts.actions.refused import TokenSpent
from contacts.formats.answers import read_answer
from contacts.forms.contact import ContactForm
from contacts.forms.fields import to_send_again, with_a_fresh_token
from contacts.gate import gate
from contacts.models import Act, Contact, Person
from contacts.pages import SignedIn
from contacts.queries.contact import one_contact
from contacts.queries.copying import copying
from contacts.queries.person import header
from contacts.queries.sources_known import sources_known
from contacts.views.timeline import whole


def _again(request: SignedIn, person: Person) -> HttpResponse:
    form = to_send_again(ContactForm(request.POST))
    return whole(request, person, form=form, status=pages.CONFLICT)


@require_POST
@sensitive_post_parameters()
@gate(Act.RECORD_CONTACT, shows=Act.OPEN_TIMELINE, again=_again)
def record(request: SignedIn, person: Person) -> HttpResponse:
    form = ContactForm(request.POST)
    if not form.is_valid():
        return whole(request, person, form=form, status=pages.UNPROCESSABLE)
    try:
        saved = record_contact(person=person, author=request.user, **form.what_happened())
    except TokenSpent as spent:
        form = ContactForm(with_a_fresh_token(request.POST))
        return whole(request, person, form=form, spent=spent.saved, status=pages.CONFLICT)
    if request.htmx:
        return whole(request, person, saved=saved.pk)
    return pages.see_other("timeline", person.crn, saved=saved.pk)


@require_safe
@gate(Act.OPEN_CONTACT)
def contact(request: SignedIn, person: Person, contact: Contact) -> HttpResponse:
    return one_entry(request, contact)


def one_entry(
    request: SignedIn,
    contact: Contact,
    *,
    form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of an entry; with a form, that says why what was pressed there was not done."""
    context = {
        "person": contact.person,
        "header": header(person=contact.person, viewer=request.user),
        "sources": sources_known(person=contact.person),
        "one": one_contact(
            contact=contact, viewer=request.user, saved=request.GET.get("saved", "")
        ),
        "said": read_answer(request.GET.get("said", "")),
        "copying": copying(contact=contact, viewer=request.user),
        "form": form,
    }
    return pages.page(request, "contacts/contact.html", context, status=status)
