"""What is asked of Asterisk: ARI requests as values, and the requests that carry an order out. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from math import ceil
from typing import Any
from urllib.parse import quote

from telephony.contracts.gateway import (
    TRACKS,
    DialNumber,
    DialSeat,
    Play,
    PlayToBridge,
    RecordMessage,
)

APP = "hotline"
DIALLED = "dialled"
"""First Stasis argument of a leg that the engine originated."""
EAR = "ear"
"""First Stasis argument of a snoop channel; the second is the recording's name, the third the track."""
SPY = "spy"
"""First Stasis argument of a supervisor's snoop channel; the second is the engine's id of the ear."""
JUDGED, SILENT = "judged", "silent"
"""First Stasis argument of a leg that comes back from LISTENING_CONTEXT; of a judged one verdict and reason follow."""
LISTENING_CONTEXT = "who-answered"
"""Of the dial plan: what can only be heard there."""
MESSAGE_VARIABLE = "HOTLINE_MESSAGE"
"""Channel variable that names the voice message being recorded: read when taking stock after a reconnect."""
FAX_EVENT = "HotlineFax"
"""User event by which the dialplan tells how a fax went."""
FAX_CONTEXT = "fax"
FAXES_VARIABLE = "HOTLINE_FAXES_OVER"
"""Global variable in which the dialplan keeps how the last faxes went: read when taking stock."""
SILENCE_ENDS_MESSAGE_SECONDS = 5
BEEP_SECONDS = 1.2
"""So long after it began to record Asterisk has surely played the beep (0.4 s), on a busy machine too."""


class Purpose(Enum):
    """What a refusal of the request means to the engine."""

    PLAIN = auto()  # nothing: what it was about is gone
    DIAL = auto()  # the leg never came to be
    PLAY = auto()  # the playback is over
    RECORD = auto()  # the recording failed
    ACCOUNT = auto()  # worth a line in the log
    FAX = auto()  # there will be no fax; the subject is the leg
    SPY = auto()  # a supervisor hears nothing: the leg to listen at is gone
    FORGET = auto()  # nothing; sent only if the trunk has no account any more
    REACHABLE = auto()  # nothing; its reply tells whether a seat is registered


@dataclass(frozen=True, slots=True)
class AriRequest:
    """One REST request. ``path`` is below ``/ari/``; ``subject`` is the leg, playback, recording … of
    ``purpose``."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    body: Mapping[str, Any] | None = None
    purpose: Purpose = Purpose.PLAIN
    subject: str = ""
    after: float = 0.0


def channel(leg: str, *rest: str) -> str:
    """Path of a channel or of something under it."""
    return "/".join(("channels", quote(leg, safe=""), *rest))


def bridge_path(bridge: str, *rest: str) -> str:
    """Path of a bridge or of something under it."""
    return "/".join(("bridges", quote(bridge, safe=""), *rest))


def track_name(recording: str, track: str) -> str:
    """The file of one track of a conversation."""
    return f"{recording}.{track}"


def track_of(file: str) -> tuple[str, str]:
    """Inverse of :func:`track_name`; the track of a voice message is "". Names of recordings end with a number."""
    name, _, track = file.rpartition(".")
    return (name, track) if track in TRACKS else (file, "")


def ear_of(heard: str) -> str:
    """Id of the snoop channel that records the file ``heard``, or is a supervisor's ear of that id."""
    return f"{heard}.s"


def heard_by(snoop: str) -> str:
    """Inverse of :func:`ear_of`."""
    return snoop.removesuffix(".s")


def dial_seat(order: DialSeat) -> AriRequest:
    """Ring a seat; the headers let the seat's screen find the call before the ring."""
    variables = {"PJSIP_HEADER(add,X-Hotline-Call-Id)": order.call_id}
    if order.auto_answer:
        variables["PJSIP_HEADER(add,X-Hotline-Auto-Answer)"] = "1"
        # what SIP telephones understand: RFC 5373's forerunners, each maker has one of the two
        variables["PJSIP_HEADER(add,Call-Info)"] = "<sip:hotline>;answer-after=0"
        variables["PJSIP_HEADER(add,Alert-Info)"] = "<http://hotline>;info=alert-autoanswer"
    return _dial(order.leg, f"PJSIP/{order.seat}", order.caller_id, order.ring_seconds, variables)


def dial_number(order: DialNumber, endpoint: str) -> AriRequest:
    """Call out. ``endpoint`` holds ``{number}``: ``PJSIP/{number}@trunk``."""
    return _dial(
        order.leg,
        endpoint.format(number=order.number),
        order.caller_id,
        order.ring_seconds,
        {"PJSIP_HEADER(add,X-Hotline-Call-Id)": order.call_id},
    )


