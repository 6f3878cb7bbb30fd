"""States of a conversation, words that stop and start it, what an answer may be. Pure."""

import re
from datetime import timedelta
from enum import StrEnum

NORM = timedelta(hours=24)
"""Within this time the first unanswered message must be dealt with; the norm of voice messages and faxes."""

LONGEST_ANSWER = 300
"""Characters: longer ones are cut by the templates."""


RECEIPT_PAUSE = timedelta(hours=12)
"""Nobody is sent more than one automatic receipt in this time, however much they write."""


BEGUN_COUNTS = timedelta(days=3)
"""So long an answer goes to whoever began the conversation, if they are on duty."""


class TextsState(StrEnum):
    """Where the work on a conversation stands. BEGUN: by us, they have not answered."""

    NEW = "NEW"
    TAKEN = "TAKEN"
    ANSWERED = "ANSWERED"
    FILED = "FILED"
    DISMISSED = "DISMISSED"
    BEGUN = "BEGUN"


class DismissReason(StrEnum):
    """Why nothing comes of it. BLOCKED: by itself, the number is on the black list."""

    NOTHING = "NOTHING"
    SPAM = "SPAM"
    DUPLICATE = "DUPLICATE"
    NOT_OURS = "NOT_OURS"
    BLOCKED = "BLOCKED"


class FileState(StrEnum):
    """Where a file that came with a message is. WAITS: with the carrier."""

    WAITS = "WAITS"
    KEPT = "KEPT"
    FAILED = "FAILED"


class TextKind(StrEnum):
    """What a message says. STOP, START: that no more are wanted, that they are again."""

    TEXT = "TEXT"
    STOP = "STOP"
    START = "START"


#: the words of American carriers (https://www.twilio.com/docs/messaging/guides/twilio-opt-out-keywords-sms), and those
#: that Chinese ones ask for (退订, TD, T)
STOP_WORDS = frozenset(
    [
        "stop",
        "stopall",
        "unsubscribe",
        "cancel",
        "end",
        "quit",
        "revoke",
        "optout",
        "td",
        "t",
        "tui",
        "退订",
        "退訂",
        "取消订阅",
        "取消訂閱",
        "拒收",
    ]
)
START_WORDS = frozenset(["start", "yes", "unstop", "订阅", "訂閱", "恢复", "恢復", "开始", "開始"])
_NOISE = re.compile(r"[\s.。!！,，\"'“”「」]+")
_CASE_NUMBER = re.compile(r"(?<!\d)\d{14}(?!\d)")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def kind_of(body: str, told: str = "") -> TextKind:
    """What a message is. ``told``: what the carrier took it for ("STOP", "START"; it may know other words)."""
    word = _NOISE.sub("", body).lower()
    if told == TextKind.STOP or word in STOP_WORDS:
        return TextKind.STOP
    if told == TextKind.START or word in START_WORDS:
        return TextKind.START
    return TextKind.TEXT


def numbers_in(text: str) -> list[str]:
    """What could be the number of a case, in order, each once."""
    return list(dict.fromkeys(_CASE_NUMBER.findall(text)))


def locale_of(text: str) -> str:
    """The language whose signature an answer gets."""
    return "zh-Hans" if _CHINESE.search(text) else "en"
