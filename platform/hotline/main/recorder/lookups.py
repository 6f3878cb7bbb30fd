"""Answers what the IVR asks in the middle of a call."""

from uuid import uuid4

from hotline import tenancy
from telephony import facade
from telephony.contracts.commands import AnswerLookup
from telephony.contracts.events import LookupAsked
from tenants.shared.scoreboard import queries as scoreboard

#: state of a case -> prompt that tells it (DISPATCHED covers the search for the right unit)
PROMPT_OF_STATE = {
    "REGISTERED": "case-state-registered",
    "DISPATCHED": "case-state-dispatched",
    "RETURN_REVIEW": "case-state-dispatched",
    "PENDING_COORDINATION": "case-state-dispatched",
    "IN_PROGRESS": "case-state-in-progress",
    "SUSPENDED": "case-state-in-progress",
    "REWORK": "case-state-in-progress",
    "SUBMITTED": "case-state-review",
    "CALLBACK_PENDING": "case-state-callback",
    "CALLED_BACK": "case-state-callback",
    "ANSWERED": "case-state-closed",
    "ARCHIVED": "case-state-closed",
    "NOT_ACCEPTED": "case-state-closed",
    "MERGED": "case-state-in-progress",
    "CANCELLED": "case-state-closed",
}


def answer(asked: LookupAsked) -> None:
    """Find the case by its number, wherever it is, and tell the engine what to say."""
    with tenancy.entered_public():
        card = scoreboard.card(asked.digits)
    prompts = ("case-number-is", f"digits:{asked.digits}", PROMPT_OF_STATE[card.state]) if card else ()
    facade.submit(
        AnswerLookup(
            command_id=uuid4().hex,
            call_id=asked.call_id,
            lookup_id=asked.lookup_id,
            found=card is not None,
            prompts=prompts,
        ),
        wait=0,
    )
