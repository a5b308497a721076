"""The pages for when there is no page. None holds a form, or a word of anybody's record."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from contacts import pages
from contacts.audit import NotRecorded


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Unknown and refused alike, byte for byte."""
    return render(request, "404.html", {"duty": pages.duty_manager(request)}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(render_to_string("403.html"), status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return forbidden(request, PermissionError(reason))


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
