"""The teams and practitioners that a file of people names."""

from collections import defaultdict

from contacts.formats import texts
from contacts.models import Role, Team, User


class Places:
    """Every team and whoever may hold people, by the names that files call them."""

    def __init__(self) -> None:
        self.teams: dict[str, list[Team]] = defaultdict(list)
        for team in Team.objects.order_by("pk"):
            self.teams[texts.fold(team.name)].append(team)
        self.users: dict[str, User] = {}
        self.names: dict[str, list[User]] = defaultdict(list)
        holding = User.objects.filter(is_active=True, role__in=[Role.PRACTITIONER, Role.SPO])
        for user in holding.order_by("pk"):
            self.users[user.username.lower()] = user
            self.names[texts.fold(user.name)].append(user)

    def team(self, name: str) -> Team | None:
        """The team of this name, or the one that differs in nothing but its capitals."""
        found = self.teams.get(texts.fold(name), [])
        exact = [team for team in found if team.name == name]
        return next(iter(exact or found)) if len(exact or found) == 1 else None

    def practitioner(self, name: str) -> User | None:
        """Of this username, else the only one of this name, also with the last name first."""
        if name.lower() in self.users:
            return self.users[name.lower()]
        last, _, first = name.partition(",")
        found = self.names.get(texts.fold(f"{first} {last}"), [])
        return found[0] if len(found) == 1 else None
