from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

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
    def of(self, people: Iterable[int]) -> "WordsQuerySet":
        """Of these people alone: search is always inside the people one may see."""
        return self.filter(person__in=list(people))

    def that_stand(self) -> "WordsQuerySet":
        """Neither words that others were put in the place of, nor those of what is not shown."""
        replacing = Amendment.objects.filter(contact=OuterRef("contact"), replaces=True)
        later = replacing.filter(pk__gt=OuterRef("amendment"))
        return self.filter(
            Q(amendment=None) & ~Exists(replacing)
            | Q(amendment__replaces=False)
            | Q(amendment__replaces=True) & ~Exists(later),
            contact__state__in=["shown", "joined"],
        )

    def matching(self, question: tuple[str, list[str]]) -> "WordsQuerySet":
        """Pieces that answer a question as `formats.sought` puts it: a tsquery, its parameters."""
        sql, parameters = question
        return self.filter(Matches(F("vector"), RawSQL(sql, parameters)))  # noqa: S611  (ours)

    def entries(self) -> models.QuerySet:
        """The entries that these pieces are shown with: what was joined leads to its lead."""
        return self.values_list(Coalesce("contact__lead", "contact"), flat=True)

    def are_of(self, id: str) -> Q:
        """True of the rows whose id, under this name, is that of one of these entries."""
        return Q(IsAmong(F(id), ArraySubquery(self.entries())))


class Words(models.Model):
    """What search reads: one row per piece of text, made by the database as the text arrives.

    Derived. A trigger writes person and vector, so that COPY is covered too; `hash`, of the
    canonical text, comes from whoever writes it and may be null. A text too long for one vector
    is cut into several pieces.
    """

    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey("Contact", on_delete=models.PROTECT, related_name="words")
    amendment = models.ForeignKey(
        "Amendment", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    piece = models.PositiveSmallIntegerField()
    vector = SearchVectorField()
    hash = models.BinaryField(null=True)

    objects = WordsQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "hash"], name="words_same")]

    def __str__(self) -> str:
        return f"Words {self.pk}"
