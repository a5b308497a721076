from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from contacts import pages
from contacts.actions.draft import keep_draft
from contacts.actions.refused import Refused, TokenSpent
from contacts.formats.form_places import read_form_place
from contacts.forms.draft import DraftForm
from contacts.forms.fields import KeptForm
from contacts.forms.readings import chips
from contacts.gate import gate
from contacts.models import Act, Person
from contacts.pages import CONFLICT, UNPROCESSABLE, SignedIn
from contacts.queries.draft import Drafts, drafts, how_kept


@require_POST
@sensitive_post_parameters()
@gate(Act.RECORD_CONTACT, unrecorded=True)
def draft(request: SignedIn, person: Person) -> HttpResponse:
    """Keeps what stands in the box; what is empty is taken away. Shows no record."""
    sent = DraftForm(request.POST, person=person)
    if not sent.is_valid():
        why = next(iter(sent.errors.values()))[0]
        return _answer(request, person, sent.goes_on(), UNPROCESSABLE, not_kept=why)
    try:
        kept = keep_draft(person=person, user=request.user, sent=sent.sent())
    except TokenSpent as spent:
        return _answer(request, person, sent.is_spent(), CONFLICT, instead=spent.saved)
    except Refused as refused:
        return _answer(request, person, sent.goes_on(), CONFLICT, not_kept=str(refused))
    form = sent.goes_on(under=kept.token, version=kept.version)
    status, said = (CONFLICT if kept.beside else 200), how_kept(kept.draft)
    return _answer(request, person, form, status, how_kept=said, beside=kept.beside)


def begun(request: SignedIn, person: Person, form: KeptForm | None = None) -> Drafts:
    """What its reader has begun in the form of this page, which a new contact's is not; `form`
    where it is shown again.
    """
    place = read_form_place(request.path_info.split("/", 3)[3])
    token = str(form["token"].value()) if form else ""
    asked = request.GET.get("draft", "")
    return drafts(person=person, user=request.user, asked=asked, token=token, place=place)


def _answer(request: SignedIn, person: Person, form: Any, status: int, **said: Any) -> HttpResponse:
    """What stands under the box; without htmx it was a press on the page, which is read again."""
    place = read_form_place(request.POST.get("place", ""))
    if not request.htmx:
        return pages.SeeOther(reverse("timeline", args=[person.crn]) + place)
    readings = [] if place else chips(form, person)
    context = {"person": person, "form": form, "readings": readings, "place": place, **said}
    return pages.page(request, "contacts/draft.html", context, status=status, fragment="answer")
