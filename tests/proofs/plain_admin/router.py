from typing import Any


class Diary:
    """Contacts and people are read from the diary; who is signed in stands elsewhere."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return "diary" if model._meta.app_label == "plain_admin" else None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "default" and app_label != "plain_admin"
