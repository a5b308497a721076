from django.http import HttpResponse
from django.views.decorators.http import require_safe

from contacts import pages
from contacts.formats.places import read_place
from contacts.forms.trail import TrailForm
from contacts.gate import gate
from contacts.models import Act, Person
from contacts.pages import SignedIn
from contacts.queries.trail import choices
from contacts.queries.trail import trail as trail_of


@require_safe
@gate(Act.WHO_LOOKED)
def who_looked(request: SignedIn, person: Person) -> HttpResponse:
    form = TrailForm(request.GET, offered=choices(person=person))
    context = {"person": person, "form": form}
    if not form.is_valid():
        return pages.page(request, "contacts/trail.html", context, status=pages.UNPROCESSABLE)
    before = read_place(request.GET.get("before", ""))
    trail = trail_of(person=person, viewer=request.user, before=before, **form.cleaned_data)
    older = form.query(before=trail.older) if trail.older else ""
    context |= {"trail": trail, "older": older}
    fragment = "looks" if before else ""
    return pages.page(request, "contacts/trail.html", context, fragment=fragment)
