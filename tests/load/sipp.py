"""Both sides of the load: SIPp callers that note when they called whom, SIPp agents that note when they were called."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

HOLD_SECONDS = 6.0
FIRST_CALLER = 13900000000
_NUMBER = re.compile(r"1390\d{7}")
_BODY = """v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8
a=rtpmap:8 PCMA/8000
"""

_HOLD = f'<pause milliseconds="{int(HOLD_SECONDS * 1000)}"/>'
_ACKNOWLEDGED = '<recv request="ACK"/>'

CALLER = f"""<?xml version="1.0" encoding="UTF-8" ?>
<scenario name="caller">
<nop><action><log message="[timestamp] [field0]"/></action></nop>
<send retrans="500"><![CDATA[
INVITE sip:12345@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[field0]@[local_ip]:[local_port]>;tag=[pid]c[call_number]
To: <sip:12345@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:[field0]@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

{_BODY}
]]></send>
<recv response="100" optional="true"/>
<recv response="180" optional="true"/>
<recv response="183" optional="true"/>
<recv response="200" rrs="true"/>
<send><![CDATA[
ACK [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[field0]@[local_ip]:[local_port]>;tag=[pid]c[call_number]
To: <sip:12345@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
{_HOLD}
<send retrans="500"><![CDATA[
BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[field0]@[local_ip]:[local_port]>;tag=[pid]c[call_number]
To: <sip:12345@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
CSeq: 2 BYE
Max-Forwards: 70
Content-Length: 0

]]></send>
<recv response="200"/>
</scenario>
"""

AGENT = f"""<?xml version="1.0" encoding="UTF-8" ?>
<scenario name="agent">
<recv request="INVITE" rrs="true"><action>
<ereg regexp="1390[0-9]{{7}}" search_in="hdr" header="From:" assign_to="caller"/>
<log message="[timestamp] [$caller]"/>
</action></recv>
<send><![CDATA[
SIP/2.0 180 Ringing
[last_Via:]
[last_From:]
[last_To:];tag=[pid]a[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port]>
Content-Length: 0

]]></send>
<send retrans="500"><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:];tag=[pid]a[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port]>
Content-Type: application/sdp
Content-Length: [len]

{_BODY}
]]></send>
{_ACKNOWLEDGED}
<recv request="BYE"/>
<send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
</scenario>
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one run: calls that failed, calls that no agent was asked for (``unasked``: their numbers), seconds from
    INVITE to INVITE (sorted)."""

    offered: int
    failed: int
    unanswered: int
    latencies: list[float]
    unasked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """Calls with audio: how long they talk, and the file (raw A-law, repeated) that each side says all the while."""

    seconds: float
    caller: Path
    agent: Path

    def said_by(self, scenario: str, sound: Path) -> str:
        """A side's scenario with its voice in it."""
        says = f'<nop><action><exec rtp_stream="{sound},-1,8,PCMA/8000"/></action></nop>'
        spoken = scenario.replace("[media_port]", "[rtpstream_audio_port]")
        held = f'{says}<pause milliseconds="{int(self.seconds * 1000)}"/>'
        return spoken.replace(_HOLD, held).replace(_ACKNOWLEDGED, _ACKNOWLEDGED + says)


class Sipp:
    """SIPp callers and agents of one run, in one folder."""

    def __init__(
        self, folder: Path, server: tuple[str, int], agent_port: int, caller_port: int, talk: Talk | None = None
    ) -> None:
        self._folder = folder
        self._server = server
        self._agent_port = agent_port
        self._caller_port = caller_port
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "caller.xml").write_text(talk.said_by(CALLER, talk.caller) if talk else CALLER)
        (folder / "agent.xml").write_text(talk.said_by(AGENT, talk.agent) if talk else AGENT)

    def agents(self) -> "subprocess.Popen[bytes]":
        """Answer every call on the agents' port until terminated."""
        return self._start("agent", self._agent_port, 30000, [])

    def callers(self, rate: int, count: int) -> "subprocess.Popen[bytes]":
        """``count`` callers with a number each, ``rate`` a second."""
        numbers = "".join(f"{FIRST_CALLER + each};\n" for each in range(count))
        (self._folder / "numbers.csv").write_text("SEQUENTIAL\n" + numbers)
        more = ["-r", str(rate), "-m", str(count), "-l", str(count), "-inf", "numbers.csv", "-recv_timeout", "30000"]
        host, port = self._server
        return self._start(
            "caller", self._caller_port, 40000, [*more, "-trace_stat", "-stf", "stat.csv", f"{host}:{port}"]
        )

    def _start(self, side: str, port: int, media: int, more: list[str]) -> "subprocess.Popen[bytes]":
        local = ["-i", "127.0.0.1", "-mi", "127.0.0.1", "-p", str(port), "-mp", str(media), "-nostdin"]
        logs = ["-trace_logs", "-log_file", f"{side}.log"]
        return subprocess.Popen(
            ["sipp", "-sf", f"{side}.xml", *local, *logs, *more],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def outcome(self, count: int) -> Outcome:
        """After both sides ended."""
        called, asked = self._times("caller"), self._times("agent")
        rows = (self._folder / "stat.csv").read_text().strip().splitlines()
        last = dict(zip(rows[0].split(";"), rows[-1].split(";"), strict=False))
        delays = sorted(asked[number] - at for number, at in called.items() if number in asked)
        good = int(last["SuccessfulCall(C)"])
        unasked = tuple(number for number in called if number not in asked)
        return Outcome(count, count - good, len(unasked), delays, unasked)

    def _times(self, side: str) -> dict[str, float]:
        """Number → epoch seconds of its first line."""
        found: dict[str, float] = {}
        for line in (self._folder / f"{side}.log").read_text(errors="replace").splitlines():
            number, epoch = _NUMBER.search(line), re.search(r"\b(\d{10}\.\d{6})\b", line)
            if number and epoch:
                found.setdefault(number[0], float(epoch[1]))
        return found
