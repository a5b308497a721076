from collections.abc import Callable

from django import forms
from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_POST

from contacts import pages
from contacts.actions.events import join_events, keep_apart, part_events
from contacts.actions.refused import Refused
from contacts.formats.answers import SAME, TWO, Answer
from contacts.forms.events import OtherEntryForm, PartForm
from contacts.gate import gate
from contacts.models import Act, Contact, Person, User
from contacts.pages import SignedIn
from contacts.views.contact import one_entry


@require_POST
@gate(Act.JOIN_EVENTS, shows=Act.OPEN_CONTACT)
def same(request: SignedIn, person: Person, contact: Contact) -> HttpResponse:
    return _said(request, contact, OtherEntryForm(request.POST, contact=contact), _join)


@require_POST
@gate(Act.KEEP_APART, shows=Act.OPEN_CONTACT)
def apart(request: SignedIn, person: Person, contact: Contact) -> HttpResponse:
    return _said(request, contact, OtherEntryForm(request.POST, contact=contact), _keep_apart)


@require_POST
@gate(Act.PART_EVENTS, shows=Act.OPEN_CONTACT)
def part(request: SignedIn, person: Person, contact: Contact) -> HttpResponse:
    return _said(request, contact, PartForm(request.POST), _part)


def _said(
    request: SignedIn,
    contact: Contact,
    form: forms.Form,
    does: Callable[[Contact, forms.Form, User], Answer],
) -> HttpResponse:
    """What was pressed is done, and its page read again; or it is said why it was not."""
    if not form.is_valid():
        return one_entry(request, contact, form=form, status=pages.UNPROCESSABLE)
    try:
        answer = does(contact, form, request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        contact.refresh_from_db()
        return one_entry(request, contact, form=form, status=pages.CONFLICT)
    if going := pages.going(request):
        return pages.SeeOther(_back(going, answer))
    return pages.see_other("contact", contact.person.crn, answer.entry, said=str(answer))


def _back(going: str, answer: Answer) -> str:
    """Where one was, at the entry, which says what was said of it last."""
    address, _, query = going.partition("?")
    asked = QueryDict(query, mutable=True)
    asked["said"] = str(answer)
    return f"{address}?{asked.urlencode()}#contact-{answer.entry}"


def _join(contact: Contact, form: forms.Form, by: User) -> Answer:
    other = form.cleaned_data["other"]
    lead = join_events(contact=contact, other=other, by=by)
    return Answer(SAME, lead.pk, other.pk if lead == contact else contact.pk)


def _keep_apart(contact: Contact, form: forms.Form, by: User) -> Answer:
    other = form.cleaned_data["other"]
    keep_apart(contact=contact, other=other, by=by)
    return Answer(TWO, contact.pk, other.pk)


def _part(contact: Contact, form: forms.Form, by: User) -> Answer:
    """The entry it was shown with is where whoever parted it goes on reading."""
    lead = contact.lead
    part_events(contact=contact, by=by)
    return Answer(TWO, (lead or contact).pk, contact.pk)
