"""What holds for every request, whichever view answers it."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import unquote_to_bytes

from allauth.account.adapter import get_adapter
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import BadRequest, PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from contacts import audit
from contacts.formats import clock, idle
from contacts.models import User

Answer = Callable[[HttpRequest], HttpResponse]


def about_the_request(answer: Answer) -> Answer:
    """Gives every request a number, which its audit entries carry."""

    def numbered(request: HttpRequest) -> HttpResponse:
        with audit.about(audit.Request(id=uuid.uuid4().hex, address=_address(request))):
            return answer(request)

    return numbered


def _address(request: HttpRequest) -> str:
    try:
        return get_adapter().get_client_ip(request) or ""
    except PermissionDenied:  # fewer proxies than we were told of
        return request.META.get("REMOTE_ADDR", "")


def refuse_unreadable(answer: Answer) -> Answer:
    """Answers what cannot be kept as it was sent before it gets any further.

    PostgreSQL holds no NUL; and Django reads bytes that are no text as U+FFFD, so that words
    nobody wrote would be saved. A file that is brought in is in whatever bytes it is.
    """

    def checked(request: HttpRequest) -> HttpResponse:
        sent = [request.path, *request.GET.keys(), *request.COOKIES.values()]
        sent += [value for values in request.GET.lists() for value in values[1]]
        if any("\x00" in text for text in sent) or not _is_text(request):
            raise BadRequest
        return answer(request)

    return checked


def _is_text(request: HttpRequest) -> bool:
    if request.path == reverse("imports") and request.content_type == "multipart/form-data":
        return True
    body = request.body
    if request.content_type == "application/x-www-form-urlencoded":
        body = unquote_to_bytes(body)
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def keep_nothing(answer: Answer) -> Answer:
    """No page may stay in a cache, where the next user of the machine could read it."""

    def unkept(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return unkept


def lock_when_idle(answer: Answer) -> Answer:
    """Whoever has done nothing for too long is nobody, everywhere, until they sign in again.

    The session is not ended: `pages.whose` still knows whose it is.
    """

    def locking(request: HttpRequest) -> HttpResponse:
        here: Any = SimpleLazyObject(partial(_whoever_is_here, request))
        request.user = here
        return answer(request)

    return locking


def _whoever_is_here(request: HttpRequest) -> User | AnonymousUser:
    return AnonymousUser() if idle.ended(request.session, clock.now()) else get_user(request)


@receiver(user_logged_in)
def begin(request: HttpRequest, **told: Any) -> None:
    """From here the limits count.

    The same user again, in a session that was locked: Django would leave it its key, and whoever
    had got hold of that would be let in with them.
    """
    if idle.SIGNED_IN in request.session:
        request.session.cycle_key()
    request.session.update(idle.begun(clock.now()))
