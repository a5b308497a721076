from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL

from contacts.models.amendment import Amendment


class Matches(models.Func):
    """A vector that answers a question: `vector @@ tsquery`."""

    template = "%(expressions)s"
    arg_joiner = " @@ "
    output_field = models.BooleanField()


class IsAmong(models.Func):
    """`id = ANY(array)`: the array is made once, and then each of its rows is sought by its id.

    With `id IN (SELECT ...)` the database may choose to go through every contact there is.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()


class WordsQuerySet(models.QuerySet["Words"]):
    def that_stand(self) -> "WordsQuerySet":
        """All but the words that others were put in the place of."""
        replacing = Amendment.objects.filter(contact=OuterRef("contact"), replaces=True)
        replaced = Amendment.objects.filter(
            Exists(replacing.filter(pk__gt=OuterRef("pk"))), pk=OuterRef("amendment"), replaces=True
        )
        return self.filter(
            Q(amendment=None) & ~Exists(replacing) | Q(amendment__isnull=False) & ~Exists(replaced)
        )

    def matching(self, question: tuple[str, list[str]]) -> "WordsQuerySet":
        """Pieces that answer a question as `formats.sought` puts it: a tsquery, its parameters."""
        sql, parameters = question
        return self.filter(Matches(F("vector"), RawSQL(sql, parameters)))  # noqa: S611  (ours)

    def entries(self, people: list[int]) -> tuple[models.QuerySet, models.QuerySet]:
        """Whose pieces these are, of these people alone: contacts, and leads of what was joined.

        Apart, because few contacts are joined and have an index; to look at each contact for the
        lead that it may have would cost as much again as finding it.
        """
        joined = self.filter(contact__state="joined", contact__person__in=people)
        # Each has a lead; to ask for that would send the database through every lead there is.
        return self.filter(person__in=people).values("contact"), joined.values("contact__lead")

    def are_of(self, people: list[int]) -> Q:
        """True of the entries of these people that have such a piece."""
        own, leads = self.entries(people)
        return Q(IsAmong(F("pk"), ArraySubquery(own))) | Q(IsAmong(F("pk"), ArraySubquery(leads)))

    def are_not_of(self, people: list[int]) -> Q:
        """True of the entries that have no such piece."""
        own, leads = self.entries(people)
        return ~Q(pk__in=own) & ~Q(pk__in=leads)


class Words(models.Model):
    """What search reads: one row per piece of text, made by the database as the text arrives.

    Derived. A trigger writes it, so that COPY is covered too. A text too long for one vector is cut
    into several pieces.
    """

    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey("Contact", on_delete=models.PROTECT, related_name="words")
    amendment = models.ForeignKey(
        "Amendment", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    piece = models.PositiveSmallIntegerField()
    vector = SearchVectorField()

    objects = WordsQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Words {self.pk}"
