"""Who works here, where they sit, which units act."""

from django.db import models

from telephony.contracts.plan import MediaSafety, SipTransport


class Department(models.Model):
    """A unit that acts on cases. ``names``: locale -> name. A closed one takes no new cases."""

    code = models.CharField(max_length=32, unique=True)
    names = models.JSONField(default=dict)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ("code",)


class Seat(models.Model):
    """A workplace. ``key`` is also its SIP user ("east-01"). ``phone_digest``: of the password of a SIP telephone that
    stands there (as in PhonePlan), "" where the browser is the telephone."""

    key = models.CharField(max_length=80, unique=True)
    number = models.CharField(max_length=16)
    remote = models.BooleanField(default=False)
    phone_digest = models.CharField(max_length=32, blank=True, default="")
    phone_transport = models.CharField(max_length=3, default=SipTransport.TLS.value)
    phone_media = models.CharField(max_length=8, default=MediaSafety.REQUIRED.value)
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
