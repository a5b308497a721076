from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from contacts import pages
from contacts.actions.refused import Refused
from contacts.actions.users import (
    AlreadyAdded,
    add_user,
    change_user,
    deactivate_user,
    reactivate_user,
    reset_password,
    version_of,
)
from contacts.formats import passwords
from contacts.forms.users import FindUserForm, NewUserForm, UserForm
from contacts.gate import gate
from contacts.models import Act, User
from contacts.pages import SignedIn
from contacts.queries.users import kept
from contacts.queries.users import users as users_by_team


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.KEEP_USERS, about_person=False)
def users(request: SignedIn) -> HttpResponse:
    """Narrowing is a POST: an address never carries a name."""
    form = FindUserForm(request.POST)
    context = {"form": form, "teams": users_by_team(find=form.typed)}
    return pages.page(request, "contacts/users.html", context, people=[])


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.KEEP_USERS, about_person=False)
def new_user(request: SignedIn) -> HttpResponse:
    form = NewUserForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            password = passwords.one_time()
            told: dict[str, Any] = {"password": password, "one_time": True, "by": request.user}
            return _told(request, add_user(**form.cleaned_data, **told), password)
        except AlreadyAdded as already:
            return pages.see_other("user", already.user.pk, saved="added")
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
    status = pages.UNPROCESSABLE if form.is_bound else 200
    return pages.page(request, "contacts/new_user.html", {"form": form}, status=status, people=[])


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.KEEP_USERS, about_person=False)
def user(request: SignedIn, user: User) -> HttpResponse:
    form = UserForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_valid():
        try:
            changed = change_user(user=user, **form.cleaned_data, by=request.user)
            moved = changed.team_id != user.team_id
            return pages.see_other("user", user.pk, saved="team" if moved else "yes")
        except Refused as refused:
            user.refresh_from_db()
            form.refuse(refused, version=version_of(user))
    return _shown(request, user, form)


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.KEEP_USERS, about_person=False)
def reset(request: SignedIn, user: User) -> HttpResponse:
    if request.method != "POST":
        return _asked(request, user, "contacts/reset_password.html")
    password = passwords.one_time()
    try:
        reset_password(user=user, password=password, by=request.user)
    except Refused as refused:
        return _refused(request, user, refused)
    return _told(request, user, password)


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.KEEP_USERS, about_person=False)
def deactivate(request: SignedIn, user: User) -> HttpResponse:
    if request.method != "POST":
        return _asked(request, user, "contacts/deactivate_user.html")
    try:
        deactivate_user(user=user, by=request.user)
    except Refused as refused:
        return _refused(request, user, refused)
    return pages.see_other("user", user.pk, saved="deactivated")


@require_POST
@gate(Act.KEEP_USERS, about_person=False)
def reactivate(request: SignedIn, user: User) -> HttpResponse:
    password = passwords.one_time()
    try:
        reactivate_user(user=user, password=password, by=request.user)
    except Refused as refused:
        return _refused(request, user, refused)
    return _told(request, user, password)


def _asked(request: SignedIn, user: User, template: str) -> HttpResponse:
    """What one press ends is asked first. Whom the user holds is counted, and nobody named."""
    shown = kept(user=user, viewer=request.user)
    if not shown.active:
        return redirect("user", user.pk)
    return pages.page(request, template, {"kept": shown}, people=[])


def _refused(request: SignedIn, user: User, refused: Refused) -> HttpResponse:
    """The page as it stands now, and above it why nothing was done."""
    user.refresh_from_db()
    form = UserForm(user=user)
    return _shown(request, user, form, str(refused))


def _shown(request: SignedIn, user: User, form: UserForm, trouble: str = "") -> HttpResponse:
    shown = kept(user=user, viewer=request.user)
    context = {"form": form, "kept": shown, "trouble": trouble}
    status = pages.UNPROCESSABLE if form.is_bound or trouble else 200
    return pages.page(request, "contacts/user.html", context, status=status, people=shown.ids)


@sensitive_variables("password")
def _told(request: SignedIn, user: User, password: str) -> HttpResponse:
    """Not a redirect: what is shown once may stand in no address and no session."""
    context = {"kept": user, "password": password}
    return pages.page(request, "contacts/reset_password.html", context, people=[])
