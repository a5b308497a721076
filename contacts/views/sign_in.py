from allauth.decorators import rate_limit
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts import pages
from contacts.actions import sign_in as actions
from contacts.forms.sign_in import SignInForm
from contacts.models import User
from contacts.pages import Request


@require_safe
def home(request: Request) -> HttpResponse:
    return redirect(pages.home_of(request.user) if request.user.is_authenticated else "sign-in")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@csrf_protect
@rate_limit(action="login")
def sign_in(request: Request) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(pages.after_sign_in(request, request.user))
    locked = pages.whose(request)
    sent = request.POST if request.method == "POST" else None
    form = SignInForm(sent, request=request, again=locked)
    if form.is_valid():
        actions.signed_in(user=form.user)
        return form.login(request, redirect_url=_going_on(request, form.user, locked))
    if form.is_bound:
        actions.refused(username=form.data.get("login", ""))
    status = pages.UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "going": pages.going(request), "locked": locked}
    context["ended"] = pages.why_ended(request)
    return pages.page(request, "contacts/sign_in.html", context, status=status)


def _going_on(request: Request, user: User, locked: User | None) -> str:
    """Where somebody else was going, whose session ends by this, is no business of theirs."""
    if locked not in (None, user):
        return reverse(pages.home_of(user))
    return pages.after_sign_in(request, user)


@require_POST
def sign_out(request: Request) -> HttpResponse:
    """For good, and a session that is locked as well."""
    if user := pages.whose(request):
        actions.signed_out(user=user)
        logout(request)
    response = pages.see_other("sign-in")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
