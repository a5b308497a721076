from django.http import HttpResponse
from django.views.decorators.http import require_safe

from contacts import pages
from contacts.gate import gate
from contacts.models import Act
from contacts.pages import SignedIn
from contacts.queries.export_progress import progress


@require_safe
@gate(Act.EXPORT_CONTACTS, about_person=False, polled=True)
def export_progress(request: SignedIn) -> HttpResponse:
    """A part of the export page, which it asks for again and again while a file is taken out."""
    if not request.htmx:
        return pages.see_other("export")
    asked = {name: request.GET.get(name, "") for name in ("of", "after")}
    context = {"progress": progress(request.user, **asked)}
    return pages.page(request, "contacts/export_progress.html", context)
