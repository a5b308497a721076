from contacts.actions.joining_people import join_people
from contacts.formats import clock
from contacts.models import Alias, Allocation
from contacts.queries.joining_people import joining, may_hold


def test_a_record_is_told_by_all_that_tells_whose_it_is(person, add_person, sam):
    other = add_person(preferred_name="Deano", pnc="1954/0018147W")
    Alias.objects.create(person=other, first_name="Dee", last_name="Ash")
    ours, theirs = joining(person=person, viewer=sam, other=other).records
    assert (ours.crn, ours.born, ours.held) == ("X482913", "12 April 1991", "Pat Okonjo")
    assert (ours.team, ours.names) == ("North one", "Dean Hartley")
    assert theirs.names == "Dean Hartley, Deano Hartley, Dee Ash"
    assert (theirs.born, theirs.pnc, theirs.held, theirs.team) == ("", "1954/0018147W", "", "")


def test_what_an_address_says_was_done_is_said_only_where_it_was(person, add_person, sam, team):
    other, third = add_person(team=team), add_person(team=team)
    join_people(kept=person, joined=other, by=sam)
    (one,) = joining(person=person, viewer=sam).joined
    assert (one.crn, one.since) == (other.crn, "today, 11:00, by Sam Whitlock")
    assert joining(person=person, viewer=sam, joined=other.crn).done.startswith(other.crn)
    for crn in (third.crn, "", "X\x00", "Z999999"):
        assert joining(person=person, viewer=sam, joined=crn, parted=crn).done == ""
    assert joining(person=person, viewer=sam, parted=other.crn).done == ""


def test_who_holds_is_asked_of_those_who_do_where_they_differ(person, add_person, pat, priya):
    other, today = add_person(), clock.today()
    assert may_hold(kept=person, joined=other) == []
    held = Allocation.objects.create(person=other, practitioner=pat, since=today)
    assert may_hold(kept=person, joined=other) == []
    held.practitioner = priya
    held.save()
    assert may_hold(kept=person, joined=other) == [pat, priya]
    held.until = today
    held.save()
    assert may_hold(kept=person, joined=other) == []
