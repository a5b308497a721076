from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from contacts import pages
from contacts.actions.contact import record_contact
from contacts.actions.refused import Refused, TokenSpent
from contacts.formats.answers import read_answer
from contacts.forms.contact import ContactForm, afresh
from contacts.forms.fields import to_send_again
from contacts.forms.open_things import FollowUpForm
from contacts.gate import gate
from contacts.models import Act, Contact, Person
from contacts.pages import SignedIn
from contacts.queries.contact import one_contact
from contacts.queries.copying import copying
from contacts.queries.open_things import follow_ups_of, open_things
from contacts.queries.person import header
from contacts.queries.readings import standing_taken
from contacts.queries.sources_known import sources_known
from contacts.queries.write_up import AsPlanned, following, passed_appointment
from contacts.views.timeline import whole


def _again(request: SignedIn, person: Person) -> HttpResponse:
    form = to_send_again(ContactForm(request.POST))
    return whole(request, person, form=form, status=pages.CONFLICT)


@require_POST
@sensitive_post_parameters()
@gate(Act.RECORD_CONTACT, shows=Act.OPEN_TIMELINE, again=_again)
def record(request: SignedIn, person: Person) -> HttpResponse:
    form = ContactForm(request.POST).of_a_page_about(person)
    if not form.is_valid():
        return whole(request, person, form=form, status=pages.UNPROCESSABLE)
    try:
        said = {"known": form.known(), **form.what_happened(person)}
        saved = record_contact(person=person, author=request.user, **said)
    except Refused as refused:
        return _refused(request, person, refused)
    if written := passed_appointment(person=person, id=request.GET.get("write-up", "")):
        return _next_to_write(request, written, saved)
    if request.htmx:
        return whole(request, person, saved=saved.pk, shown=form.cleaned_data["shown"])
    return pages.see_other("timeline", person.crn, saved=saved.pk)


def _next_to_write(request: SignedIn, written: AsPlanned, saved: Contact) -> HttpResponse:
    """Whoever writes up one after another is led to the next, and then to their people."""
    then = following(user=request.user, after=written)
    if then is None:
        return pages.elsewhere(request, reverse("my-people", query={"wrote": saved.pk}))
    query = {"write-up": then.id, "wrote": saved.pk}
    return pages.elsewhere(request, reverse("timeline", args=[then.crn], query=query))


def _refused(request: SignedIn, person: Person, refused: Refused) -> HttpResponse:
    """Nothing was saved and everything is still there, in a form that saves once it is read why."""
    form = afresh(request.POST)
    if isinstance(refused, TokenSpent):
        return whole(request, person, form=form, spent=refused.saved, status=pages.CONFLICT)
    if form.is_valid():
        form.add_error(None, str(refused))
    return whole(request, person, form=form, status=pages.CONFLICT)


@require_safe
@gate(Act.OPEN_CONTACT)
def contact(request: SignedIn, person: Person, contact: Contact) -> HttpResponse:
    return one_entry(request, contact)


def one_entry(
    request: SignedIn,
    contact: Contact,
    *,
    form: forms.Form | None = None,
    noting: FollowUpForm | None = None,
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
        "standing": standing_taken(contact, viewer=request.user),
        "form": form,
        "noting": noting or FollowUpForm(),
        "follow_ups": follow_ups_of(contact=contact, viewer=request.user),
        "open_things": open_things(person=contact.person, viewer=request.user),
    }
    return pages.page(request, "contacts/contact.html", context, status=status)
