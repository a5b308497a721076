"""Everybody one practitioner holds or works alongside, and when each was last met."""

from contacts.formats import clock, texts
from contacts.models import Act, Person, User
from contacts.queries.people import People, in_groups, rows, soon_first


def my_people(*, user: User, find: str = "", sort: str = "met") -> People:
    """Everybody on the user's caseload, narrowed to names and CRNs that hold `find`.

    Two statements, whatever the number of people. `sort` is "met" or "person"; by "met" whoever is
    to be seen today or tomorrow comes first.
    """
    today, wanted = clock.today(), texts.fold(find)
    people = Person.objects.visible_to(user, Act.MY_PEOPLE).with_practitioner(user, today)
    found = rows(people.on_caseloads(today).values_list("pk", flat=True), today)
    shown = in_groups([row for row in found if wanted in row.find], today, sort)
    return shown if sort == "person" else soon_first(shown)
