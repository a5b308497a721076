from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from contacts import pages
from contacts.actions.printing import printed
from contacts.forms.printing import PrintingForm
from contacts.gate import gate
from contacts.models import Act, Person
from contacts.pages import SignedIn
from contacts.queries.printing import TooMany, printout


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.PRINT, shows=Act.OPEN_TIMELINE)
def printing(request: SignedIn, person: Person) -> HttpResponse:
    """Making a printout is a POST: a link, or going back, makes none by itself."""
    form = PrintingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _printout(request, person, form)
        except TooMany as refused:
            form.add_error("period", str(refused))
    context = {"person": person, "form": form}
    status = pages.UNPROCESSABLE if form.is_bound else 200
    return pages.page(request, "contacts/printing.html", context, status=status)


def _printout(request: SignedIn, person: Person, form: PrintingForm) -> HttpResponse:
    chosen = form.choices()
    context = {
        "person": person,
        "form": form,
        "printout": printout(person=person, user=request.user, **chosen),
    }
    response = pages.page(request, "contacts/printing.html", context)
    printed(person=person, user=request.user, **chosen)
    return response
