"""Called numbers, areas, black and white lists, the plan's version."""

from django.db import models

from telephony.contracts.plan import ChannelUse, ListKind, MediaSafety, NumberForm, SipTransport, WhenFull


class CalledNumber(models.Model):
    """``number`` as dialled ("12345") leads to the flow ``flow`` of the plan, spoken in ``language`` ("zh" or "en").

    ``tenant``: the county to which it was given ("" the city's): its calls belong there, and it draws their flow.
    """

    number = models.CharField(max_length=32, unique=True)
    flow = models.CharField(max_length=128)
    language = models.CharField(max_length=2, default="zh")
    tenant = models.CharField(max_length=63, blank=True)
    priority = models.SmallIntegerField(default=0)  # of its callers in the queues; the greater goes first


class Area(models.Model):
    """Callers whose E.164 number starts with ``prefix`` belong to ``tenant``."""

    prefix = models.CharField(max_length=16, unique=True)
    tenant = models.ForeignKey("registry.Tenant", on_delete=models.PROTECT)


class ListedNumber(models.Model):
    """An entry of the black or white list, with its reason and end.

    ``services``: called numbers for which it counts, none for all; ``tenant``: key, "" for the whole city. Of the white
    list: ``priority`` in queues, ``free`` of charge.
    """

    number = models.CharField(max_length=32, db_index=True)
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in ListKind])
    reason = models.CharField(max_length=200)
    until = models.DateTimeField(null=True, blank=True)
    services = models.JSONField(default=list)
    tenant = models.CharField(max_length=63, blank=True)
    priority = models.PositiveSmallIntegerField(default=0)
    free = models.BooleanField(default=False)
    created_by = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("number", "kind", "tenant"), name="listed_once_per_kind_and_tenant"),
        )


class PlanVersion(models.Model):
    """One row: the version of the newest published routing plan; ``changed``: the engine must be told anew."""

    version = models.BigIntegerField(default=0)
    changed = models.BooleanField(default=True)


class TrunkChannels(models.Model):
    """One row: how many channels the trunks have together; 0: not counted."""

    channels = models.PositiveIntegerField(default=0)


class ChannelAllotment(models.Model):
    """Channels of one use, narrowed to a called number or a tenant's key by ``subject`` ("": the whole use)."""

    use = models.CharField(max_length=16, choices=[(u.value, u.value) for u in ChannelUse])
    subject = models.CharField(max_length=32, blank=True, default="")
    guaranteed = models.PositiveIntegerField(default=0)
    maximum = models.PositiveIntegerField(default=0)
    when_full = models.CharField(max_length=8, choices=[(w.value, w.value) for w in WhenFull], default=WhenFull.PROMPT)
    flow = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("use", "subject"), name="allotted_once"),)


class TollRule(models.Model):
    """What may be called from seats. ``subject``: an agent's key, a tenant's key, "" for all; ``classes``: comma
    separated names of NumberClass."""

    subject = models.CharField(max_length=64, unique=True, blank=True, default="")
    classes = models.CharField(max_length=100, blank=True, default="")
    concurrent = models.PositiveIntegerField(default=4)
    hourly = models.PositiveIntegerField(default=120)
    auto_concurrent = models.PositiveIntegerField(default=500)  # what the platform places by itself for a tenant
    auto_hourly = models.PositiveIntegerField(default=10_000)


class SipTrunk(models.Model):
    """A carrier's trunk, beside the one that the gateway has of itself. ``match``: addresses and networks that bring
    calls in, with commas between; ``position``: the first that is ``outgoing`` takes calls out."""

    key = models.CharField(max_length=32, unique=True)
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=5061)
    match = models.CharField(max_length=1000, blank=True)
    transport = models.CharField(max_length=3, default=SipTransport.TLS.value)
    media = models.CharField(max_length=8, default=MediaSafety.REQUIRED.value)
    verify = models.BooleanField(default=True)
    outgoing = models.BooleanField(default=True)
    number_form = models.CharField(max_length=8, default=NumberForm.NATIONAL.value)
    shown = models.CharField(max_length=21, blank=True)
    shown_form = models.CharField(max_length=8, default=NumberForm.AS_SET.value)
    user = models.CharField(max_length=64, blank=True)
    sealed = models.CharField(max_length=1000, blank=True)  # its password (hotline.kernel.sealing)
    register = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")


class ScannerRules(models.Model):
    """One row: when an address that guesses is shut out, and for how long. ``never``: networks, with commas between."""

    failures = models.PositiveIntegerField(default=10)
    within_seconds = models.PositiveIntegerField(default=60)
    shut_seconds = models.PositiveIntegerField(default=3600)
    never = models.CharField(max_length=1000, blank=True)
