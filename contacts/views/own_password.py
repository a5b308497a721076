from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from contacts import pages
from contacts.actions.own_password import choose_password
from contacts.actions.refused import Refused
from contacts.forms.own_password import ChangePasswordForm, OwnPasswordForm
from contacts.gate import gate
from contacts.models import Act
from contacts.pages import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@gate(Act.OWN_PASSWORD, shows=Act.ASKED_PASSWORD, about_person=False)
def own_password(request: SignedIn) -> HttpResponse:
    """Whoever came in with a password that an administrator knows goes no further with it."""
    told = request.user.password_is_one_time
    going = pages.after_sign_in(request, request.user)
    form = _form(request)
    if form.is_valid() and _chosen(request, form):
        return pages.SeeOther(going) if told else pages.see_other("own-password", saved="yes")
    status = pages.UNPROCESSABLE if form.is_bound else 200
    layout = "bare.html" if told else "base.html"
    context = {"form": form, "going": going, "layout": layout}
    return pages.page(request, "contacts/own_password.html", context, status=status, people=[])


def _form(request: SignedIn) -> OwnPasswordForm:
    sent = request.POST if request.method == "POST" else None
    if request.user.password_is_one_time:
        return OwnPasswordForm(sent)
    return ChangePasswordForm(sent, request=request)


def _chosen(request: SignedIn, form: OwnPasswordForm) -> bool:
    try:
        choose_password(user=request.user, password=form.cleaned_data["password"])
    except Refused as refused:
        form.add_error("password", str(refused))
        return False
    update_session_auth_hash(request, request.user)
    return True
