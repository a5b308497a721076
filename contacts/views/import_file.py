from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from contacts import pages
from contacts.actions import imports as actions
from contacts.actions.refused import Refused
from contacts.actions.who_is_it import answer_who, ask_again
from contacts.formats import csv_files
from contacts.forms.import_file import ColumnsForm, WhoForm
from contacts.gate import gate
from contacts.models import Act, ImportBatch
from contacts.pages import SignedIn
from contacts.queries.import_file import opened as opened_file


@require_safe
@gate(Act.SEE_IMPORT, about_person=False)
def import_file(request: SignedIn, batch: ImportBatch) -> HttpResponse:
    return _shown(request, batch)


@require_safe
@gate(Act.SEE_IMPORT, about_person=False, polled=True)
def progress(request: SignedIn, batch: ImportBatch) -> HttpResponse:
    """How far a file has come; once it has, the whole page is asked for."""
    if not request.htmx:
        return pages.see_other("import-file", batch.pk)
    if not batch.is_under_way:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    context = {"batch": batch, "opened": opened_file(batch=batch, viewer=request.user)}
    return pages.page(request, "contacts/import_file.html#progress", context)


@require_POST
@gate(Act.SEE_IMPORT, about_person=False)
def columns(request: SignedIn, batch: ImportBatch) -> HttpResponse:
    _brought_by(request, batch)
    form = ColumnsForm(request.POST, batch=batch)
    if not form.is_valid():
        return _shown(request, batch, form)
    said = {"columns": form.corrections(), "dates": form.cleaned_data["dates_written"]}
    return _decided(request, batch, actions.read_otherwise, **said)


@require_POST
@gate(Act.SEE_IMPORT, about_person=False)
def confirm(request: SignedIn, batch: ImportBatch) -> HttpResponse:
    _brought_by(request, batch)
    return _decided(request, batch, actions.confirm_import)


@require_POST
@gate(Act.SEE_IMPORT, about_person=False)
def leave(request: SignedIn, batch: ImportBatch) -> HttpResponse:
    _brought_by(request, batch)
    return _decided(request, batch, actions.leave_import)


@require_POST
@gate(Act.SEE_IMPORT, about_person=False)
def who(request: SignedIn, batch: ImportBatch) -> HttpResponse:
    """Whether it is the same person; of a file of the command line any administrator says so."""
    if batch.loaded_by:
        _brought_by(request, batch)
    form = WhoForm(request.POST, by=request.user)
    if not form.is_valid():
        return _shown(request, batch, trouble="Press one of the two beside a name.")
    person, answer = form.cleaned_data["person"], form.cleaned_data["answer"]
    if answer == "again":
        return _decided(request, batch, ask_again, person=person)
    return _decided(request, batch, answer_who, person=person, same=answer == "same")


@require_POST
@gate(Act.SEE_IMPORT, about_person=False)
def take_back(request: SignedIn, batch: ImportBatch) -> HttpResponse:
    """Any administrator may: whoever brought the file in may be away."""
    return _decided(request, batch, actions.take_back_import)


@require_safe
@gate(Act.SEE_IMPORT, about_person=False)
def unreadable(request: SignedIn, batch: ImportBatch) -> HttpResponseBase:
    """The rows that cannot be read, as a file in the form they came."""
    _brought_by(request, batch)
    rows = batch.staged.unreadable().iterator(1_000)
    file = csv_files.write_back(batch.header, batch.delimiter, rows)
    response = StreamingHttpResponse(file, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="cannot-be-read-{batch.pk}.csv"'
    response.people = []  # type: ignore[attr-defined]  # for the gate: nobody was looked up
    return response


def _brought_by(request: SignedIn, batch: ImportBatch) -> None:
    """What is in a file is for whoever brought it; for anybody else there is no such page."""
    if batch.loaded_by_id != request.user.pk:
        raise Http404


def _decided(
    request: SignedIn, batch: ImportBatch, act: Callable[..., None], **told: Any
) -> HttpResponse:
    try:
        act(batch=batch, by=request.user, **told)
    except Refused as refused:
        batch.refresh_from_db()
        return _shown(request, batch, trouble=str(refused))
    return pages.see_other("import-file", batch.pk)


def _shown(
    request: SignedIn, batch: ImportBatch, form: ColumnsForm | None = None, trouble: str = ""
) -> HttpResponse:
    opened = opened_file(batch=batch, viewer=request.user)
    if form is None and opened.correctable:
        form = ColumnsForm(None, batch=batch)
    context = {"batch": batch, "opened": opened, "form": form, "trouble": trouble}
    bad = trouble or (form and form.is_bound)
    status = pages.UNPROCESSABLE if bad else 200
    return pages.page(
        request, "contacts/import_file.html", context, status=status, people=opened.ids
    )
