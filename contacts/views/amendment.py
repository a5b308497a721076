from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from contacts import pages
from contacts.actions import amendment as actions
from contacts.actions.refused import Refused
from contacts.forms.amendment import AmendmentForm, ReplacementForm
from contacts.forms.fields import KeptForm, to_send_again, to_try_again
from contacts.gate import gate
from contacts.models import Act, Amendment, Contact, Person
from contacts.pages import SignedIn
from contacts.queries.contact import one_contact
from contacts.queries.draft import Drafts, how_kept
from contacts.views.draft import begun


def _amend_again(request: SignedIn, person: Person, contact: Contact) -> HttpResponse:
    form = to_send_again(AmendmentForm(request.POST, contact=contact))
    return _page(request, contact, "contacts/amend.html", form, pages.CONFLICT)


def _replace_again(request: SignedIn, person: Person, contact: Contact) -> HttpResponse:
    form = to_send_again(ReplacementForm(request.POST, contact=contact))
    return _page(request, contact, "contacts/replace.html", form, pages.CONFLICT)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@gate(Act.AMEND, shows=Act.OPEN_CONTACT, again=_amend_again)
def amend(request: SignedIn, person: Person, contact: Contact) -> HttpResponse:
    if request.method == "POST":
        return _save(request, contact, "contacts/amend.html", AmendmentForm, actions.amend)
    return _blank(request, contact, "contacts/amend.html", AmendmentForm)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@gate(Act.REPLACE_WORDS, shows=Act.OPEN_CONTACT, again=_replace_again)
def replace(request: SignedIn, person: Person, contact: Contact) -> HttpResponse:
    replace = actions.replace_words
    if request.method == "POST":
        return _save(request, contact, "contacts/replace.html", ReplacementForm, replace)
    return _blank(request, contact, "contacts/replace.html", ReplacementForm)


def _save(
    request: SignedIn,
    contact: Contact,
    template: str,
    ask: Callable[..., KeptForm],
    save: Callable[..., Amendment],
) -> HttpResponse:
    form = ask(request.POST, contact=contact)
    if not form.is_valid():
        return _page(request, contact, template, form, pages.UNPROCESSABLE)
    try:
        saved = save(contact=contact, author=request.user, **form.said())
    except Refused as refused:
        form = ask(to_try_again(request.POST, refused), contact=contact)
        form.add_error("notes", str(refused))
        return _page(request, contact, template, form, pages.CONFLICT)
    return pages.see_other("contact", contact.person.crn, contact.pk, saved=saved.pk)


def _blank(
    request: SignedIn, contact: Contact, template: str, ask: Callable[..., KeptForm]
) -> HttpResponse:
    """The form as nobody has sent it yet: with what its reader has begun in it."""
    found = begun(request, contact.person)
    form = ask(contact=contact, begun=found.box())
    return _page(request, contact, template, form, drafts=found)


def _page(
    request: SignedIn,
    contact: Contact,
    template: str,
    form: KeptForm,
    status: int = 200,
    drafts: Drafts | None = None,
) -> HttpResponse:
    one = one_contact(contact=contact, viewer=request.user)
    found = drafts or begun(request, contact.person, form)
    context = {"person": contact.person, "one": one, "form": form}
    context |= {"drafts": found, "how_kept": how_kept(found.opened)}
    return pages.page(request, template, context, status=status)
