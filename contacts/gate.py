"""The one way into a view: who are you, may you do this to this person, and a note that you did.

A gated view is handed a ``person`` it may see (and a ``contact`` of theirs), never an identifier.
Reads are recorded here, after rendering and before sending; writes by the action that makes them.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.vary import vary_on_headers

from contacts import audit, pages
from contacts.models import Act, Contact, Person
from contacts.pages import SignedIn

View = Callable[..., HttpResponse]


def gate(
    act: Act, *, shows: Act | None = None, about_person: bool = True
) -> Callable[[View], View]:
    """Declare what a view does. A view that has not is refused by the system check.

    `shows` is what is recorded of a view that writes, for an answer that only showed.
    """

    def declare(view: View) -> View:
        @vary_on_headers("HX-Request")
        @wraps(view)
        def gated(request: SignedIn, **named: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return pages.sign_in_first(request)
            if about_person:
                named = _looked_up(request, act, **named)
            response = view(request, **named)
            return _recorded(request, response, shows or act, **named)

        gated.act, gated.about_person = act, about_person  # type: ignore[attr-defined]  # the check
        return gated

    return declare


def _looked_up(
    request: SignedIn, act: Act, *, crn: str, id: int | None = None
) -> dict[str, Person | Contact]:
    """The person, and the contact of theirs, that the address names: or there is no such page."""
    person = Person.objects.one_visible_to(request.user, act, crn)
    if person is None:
        audit.record(Act.REFUSED, user=request.user, detail={"crn": crn, "act": act})
        raise Http404
    if id is None:
        return {"person": person}
    contact = person.contacts.in_evidence().filter(pk=id).first()
    if contact is None:
        raise Http404
    contact.person = person
    return {"person": person, "contact": contact}


def _recorded(
    request: SignedIn,
    response: HttpResponse,
    act: Act,
    *,
    person: Person | None = None,
    contact: Contact | None = None,
) -> HttpResponse:
    """One entry for every response that showed a record; without it nothing of it is sent."""
    if not pages.shows_a_record(response) or audit.recorded_by_an_action(response):
        return response
    try:
        audit.record(
            act,
            user=request.user,
            people=[person] if person else pages.people_shown(response),
            object=f"contact {contact.pk}" if contact else "",
        )
    except audit.NotRecorded:
        return pages.unavailable()
    return response
