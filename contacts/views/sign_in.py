from allauth.account.internal.flows.logout import logout
from allauth.decorators import rate_limit
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts import pages
from contacts.actions import sign_in as actions
from contacts.forms.sign_in import SignInForm
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
    form = SignInForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        actions.signed_in(user=form.user)
        return form.login(request, redirect_url=pages.after_sign_in(request, form.user))
    if form.is_bound:
        actions.refused(username=form.data.get("login", ""))
    status = pages.UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "going": pages.going(request)}
    return pages.page(request, "contacts/sign_in.html", context, status=status)


@require_POST
def sign_out(request: Request) -> HttpResponse:
    if request.user.is_authenticated:
        actions.signed_out(user=request.user)
        logout(request)
    response = pages.see_other("sign-in")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
