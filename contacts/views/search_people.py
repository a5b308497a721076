from django.http import HttpResponse
from django.views.decorators.http import require_safe

from contacts import pages
from contacts.forms.search_people import SearchPeopleForm
from contacts.gate import gate
from contacts.models import Act
from contacts.pages import SignedIn
from contacts.queries.search_people import own_people
from contacts.views.interleaved import answer

PAGE = "contacts/search_people.html"


@require_safe
@gate(Act.SEARCH_PEOPLE, about_person=False)
def search_people(request: SignedIn) -> HttpResponse:
    """Entries of one's own people that say what is asked; until something is, of nobody."""
    form = SearchPeopleForm(request.GET, people=own_people(user=request.user))
    if form.is_valid() and not form.asked:
        return pages.page(request, PAGE, {"form": form, "narrowing": form}, people=[])
    return answer(request, PAGE, form)
