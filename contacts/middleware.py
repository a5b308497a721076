"""What holds for every request, whichever view answers it."""

import uuid
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

from contacts import audit

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


def refuse_nul(answer: Answer) -> Answer:
    """PostgreSQL holds no NUL: an address or cookie with one is answered before it gets there."""

    def checked(request: HttpRequest) -> HttpResponse:
        sent = [request.path, *request.GET.keys(), *request.COOKIES.values()]
        sent += [value for values in request.GET.lists() for value in values[1]]
        if any("\x00" in text for text in sent):
            return HttpResponseBadRequest("This address cannot be read.", "text/plain")
        return answer(request)

    return checked


def keep_nothing(answer: Answer) -> Answer:
    """No page may stay in a cache, where the next user of the machine could read it."""

    def unkept(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return unkept
