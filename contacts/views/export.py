from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from contacts import pages
from contacts.actions.exporting import take_out
from contacts.formats import clock
from contacts.forms.export import ExportForm
from contacts.gate import gate
from contacts.models import Act
from contacts.models.export_progress import newest
from contacts.pages import SignedIn
from contacts.queries.export import Exported


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.EXPORT_CONTACTS, shows=Act.SEE_EXPORT, about_person=False)
def export(request: SignedIn) -> HttpResponseBase:
    """Taking out is a POST: a link, or going back, takes nothing out by itself."""
    form = ExportForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        return _file(request, form)
    status = pages.UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "newest": newest(request.user)}
    return pages.page(request, "contacts/export.html", context, status=status, people=[])


def _file(request: SignedIn, form: ExportForm) -> HttpResponseBase:
    wanted = form.wanted()
    taken = take_out(
        rows=Exported(wanted, request.user),
        by=request.user,
        purpose=form.cleaned_data["purpose"],
        chosen=wanted.chosen(),
    )
    response = StreamingHttpResponse(taken, content_type="text/csv; charset=utf-8")
    whose = f"-{wanted.person.crn}" if wanted.person else ""
    name = f"contacts{whose}-{clock.today().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Accel-Buffering"] = "no"  # a proxy that waits for more would hold up the first rows
    return response
