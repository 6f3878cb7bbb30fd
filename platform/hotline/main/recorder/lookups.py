"""Answers what the IVR asks in the middle of a call."""

from uuid import uuid4

from hotline import tenancy
from telephony import facade
from telephony.contracts.commands import AnswerLookup
from telephony.contracts.events import LookupAsked
from tenants.shared.scoreboard import queries as scoreboard
from tenants.shared.scoreboard.models import CaseCard

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


MOST_CASES = 3
"""Of one caller, newest first: more nobody listens to."""


def answer(asked: LookupAsked) -> None:
    """Find the case by its number, or the newest cases of the caller's number, wherever they are; tell the engine what
    to say."""
    with tenancy.entered_public():
        cards = _cards(asked)
    opening = ("cases-of-caller",) if asked.kind == "CASE_OF_CALLER" else ()
    said = [
        prompt for card in cards for prompt in ("case-number-is", f"digits:{card.number}", PROMPT_OF_STATE[card.state])
    ]
    facade.submit(
        AnswerLookup(
            command_id=uuid4().hex,
            call_id=asked.call_id,
            lookup_id=asked.lookup_id,
            found=bool(cards),
            prompts=(*opening, *said) if cards else (),
            case=cards[0].number if cards else "",
            status=PROMPT_OF_STATE[cards[0].state] if cards else "",
        ),
        wait=0,
    )


def _cards(asked: LookupAsked) -> list[CaseCard]:
    if asked.kind != "CASE_OF_CALLER":
        card = scoreboard.card(asked.digits)
        return [card] if card else []
    # a case that crossed the county line has a card at both sides
    found = {card.number: card for card in scoreboard.of_numbers([asked.digits], 4 * MOST_CASES)}
    return list(found.values())[:MOST_CASES]
