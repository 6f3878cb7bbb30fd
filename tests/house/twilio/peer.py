"""The peer: an account with numbers, its calls, conferences and recordings, and the server of its REST API."""

import asyncio
import itertools
import re
from collections.abc import Coroutine
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urldefrag, urlsplit

from aiohttp import web

from tests.house.twilio import known
from tests.house.twilio.callbacks import Callbacks
from tests.house.twilio.calls import Call, become
from tests.house.twilio.conferences import Conference
from tests.house.twilio.interpreter import Document, Ended, Interpreter, read
from tests.house.twilio.people import Person
from tests.house.twilio.recordings import RESTING, Recording

ACCOUNT, TOKEN = "AC" + "0" * 32, "token"
NUMBER = "+8612345"
HEARING = 0.2  # seconds that telling a person from a machine takes


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the account, as its console has it set up."""

    voice_url: str
    status_callback: str = ""
    fallback: str = ""


@dataclass(slots=True)
class Fault:
    """The next ``times`` requests whose "METHOD path" ``match`` finds are answered with ``how``: a status, "hang",
    "take and hang" or "take and drop" (done, and nobody is told)."""

    match: str
    how: int | str
    times: int = 1

    def meets(self, request: str) -> bool:
        return self.times > 0 and re.search(self.match, request) is not None


@dataclass
class Peer:
    """``people``: who is at an address ("+8613800000001", "client:east-01", "sip:…"). ``wrongs``: whatever was asked
    that Twilio's documentation does not have. ``requests``: all that came, as "METHOD path"."""

    account: str = ACCOUNT
    token: str = TOKEN
    url: str = ""
    people: dict[str, Person] = field(default_factory=dict)
    numbers: dict[str, Number] = field(default_factory=dict)
    calls: dict[str, Call] = field(default_factory=dict)
    conferences: dict[str, Conference] = field(default_factory=dict)
    recordings: dict[str, Recording] = field(default_factory=dict)
    sounds: dict[str, float] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    wrongs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    down: bool = False

    def __post_init__(self) -> None:
        self.callbacks = Callbacks(self.token)
        self._made = itertools.count(1)
        self._tasks: set[asyncio.Task[None]] = set()
        self._runner: web.AppRunner | None = None
        self.released = asyncio.Event()

    # ------------------------------------------------------------------ life

    async def start(self, port: int = 0) -> None:
        """Serve on the loopback."""
        from tests.house.twilio.rest import application

        self._runner = web.AppRunner(
            application(self), access_log=None, handler_cancellation=True, shutdown_timeout=0.2
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, bound = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{bound}"

    async def close(self) -> None:
        """Everything ends."""
        self.released.set()
        for call in self.calls.values():
            self.end(call, "completed")
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.callbacks.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def wrong(self, what: str) -> None:
        """Something that Twilio does not take."""
        self.wrongs.append(what)

    def note(self, what: str) -> None:
        """An error that may happen where things cross each other."""
        self.notes.append(what)

    def soon(self, work: Coroutine[None, None, None]) -> "asyncio.Task[None]":
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def sid(self, kind: str) -> str:
        return f"{kind}{next(self._made):032x}"

    @property
    def up(self) -> list[Call]:
        """Calls that are not over."""
        return [call for call in self.calls.values() if call.up]

    @property
    def rooms(self) -> dict[str, set[str]]:
        """Name of a conference that is not over -> SIDs of the calls in it."""
        return {each.name: set(each.inside) for each in self.conferences.values() if each.status != "completed"}

    # ------------------------------------------------------------------ people

    def call_in(self, caller: str, called: str, person: Person | None = None) -> Call:
        """Somebody calls a number of the account."""
        number = self.numbers[called]
        call = Call(self.sid("CA"), caller, called, True, person or Person(), callback=number.status_callback)
        call.fallback = number.fallback
        self.calls[call.sid] = call
        become(call, "ringing", self.account, self.callbacks)
        self._program(call, self._begin(call, number.voice_url, "POST"))
        return call

    async def press(self, call: Call, key: str) -> None:
        """A key, as soon as keys are listened for."""
        await asyncio.wait_for(call.gathering.wait(), 10)
        call.keys.put_nowait(key)

    def hang_up(self, call: Call) -> None:
        """The other end puts down."""
        self.end(call, "completed" if call.status == "in-progress" else "no-answer")

    # ------------------------------------------------------------------ calls

    def dial(self, call: Call) -> None:
        """A call that the REST API made."""
        self.calls[call.sid] = call
        call.life = self.soon(self._ring(call))

    async def _ring(self, call: Call) -> None:
        await asyncio.sleep(0.01)
        become(call, "initiated", self.account, self.callbacks)
        person = call.person
        if person.refuses:
            call.sip = person.refuses
            status = person.ends_as or {486: "busy", 603: "busy"}.get(person.refuses, "failed")
            self.end(call, status)
            return
        become(call, "ringing", self.account, self.callbacks)
        timeout = float(call.fields.get("Timeout", "60"))
        if person.answers_after is None or person.answers_after > timeout:
            await asyncio.sleep(timeout)
            call.sip = 487
            self.end(call, "no-answer")
            return
        await asyncio.sleep(person.answers_after)
        if person.greeting:
            person.speak(person.greeting)
        self.answer(call)
        if call.fields.get("MachineDetection"):
            self.soon(self._judge(call))
        if call.twiml:
            self.redirect(call, read(call.twiml, self.url))
        else:
            self._program(call, self._begin(call, call.url, call.fields.get("Method", "POST")))

    async def _judge(self, call: Call) -> None:
        """Asynchronous answering machine detection."""
        detect, greeting = call.fields["MachineDetection"], call.person.greeting
        whole = detect == "DetectMessageEnd" and greeting
        seconds = float(greeting or 0) if whole else HEARING
        await asyncio.sleep(seconds)
        by = "human" if not greeting else "machine_end_silence" if whole else "machine_start"
        if call.up and call.fields.get("AsyncAmdStatusCallback"):
            told = {"AnsweredBy": by, "MachineDetectionDuration": str(round(seconds * 1000))}
            fields = {"CallSid": call.sid, "AccountSid": self.account} | told
            self.callbacks.soon(call.fields["AsyncAmdStatusCallback"], fields)

    def answer(self, call: Call) -> None:
        """The call is up."""
        become(call, "in-progress", self.account, self.callbacks)

    def end(self, call: Call, status: str) -> None:
        """The call is over: what it was at is broken off."""
        if not call.up:
            return
        become(call, status, self.account, self.callbacks)
        for task in (call.program, call.life):
            if task is not None and task is not asyncio.current_task():
                task.cancel()
        for recording in self.recordings.values():
            if recording.call is call and recording.running:
                self.finish_recording(recording)

    def redirect(self, call: Call, document: Document) -> None:
        """From now on the call follows another document."""
        self._program(call, Interpreter(self, call).run(document))

    def fetch(self, call: Call, url: str, method: str) -> None:
        """From now on the call follows what is at ``url``."""
        self._program(call, self._begin(call, url, method))

    def _program(self, call: Call, work: Coroutine[None, None, None]) -> None:
        if call.program is not None:
            call.program.cancel()
        call.program = self.soon(work)

    async def _begin(self, call: Call, url: str, method: str) -> None:
        try:
            document = await self.document(call, url, method, {})
        except Ended:
            return
        await Interpreter(self, call).run(document)

    async def document(self, call: Call, url: str, method: str, fields: dict[str, str]) -> Document:
        """What the application says to do with a call. Raises Ended when it is of no use: the call is over then."""
        given = call.facts() | {"AccountSid": self.account} | fields
        override = parse_qs(urldefrag(url).fragment)
        tries = 1 + min(5, int(override.get("rc", ["0"])[0]))
        problem = ""
        for each in [url] * tries + ([call.fallback] if call.fallback else []):
            status, kind, body = await self.callbacks.ask(each, given, method)
            if status == 200 and kind in ("text/xml", "application/xml"):
                try:
                    return read(body.decode(), urldefrag(each).url)
                except known.Unknown as error:
                    self.wrong(str(error))
            problem = f"11200 {urlsplit(each).path}: {status} {kind}"
            self.note(problem)
            await asyncio.sleep(0.1)
        self.end(call, "completed" if call.status == "in-progress" else "failed")
        raise Ended(problem)

    # ------------------------------------------------------------------ conferences, recordings

    def conference(self, name: str, callback: str, ordered: frozenset[str]) -> Conference:
        """The one of this name that is not over, or a new one."""
        for each in self.conferences.values():
            if each.name == name and each.status != "completed":
                return each
        made = Conference(self.sid("CF"), name, callback, ordered, self.account, self.callbacks)
        self.conferences[made.sid] = made
        return made

    def record(self, call: Call, channels: int, source: str) -> Recording:
        made = Recording(self.sid("RE"), call, channels, source)
        self.recordings[made.sid] = made
        return made

    def address_of(self, recording: Recording) -> str:
        return f"{self.url}/2010-04-01/Accounts/{self.account}/Recordings/{recording.sid}"

    def finish_recording(self, recording: Recording) -> None:
        """It takes nothing in any more, and is told of when it is ready."""
        if recording.running:
            recording.stop()
            self.soon(self._make_ready(recording))

    async def _make_ready(self, recording: Recording) -> None:
        await asyncio.sleep(RESTING)
        recording.status = "completed" if recording.seconds > 0 else "absent"
        if recording.callback and recording.status in recording.events:
            self.callbacks.soon(recording.callback, recording.told(self.account, self.url), recording.method)
