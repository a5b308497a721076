from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from contacts import pages
from contacts.actions.access import lift_access, limit_access
from contacts.actions.refused import Refused
from contacts.forms.access import LiftForm, LimitForm
from contacts.gate import gate
from contacts.models import Act, Person, User
from contacts.pages import SignedIn
from contacts.queries.access import lists, may_go_on


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.SET_ACCESS, shows=Act.SEE_ACCESS)
def access(request: SignedIn, person: Person) -> HttpResponse:
    if request.method != "POST":
        return _page(request, person, LimitForm())
    form = LimitForm(request.POST)
    if not form.is_valid():
        return _page(request, person, form, status=pages.UNPROCESSABLE)
    kind, user = form.cleaned_data["kind"], form.cleaned_data["user"]
    try:
        limit_access(person=person, kind=kind, users=[user], by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, person, form, status=pages.CONFLICT)
    return _changed(request, person, kind, user)


@require_POST
@gate(Act.LIFT_ACCESS, shows=Act.SEE_ACCESS)
def lift(request: SignedIn, person: Person) -> HttpResponse:
    lifting = LiftForm(request.POST, person=person)
    if not lifting.is_valid():
        return _page(request, person, LimitForm(), lifting, pages.UNPROCESSABLE)
    rule = lifting.cleaned_data["rule"]
    try:
        if rule.lifted_at is None:  # else the button was pressed twice
            lift_access(person=person, kind=rule.kind, users=[rule.user], by=request.user)
    except Refused as refused:
        lifting.add_error(None, str(refused))
        return _page(request, person, LimitForm(), lifting, pages.CONFLICT)
    return _changed(request, person, rule.kind, rule.user)


def _page(
    request: SignedIn,
    person: Person,
    form: LimitForm,
    lifting: LiftForm | None = None,
    status: int = 200,
) -> HttpResponse:
    changed = {name: request.GET.get(name, "") for name in ("kind", "user")}
    context = {
        "person": person,
        "lists": lists(person=person, **changed),
        "form": form,
        "lifting": lifting,
    }
    return pages.page(request, "contacts/access.html", context, status=status)


def _changed(request: SignedIn, person: Person, kind: str, user: User) -> HttpResponse:
    """Back to the lists, unless whoever changed them has shut themself out."""
    if not may_go_on(person=person, viewer=request.user):
        return pages.see_other("my-people", limited="yes")
    return pages.see_other("access", person.crn, kind=kind, user=user.pk)