def _dial(leg: str, endpoint: str, caller_id: str, seconds: float, variables: dict[str, str]) -> AriRequest:
    query = [
        ("endpoint", endpoint),
        ("app", APP),
        ("appArgs", DIALLED),
        ("timeout", str(max(1, ceil(seconds)))),
    ]
    if caller_id:
        query.append(("callerId", caller_id))
    return AriRequest("POST", channel(leg), tuple(query), {"variables": variables}, Purpose.DIAL, leg)


def play(order: Play) -> AriRequest:
    """A list of prompts as one playback."""
    query = (("media", ",".join(media(order.prompts))), ("lang", order.language))
    path = channel(order.leg, "play", quote(order.playback, safe=""))
    return AriRequest("POST", path, query, None, Purpose.PLAY, order.playback)


def play_to_bridge(order: PlayToBridge) -> AriRequest:
    """A list of prompts as one playback to all in a bridge."""
    query = (("media", ",".join(media(order.prompts))), ("lang", order.language))
    path = bridge_path(order.bridge, "play", quote(order.playback, safe=""))
    return AriRequest("POST", path, query, None, Purpose.PLAY, order.playback)


def media(prompts: tuple[str, ...]) -> list[str]:
    """Prompt keys → Asterisk media URIs; ``digits:80`` becomes the prompts ``digit-8``, ``digit-0``,
    ``recording:NAME`` a file that was recorded there."""
    found: list[str] = []
    for prompt in prompts:
        kind, colon, rest = prompt.partition(":")
        if colon and kind == "recording":
            found.append(f"recording:{rest}")
            continue
        keys = [f"digit-{digit}" for digit in rest if digit.isdigit()] if colon and kind == "digits" else [prompt]
        found.extend(f"sound:hotline/{key}" for key in keys)
    return found


def judge_answer(leg: str) -> AriRequest:
    """Let the dial plan listen who has answered."""
    return _listen_there(leg, "judge")


def await_silence(leg: str, most_seconds: float) -> AriRequest:
    """Let the dial plan wait until the leg is silent."""
    return _listen_there(leg, f"quiet{max(1, ceil(most_seconds))}")


def _listen_there(leg: str, extension: str) -> AriRequest:
    query = (("context", LISTENING_CONTEXT), ("extension", extension), ("priority", "1"))
    return AriRequest("POST", channel(leg, "continue"), query)


def stop_playback(playback: str) -> AriRequest:
    """Stop a playback, its list included."""
    return AriRequest("DELETE", f"playbacks/{quote(playback, safe='')}")


def open_ears(leg: str, name: str, after: float = 0.0) -> list[AriRequest]:
    """A snoop channel on the leg for what it says, one for what it hears; recording starts when both have reported
    themselves, so that both files begin together."""
    return [_open_ear(leg, name, track, after) for track in TRACKS]


def _open_ear(leg: str, name: str, track: str, after: float) -> AriRequest:
    path = channel(leg, "snoop", quote(ear_of(track_name(name, track)), safe=""))
    query = (("spy", track), ("app", APP), ("appArgs", f"{EAR},{name},{track}"))
    return AriRequest("POST", path, query, None, Purpose.RECORD, name, after)


def close_ears(name: str) -> list[AriRequest]:
    """Hang up both snoop channels of a recording."""
    return [close_ear(name, track) for track in TRACKS]


def close_ear(name: str, track: str) -> AriRequest:
    """Hang up the snoop channel of one track."""
    return hang_up(ear_of(track_name(name, track)), 16)


def spy_bridge(ear: str) -> str:
    """Bridge in which a supervisor meets the snoop channel of ``ear``."""
    return f"{ear}.b"


def open_spy(target: str, ear: str, whisper: bool, after: float = 0.0) -> AriRequest:
    """A snoop channel on ``target`` for a supervisor; it joins their bridge when it reports itself."""
    path = channel(target, "snoop", quote(ear_of(ear), safe=""))
    whispers = (("whisper", "out"),) if whisper else ()
    query = (("spy", "both"), *whispers, ("app", APP), ("appArgs", f"{SPY},{ear}"))
    return AriRequest("POST", path, query, None, Purpose.SPY, ear, after)


def record_ear(name: str, track: str) -> AriRequest:
    """Record what one snoop channel of ``name`` hears."""
    file = track_name(name, track)
    query = (("name", file), ("format", "wav"), ("ifExists", "overwrite"))
    return AriRequest("POST", channel(ear_of(file), "record"), query, None, Purpose.RECORD, name)


