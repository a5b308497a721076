from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from contacts.models.access import Role


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)

    def create_user(self, username: str, password: str | None = None, **known: Any) -> "User":
        """Without a password nobody can sign in until one is set."""
        user = self.model(username=username, **known)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. A user without a team serves no PDU."""

    username = models.CharField(max_length=150, unique=True)
    name = models.TextField()
    role = models.TextField(choices=Role)
    team = models.ForeignKey(
        "Team", null=True, blank=True, on_delete=models.PROTECT, related_name="users"
    )
    is_active = models.BooleanField(default=True)
    password_is_one_time = models.BooleanField(default=False)  # told by an administrator
    initials_only = models.BooleanField(default=False)  # of the list, for a shared room

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name", "role"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="user_username_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="user_role"),
        ]

    def __str__(self) -> str:
        return self.name
