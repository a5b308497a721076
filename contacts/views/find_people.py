from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from contacts import pages
from contacts.forms.find_people import FindForm
from contacts.gate import gate
from contacts.models import Act
from contacts.pages import SignedIn
from contacts.queries.find_people import find_people as people_like


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@gate(Act.FIND_PEOPLE, about_person=False)
def find_people(request: SignedIn) -> HttpResponse:
    """Looking is a POST: an address never carries a name."""
    form = FindForm(request.POST)
    found = people_like(user=request.user, find=form.typed)
    context = {"form": form, "found": found, "duty": pages.duty_manager(request)}
    return pages.page(request, "contacts/find_people.html", context, people=found.ids)
