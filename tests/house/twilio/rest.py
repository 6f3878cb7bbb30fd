"""The REST API of the peer, version 2010-04-01."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.house.twilio import announcements, known
from tests.house.twilio.calls import Call
from tests.house.twilio.interpreter import read
from tests.house.twilio.people import Person

if TYPE_CHECKING:
    from tests.house.twilio.conferences import Conference, Participant
    from tests.house.twilio.peer import Peer

ROOT = "/2010-04-01/Accounts/{account}"
Fields = dict[str, Any]


class Refused(Exception):
    """An answer that is no resource: HTTP status, Twilio's code, its message."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


def missing(what: str) -> Refused:
    return Refused(404, 20404, f"The requested resource {what} was not found")


def problem(error: Refused) -> web.Response:
    more = f"https://www.twilio.com/docs/errors/{error.code}"
    body = {"code": error.code, "message": str(error), "more_info": more, "status": error.status}
    return web.json_response(body, status=error.status)


class Api:
    """Handlers take the path's parts and the form or query, and give (status, resource)."""

    def __init__(self, peer: "Peer") -> None:
        self.peer = peer

    # ------------------------------------------------------------------ calls

    async def create_call(self, path: Fields, form: Fields) -> tuple[int, Any]:
        to, sender = form.get("To", ""), form.get("From", "")
        if not to:
            raise Refused(400, 21201, "No 'To' number specified")
        number = to.removeprefix("+")
        if not to.startswith(("client:", "sip:")) and not (to.startswith("+") and number.isdecimal()):
            raise Refused(400, 21211, f"The phone number you are attempting to call, {to}, is not valid.")
        if sender not in self.peer.numbers and not sender.startswith("client:"):
            raise Refused(400, 21210, f"The source phone number provided, {sender}, is not yet verified")
        if not form.get("Url") and not form.get("Twiml"):
            raise Refused(400, 21205, "Url parameter is required.")
        person = self.peer.people.get(to.split("?")[0]) or Person(refuses=480 if to[0] != "+" else 404)
        events = form.get("StatusCallbackEvent", "completed")
        listed = events if isinstance(events, list) else events.split()
        if set(listed) - {"initiated", "ringing", "answered", "completed"}:
            raise Refused(400, 21626, f"StatusCallbackEvents {listed}")
        call = Call(self.peer.sid("CA"), sender, to, False, person, form.get("StatusCallback", ""), frozenset(listed))
        call.url, call.twiml, call.fallback = form.get("Url", ""), form.get("Twiml", ""), form.get("FallbackUrl", "")
        call.fields = {name: value for name, value in form.items() if isinstance(value, str)}
        if call.twiml:
            self._document(call.twiml)
        self.peer.dial(call)
        return 201, call.resource(self.peer.account)

    async def list_calls(self, path: Fields, query: Fields) -> tuple[int, Any]:
        found = [
            call.resource(self.peer.account)
            for call in reversed(self.peer.calls.values())
            if all(
                query.get(name) in (None, value)
                for name, value in (("Status", call.status), ("To", call.to), ("From", call.from_))
            )
        ]
        return 200, self._page("calls", found)

    async def fetch_call(self, path: Fields, query: Fields) -> tuple[int, Any]:
        return 200, self._call(path).resource(self.peer.account)

    async def update_call(self, path: Fields, form: Fields) -> tuple[int, Any]:
        call = self._call(path)
        document = self._document(form["Twiml"]) if form.get("Twiml") else None
        if not call.up:
            raise Refused(400, 21220, f"Call is not in-progress. Cannot redirect: {call.status}")
        if form.get("StatusCallback"):
            call.callback = form["StatusCallback"]
        if form.get("Status") in ("canceled", "completed"):
            before = call.status != "in-progress"
            call.sip = 487 if before else 200
            self.peer.end(call, "canceled" if before else "completed")
        elif form.get("Status"):
            raise Refused(400, 21218, f"Invalid status {form['Status']}")
        elif call.status != "in-progress":
            raise Refused(400, 21220, "Call is not in-progress. Cannot redirect.")
        elif document is not None:
            self.peer.redirect(call, document)
        elif form.get("Url"):
            self.peer.fetch(call, form["Url"], form.get("Method", "POST"))
        return 200, call.resource(self.peer.account)

    def _call(self, path: Fields) -> Call:
        call = self.peer.calls.get(path["call"])
        if call is None:
            raise missing(f"/Calls/{path['call']}.json")
        return call

    def _document(self, twiml: str) -> Any:
        if len(twiml) > 4000:
            raise Refused(400, 21617, "The twiml is longer than 4000 characters")
        try:
            return read(twiml, self.peer.url)
        except known.Unknown as error:
            self.peer.wrong(str(error))
            raise Refused(400, 12100, str(error)) from error

    # ------------------------------------------------------------------ recordings

    async def create_recording(self, path: Fields, form: Fields) -> tuple[int, Any]:
        call = self._call(path)
        if call.status != "in-progress":
            raise Refused(400, 21220, "Requested resource is not eligible for recording")
        made = self.peer.record(call, 2 if form.get("RecordingChannels") == "dual" else 1, "StartCallRecordingAPI")
        made.callback = form.get("RecordingStatusCallback", "")
        made.method = form.get("RecordingStatusCallbackMethod", "POST")
        events = form.get("RecordingStatusCallbackEvent", "completed")
        made.events = frozenset(events if isinstance(events, list) else events.split())
        return 201, made.resource(self.peer.account)

    async def update_recording(self, path: Fields, form: Fields) -> tuple[int, Any]:
        found = self.peer.recordings.get(path["recording"])
        if found is None or found.call.sid != path["call"]:
            raise missing(f"/Recordings/{path['recording']}.json")
        if not found.running:
            raise Refused(400, 21220, "Recording is not in progress")
        status = form.get("Status")
        if status not in ("paused", "in-progress", "stopped"):
            raise Refused(400, 20001, f"Status {status}")
        if status == "stopped":
            self.peer.finish_recording(found)
        else:
            found.pause(status == "paused")
        return 200, found.resource(self.peer.account)

    async def list_recordings(self, path: Fields, query: Fields) -> tuple[int, Any]:
        call = path.get("call") or query.get("CallSid")
        known_ones = (each for each in self.peer.recordings.values() if not each.deleted)
        found = [each.resource(self.peer.account) for each in known_ones if call in (None, each.call.sid)]
        return 200, self._page("recordings", found)

    async def fetch_recording(self, path: Fields, query: Fields) -> tuple[int, Any]:
        name, _, ending = path["recording"].partition(".")
        found = self.peer.recordings.get(name)
        if found is None or found.deleted:
            raise missing(f"/Recordings/{name}")
        if ending == "json":
            return 200, found.resource(self.peer.account)
        if found.status != "completed":
            raise missing(f"/Recordings/{name}: not ready")
        return 200, found.wav(int(query.get("RequestedChannels", "1")))

    async def delete_recording(self, path: Fields, query: Fields) -> tuple[int, Any]:
        found = self.peer.recordings.get(path["recording"].partition(".")[0])
        if found is None or found.deleted:
            raise missing(f"/Recordings/{path['recording']}")
        found.deleted = True
        return 204, None

    # ------------------------------------------------------------------ conferences

    async def list_conferences(self, path: Fields, query: Fields) -> tuple[int, Any]:
        found = [
            each.facts()
            for each in self.peer.conferences.values()
            if query.get("Status") in (None, each.status) and query.get("FriendlyName") in (None, each.name)
        ]
        return 200, self._page("conferences", found)

    async def fetch_conference(self, path: Fields, query: Fields) -> tuple[int, Any]:
        return 200, self._conference(path).facts()

    async def update_conference(self, path: Fields, form: Fields) -> tuple[int, Any]:
        found = self._conference(path)
        if form.get("Status") == "completed":
            for call in [each.call for each in found.inside.values()]:
                self.peer.end(call, "completed")  # as documented: ends the conference and hangs up all participants
            found.finish()
        if form.get("AnnounceUrl"):
            announcements.begin(self.peer, found, None, form["AnnounceUrl"], form.get("AnnounceMethod", "POST"))
        return 200, found.facts()

    async def list_participants(self, path: Fields, query: Fields) -> tuple[int, Any]:
        found = self._conference(path, over=True)
        return 200, self._page(
            "participants", [each.resource(self.peer.account, found.sid) for each in found.inside.values()]
        )

    async def fetch_participant(self, path: Fields, query: Fields) -> tuple[int, Any]:
        found = self._conference(path)
        return 200, self._participant(found, path).resource(self.peer.account, found.sid)

    async def update_participant(self, path: Fields, form: Fields) -> tuple[int, Any]:
        found = self._conference(path)
        who = self._participant(found, path)
        if "CallSidToCoach" in form or "Coaching" in form:
            target = form.get("CallSidToCoach", "") if form.get("Coaching", "true").lower() == "true" else ""
            if target and target not in found.inside:
                raise Refused(400, 13240, "Invalid call_sid_to_coach")
            who.coach = target
            found.tell("participant-modify", who)
        if "Muted" in form:
            who.muted = form["Muted"].lower() == "true"
            found.tell("participant-mute" if who.muted else "participant-unmute", who)
        if "Hold" in form:
            who.hold = form["Hold"].lower() == "true"
            found.tell("participant-hold" if who.hold else "participant-unhold", who)
            if who.hold and form.get("HoldUrl"):
                self.peer.soon(announcements.hold(self.peer, who, form["HoldUrl"], form.get("HoldMethod", "POST")))
        if form.get("AnnounceUrl"):
            announcements.begin(self.peer, found, who, form["AnnounceUrl"], form.get("AnnounceMethod", "POST"))
        return 200, who.resource(self.peer.account, found.sid)

    async def delete_participant(self, path: Fields, query: Fields) -> tuple[int, Any]:
        found = self._conference(path)
        self._participant(found, path).kicked.set()
        return 204, None

    def _conference(self, path: Fields, over: bool = False) -> "Conference":
        found = self.peer.conferences.get(path["conference"])
        if found is None or (found.status == "completed" and not over):
            raise missing(f"/Conferences/{path['conference']}.json")
        return found

    def _participant(self, conference: "Conference", path: Fields) -> "Participant":
        found = conference.find(path["who"])
        if found is None:
            raise missing(f"/Conferences/{conference.sid}/Participants/{path['who']}.json")
        return found

    async def fetch_account(self, path: Fields, query: Fields) -> tuple[int, Any]:
        uri = f"/2010-04-01/Accounts/{self.peer.account}.json"
        return 200, {
            "auth_token": "",
            "date_created": None,
            "date_updated": None,
            "friendly_name": "hotline",
            "owner_account_sid": self.peer.account,
            "sid": self.peer.account,
            "status": "active",
            "subresource_uris": {},
            "type": "Full",
            "uri": uri,
        }

    def _page(self, name: str, rows: list[Any]) -> dict[str, Any]:
        page = {"end": len(rows), "first_page_uri": "", "next_page_uri": None, "page": 0, "page_size": 1000}
        return page | {"previous_page_uri": None, "start": 0, "uri": "", name: rows}


