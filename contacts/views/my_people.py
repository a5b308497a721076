from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from contacts import pages
from contacts.actions.my_people import show_initials
from contacts.formats import clock
from contacts.forms.my_people import NarrowForm
from contacts.gate import gate
from contacts.models import Act
from contacts.pages import SignedIn
from contacts.queries.draft import unfinished
from contacts.queries.my_people import covering
from contacts.queries.my_people import my_people as people_of


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Act.MY_PEOPLE, about_person=False)
def my_people(request: SignedIn) -> HttpResponse:
    """Narrowing is a POST: an address never carries a name."""
    form = NarrowForm(request.POST, sort=request.GET.get("sort", ""))
    people = people_of(user=request.user, find=form.typed, sort=form.sort)
    covered = covering(user=request.user, find=form.typed, sort=form.sort)
    begun = unfinished(user=request.user)
    context = {"form": form, "people": people, "unfinished": begun, "today": clock.today()}
    context["covered"] = covered
    shown = {*people.ids, *(one.person for one in begun)}
    shown |= {row.id for one in covered for row in one.rows}
    return pages.page(request, "contacts/my_people.html", context, people=shown)


@require_POST
@gate(Act.HIDE_NAMES, about_person=False)
def hide(request: SignedIn) -> HttpResponse:
    show_initials(user=request.user, only=request.POST.get("initials_only") == "yes")
    return pages.see_other("my-people")
