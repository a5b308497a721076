"""Refuses to start when an address leads to a view that is not behind the gate."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

# Reached before anybody is known, or showing nothing of anybody. The sweep prints this list.
WITHOUT_A_GATE = ["home", "sign-in", "sign-out", "healthz", "readyz"]


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every address of the project, however deep it is included."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from patterns(entry)


@register()
def every_view_is_gated(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A name on the list excuses one address: a second view cannot borrow it."""
    names = Counter(entry.name for entry in patterns())
    return [
        Error(f"{entry.lookup_str} is not behind gate()", id="contacts.E001")
        for entry in patterns()
        if not hasattr(entry.callback, "act")
        and (entry.name not in WITHOUT_A_GATE or names[entry.name] > 1)
    ]
