"""Citizens of the entered tenant. Telephone numbers are E.164, mail addresses in small letters."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Citizen(models.Model):
    """A person who called or wrote. ``locale`` is empty until known; ``search`` holds pairs of characters."""

    name = models.CharField(max_length=64, blank=True)
    gender = models.CharField(max_length=8, blank=True)
    address = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    important = models.BooleanField(default=False)
    locale = models.CharField(max_length=8, blank=True)
    search = SearchVectorField(default="", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-changed_at", "-id")
        indexes = (GinIndex(fields=("search",), name="citizen_search"),)


class CitizenPhone(models.Model):
    """One of a citizen's numbers. The same number may belong to several citizens (a household)."""

    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(max_length=32, db_index=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("citizen", "number"), name="number_once_per_citizen"),)


class CitizenMail(models.Model):
    """One of a citizen's mail addresses, in small letters. The same may belong to several citizens (a household)."""

    citizen = models.ForeignKey(Citizen, on_delete=models.CASCADE, related_name="mails")
    address = models.CharField(max_length=254, db_index=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("citizen", "address"), name="mail_once_per_citizen"),)
