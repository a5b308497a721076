"""Prints, as JSON, how many milliseconds the admin's pages about one person take."""

import json
import sys

import django
from django.core.management import call_command
from django.test import Client

from tests.proofs.bench_measure import Call, together

ADDRESS = "/admin/plain_admin/contact/"


def shown(client: Client, **asked: str) -> Call:
    def show() -> None:
        response = client.get(ADDRESS, asked)
        assert response.status_code == 200, response.status_code

    return show


def main(person: str, word: str) -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    users = django.apps.apps.get_model("auth.User").objects
    user = users.filter(username="plain").first() or users.create_superuser("plain")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    rows = django.apps.apps.get_model("plain_admin.Contact").objects.filter(person=person).count()
    pages = {
        "list": shown(client, person__exact=person),
        f"page-{min(800, rows // 50)}": shown(
            client, person__exact=person, p=str(min(800, rows // 50))
        ),
        "search": shown(client, person__exact=person, q=word),
    }
    costs = together(*pages.values())
    print(json.dumps(dict(zip(pages, costs, strict=True))))


if __name__ == "__main__":
    main(*sys.argv[1:])
