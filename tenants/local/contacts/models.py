"""What the telephone told us: contacts, engagements of agents in them, their trace, the ledger of legs, presence.

Rows are keyed by the engine's ids and written only by ``handlers``; telephone numbers are E.164, durations seconds.
"""

from django.db import models

from telephony.contracts.events import AgentState


class Medium(models.TextChoices):
    """How a contact reached us (or, OUTBOUND, how we reached the citizen)."""

    TELEPHONE = "TELEPHONE"
    WEB_CALL = "WEB_CALL"
    VOICEMAIL = "VOICEMAIL"
    OUTBOUND = "OUTBOUND"
    INTERNAL = "INTERNAL"  # between two agents
    FAX = "FAX"


class CallPhase(models.TextChoices):
    """Where a contact, or an agent's part in it, stands."""

    ARRIVED = "ARRIVED"
    QUEUED = "QUEUED"
    RINGING = "RINGING"
    TALKING = "TALKING"
    HELD = "HELD"
    CONSULTING = "CONSULTING"
    ENDED = "ENDED"


class Settled(models.TextChoices):
    """How a missed call stopped being owed a call-back."""

    CALLED_BACK = "CALLED_BACK"
    CALLED_AGAIN = "CALLED_AGAIN"  # the citizen got through later
    DISMISSED = "DISMISSED"


class Contact(models.Model):
    """One interaction from arrival to wrap-up, as this tenant saw it."""

    call_id = models.CharField(max_length=120, unique=True)
    medium = models.CharField(max_length=16, choices=Medium.choices)
    phase = models.CharField(max_length=16, choices=CallPhase.choices, default=CallPhase.ARRIVED)
    caller = models.CharField(max_length=32, blank=True, db_index=True)
    called = models.CharField(max_length=32, blank=True)
    trunk = models.CharField(max_length=32, blank=True, db_default="", default="")  # that it came in by
    refused = models.CharField(max_length=24, blank=True, db_default="", default="")  # why: reason of CallRefused
    verified = models.BooleanField(default=True)
    flow = models.CharField(max_length=64, blank=True)
    business = models.CharField(max_length=16, blank=True)
    home_tenant = models.CharField(max_length=63, blank=True)
    handled_by = models.CharField(max_length=63, blank=True)
    queue = models.CharField(max_length=80, blank=True)
    agent_number = models.CharField(max_length=16, blank=True, db_index=True)
    listed_priority = models.PositiveSmallIntegerField(default=0)  # granted by the white list
    free = models.BooleanField(default=False)  # of charge, likewise
    call_back_number = models.CharField(max_length=32, blank=True)  # promised to be called here in their turn
    call_back_asked_at = models.DateTimeField(null=True, blank=True)
    call_back_due = models.DateTimeField(null=True, blank=True)  # tried again then; None: when the turn comes
    call_back_tries = models.PositiveSmallIntegerField(default=0)
    purpose = models.CharField(max_length=16, blank=True)
    reference = models.CharField(max_length=32, blank=True, db_index=True)
    arrived_at = models.DateTimeField(db_index=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=24, blank=True)  # an EndReason
    waited_seconds = models.FloatField(default=0)
    talked_seconds = models.FloatField(default=0)
    listened_at = models.DateTimeField(null=True, blank=True)
    listened_by = models.CharField(max_length=16, blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 5, asked after the talk
    settled_at = models.DateTimeField(null=True, blank=True)  # of a missed call
    settled_how = models.CharField(max_length=16, blank=True, choices=Settled.choices)
    settled_by = models.CharField(max_length=16, blank=True)  # agent number; "" when the citizen called again

    class Meta:
        ordering = ("-arrived_at", "-id")


class Handled(models.TextChoices):
    """What was done about a voice message."""

    CASE = "CASE"  # a case was registered
    CALLED_BACK = "CALLED_BACK"
    NOTHING = "NOTHING"  # nothing was to be done
    SPAM = "SPAM"


class VoiceMessage(models.Model):
    """The work on a voice message: who took it, when and how it was dealt with. Its sound: a recording of the call."""

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="voice_message")
    left_at = models.DateTimeField(db_index=True)
    assigned_to = models.CharField(max_length=16, blank=True)  # agent number
    done_at = models.DateTimeField(null=True, blank=True, db_index=True)
    done_by = models.CharField(max_length=80, blank=True)
    how = models.CharField(max_length=16, blank=True, choices=Handled.choices)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("left_at", "id")


class Engagement(models.Model):
    """One agent's part in a contact: from the offer to leaving it."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="engagements")
    agent = models.CharField(max_length=80, db_index=True)
    seat = models.CharField(max_length=80)
    phase = models.CharField(max_length=16, choices=CallPhase.choices, default=CallPhase.RINGING)
    queue = models.CharField(max_length=80, blank=True)
    consult_from = models.CharField(max_length=80, blank=True)
    auto_answer = models.BooleanField(default=False)
    muted = models.BooleanField(default=False)
    consult_party = models.CharField(max_length=80, blank=True)
    consult_talking = models.BooleanField(default=False)
    guests = models.JSONField(default=list)  # third parties: [{"party": agent key or number, "talking": bool}]
    recording_paused = models.BooleanField(default=False)
    prompt = models.CharField(max_length=80, blank=True)  # being played into the conversation
    outcome = models.CharField(max_length=16, blank=True)
    offered_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    talked_seconds = models.FloatField(default=0)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("agent", "ended_at")),
            models.Index(fields=("offered_at",), name="engagement_by_time"),
        )


#: of the trace, what statistics count
COUNTED_STEPS = models.Q(step="OVERFLOWED") | models.Q(step="TRANSFERRED")


class ContactStep(models.Model):
    """The trace of a contact's way: number analysis, flow, queue, offers, talk, end."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    step = models.CharField(max_length=32)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=("at",), condition=COUNTED_STEPS, name="step_counted_in_statistics"),)


class Leg(models.Model):
    """Our own ledger of legs: every channel that ever took part, with its beginning and end."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="legs")
    leg = models.CharField(max_length=140, unique=True)
    kind = models.CharField(max_length=16)  # a LegKind
    party = models.CharField(max_length=80, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    cause = models.PositiveSmallIntegerField(null=True, blank=True)


class Presence(models.Model):
    """What an agent is doing now; the newest AgentChanged event. ``agent`` is the agent key."""

    agent = models.CharField(max_length=80, primary_key=True)
    seat = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=16, default=AgentState.SIGNED_OUT.value)
    reason = models.CharField(max_length=32, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    call_id = models.CharField(max_length=120, blank=True)


class PresencePeriod(models.Model):
    """History of presence: one row per state that an agent has left."""

    agent = models.CharField(max_length=80, db_index=True)
    state = models.CharField(max_length=16)
    reason = models.CharField(max_length=32, blank=True)
    began_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(db_index=True)


class ProposalState(models.TextChoices):
    """What became of the wish to block a caller."""

    PROPOSED = "PROPOSED"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class BlockProposal(models.Model):
    """An agent wishes a caller to be refused for ``days``; who keeps the lists decides."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="block_proposals")
    number = models.CharField(max_length=32)
    reason = models.CharField(max_length=200)
    days = models.PositiveSmallIntegerField()
    agent_number = models.CharField(max_length=16)
    agent = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=12, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("state", "at")),)
