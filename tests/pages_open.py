"""Pages on which one form is open, and what is kept of all that is written."""

import uuid

from contacts.models import Draft

TOKEN = uuid.UUID("6f1c1f5e-0c3d-4d55-9d0a-6f6f4f1b2a77")
ONE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)  # what each draws when it is opened


def written() -> list[str]:
    return sorted(Draft.objects.values_list("notes", flat=True))
