"""Twilio's webhooks: who asks is checked (https://www.twilio.com/docs/usage/security#validating-requests), what is
asked goes to the gateway, the answer is TwiML or sound."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from aiohttp import web
from twilio import request_validator

from telephony.adapters.twilio.settings import TwilioSettings
from telephony.adapters.twilio.sounds import SoundMissing, Sounds

_kit: Any = request_validator  # has no types
Fields = Mapping[str, str]
SOUND_KEPT_SECONDS = 3600
END_SECONDS = 2.0


class Listener(Protocol):
    """Who is asked. ``query`` is what we wrote into the address, ``fields`` what Twilio says; answers are TwiML."""

    async def arrived(self, fields: Fields) -> str: ...

    async def asked(self, query: Fields, fields: Fields, path: str) -> str: ...

    async def progressed(self, query: Fields, fields: Fields) -> None: ...

    async def room_changed(self, query: Fields, fields: Fields) -> None: ...

    async def recorded(self, query: Fields, fields: Fields) -> None: ...

    async def judged(self, query: Fields, fields: Fields) -> None: ...


class Webhooks:
    """The server. ``async with`` it."""

    def __init__(self, settings: TwilioSettings, sounds: Sounds, listener: Listener) -> None:
        self._settings, self._sounds, self._listener = settings, sounds, listener
        self._validator = _kit.RequestValidator(settings.token)
        app = web.Application(client_max_size=64 * 1024)
        app.router.add_post("/voice/in", self._guarded(self._in))
        app.router.add_post("/voice/leg", self._guarded(self._leg))
        for name, told in (
            ("status", listener.progressed),
            ("room", listener.room_changed),
            ("recorded", listener.recorded),
            ("judged", listener.judged),
        ):
            app.router.add_post(f"/voice/{name}", self._guarded(self._told(told)))
        app.router.add_get("/voice/sound.wav", self._sound)
        app.router.add_get("/voice/music.wav", self._music)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=END_SECONDS)

    async def __aenter__(self) -> "Webhooks":
        await self._runner.setup()
        host, port = self._settings.listen
        await web.TCPSite(self._runner, host, port, reuse_address=True).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    def _guarded(
        self, handler: Callable[[web.Request, Fields], Awaitable[web.Response]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def serve(request: web.Request) -> web.Response:
            form = await request.post()
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
            address = f"{self._settings.url}{request.raw_path}"
            given = request.headers.get("X-Twilio-Signature", "")
            if not self._validator.validate(address, fields, given):
                return web.Response(status=403, text="The signature is not that of TWILIO_VOICE_URL and this account.")
            return await handler(request, fields)

        return serve

    async def _in(self, request: web.Request, fields: Fields) -> web.Response:
        return _twiml(await self._listener.arrived(fields))

    async def _leg(self, request: web.Request, fields: Fields) -> web.Response:
        return _twiml(await self._listener.asked(dict(request.query), fields, request.raw_path))

    @staticmethod
    def _told(
        tell: Callable[[Fields, Fields], Awaitable[None]],
    ) -> Callable[[web.Request, Fields], Awaitable[web.Response]]:
        async def handle(request: web.Request, fields: Fields) -> web.Response:
            await tell(dict(request.query), fields)
            return web.Response(status=204)

        return handle

    async def _sound(self, request: web.Request) -> web.Response:
        query = request.query
        try:
            body = self._sounds.read(query.get("of", ""), query.get("in", ""), query.get("mark", ""))
        except SoundMissing:
            return web.Response(status=404, text="No such sound.")
        return _wav(body)

    async def _music(self, _: web.Request) -> web.Response:
        try:
            return _wav(self._sounds.music())
        except SoundMissing:
            return web.Response(status=404, text="No music.")


def _twiml(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/xml")


def _wav(body: bytes) -> web.Response:
    headers = {"Cache-Control": f"public, max-age={SOUND_KEPT_SECONDS}"}
    return web.Response(body=body, content_type="audio/wav", headers=headers)
