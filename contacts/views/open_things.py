from collections.abc import Callable
from functools import partial
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from contacts import pages
from contacts.actions.concerns import answer_concern, raise_concern, take_back_concern
from contacts.actions.decisions import mark_decision
from contacts.actions.follow_ups import note_follow_up, set_follow_up, write_reply
from contacts.actions.refused import Refused
from contacts.actions.talks import ask_for_talk, close_talk, take_back_talk
from contacts.forms.fields import to_try_again
from contacts.forms.open_things import (
    AnswerForm,
    AskForm,
    DecisionForm,
    FollowUpForm,
    StateForm,
    TalkForm,
)
from contacts.gate import gate
from contacts.models import Act, Concern, Contact, FollowUp, Person, Talk
from contacts.pages import SignedIn
from contacts.queries.draft import Drafts, how_kept
from contacts.queries.open_things import Asks, asks, open_things
from contacts.views.contact import one_entry
from contacts.views.draft import begun
from contacts.views.timeline import whole


@require_POST
@sensitive_post_parameters()
@gate(Act.NOTE_FOLLOW_UP, shows=Act.OPEN_CONTACT)
def note(request: SignedIn, person: Person, contact: Contact) -> HttpResponse:
    form = FollowUpForm(request.POST)
    again = partial(one_entry, request, contact, noting=form)
    if not form.is_valid():
        return again(status=pages.UNPROCESSABLE)
    keep = partial(note_follow_up, contact=contact, by=request.user, promised=form.promised())
    return _at_the_entry(contact, form, keep, again)


@require_POST
@gate(Act.MARK_DECISION, shows=Act.OPEN_CONTACT)
def decision(request: SignedIn, person: Person, contact: Contact) -> HttpResponse:
    form = DecisionForm(request.POST)
    form.is_valid()
    mark = partial(mark_decision, contact=contact, by=request.user, **form.cleaned_data)
    return _at_the_entry(contact, form, mark, partial(one_entry, request, contact, form=form))


@require_POST
@gate(Act.CHANGE_FOLLOW_UP, shows=Act.OPEN_TIMELINE)
def follow_up(request: SignedIn, person: Person, follow_up: FollowUp) -> HttpResponse:
    form = StateForm(request.POST)
    if not form.is_valid():
        return _not_done(request, person, "Press one of the buttons.", pages.UNPROCESSABLE)
    state = form.cleaned_data["state"]
    return _pressed(
        request,
        person,
        lambda: set_follow_up(follow_up=follow_up, state=state, by=request.user),
        did="back" if state == FollowUp.State.TAKEN_BACK else f"{state}-{follow_up.pk}",
    )


@require_POST
@gate(Act.RAISE_CONCERN, shows=Act.OPEN_TIMELINE)
def feels_off(request: SignedIn, person: Person) -> HttpResponse:
    return _pressed(
        request, person, lambda: raise_concern(person=person, by=request.user), did="off"
    )


@require_POST
@gate(Act.TAKE_BACK_CONCERN, shows=Act.OPEN_TIMELINE)
def take_back_off(request: SignedIn, person: Person, concern: Concern) -> HttpResponse:
    return _pressed(
        request, person, lambda: take_back_concern(concern=concern, by=request.user), did="back"
    )


@require_POST
@gate(Act.ASK_TALK, shows=Act.OPEN_TIMELINE)
def ask_talk(request: SignedIn, person: Person) -> HttpResponse:
    form = AskForm(request.POST, person=person)
    if not form.is_valid():
        return _not_done(request, person, "There is no such entry.", pages.UNPROCESSABLE)
    asked = {"person": person, "by": request.user, **form.cleaned_data}
    return _pressed(request, person, lambda: ask_for_talk(**asked), did="talk")


@require_POST
@gate(Act.TAKE_BACK_TALK, shows=Act.OPEN_TIMELINE)
def no_talk(request: SignedIn, person: Person, talk: Talk) -> HttpResponse:
    return _pressed(request, person, lambda: take_back_talk(talk=talk, by=request.user), did="back")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@gate(Act.WRITE_REPLY, shows=Act.OPEN_CONTACT)
