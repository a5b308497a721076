from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from contacts import pages
from contacts.formats.places import read_place
from contacts.forms.contact import ContactForm
from contacts.gate import gate
from contacts.models import Act, Person
from contacts.pages import SignedIn
from contacts.queries.person import header
from contacts.queries.timeline import Place, saved_entry
from contacts.queries.timeline import timeline as timeline_of


@require_safe
@gate(Act.OPEN_TIMELINE)
def timeline(request: SignedIn, person: Person) -> HttpResponse:
    before = read_place(request.GET.get("before", ""))
    if before and request.htmx:
        context = {"person": person, "timeline": timeline_of(person=person, before=before)}
        return pages.page(request, "contacts/timeline.html", context, fragment="older")
    return whole(request, person, before=before, saved=request.GET.get("saved", ""))


def whole(
    request: SignedIn,
    person: Person,
    *,
    before: Place | None = None,
    saved: int | str = "",
    status: int = 200,
    **box: Any,
) -> HttpResponse:
    """The person's page: who they are, the box to write in, and what is written."""
    context = {
        "person": person,
        "header": header(person=person, viewer=request.user),
        "timeline": timeline_of(person=person, before=before),
        "saved": saved_entry(person=person, id=saved),
        "form": ContactForm(),
        **box,
    }
    return pages.page(request, "contacts/timeline.html", context, status=status, fragment="diary")
