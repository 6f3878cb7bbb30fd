"""Prompts recorded at a seat's telephone: asked for, fetched from the gateway, kept as a draft version.

A draft is played to nobody until somebody lets it be played.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Protocol
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import HotlineError, NotFound
from telephony import facade
from telephony.contracts.commands import RefusalCode
from telephony.contracts.takes import DecideTake, PromptRecorded, RecordPrompt, TakeChoice
from tenants.local.people import queries as people

from . import prompts, sound
from .errors import NoSound
from .models import PromptSource, PromptTake, TakeState

FETCH_FOR = timedelta(hours=6)
"""So long a gateway that is away, or a file that is not there yet, is asked again."""


class SeatBusy(HotlineError):
    """Nobody is signed in at this seat with a registered telephone and free: choose another, or wait."""

    code = "SEAT_NOT_FREE"


class TakeNotOpen(HotlineError):
    """There is nothing to decide: it is being recorded, or kept, or the call is over."""

    code = "TAKE_NOT_OPEN"


class TakeSource(Protocol):
    """Where files that a gateway has recorded are fetched."""

    def read(self, gateway: str, name: str) -> Iterator[bytes]:
        """The file in pieces. Raises LookupError while it is not there, ConnectionError while the gateway is away."""

    def delete(self, gateway: str, name: str) -> None:
        """Forget the file."""


_wired: list[TakeSource] = []


def wire(source: TakeSource) -> None:
    """Fetch from ``source`` from now on."""
    _wired[:] = [source]


def seats() -> list[dict[str, object]]:
    """Seats here at which somebody is signed in: {seat, agent, name, free}."""
    tenant = tenancy.current()
    names = {card.key: card.display_name for card in people.agents()}
    found = [view for view in facade.live_agents().values() if view.get("tenant") == tenant]
    return [
        {
            "seat": str(view["seat"]),
            "agent": str(view["agent"]),
            "name": names.get(str(view["agent"]), ""),
            "free": bool(view.get("reachable")) and view.get("call_id") is None,
        }
        for view in sorted(found, key=lambda view: str(view["seat"]))
    ]


def do_ask(actor: Actor, key: str, language: str, seat: str) -> str:
    """Ring ``seat`` to record the prompt there; the call's id. Raises NotFound (prompt, seat), SeatBusy."""
    prompts.check_own(key, language)
    place = next((each for each in seats() if each["seat"] == seat), None)
    if place is None:
        raise NotFound("seat")
    agent = str(place["agent"])
    asked = RecordPrompt(command_id=uuid4().hex, agent=agent, prompt=key, language=language, by=actor.name[:80])
    reply = facade.submit(asked)
    if reply.refusal is not None or reply.call_id is None:
        raise SeatBusy("seat")
    audit.record(actor, "prompt.record_asked", f"{key} {language}", f"{seat} {agent}")
    return reply.call_id


def do_decide(call_id: str, choice: TakeChoice) -> None:
    """Keep it, record again or play it once more. Raises NotFound (no such call here), TakeNotOpen."""
    view = facade.live_calls().get(call_id)
    if view is None or tenancy.current() not in (view.get("tenants") or ()) or not view.get("take"):
        raise NotFound("call_id")
    decided = DecideTake(command_id=uuid4().hex, agent=str(view["agent"]), call_id=call_id, choice=choice)
    reply = facade.submit(decided)
    if reply.refusal in (RefusalCode.WRONG_STATE, RefusalCode.UNKNOWN_CALL):
        raise TakeNotOpen
    if reply.refusal is not None:
        raise SeatBusy("seat")


def step_of(call_id: str) -> tuple[str, int | None]:
    """Where a take of this tenant stands: a TakeStep, "FETCHING", "DRAFT" (with its version), "FAILED", or "OVER" when
    nothing was kept."""
    row = PromptTake.objects.filter(call_id=call_id).first()
    if row is not None:
        return {TakeState.PENDING: "FETCHING", TakeState.FAILED: "FAILED"}.get(
            TakeState(row.state), "DRAFT"
        ), row.number
    view = facade.live_calls().get(call_id)
    if view is None or tenancy.current() not in (view.get("tenants") or ()):
        return "OVER", None
    return str(view.get("take") or "OVER"), None


def do_note(event: PromptRecorded) -> PromptTake | None:
    """Remember that a file is to be fetched; None when it is known already."""
    try:
        with transaction.atomic():
            return PromptTake.objects.create(
                name=event.name,
                gateway=event.gateway,
                call_id=event.call_id,
                key=event.prompt,
                language=event.language,
                agent=event.agent,
                asked_by=event.by,
            )
    except IntegrityError:
        return None


@transaction.atomic
def do_fetch(pk: int) -> bool:
    """Make a draft version of a file on the gateway. False when it is to be tried again later."""
    row = PromptTake.objects.select_for_update().filter(pk=pk, state=TakeState.PENDING).first()
    if row is None:
        return True
    try:
        content = b"".join(_wired[0].read(row.gateway, row.name))
        samples = sound.levelled(sound.trimmed(sound.decode(content)))
    except (LookupError, ConnectionError, NoSound) as error:
        late = timezone.now() - row.at > FETCH_FOR
        if isinstance(error, NoSound) or late:  # silence, or gone for good
            PromptTake.objects.filter(pk=pk).update(state=TakeState.FAILED)
            return True
        return False
    version = prompts.do_keep_draft(row.key, row.language, samples, PromptSource.SEAT, row.asked_by)
    row.state, row.number = TakeState.DONE, version.number
    row.save(update_fields=["state", "number"])
    actor = Actor(user_id=None, name=row.asked_by, tenant=tenancy.current(), permissions=frozenset())
    audit.record(actor, "prompt.recorded", f"{row.key} {row.language}", f"version {version.number}, {row.agent}")
    transaction.on_commit(lambda: _wired[0].delete(row.gateway, row.name), robust=True)
    return True


def pending() -> list[int]:
    """What is to be fetched still."""
    return list(PromptTake.objects.filter(state=TakeState.PENDING).values_list("pk", flat=True)[:50])
