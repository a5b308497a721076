from contacts.actions.amendment import NothingToAdd, NotReplaceable, NotShown
from contacts.actions.refused import Refused, TokenSpent


def test_every_refusal_says_in_a_sentence_what_to_do(contact):
    for refused in (TokenSpent(contact), NothingToAdd(), NotReplaceable(), NotShown()):
        assert isinstance(refused, Refused)
        assert str(refused).endswith(".")


def test_a_refusal_says_which_box_it_is_about_where_it_is_about_one():
    assert Refused("Choose another name.", field="name").field == "name"
    assert Refused("Save again.").field == ""


def test_a_spent_form_leads_to_what_it_saved(contact):
    assert TokenSpent(contact).saved == contact
