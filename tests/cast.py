"""Who they are, and when it is: the same in every test."""

import datetime as dt

from contacts.models import Role

NOW = dt.datetime(2026, 11, 22, 11, 0, tzinfo=dt.UTC)
NORTH = {"name": "North", "duty_manager_phone": "0113 496 0101"}
SOUTH = {"name": "South", "duty_manager_phone": "0113 496 0202"}
CAST = {
    "pat": ("Pat Okonjo", Role.PRACTITIONER),
    "priya": ("Priya Nair", Role.PRACTITIONER),
    "sam": ("Sam Whitlock", Role.SPO),
    "olu": ("Olu Adeyemi", Role.PRACTITIONER),
    "ada": ("Ada Kowalczyk", Role.ADMIN),
}
