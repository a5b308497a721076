"""Rows by COPY: a few objects, or lines by the million."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.core.management.color import no_style
from django.db import connection, models

Made = TypeVar("Made")


def copy_objects(objects: Sequence[models.Model]) -> None:
    """Objects of one model, numbered from 1 in their order."""
    if not objects:
        return
    model = type(objects[0])
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    for number, one in enumerate(objects, 1):
        one.pk = number
    names = ", ".join(f'"{field.column}"' for field in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy,
    ):
        for one in objects:
            copy.write_row([_kept(field, one) for field in fields])
    count_on([model])


def _kept(field: "models.Field[Any, Any]", one: models.Model) -> Any:
    return field.get_db_prep_save(field.pre_save(one, True), connection)


def copy_lines(table: str, columns: str, lines: Iterable[str]) -> None:
    """Lines in COPY's own text form, ids among them."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
    ):
        copy.write("".join(lines))


def one_ahead(found: Iterator[Made]) -> Iterator[Made]:
    """The same, the next being made while the database takes in the last."""
    with ThreadPoolExecutor(1) as making:
        coming = making.submit(next, found, None)
        while one := coming.result():
            coming = making.submit(next, found, None)
            yield one


def count_on(tables: Sequence[type[models.Model]]) -> None:
    """Ids go on from the last that was copied."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
