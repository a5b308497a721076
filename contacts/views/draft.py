from typing import Any

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from contacts import pages
from contacts.actions.draft import keep_draft
from contacts.actions.refused import Refused, TokenSpent
from contacts.forms.draft import DraftForm
from contacts.forms.readings import chips
from contacts.gate import gate
from contacts.models import Act, Person
from contacts.pages import CONFLICT, UNPROCESSABLE, SignedIn
from contacts.queries.draft import how_kept


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


def _answer(request: SignedIn, person: Person, form: Any, status: int, **said: Any) -> HttpResponse:
    """What stands under the box; without htmx it was a press on the page, which is read again."""
    if not request.htmx:
        return pages.see_other("timeline", person.crn)
    context = {"person": person, "form": form, "readings": chips(form, person), **said}
    return pages.page(request, "contacts/draft.html", context, status=status, fragment="answer")
