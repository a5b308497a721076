"""The one way into a view: who are you, may you do this to this person, and a note that you did.

A gated view is handed a ``person`` it may see (and a ``contact``, ``appointment``, ``follow_up``,
``concern`` or ``talk`` of theirs), or the ``user``, ``team``, ``pdu``, ``batch`` or ``cover`` its
address names: never an identifier.
Reads are recorded here, after rendering and before sending; writes by the action that makes them.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.vary import vary_on_headers

from contacts import audit, pages
from contacts.actions.locked import keep_words
from contacts.forms.fields import words_left
from contacts.models import (
    PDU,
    Act,
    Appointment,
    Concern,
    Contact,
    Cover,
    FollowUp,
    ImportBatch,
    Person,
    Reach,
    Talk,
    Team,
    User,
)
from contacts.models.access import for_administrators, reach
from contacts.pages import SignedIn

View = Callable[..., HttpResponseBase]

# What the part of an address about a person that has this name is the id of, as it is on pages.
THEIRS: dict[str, Callable[[], QuerySet[Any]]] = {
    "id": Contact.objects.in_evidence,
    "follow_up": FollowUp.objects.on_pages,
    "concern": Concern.objects.on_pages,
    "talk": Talk.objects.on_pages,
    "appointment": Appointment.objects.on_pages,
}
# And of another address.
KEPT: dict[str, type[Model]] = {
    "user": User,
    "team": Team,
    "pdu": PDU,
    "batch": ImportBatch,
    "cover": Cover,
}


# What a view declares beside its act:
#   shows         what is recorded of a view that writes, for an answer that only showed;
#   about_person  whether its address is about one;
#   polled        a page asks for it by itself, so that nobody stays signed in by it; it is
#   unrecorded    as what shows nothing of any record is;
#   again         shows what a page that is out of date has sent, to be sent once more: see
#                 `views/errors.py`.
def gate(
    act: Act,
    *,
    shows: Act | None = None,
    about_person: bool = True,
    polled: bool = False,
    unrecorded: bool = False,
    again: View | None = None,
) -> Callable[[View], View]:
    """Declare what a view does. A view that has not is refused by the system check."""

    def declare(view: View) -> View:
        @vary_on_headers("HX-Request")
        @wraps(view)
        def gated(request: SignedIn, **asked: Any) -> HttpResponseBase:
            if first := _first(request, act, asked if about_person else {}, counts=not polled):
                return first
            named = (_looked_up if about_person else _kept)(request, act, **asked)
            if elsewhere := _kept_elsewhere(request, asked, named):
                return elsewhere
            response = view(request, **named)
            recorded = not (polled or unrecorded)
            return _recorded(request, response, shows or act, named) if recorded else response

        again_ = again and gate(act, shows=shows)(again)
        vars(gated).update(act=act, about_person=about_person, polled=polled, again=again_)
        return gated

    return declare


def _first(
    request: SignedIn, act: Act, about: dict[str, Any], *, counts: bool
) -> HttpResponseBase | None:
    """What somebody must do before anything else; where it counts, they have done something."""
    if not request.user.is_authenticated:
        going = _where_words_are_kept(request, act, **about) if about else ""
        return pages.sign_in_first(request, going=going, kept=bool(going))
    if counts and not pages.by_itself(request):
        pages.note_activity(request)
    if request.user.password_is_one_time and act is not Act.OWN_PASSWORD:
        return pages.own_password_first(request)
    return None


def _where_words_are_kept(request: SignedIn, act: Act, *, crn: str, **of: int) -> str:
    """What somebody sends who was locked out while they wrote is kept as a draft of theirs: the
    page on which it is there again, or nothing.
    """
    user, words = pages.whose(request), words_left(request.POST)
    if user is None or words is None:
        return ""
    person = Person.objects.one_visible_to(user, act, crn)
    if person is None:
        return ""
    keep_words(user=user, person=person, **words)
    return reverse("timeline", args=[person.crn]) + words["place"]


def _looked_up(request: SignedIn, act: Act, *, crn: str, **ids: int) -> dict[str, Model]:
    """The person, and what of theirs the address names: or there is no such page."""
    person = Person.objects.one_visible_to(request.user, act, crn)
    if person is None:
        audit.record(Act.REFUSED, user=request.user, detail={"crn": crn, "act": act})
        raise Http404
    named: dict[str, Model] = {"person": person}
    for name, pk in ids.items():
        found = THEIRS[name]().filter(person=person, pk=pk).first()
        if found is None:
            raise Http404
        found.person = person
        named["contact" if name == "id" else name] = found
    return named


def _kept_elsewhere(
    request: SignedIn, asked: dict[str, Any], named: dict[str, Model]
) -> HttpResponseBase | None:
    """A record that was joined to another is read there; what somebody sends is taken at once.

    Not for good: the two may be parted again.
    """
    person = named.get("person")
    if not isinstance(person, Person) or person.crn == asked["crn"]:
        return None
    if request.method not in {"GET", "HEAD"} or not request.resolver_match:
        return None
    address = reverse(request.resolver_match.view_name, kwargs={**asked, "crn": person.crn})
    query = request.META["QUERY_STRING"]
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def _kept(request: SignedIn, act: Act, **ids: int) -> dict[str, Model]:
    """What else the address names. To whoever is no administrator, theirs are unknown addresses."""
    if for_administrators(act) and reach(request.user.role, act) is Reach.NONE:
        audit.record(Act.REFUSED, user=request.user, detail={"act": act})
        raise Http404
    return {name: get_object_or_404(KEPT[name], pk=pk) for name, pk in ids.items()}


def _recorded(
    request: SignedIn, response: HttpResponseBase, act: Act, named: dict[str, Model]
) -> HttpResponseBase:
    """One entry for every response that showed a record; without it nothing of it is sent."""
    if not pages.shows_a_record(response) or audit.recorded_by_an_action(response):
        return response
    person = named.get("person")
    about = [f"{name} {one.pk}" for name, one in named.items() if name != "person"]
    try:
        audit.record(
            act,
            user=request.user,
            people=_shown(response, person),
            object="".join(about),
        )
    except audit.NotRecorded:
        return pages.unavailable()
    return response


def _shown(response: HttpResponseBase, person: Model | None) -> list[int]:
    """Whoever the page is about, and whoever else it says that it showed."""
    if person is None:
        return pages.people_shown(response)
    return [person.pk, *(getattr(response, "people", None) or [])]
