from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from contacts import pages
from contacts.actions.amendment import NothingToAdd
from contacts.actions.readings import take_reading, undo_reading
from contacts.actions.readings_open import take_open, undo_open
from contacts.actions.refused import Refused
from contacts.formats.reading import KEPT_OPEN
from contacts.forms.readings import ReadingForm
from contacts.gate import gate
from contacts.models import Act, Contact, Person
from contacts.pages import SignedIn
from contacts.views.contact import one_entry
from contacts.views.timeline import about

# Whether it is taken, and whether what it becomes is kept beside the entry.
DOES: dict[tuple[bool, bool], Callable[..., object]] = {
    (True, False): take_reading,
    (False, False): undo_reading,
    (True, True): take_open,
    (False, True): undo_open,
}


@require_POST
@gate(Act.AMEND, shows=Act.OPEN_CONTACT)
def readings(request: SignedIn, person: Person, contact: Contact) -> HttpResponse:
    """A press in the line that says what was read from the words of an entry just saved."""
    form = ReadingForm(request.POST, contact=contact, by=request.user)
    if not form.is_valid():
        return _answer(request, contact, form, pages.UNPROCESSABLE)
    takes, reading = form.cleaned_data["takes"], form.cleaned_data["reading"]
    try:
        DOES[takes, reading.what in KEPT_OPEN](contact=contact, by=request.user, reading=reading)
    except NothingToAdd:  # pressed twice
        pass
    except Refused as refused:
        form.add_error(None, str(refused))
        return _answer(request, contact, form, pages.CONFLICT)
    return _answer(request, contact, form)


def _answer(
    request: SignedIn, contact: Contact, form: ReadingForm, status: int = 200
) -> HttpResponse:
    """In place the line as it is now, with what of the page says otherwise by it."""
    if not request.htmx:
        if form.errors:
            contact.refresh_from_db()
            return one_entry(request, contact, form=form, status=status)
        return pages.see_other("timeline", contact.person.crn, saved=contact.pk)
    shown = form.cleaned_data.get("shown", [])
    context = about(request, contact.person, saved=contact.pk, shown=shown)
    context["pressed"] = form
    return pages.page(request, "contacts/readings.html", context, status=status, fragment="answer")
