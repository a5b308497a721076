"""What a page shows that interleaves the entries of several people."""

from functools import partial
from typing import Any

from django.http import HttpResponse

from contacts import pages
from contacts.formats.places import read_place
from contacts.forms.interleaved import InterleavedForm
from contacts.pages import SignedIn
from contacts.queries.interleaved import any_of, interleaved


def answer(request: SignedIn, template: str, form: InterleavedForm, **context: Any) -> HttpResponse:
    """The entries that are asked for; where there are none, what would find some. Days that are
    not understood are asked for again, and nothing is shown.
    """
    context |= {"form": form, "narrowing": form}
    if not form.is_valid():
        status = pages.UNPROCESSABLE
        return pages.page(request, template, context, status=status, people=form.named)
    before = read_place(request.GET.get("before", ""))
    shown = interleaved(people=form.among(), narrowed=form.narrowed(), before=before)
    context |= {
        "timeline": shown,
        "older": form.query(before=shown.older) if shown.older else "",
        "would_match": []
        if shown.written or before
        else form.would_match(partial(_found_by, form)),
    }
    return pages.page(request, template, context, people=sorted({*shown.people, *form.named}))


def _found_by(form: InterleavedForm, leaving_out: str) -> bool:
    people = form.among(leaving_out=leaving_out)
    return any_of(people=people, narrowed=form.narrowed(leaving_out=leaving_out))
