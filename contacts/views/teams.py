from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from contacts import pages
from contacts.actions import teams as actions
from contacts.actions.refused import Refused
from contacts.forms.teams import PDUForm, TeamForm
from contacts.gate import gate
from contacts.models import PDU, Act, Team
from contacts.pages import SignedIn
from contacts.queries.teams import named_by
from contacts.queries.teams import teams as units


@require_safe
@gate(Act.KEEP_TEAMS, about_person=False)
def teams(request: SignedIn) -> HttpResponse:
    kept = units()
    named = {what: named_by(kept, request.GET.get(what, "")) for what in ("added", "changed")}
    context = {"units": kept, **named}
    return pages.page(request, "contacts/teams.html", context, people=[])


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.KEEP_TEAMS, about_person=False)
def new_pdu(request: SignedIn) -> HttpResponse:
    form = PDUForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.add_pdu(**form.said(), by=request.user)
            return pages.see_other("teams", added=f"pdu-{added.pk}")
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
    return _page(request, "contacts/change_pdu.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.KEEP_TEAMS, about_person=False)
def change_pdu(request: SignedIn, pdu: PDU) -> HttpResponse:
    form = PDUForm(request.POST if request.method == "POST" else None, pdu=pdu)
    if form.is_valid():
        try:
            actions.change_pdu(pdu=pdu, **form.cleaned_data, by=request.user)
            return pages.see_other("teams", changed=f"pdu-{pdu.pk}")
        except Refused as refused:
            pdu.refresh_from_db()
            form.refuse(refused, version=actions.pdu_version(pdu))
    return _page(request, "contacts/change_pdu.html", form, pdu)


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.KEEP_TEAMS, about_person=False)
def new_team(request: SignedIn) -> HttpResponse:
    form = TeamForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.add_team(**form.said(), by=request.user)
            return pages.see_other("teams", added=f"team-{added.pk}")
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
    return _page(request, "contacts/change_team.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.KEEP_TEAMS, about_person=False)
def change_team(request: SignedIn, team: Team) -> HttpResponse:
    form = TeamForm(request.POST if request.method == "POST" else None, team=team)
    if form.is_valid():
        try:
            actions.change_team(team=team, **form.cleaned_data, by=request.user)
            return pages.see_other("teams", changed=f"team-{team.pk}")
        except Refused as refused:
            team.refresh_from_db()
            form.refuse(refused, version=actions.team_version(team))
    return _page(request, "contacts/change_team.html", form, team)


def _page(
    request: SignedIn, template: str, form: PDUForm | TeamForm, kept: PDU | Team | None = None
) -> HttpResponse:
    status = pages.UNPROCESSABLE if form.is_bound else 200
    return pages.page(request, template, {"form": form, "kept": kept}, status=status, people=[])
