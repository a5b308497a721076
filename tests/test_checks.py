"""The project does not start while an address leads to a view that is not behind the gate."""

from functools import partial

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.generic import View

from contacts import checks
from contacts.gate import gate
from contacts.models import Act


def careless(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("anything")


def named_home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("anything")


gated = gate(Act.OPEN_TIMELINE)(careless)
UNGATED = {
    "a view": [path("careless/", careless, name="careless")],
    "a view without a name": [path("careless/", careless)],
    "a class": [path("careless/", View.as_view(), name="careless")],
    "a view called with something": [path("careless/", partial(careless, more=1), name="x")],
    "an included view": [path("more/", include([path("careless/", careless, name="careless")]))],
    "a view included twice over": [
        path("a/", include([path("b/", include([path("c/", careless, name="careless")]))]))
    ],
    "a namespaced view": [path("more/", include(([path("c/", careless)], "more")))],
    "one beside gated ones": [path("a/", gated, name="a"), path("b/", careless, name="b")],
    "one that borrows a name": [
        path("", named_home, name="home"),
        path("more/", include([path("careless/", careless, name="home")])),
    ],
}


def found() -> list[str]:
    return [message.id for message in run_checks() if message.id == "contacts.E001"]


@pytest.mark.parametrize("ungated", UNGATED.values(), ids=UNGATED)
def test_an_address_without_the_gate_is_refused(settings, ungated):
    settings.ROOT_URLCONF = tuple(ungated)
    assert found()


def test_with_such_an_address_the_project_does_not_start(settings):
    settings.ROOT_URLCONF = (path("careless/", careless, name="careless"),)
    with pytest.raises(SystemCheckError, match=r"careless is not behind gate\(\)"):
        call_command("check")


def test_gated_views_and_the_few_on_the_list_are_not_refused(settings):
    listed = [path(f"{name}/", named_home, name=name) for name in checks.WITHOUT_A_GATE]
    settings.ROOT_URLCONF = (path("a/", include([path("b/", gated)])), *listed)
    assert found() == []


def test_every_address_of_the_diary_passes():
    assert found() == []
