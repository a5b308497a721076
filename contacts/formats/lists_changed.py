"""What was changed of the lists of who may see somebody, as the trail keeps it, in words."""

from collections.abc import Mapping

Changed = Mapping[str, list[list[str]]]  # from and to, by the kind of list


def named(changed: Changed) -> set[str]:
    """The usernames that were put on a list or taken off."""
    return {name for before, after in changed.values() for name in set(before) ^ set(after)}


def in_words(changed: Changed, names: Mapping[str, str], called: Mapping[str, str]) -> list[str]:
    """ "May not see: added Priya Nair", for each list that changed.

    `names` are by username, which stands for itself where there is none; `called` what each kind
    of list is called.
    """
    listed = []
    for kind, (before, after) in changed.items():
        for verb, usernames in (
            ("added", set(after) - set(before)),
            ("lifted", set(before) - set(after)),
        ):
            if usernames:
                who = ", ".join(sorted(names.get(name, name) for name in usernames))
                listed.append(f"{called[kind]}: {verb} {who}")
    return listed