def application(peer: "Peer") -> web.Application:
    """The server."""
    api, app = Api(peer), web.Application()
    calls, rooms, kept = f"{ROOT}/Calls", f"{ROOT}/Conferences", f"{ROOT}/Recordings"
    table: tuple[tuple[str, str, str, Callable[[Fields, Fields], Awaitable[tuple[int, Any]]]], ...] = (
        ("POST", f"{calls}.json", "Calls", api.create_call),
        ("GET", f"{calls}.json", "Calls", api.list_calls),
        ("POST", f"{calls}/{{call}}/Recordings.json", "CallRecordings", api.create_recording),
        ("GET", f"{calls}/{{call}}/Recordings.json", "CallRecordings", api.list_recordings),
        ("POST", f"{calls}/{{call}}/Recordings/{{recording}}.json", "CallRecording", api.update_recording),
        ("GET", f"{calls}/{{call}}.json", "Call", api.fetch_call),
        ("POST", f"{calls}/{{call}}.json", "Call", api.update_call),
        ("GET", f"{rooms}.json", "Conferences", api.list_conferences),
        ("GET", f"{rooms}/{{conference}}/Participants.json", "Participants", api.list_participants),
        ("GET", f"{rooms}/{{conference}}/Participants/{{who}}.json", "Participant", api.fetch_participant),
        ("POST", f"{rooms}/{{conference}}/Participants/{{who}}.json", "Participant", api.update_participant),
        ("DELETE", f"{rooms}/{{conference}}/Participants/{{who}}.json", "Participant", api.delete_participant),
        ("GET", f"{rooms}/{{conference}}.json", "Conference", api.fetch_conference),
        ("POST", f"{rooms}/{{conference}}.json", "Conference", api.update_conference),
        ("GET", f"{kept}.json", "Recordings", api.list_recordings),
        ("GET", f"{kept}/{{recording}}", "Recording", api.fetch_recording),
        ("DELETE", f"{kept}/{{recording}}", "Recording", api.delete_recording),
        ("GET", f"{ROOT}.json", "Account", api.fetch_account),
    )
    for method, path, name, handler in table:
        app.router.add_route(method, path, _guarded(peer, name, handler))
    return app


