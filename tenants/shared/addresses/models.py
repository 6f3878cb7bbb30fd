"""Addresses of ours."""

from django.db import models

from .rules import AddressKind


class ServiceAddress(models.Model):
    """What citizens write to. ``address``: see ``rules.normal``; ``tenant``: key of the centre whose it is; ``queue``:
    key of one of its queues, "": the one of the medium's rule. What we write from it begins with ``greeting`` and ends
    with ``closing``; ``receipt``: what a citizen is answered at once, "": nothing."""

    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in AddressKind])
    address = models.CharField(max_length=254)
    tenant = models.CharField(max_length=63, db_index=True)
    queue = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=80, blank=True)
    greeting = models.CharField(max_length=500, blank=True)
    closing = models.CharField(max_length=500, blank=True)
    receipt = models.CharField(max_length=2000, blank=True)
    is_open = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("kind", "address")
        constraints = (models.UniqueConstraint(fields=("kind", "address"), name="address_once"),)
