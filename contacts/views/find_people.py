from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from contacts import pages
from contacts.forms.find_people import FindForm
from contacts.gate import gate
from contacts.models import Act
from contacts.pages import SignedIn
from contacts.queries.find_people import find_people as people_like

KEPT = "find"  # in the session, which is gone at sign-out


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@gate(Act.FIND_PEOPLE, about_person=False)
def find_people(request: SignedIn) -> HttpResponse:
    """Looking is a POST, for an address never carries a name; what was asked stays in the session,
    so that going back to what was found sends nothing twice. By its plain address it is empty.
    """
    if request.method == "POST":
        request.session[KEPT] = FindForm(request.POST).typed
        return pages.see_other("find-people", again="1")
    again = request.GET.get("again") and request.session.get(KEPT)
    form = FindForm({"find": again or ""})
    found = people_like(user=request.user, find=form.typed if form.is_valid() else "")
    context = {"form": form, "found": found, "duty": pages.duty_manager(request)}
    status = pages.UNPROCESSABLE if form.errors else 200
    page = "contacts/find_people.html"
    return pages.page(request, page, context, status=status, people=found.ids)
