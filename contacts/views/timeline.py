from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from contacts import pages
from contacts.formats.places import read_place
from contacts.forms.contact import ContactForm
from contacts.forms.timeline import NarrowingForm
from contacts.gate import gate
from contacts.models import Act, Person
from contacts.pages import SignedIn
from contacts.queries import timeline as queries
from contacts.queries.person import header


@require_safe
@gate(Act.OPEN_TIMELINE)
def timeline(request: SignedIn, person: Person) -> HttpResponse:
    narrowing = NarrowingForm(request.GET)
    if request.htmx and request.GET.get("before"):
        context = {"person": person, **written(request, person, narrowing)}
        return pages.page(request, "contacts/timeline.html", context, fragment="older")
    return whole(request, person, narrowing=narrowing, saved=request.GET.get("saved", ""))


def whole(
    request: SignedIn,
    person: Person,
    *,
    narrowing: NarrowingForm | None = None,
    saved: int | str = "",
    status: int = 200,
    **box: Any,
) -> HttpResponse:
    """The person's page: who they are, the box to write in, and what is written."""
    context = {
        "person": person,
        "header": header(person=person, viewer=request.user),
        **written(request, person, narrowing or NarrowingForm()),
        "saved": queries.saved_entry(person=person, id=saved),
        "form": ContactForm(),
        **box,
    }
    return pages.page(request, "contacts/timeline.html", context, status=status, fragment="diary")


def written(request: SignedIn, person: Person, narrowing: NarrowingForm) -> dict[str, Any]:
    """What of the diary is shown, and what it is narrowed by."""
    narrowed, at = narrowing.narrowed(), request.GET.get("at", "")
    before = read_place(request.GET.get("before", ""))
    if at and not before:
        before = queries.above(person=person, id=at)
    shown = queries.timeline(person=person, before=before, narrowed=narrowed)
    chips = narrowing.chips()
    return {"timeline": shown, "narrowing": narrowing, "narrowed": narrowed, "chips": chips}
