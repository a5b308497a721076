from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "contacts"

    def ready(self) -> None:
        from contacts import checks  # noqa: F401  (registers the check that every view is gated)
