from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from contacts import pages
from contacts.actions.away import be_back, say_away
from contacts.actions.refused import Refused
from contacts.forms.away import AwayForm
from contacts.gate import gate
from contacts.models import Act, Cover
from contacts.pages import SignedIn
from contacts.queries.away import away as who_is_away


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.AWAY, about_person=False)
def away(request: SignedIn) -> HttpResponse:
    """Who is away, and the form that says so."""
    form = AwayForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_valid():
        try:
            say_away(**form.said(), by=request.user)
            return pages.see_other("away", said="yes")
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
    context = {"form": form, "away": who_is_away(viewer=request.user)}
    status = pages.UNPROCESSABLE if form.is_bound else 200
    return pages.page(request, "contacts/away.html", context, status=status, people=[])


@require_POST
@gate(Act.AWAY, about_person=False)
def back(request: SignedIn, cover: Cover) -> HttpResponse:
    if not Cover.objects.told_by(request.user).filter(pk=cover.pk).exists():
        raise Http404
    be_back(cover=cover, by=request.user)
    return pages.see_other("away", said="back")
