"""Who works here, where they sit, which units act."""

from django.db import models


class Department(models.Model):
    """A unit that acts on cases. ``names``: locale -> name. A closed one takes no new cases."""

    code = models.CharField(max_length=32, unique=True)
    names = models.JSONField(default=dict)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ("code",)


class Seat(models.Model):
    """A workplace. ``key`` is also its SIP user ("east-01")."""

    key = models.CharField(max_length=80, unique=True)
    number = models.CharField(max_length=16)
    remote = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("key",)


class Agent(models.Model):
    """A person who takes calls here. ``agent_number`` (工号) is unique in the city, ``user_id`` the person."""

    user_id = models.BigIntegerField(unique=True)
    agent_number = models.CharField(max_length=16, unique=True)
    display_name = models.CharField(max_length=64)
    auto_answer = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("agent_number",)
