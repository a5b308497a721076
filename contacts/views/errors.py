"""The pages for when there is no page. None holds a word of anybody's record.

But for a form that is out of date: signing in again changes what a form is known by, and what was
written in an older page must not be lost for that. It is given back only where the browser says
that one of our own pages sent it (`Sec-Fetch-Site`, or `Origin` where it sends no such thing: no
page of anybody else can make it say so), and only to whoever that page was made for, whom the
form names. Nothing is saved: they press once more, or the script of the page, which can read the
answer as no page of anybody else can, sends it once more with the token that came with it.
"""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.debug import sensitive_post_parameters

from contacts import pages
from contacts.audit import NotRecorded
from contacts.pages import Request


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Unknown and refused alike, byte for byte."""
    return render(request, "404.html", {"duty": pages.duty_manager(request)}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(render_to_string("403.html"), status=403)


@sensitive_post_parameters()
def form_expired(request: Request, reason: str = "") -> HttpResponseBase:
    """The form does not carry the token that goes with the session, or carries none."""
    ours, user, sender = _is_from_our_page(request), pages.whose(request), request.POST.get("whose")
    theirs = ours and user is not None and sender == str(user.pk)
    if theirs and request.user.is_authenticated and not request.htmx:
        match = request.resolver_match
        if again := match and getattr(match.func, "again", None):
            return again(request, **match.kwargs)
    other = bool(user and sender) and not theirs
    words = request.POST.get("notes", "") if ours and not other else ""
    return _out_of_date(request, {"other": other, "words": words}, fresh=theirs)


def _out_of_date(request: Request, context: dict[str, Any], *, fresh: bool) -> HttpResponse:
    template = "403.html#line" if request.htmx else "403.html"
    response = HttpResponse(render_to_string(template, context), status=403)
    if fresh and request.htmx:
        response.headers["Fresh-Token"] = get_token(request)
    return response


def _is_from_our_page(request: Request) -> bool:
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(render_to_string("400.html"), status=400)


def too_many(request: HttpRequest) -> HttpResponse:
    """Somebody, or something, keeps trying to sign in."""
    return HttpResponse(render_to_string("429.html"), status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """A database that does not answer, or not in time, or keeps no trail, is said as that."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError | NotRecorded):
        return pages.unavailable()
    return HttpResponse(render_to_string("500.html"), status=500)
