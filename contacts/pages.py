"""How an answer is put together: a whole page or its fragment, and where to go next."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from contacts.formats import clock, idle
from contacts.models import Role, User


class Request(HttpRequest):
    """A request as our middleware hands it on."""

    htmx: HtmxDetails


class SignedIn(Request):
    """A request that came through the gate: it is known whose it is."""

    user: User


CONFLICT, UNPROCESSABLE = 409, 422
SHOWS_A_PAGE = {200, CONFLICT, UNPROCESSABLE}


class SeeOther(HttpResponseRedirect):
    """After a save: read the page again, so that going back or reloading sends nothing twice."""

    status_code = 303


def in_place(request: Request) -> bool:
    """Whether a page that is open asks for a part of itself."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def page(
    request: Request,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
    fragment: str = "",
    people: Iterable[int] | None = None,
) -> HttpResponse:
    """The page, or for htmx the named part of it. `people` are the ids of those a list showed."""
    name = f"{template}#{fragment}" if fragment and in_place(request) else template
    response = render(request, name, context, status=status)
    response.people = people  # type: ignore[attr-defined]  # for the gate, below
    return response


def people_shown(response: HttpResponseBase) -> list[int]:
    """Those a list showed. A list that does not say is a mistake, and is not sent."""
    return list(response.people)  # type: ignore[attr-defined]  # set by page()


def shows_a_record(response: HttpResponseBase) -> bool:
    return response.status_code in SHOWS_A_PAGE


def see_other(name: str, *args: Any, **query: Any) -> HttpResponse:
    return SeeOther(reverse(name, args=args, query=query))


def elsewhere(request: Request, address: str) -> HttpResponse:
    """After a save: another page, also for a page that would only have a part of itself anew."""
    if in_place(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return SeeOther(address)


def whose(request: HttpRequest) -> User | None:
    """Whose the session is, locked or not. Nothing is shown by this: that goes by `user`."""
    user = get_user(request)
    return user if isinstance(user, User) else None


def by_itself(request: HttpRequest) -> bool:
    """A page sent this though nobody did anything just now: it tries once more, say.

    Whoever says so untruly is locked out the sooner, and gets nothing by it.
    """
    return "By-Itself" in request.headers


def note_activity(request: HttpRequest) -> None:
    """Somebody did something, and stays signed in."""
    if noted := idle.noted(request.session, clock.now()):
        request.session.update(noted)


def why_ended(request: HttpRequest) -> str:
    """Why nobody is signed in, in the words that people read."""
    ended = whose(request) and idle.ended(request.session, clock.now())
    return ended or "You have been signed out"


def sign_in_first(request: Request, *, going: str = "", kept: bool = False) -> HttpResponse:
    """To the sign-in page and back. What was sent to be saved is not lost on the way: it is `kept`
    as a draft, or given back; nor would htmx swap a page into the one it was sent from.
    """
    if request.method in {"GET", "HEAD"} and not request.htmx:
        return HttpResponseRedirect(_sign_in(request.get_full_path()))
    page = request.htmx and request.htmx.current_url_abs_path
    words = "" if kept else request.POST.get("notes", "")
    context = {
        "ended": why_ended(request),
        "sign_in": _sign_in(going or page or "/"),
        "kept": kept,
        "words": words,
    }
    template = "401.html#line" if request.htmx else "401.html"
    return HttpResponse(render_to_string(template, context), status=401)


def _sign_in(going: str) -> str:
    return reverse("sign-in", query={} if going == "/" else {"next": going})


def own_password_first(request: Request) -> HttpResponse:
    """To where somebody chooses a password of their own, and back; as `sign_in_first` sends."""
    if request.htmx or request.method not in {"GET", "HEAD"}:
        return sign_in_first(request)
    return HttpResponseRedirect(reverse("own-password", query={"next": request.get_full_path()}))


def home_of(user: User | None) -> str:
    """The name of the page that somebody's work begins at."""
    return "users" if user and user.role == Role.ADMIN else "my-people"


def going(request: HttpRequest) -> str:
    """Where somebody was going, where that is one of our own pages; else empty."""
    going = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        going, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return going if ours and going.startswith("/") else ""


def after_sign_in(request: HttpRequest, user: User | None = None) -> str:
    """Where somebody goes on to: where they were going, or the page their work begins at."""
    return going(request) or reverse(home_of(user))


def unavailable() -> HttpResponse:
    """Says that the diary cannot be read just now, and holds nothing of any record."""
    return HttpResponse(render_to_string("503.html"), status=503)


def duty_manager(request: HttpRequest) -> str:
    """The number to ring where the diary cannot help: of the reader's own PDU."""
    user = request.user
    return user.team.pdu.duty_manager_phone if user.is_authenticated and user.team else ""
