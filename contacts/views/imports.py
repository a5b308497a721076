from pathlib import PurePath

from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from contacts import pages
from contacts.actions.imports import bring_in
from contacts.formats.file_kinds import Unusable
from contacts.formats.places import read_place
from contacts.forms.imports import ImportForm
from contacts.gate import gate
from contacts.models import Act
from contacts.pages import SignedIn
from contacts.queries.imports import brought


@csrf_exempt  # asked by `_imports`, once there is somewhere for the file to go
@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.SEE_IMPORT, about_person=False)
def imports(request: SignedIn) -> HttpResponseBase:
    """A file of any size passes through a temporary one, gone when this is answered."""
    request.upload_handlers = [TemporaryFileUploadHandler(request)]
    return _imports(request)


@csrf_protect
def _imports(request: SignedIn) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ImportForm(*sent)
    if form.is_valid():
        try:
            name = _readable(form.cleaned_data["file"].name)
            told = {**form.cleaned_data, "file_name": name, "by": request.user}
            return pages.see_other("import-file", bring_in(**told).pk)
        except Unusable as refusal:
            form.add_error("file", str(refusal))
    before = read_place(request.GET.get("before", ""))
    found, older = brought(viewer=request.user, before=before)
    context = {"form": form, "brought": found, "older": older, "before": before}
    status = pages.UNPROCESSABLE if form.is_bound else 200
    return pages.page(request, "contacts/imports.html", context, status=status, people=[])


def _readable(name: str) -> str:
    """The last part of a file's name, as a page can show it."""
    last = PurePath(name.replace("\\", "/")).name
    return last if last.isprintable() else ascii(last)
