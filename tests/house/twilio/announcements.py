"""Announcements into a conference, or to one who is in it."""

import asyncio
from typing import TYPE_CHECKING

from tests.house.twilio.conferences import Conference, Participant

if TYPE_CHECKING:
    from tests.house.twilio.peer import Peer


def begin(peer: "Peer", conference: Conference, who: Participant | None, url: str, method: str) -> None:
    """To all, or to one; another that is under way there is broken off."""
    if conference.announcing is not None:
        conference.announcing.cancel()
    conference.announcing = peer.soon(_announce(peer, conference, who, url, method))


async def hold(peer: "Peer", who: Participant, url: str, method: str) -> None:
    """What somebody on hold hears: a sound, which is played again and again."""
    from tests.house.twilio.interpreter import SOUND

    status, kind, _ = await (peer.callbacks.fetch(url) if method == "GET" else peer.callbacks.ask(url, {}, method))
    if status != 200 or kind not in SOUND:
        peer.wrong(f"11200 hold music {url}: {status} {kind}")
        return
    who.call.person.heard.append(url)


async def _announce(peer: "Peer", conference: Conference, who: Participant | None, url: str, method: str) -> None:
    from tests.house.twilio.interpreter import SOUND, Interpreter, read, seconds_of

    told = {"AnnounceUrl": url}
    if method == "GET":
        status, kind, body = await peer.callbacks.fetch(url)
    else:
        status, kind, body = await peer.callbacks.ask(url, {"ConferenceSid": conference.sid}, method)
    if status != 200:
        peer.wrong(f"11200 announcement {url}: {status}")
        conference.tell("announcement-fail", who, ReasonAnnouncementFailed="HTTP", **told)
        return
    hearers = [who] if who else [*conference.inside.values()]
    if kind in SOUND:
        for each in hearers:
            each.call.person.heard.append(url)
        await asyncio.sleep(seconds_of(body))
    else:
        for element in read(body.decode(), url).root:
            reader = Interpreter(peer, hearers[0].call) if hearers else None
            if element.tag not in ("Play", "Say", "Pause") or reader is None:
                peer.wrong(f"<{element.tag}> in an announcement")
                continue
            for each in hearers[1:]:
                each.call.person.heard.append((element.text or "").strip())
            await reader.verbs[element.tag](element, url)
    conference.tell("announcement-end", who, **told)
