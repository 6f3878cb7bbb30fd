"""People and their memberships. People are deactivated, never deleted: histories point at them."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from hotline.kernel.permissions import Role


class UserManager(BaseUserManager["User"]):
    """Finds people by user name."""


class User(AbstractBaseUser):
    """A person with a password. ``locale`` and ``theme`` are empty until chosen."""

    username = models.CharField(max_length=64, unique=True)
    display_name = models.CharField(max_length=64)
    locale = models.CharField(max_length=8, blank=True)
    theme = models.CharField(max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]
    objects: ClassVar[UserManager] = UserManager()


class SignInFailure(models.Model):
    """A wrong password, kept for as long as it counts towards a lock. ``username`` may be nobody's."""

    username = models.CharField(max_length=64)
    address = models.CharField(max_length=45, blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        indexes = (models.Index(fields=("username", "at")), models.Index(fields=("address", "at")))


class Membership(models.Model):
    """What a person is in one tenant. ``agent_number`` is unique in the whole city."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    tenant = models.ForeignKey("registry.Tenant", on_delete=models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=24, choices=[(r.value, r.value) for r in Role]))
    agent_number = models.CharField(max_length=16, unique=True, null=True, blank=True)
    department_code = models.CharField(max_length=32, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "tenant"), name="one_membership_per_tenant"),)
