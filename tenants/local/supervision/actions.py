"""Writing down what people in charge do; the one door through which the city's write it in a county too."""

from datetime import datetime

from django.db import transaction

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from tenants.shared.numbering import actions as numbering

from .errors import WrongWait
from .models import AgentMark, HelpRequest, Listening, SupervisionSettings

SHORTEST_WAIT, LONGEST_WAIT = 10, 3600


def do_note(actor: Actor, tenant: str, action: str, thing: str, detail: str = "") -> None:
    """Write ``action`` on ``thing`` into the audit log of the actor's tenant and into that of ``tenant``."""
    with transaction.atomic():
        audit.record(actor, action, thing, detail)
        if tenant != actor.tenant:
            with tenancy.crossing(tenant, actor=actor, reason=f"{action}: {thing}"):
                audit.record(actor, action, thing, detail)


def do_forget(born: datetime) -> list[tuple[str, str]]:
    """The switchboard began with nothing at ``born``: what went on before is over. What it had been ordered to record
    (agent or seat, who ordered it) still holds, and must be ordered again."""
    AgentMark.objects.filter(at__lt=born, recorded=False).delete()
    AgentMark.objects.filter(at__lt=born).update(dismissed=False)
    standing = list(AgentMark.objects.filter(at__lt=born, recorded=True).order_by("agent").values_list("agent", "by"))
    HelpRequest.objects.filter(closed_at=None, asked_at__lt=born).update(closed_at=born)
    Listening.objects.filter(ended_at=None, started_at__lt=born).update(ended_at=born, reason="LINE_LOST")
    return standing


def do_tell_agents(actor: Actor, tell: bool) -> None:
    """Show agents from now on when they are listened to in silence, or no longer."""
    with transaction.atomic():
        row = SupervisionSettings.objects.select_for_update().first() or SupervisionSettings()
        if row.pk and row.tell_agents == tell:
            return
        row.tell_agents = tell
        row.save()
        audit.record(actor, "supervision.tell_agents", "setting", "on" if tell else "off")


def do_set_help_wait(actor: Actor, seconds: int) -> None:
    """So long requests for help wait before they go up, from the next one on; 0: for ever. Raises WrongWait."""
    if seconds and not SHORTEST_WAIT <= seconds <= LONGEST_WAIT:
        raise WrongWait("seconds", low=SHORTEST_WAIT, high=LONGEST_WAIT)
    with transaction.atomic():
        row = SupervisionSettings.objects.select_for_update().first() or SupervisionSettings()
        if row.pk and row.help_seconds == seconds:
            return
        row.help_seconds = seconds
        row.save()
        audit.record(actor, "supervision.help_wait", "setting", f"{seconds} s")
        numbering.do_mark_plan_changed()
