from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from contacts import pages
from contacts.actions.my_people import show_initials
from contacts.formats import clock
from contacts.forms.my_people import NarrowForm
from contacts.gate import gate
from contacts.models import Act, Person
from contacts.pages import SignedIn
from contacts.queries.draft import unfinished
from contacts.queries.my_people import covering
from contacts.queries.my_people import my_people as people_of
from contacts.queries.planned import changed
from contacts.queries.write_up import WriteUp, step, to_write_up, wrote


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.MY_PEOPLE, about_person=False)
def my_people(request: SignedIn) -> HttpResponse:
    """Narrowing is a POST: an address never carries a name."""
    if skipped := request.GET.get("after"):
        return _next_to_write(request, skipped)
    form = NarrowForm(request.POST, sort=request.GET.get("sort", ""))
    people = people_of(user=request.user, find=form.typed, sort=form.sort)
    covered = covering(user=request.user, find=form.typed, sort=form.sort)
    begun = unfinished(user=request.user)
    waits = WriteUp([], []) if form.typed else to_write_up(user=request.user)
    context = {"form": form, "people": people, "unfinished": begun, "today": clock.today()}
    context |= {"covered": covered, "write_up": waits, **(done := _just_done(request))}
    shown = {*people.ids, *waits.ids, *(one.person for one in begun)}
    shown |= {row.id for one in covered for row in one.rows}
    shown |= {one.person for one in [done["changed"]] if one}
    return pages.page(request, "contacts/my_people.html", context, people=shown)


def _next_to_write(request: SignedIn, skipped: str) -> HttpResponse:
    """Whoever writes nothing of one appointment goes on to the next. Nobody else's page says whose
    that is: it would be in the trail of somebody whose record nobody opened.
    """
    here = step(user=request.user, asked=skipped)
    if here is None or here.then is None:
        return pages.see_other("my-people")
    return pages.see_other("timeline", here.then.crn, **{"write-up": here.then.id})


def _just_done(request: SignedIn) -> dict[str, Any]:
    """What an address says was saved, moved or cancelled on the page before."""
    own = Person.objects.visible_to(request.user, Act.MY_PEOPLE)
    return {
        "wrote": wrote(user=request.user, id=request.GET.get("wrote", "")),
        "changed": changed(people=own, id=request.GET.get("planned", "")),
    }


@require_POST
@gate(Act.HIDE_NAMES, about_person=False)
def hide(request: SignedIn) -> HttpResponse:
    show_initials(user=request.user, only=request.POST.get("initials_only") == "yes")
    return pages.see_other("my-people")