def reply(request: SignedIn, person: Person, follow_up: FollowUp) -> HttpResponse:
    if not follow_up.is_awaited:
        raise Http404

    def save(**said: Any) -> HttpResponse:
        written = write_reply(follow_up=follow_up, by=request.user, **said)
        return pages.see_other("contact", person.crn, written.contact_id, saved=written.pk)

    return _answered(request, person, follow_up, AnswerForm, save)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@gate(Act.CLOSE_CONCERN, shows=Act.OPEN_CONTACT)
def concern(request: SignedIn, person: Person, concern: Concern) -> HttpResponse:
    def save(**said: Any) -> HttpResponse:
        entry = answer_concern(concern=concern, by=request.user, **said)
        return pages.see_other("contact", person.crn, entry.pk)

    return _answered(request, person, concern, AnswerForm, save)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@gate(Act.CLOSE_TALK, shows=Act.OPEN_CONTACT)
def talk(request: SignedIn, person: Person, talk: Talk) -> HttpResponse:
    def save(**said: Any) -> HttpResponse:
        close_talk(talk=talk, by=request.user, **said)
        return pages.see_other("team")

    return _answered(request, person, talk, TalkForm, save)


def _at_the_entry(
    contact: Contact,
    form: Form,
    does: Callable[[], object],
    again: Callable[..., HttpResponse],
) -> HttpResponse:
    """It is done, and the entry is read again; or its page says in the form why it was not."""
    try:
        does()
    except Refused as refused:
        form.add_error(None, str(refused))
        return again(status=pages.CONFLICT)
    return pages.see_other("contact", contact.person.crn, contact.pk)


def _answered(
    request: SignedIn,
    person: Person,
    what: FollowUp | Concern | Talk,
    form_of: type[AnswerForm],
    save: Callable[..., HttpResponse],
) -> HttpResponse:
    """One box about something that is open; what is written there closes it."""
    if what.closed_at and request.method != "POST":
        return pages.see_other("timeline", person.crn)
    asked = asks(what, viewer=request.user)
    if request.method != "POST":
        found = begun(request, person)
        return _ask(request, person, asked, form_of(label=asked.label, begun=found.box()), found)
    form, status = form_of(request.POST, label=asked.label), pages.UNPROCESSABLE
    if form.is_valid():
        try:
            return save(**form.said())
        except Refused as refused:
            form = form_of(to_try_again(request.POST, refused), label=asked.label)
            form.add_error("notes", str(refused))
            status = pages.CONFLICT
    return _ask(request, person, asked, form, begun(request, person, form), status)


def _ask(
    request: SignedIn,
    person: Person,
    asked: Asks,
    form: AnswerForm,
    found: Drafts,
    status: int = 200,
) -> HttpResponse:
    context = {"person": person, "asks": asked, "form": form}
    context |= {"drafts": found, "how_kept": how_kept(found.opened)}
    return pages.page(request, "contacts/open_thing.html", context, status=status)


def _pressed(
    request: SignedIn, person: Person, does: Callable[[], object], *, did: str
) -> HttpResponse:
    """What was pressed beside the box is done, and only what stands there is shown again."""
    try:
        does()
    except Refused as refused:
        return _not_done(request, person, str(refused), pages.CONFLICT)
    if not pages.in_place(request):
        here = pages.going(request) or reverse("timeline", args=[person.crn], query={"did": did})
        return pages.SeeOther(f"{here}#open")
    return _beside(request, person, did=did)


def _not_done(request: SignedIn, person: Person, why: str, status: int) -> HttpResponse:
    if not pages.in_place(request):
        return whole(request, person, not_done=why, status=status)
    return _beside(request, person, not_done=why, status=status)


def _beside(
    request: SignedIn, person: Person, *, did: str = "", status: int = 200, **more: str
) -> HttpResponse:
    shown = open_things(person=person, viewer=request.user, did=did)
    context = {"person": person, "open_things": shown, **more}
    return pages.page(request, "contacts/_still_open.html", context, status=status)
