"""Cases of the entered tenant with their history, reports, call-backs and drafts. Telephone numbers are E.164."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from .rules import CaseKind, CaseState, Side, Urgency, sides_of


class Category(models.Model):
    """A subject, in two levels. ``names``: locale -> name; ``suggested_department``: code of the unit that acts."""

    code = models.CharField(max_length=32, unique=True)
    names = models.JSONField(default=dict)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    urgency = models.CharField(max_length=8, choices=[(u.value, u.value) for u in Urgency], default=Urgency.NORMAL)
    suggested_department = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ("code",)
        verbose_name_plural = "categories"


class Case(models.Model):
    """A citizen's matter. One that crossed the county line stands in both schemas under one ``number``.

    ``origin`` and ``handler`` are tenants' keys; ``department`` is a unit of this tenant. ``version`` grows with every
    change. ``released_at``: when this tenant, once the handler, gave the case back for good.
    """

    number = models.CharField(max_length=14, unique=True)
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in CaseKind])
    state = models.CharField(max_length=24, choices=[(s.value, s.value) for s in CaseState])
    title = models.CharField(max_length=200)
    content = models.TextField()
    address = models.CharField(max_length=200, blank=True)
    urgency = models.CharField(max_length=8, choices=[(u.value, u.value) for u in Urgency])
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, blank=True)
    citizen = models.ForeignKey("citizens.Citizen", on_delete=models.PROTECT, null=True, blank=True)
    reporter_name = models.CharField(max_length=64, blank=True)
    reporter_phone = models.CharField(max_length=32, blank=True, db_index=True)
    locale = models.CharField(max_length=8, blank=True)
    medium = models.CharField(max_length=16, default="TELEPHONE")
    call_id = models.CharField(max_length=120, blank=True, db_index=True)
    registered_at = models.DateTimeField(db_index=True)
    registered_by = models.CharField(max_length=64)
    due_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    origin = models.CharField(max_length=63)
    handler = models.CharField(max_length=63)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    master = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    reply = models.TextField(blank=True)
    legal_route = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    search = SearchVectorField(default="", editable=False)

    class Meta:
        ordering = ("-registered_at", "-id")
        indexes = (
            models.Index(fields=("state", "-registered_at"), name="case_state"),
            models.Index(fields=("department", "state"), name="case_department"),
            models.Index(fields=("due_at",), name="case_due"),
            GinIndex(fields=("search",), name="case_search"),
        )

    def sides(self, tenant: str) -> frozenset[Side]:
        """Which sides of this case ``tenant`` is; none once it gave the case back."""
        return frozenset() if self.released_at else sides_of(tenant, self.origin, self.handler)


class Report(models.Model):
    """One citizen's raising of a matter. Merging moves it from the case it was raised as to the master."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    raised_as = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="own_reports")
    at = models.DateTimeField()
    call_id = models.CharField(max_length=120, blank=True)
    medium = models.CharField(max_length=16, default="TELEPHONE")
    citizen = models.ForeignKey("citizens.Citizen", on_delete=models.PROTECT, null=True, blank=True)
    reporter_name = models.CharField(max_length=64, blank=True)
    reporter_phone = models.CharField(max_length=32, blank=True)
    content = models.TextField()

    class Meta:
        ordering = ("at", "id")


class CaseEvent(models.Model):
    """One line of a case's history; only grows. ``key`` makes an event of its kind happen once.

    ``due_at`` is the deadline after the event: its effect on the clock.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    action = models.CharField(max_length=32)
    from_state = models.CharField(max_length=24, blank=True)
    to_state = models.CharField(max_length=24, blank=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=64)
    actor_tenant = models.CharField(max_length=63)
    note = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=64, null=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (models.UniqueConstraint(fields=("case", "key"), name="event_key_once_per_case"),)


class CallBack(models.Model):
    """One try to hear from the citizen. ``satisfied`` is 1 (not at all) to 5 (very)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="call_backs")
    at = models.DateTimeField()
    contacted = models.BooleanField()
    resolved = models.BooleanField(null=True)
    satisfied = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)
    actor_name = models.CharField(max_length=64)
    call_id = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("at", "id")


class CaseDraft(models.Model):
    """The half-typed form of a call. ``data`` is the form as JSON text."""

    call_id = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in CaseKind])
    data = models.TextField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=64)


class CaseCounter(models.Model):
    """The last sequence number of a day."""

    day = models.DateField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


class CaseRequest(models.Model):
    """A request key that was carried out: the same request again gives the same case."""

    key = models.CharField(max_length=160, unique=True)
    fingerprint = models.CharField(max_length=64)
    number = models.CharField(max_length=14, blank=True)
    at = models.DateTimeField(auto_now_add=True)


class WorkCalendar(models.Model):
    """One row: how deadlines count. ``periods``: [{"weekdays": [1..7], "begins": minute, "ends": minute}];
    ``closed_days``, ``working_days``: holidays and make-up days, "2026-10-01"; ``urgencies``: whose deadlines count in
    it, the others go by the clock."""

    periods = models.JSONField(default=list)
    closed_days = models.JSONField(default=list)
    working_days = models.JSONField(default=list)
    urgencies = models.JSONField(default=list)
