from collections.abc import Collection
from functools import partial
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from contacts import pages
from contacts.formats.answers import read_answer
from contacts.formats.places import read_place
from contacts.forms.contact import ContactForm
from contacts.forms.readings import chips
from contacts.forms.timeline import TimelineForm
from contacts.gate import gate
from contacts.models import Act, Person
from contacts.pages import SignedIn
from contacts.queries import timeline as queries
from contacts.queries.draft import ANOTHER, drafts, how_kept
from contacts.queries.entry import Entry
from contacts.queries.open_things import open_things
from contacts.queries.person import header
from contacts.queries.planned import changed
from contacts.queries.sources_known import sources_known
from contacts.queries.timeline import Narrowed
from contacts.queries.write_up import as_planned, step, wrote

PLACES = {"before", "at"}  # by which an address leads to older entries


@require_safe
@gate(Act.OPEN_TIMELINE)
def timeline(request: SignedIn, person: Person) -> HttpResponse:
    narrowing = TimelineForm(request.GET)
    if request.htmx and request.GET.get("before"):
        context = {"person": person, **written(request, person, narrowing)}
        status = pages.UNPROCESSABLE if narrowing.errors else 200
        page = "contacts/timeline.html"
        return pages.page(request, page, context, status=status, fragment="older")
    return whole(request, person, narrowing=narrowing, saved=request.GET.get("saved", ""))


def whole(
    request: SignedIn,
    person: Person,
    *,
    narrowing: TimelineForm | None = None,
    saved: int | str = "",
    status: int = 200,
    form: ContactForm | None = None,
    shown: Collection[str] = (),
    **box: Any,
) -> HttpResponse:
    """The person's page: who they are, the box to write in, and what is written."""
    narrowing = narrowing or TimelineForm(QueryDict())
    if narrowing.errors:
        status = pages.UNPROCESSABLE
    context = about(request, person, narrowing=narrowing, saved=saved, shown=shown)
    context |= {**_begun(request, person, form, afresh=bool(context["saved"])), **box}
    context |= _stepping(request)
    return pages.page(request, "contacts/timeline.html", context, status=status, fragment="diary")


def _stepping(request: SignedIn) -> dict[str, Any]:
    """Where somebody is who writes up one after another, and what they saved before."""
    asked, saved = (request.GET.get(name, "") for name in ("write-up", "wrote"))
    return {
        "step": step(user=request.user, asked=asked) if asked else None,
        "wrote": wrote(user=request.user, id=saved),
    }


def about(
    request: SignedIn,
    person: Person,
    *,
    narrowing: TimelineForm | None = None,
    saved: int | str = "",
    shown: Collection[str] = (),
) -> dict[str, Any]:
    """All of the page but what stands in its box.

    `shown` is what was read from the words of the entry that was saved and shown before it was.
    """
    narrowing = narrowing or TimelineForm(QueryDict())
    diary = written(request, person, narrowing)
    entry = queries.saved_entry(person=person, id=saved, viewer=request.user, shown=shown)
    did = request.GET.get("did", "") or (f"closed-{saved}" if entry else "")
    return {
        "person": person,
        # Asked for where it is shown: an answer in place shows the diary alone.
        "header": SimpleLazyObject(partial(header, person=person, viewer=request.user)),
        "sources": partial(sources_known, person=person),
        "open_things": open_things(person=person, viewer=request.user, did=did),
        **diary,
        "last": _last(request, person, diary),
        "saved": entry,
        "said": read_answer(request.GET.get("said", "")),
        "changed": changed(people=[person.pk], id=request.GET.get("planned", "")),
    }


def _last(request: SignedIn, person: Person, shown: dict[str, Any]) -> Entry | None:
    """What stands beside the box: where the newest entries are shown, it is among them."""
    older = shown["narrowing"].asked or request.GET.keys() & PLACES
    return queries.last_entry(person=person, newest=None if older else shown.get("timeline"))


def _begun(
    request: SignedIn, person: Person, form: ContactForm | None, *, afresh: bool
) -> dict[str, Any]:
    """What stands in the box: the form that is shown again, or the draft its reader wants; after
    a save nothing. And what else they have begun about this person.
    """
    asked = ANOTHER if afresh else request.GET.get("draft", "")
    token = str(form["token"].value()) if form else ""
    found = drafts(person=person, user=request.user, asked=asked, token=token)
    begun = str(form["planned"].value() or "") if form else found.planned
    wanted = request.GET.get("write-up", "")
    planned = as_planned(person=person, asked=wanted, begun=begun)
    form = form or ContactForm(initial=found.box(planned=planned.id if planned else None))
    return {
        "form": form.offer(planned),
        "readings": chips(form, person),
        "drafts": found,
        "how_kept": how_kept(found.opened),
    }


def written(request: SignedIn, person: Person, narrowing: TimelineForm) -> dict[str, Any]:
    """What of the diary is shown, and what it is narrowed by; nothing, where that is not
    understood.
    """
    if narrowing.errors:
        return {"narrowing": narrowing}
    before = read_place(request.GET.get("before", ""))
    if not before:
        before = queries.above(person=person, id=request.GET.get("at", ""))
    shown = queries.timeline(person=person, before=before, narrowed=narrowing.narrowed())
    would = [] if shown.lines else narrowing.would_match(partial(_found_by, person, narrowing))
    recorded = bool(shown.lines or would or queries.matches(person=person, narrowed=Narrowed()))
    page = reverse("timeline", args=[person.crn])
    older = f"{page}{narrowing.query(before=shown.older)}"
    return {
        "timeline": shown,
        "narrowing": narrowing,
        "would_match": would,
        "recorded": recorded,
        "older": older,
    }


def _found_by(person: Person, narrowing: TimelineForm, leaving_out: str) -> bool:
    return queries.matches(person=person, narrowed=narrowing.narrowed(leaving_out=leaving_out))
