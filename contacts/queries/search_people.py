"""In whose notes a practitioner searches: those of everybody on their own list."""

from contacts.formats import clock, texts
from contacts.models import Act, Person, User
from contacts.queries.interleaved import Whose


def own_people(*, user: User) -> list[Whose]:
    """Everybody on the user's caseload today, named as their list names them. One statement.

    Initials alone, where the user has chosen that; nobody, for a role that holds nobody.
    """
    today, named = clock.today(), texts.initials if user.initials_only else str
    people = Person.objects.visible_to(user, Act.SEARCH_PEOPLE).answered_for_by(user, today)
    return [Whose(one.pk, one.crn, named(one.called)) for one in people.on_caseloads(today)]