def _guarded(peer: "Peer", name: str, handler: Any) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Who asks, what for, and what goes wrong on the way."""

    async def serve(request: web.Request) -> web.StreamResponse:
        given: Fields = {}
        source = await request.post() if request.method == "POST" else request.query
        for key in source:
            values = source.getall(key)
            given[key] = values[0] if len(values) == 1 else values
        wanted = f"{request.method} {request.path.partition(peer.account)[2]}"
        peer.requests.append(wanted)
        try:
            _check(peer, name, request, given)
            fault = next((each for each in peer.faults if each.meets(wanted)), None)
            if fault is not None:
                fault.times -= 1
                return await _faulty(peer, request, fault.how, lambda: handler(dict(request.match_info), given))
            status, body = await handler(dict(request.match_info), given)
        except Refused as error:
            return problem(error)
        if isinstance(body, bytes):
            return web.Response(body=body, content_type="audio/x-wav")
        return web.Response(status=204) if body is None else web.json_response(body, status=status)

    return serve


def _check(peer: "Peer", name: str, request: web.Request, given: Fields) -> None:
    if peer.down:
        raise Refused(503, 20503, "Service Unavailable")
    expected = "Basic " + base64.b64encode(f"{peer.account}:{peer.token}".encode()).decode()
    if request.headers.get("Authorization") != expected or request.match_info["account"] != peer.account:
        raise Refused(401, 20003, "Authenticate")
    strange = set(given) - known.PARAMETERS[f"{request.method} {name}"]
    if strange:
        peer.wrong(f"{request.method} {name} has no {sorted(strange)}")
        raise Refused(400, 20001, f"unknown parameters {sorted(strange)}")
    if request.method == "POST" and request.content_type != "application/x-www-form-urlencoded":
        peer.wrong(f"{request.method} {name}: {request.content_type}")


async def _faulty(
    peer: "Peer", request: web.Request, how: int | str, carry_out: Callable[[], Awaitable[Any]]
) -> web.StreamResponse:
    if isinstance(how, int):
        return problem(Refused(how, 20429 if how == 429 else 20500, "Too Many Requests" if how == 429 else "Error"))
    if how.startswith("take"):
        await carry_out()
    if how.endswith("drop") and request.transport is not None:
        request.transport.abort()
        return web.Response()
    await asyncio.wait_for(peer.released.wait(), 60)
    return problem(Refused(503, 20503, "late"))
