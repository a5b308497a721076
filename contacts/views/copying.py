from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from contacts import pages
from contacts.actions.copying import copy_out
from contacts.actions.refused import Refused
from contacts.forms.copying import CopyingForm
from contacts.gate import gate
from contacts.models import Act, Contact, Person
from contacts.pages import SignedIn
from contacts.queries import copying as queries


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.COPY_OUT, shows=Act.OPEN_CONTACT)
def copying(request: SignedIn, person: Person, contact: Contact) -> HttpResponse:
    if request.method != "POST":
        return _page(request, contact)
    form = CopyingForm(request.POST, contact=contact)
    if not form.is_valid():
        return _page(request, contact, form, pages.UNPROCESSABLE)
    try:
        copy_out(contact=contact, by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, contact, form, pages.CONFLICT)
    if request.htmx:  # the page has said so already
        return HttpResponse(status=204)
    return pages.see_other("contact", contact.person.crn, contact.pk)


def _page(
    request: SignedIn, contact: Contact, form: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    """To be copied by hand, or a box at a time."""
    whole = "whole" in request.GET
    offered = queries.copying(contact=contact, viewer=request.user, whole=whole)
    context = {"person": contact.person, "contact": contact, "copying": offered, "form": form}
    return pages.page(request, "contacts/copying.html", context, status=status)
