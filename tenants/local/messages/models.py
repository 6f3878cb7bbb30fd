"""Conversations. One that concerns several tenants stands in each of them under one ``uid``."""

from typing import ClassVar

from django.db import models

from .rules import PartyKind


class Thread(models.Model):
    """A conversation. ``tenants``: keys of all tenants in which it stands."""

    uid = models.UUIDField(unique=True)
    subject = models.CharField(max_length=120, blank=True)
    tenants = models.JSONField(default=list)
    created_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-last_at", "-id")


class Party(models.Model):
    """Who takes part, of this tenant and of others. ``label``: as screens name them."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="parties")
    tenant = models.CharField(max_length=63)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in PartyKind])
    key = models.CharField(max_length=64, blank=True)
    label = models.CharField(max_length=120)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [models.UniqueConstraint(fields=("thread", "tenant", "kind", "key"), name="party_once")]
        indexes: ClassVar = [models.Index(fields=("tenant", "kind", "key"))]


class Message(models.Model):
    """What was said. ``sender``: user id; ``sender_tenant``: where they said it."""

    uid = models.UUIDField(unique=True)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    at = models.DateTimeField()
    sender = models.BigIntegerField()
    sender_tenant = models.CharField(max_length=63)
    sender_name = models.CharField(max_length=120)
    body = models.TextField()

    class Meta:
        ordering = ("-at", "-id")
        indexes: ClassVar = [models.Index(fields=("thread", "at"))]


class ReadMark(models.Model):
    """Up to when a person of this tenant has read a conversation."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="marks")
    user = models.BigIntegerField()
    read_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("thread", "user"), name="read_mark_once")]
