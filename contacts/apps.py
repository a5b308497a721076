from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "contacts"

    def ready(self) -> None:
        from contacts import (  # noqa: F401  (what they register)
            checks,  # that every view is gated
            middleware,  # since when somebody is signed in
        )
