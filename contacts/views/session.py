from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_POST, require_safe

from contacts.formats import clock, idle
from contacts.gate import gate
from contacts.models import Act
from contacts.pages import SignedIn


@require_safe
@gate(Act.SIGN_IN, about_person=False, polled=True)
def session(request: SignedIn) -> HttpResponse:
    return _how_it_stands(request)


@require_POST
@gate(Act.SIGN_IN, about_person=False, unrecorded=True)
def stay(request: SignedIn) -> HttpResponse:
    """Somebody pressed a key to say that they are still here: the gate has noted it."""
    return _how_it_stands(request)


def _how_it_stands(request: SignedIn) -> HttpResponse:
    """How many seconds are left until it locks, whose it is, and what a form is known by now."""
    left = idle.left(request.session, clock.now())
    told = {"left": left, "whose": str(request.user.pk), "token": get_token(request)}
    return JsonResponse(told)