def record_message(order: RecordMessage) -> tuple[AriRequest, ...]:
    """A voice message: beep, then until ``#``, silence, the time limit or hang-up."""
    query = (
        ("name", order.name),
        ("format", "wav"),
        ("ifExists", "overwrite"),
        ("beep", "true"),
        ("terminateOn", "#"),
        ("maxDurationSeconds", str(max(1, ceil(order.max_seconds)))),
        ("maxSilenceSeconds", str(SILENCE_ENDS_MESSAGE_SECONDS)),
    )
    note = (("variable", MESSAGE_VARIABLE), ("value", order.name))
    return (
        AriRequest("POST", channel(order.leg, "variable"), note),
        AriRequest("POST", channel(order.leg, "record"), query, None, Purpose.RECORD, order.name),
    )


def fax(leg: str, way: str, variables: Mapping[str, str]) -> list[AriRequest]:
    """Hand a leg to the dialplan's fax machine (``way``: "receive" or "send"), and go on hearing of it."""
    notes = [
        AriRequest("POST", channel(leg, "variable"), (("variable", name), ("value", value)))
        for name, value in variables.items()
    ]
    listen = AriRequest("POST", f"applications/{APP}/subscription", (("eventSource", f"channel:{leg}"),))
    place = (("context", FAX_CONTEXT), ("extension", way), ("priority", "1"))
    return [listen, *notes, AriRequest("POST", channel(leg, "continue"), place, None, Purpose.FAX, leg)]


def stop_recording(file: str, after: float = 0.0) -> AriRequest:
    """Finish a recording; its file stays."""
    return AriRequest("POST", f"recordings/live/{quote(file, safe='')}/stop", after=after)


def stop_message(name: str, since: float, now: float) -> AriRequest:
    """Finish a voice message that began at ``since``. While its beep is played Asterisk takes the request, forgets it,
    and takes no other (as it does with the hash key): so then it is asked when the beep is over."""
    return stop_recording(name, max(0.0, since + BEEP_SECONDS - now))


def mute_recording(file: str, muted: bool) -> AriRequest:
    """Write silence, or what is heard again: unlike a pause it keeps the time, in both tracks alike."""
    return AriRequest("POST" if muted else "DELETE", f"recordings/live/{quote(file, safe='')}/mute")


def hang_up(leg: str, cause: int) -> AriRequest:
    """End a channel with a Q.850 cause."""
    return AriRequest("DELETE", channel(leg), (("reason_code", str(cause)),))


def make_bridge(bridge: str) -> AriRequest:
    """A mixing bridge that reports digits. Asked again for one that exists it is refused, which does no
    harm."""
    return AriRequest("POST", bridge_path(bridge), (("type", "mixing,dtmf_events"),))


def join_bridge(bridge: str, legs: tuple[str, ...]) -> AriRequest:
    """Put legs into a bridge."""
    return AriRequest("POST", bridge_path(bridge, "addChannel"), (("channel", ",".join(legs)),))


def fresh_ears(leg: str) -> tuple[AriRequest, AriRequest]:
    """Make a leg hear a new partner. Asterisk translates audio on its way to a leg, and Debian's 22.10 drops what has a
    lower RTP sequence number than the last that it translated: every other new partner would not be heard. Another
    source of sound, even silence, makes the translator anew."""
    return AriRequest("POST", channel(leg, "silence")), AriRequest("DELETE", channel(leg, "silence"))


def leave_bridge(bridge: str, leg: str) -> AriRequest:
    """Take a leg out of a bridge."""
    return AriRequest("POST", bridge_path(bridge, "removeChannel"), (("channel", leg),))


def endpoint(seat: str) -> str:
    """Path of an account's state."""
    return f"endpoints/PJSIP/{quote(seat, safe='')}"


def listen(seat: str) -> AriRequest:
    """Ask for the messages of a seat's account: its registrations (and those of its channels once more).

    Not device states: Asterisk 22.10 joins that subscription while holding the lock of the websocket's
    session, and one
    device state in flight when the websocket closes stops its ARI for good."""
    return AriRequest("POST", f"applications/{APP}/subscription", (("eventSource", f"endpoint:PJSIP/{seat}"),))


def listen_no_more(seat: str) -> AriRequest:
    """Inverse of :func:`listen`; needed before the account goes, or its successor would not be heard."""
    return AriRequest("DELETE", f"applications/{APP}/subscription", (("eventSource", f"endpoint:PJSIP/{seat}"),))
