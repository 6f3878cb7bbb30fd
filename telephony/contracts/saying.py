"""Text typed in a flow, turned into what a caller hears: fixed words are recordings, variables are said piece by piece.

Pure. The recordings are made when a version is kept; the call only puts them together.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from .plan import FlowNode, FlowPlan
from .prompts import LANGUAGES

VARIABLES: tuple[str, ...] = (
    "waiting",  # callers who wait in the queue of the step's role
    "wait_minutes",  # the expected wait there
    "case",  # number of the case that was looked up, digit by digit
    "case_status",  # how it stands, in words
    "digits",  # what was entered last, digit by digit
    "caller",  # digit by digit
    "called",  # digit by digit
    "time",
    "date",
    "weekday",
)
MOST_LETTERS = 500
DRAFT = "say:"
"""A piece that begins so is not spoken yet: the words follow. Only the simulator plays such."""
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_SAYABLE = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Piece:
    """Fixed words, or a variable's name."""

    words: str = ""
    variable: str = ""


def pieces(text: str) -> list[Piece]:
    """The text in order; signs alone between two variables are nothing to say."""
    found: list[Piece] = []
    for at, part in enumerate(_VARIABLE.split(text)):
        if at % 2:
            found.append(Piece(variable=part.strip()))
        elif _SAYABLE.search(part):
            found.append(Piece(words=part.strip()))
    return found


def is_sound(text: str) -> bool:
    """Can it be said: something in it, not too long, every variable known, every brace a pair?"""
    said = pieces(text)
    known = all(not piece.variable or piece.variable in VARIABLES for piece in said)
    named = all(piece.variable or piece.words for piece in said)
    return bool(said) and known and named and len(text) <= MOST_LETTERS and not set("{}") & set(_VARIABLE.sub("", text))


def name_of(language: str, words: str) -> str:
    """What the recording of fixed words is called: the same words, the same recording."""
    return "say-" + hashlib.sha256(f"{language}:{words}".encode()).hexdigest()[:20]


def fixed_words(node: FlowNode) -> list[tuple[str, str]]:
    """(language, words) of everything in the node that must be recorded."""
    return [
        (language, piece.words)
        for language in LANGUAGES
        for piece in pieces(node.texts.get(language, ""))
        if piece.words
    ]


def with_speech(flow: FlowPlan, file_of: Callable[[str, str], str]) -> FlowPlan:
    """The flow with its texts put together: ``file_of(language, words)`` names the recording. What a drawing itself
    says to be spoken counts for nothing."""
    nodes = (replace(node, spoken=_spoken(node.texts, file_of)) for node in flow.nodes)
    return replace(flow, nodes=tuple(nodes))


def as_draft(flow: FlowPlan) -> FlowPlan:
    """The flow for the simulator: words instead of recordings."""
    return with_speech(flow, lambda _language, words: DRAFT + words)


def _spoken(texts: Mapping[str, str], file_of: Callable[[str, str], str]) -> dict[str, tuple[str, ...]]:
    return {
        language: tuple(
            f"{{{piece.variable}}}" if piece.variable else file_of(language, piece.words) for piece in pieces(text)
        )
        for language, text in texts.items()
        if text.strip()
    }
