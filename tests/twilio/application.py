"""An application of the tests' own behind the peer: answers its webhooks with what a test says, and remembers them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web
from twilio.request_validator import RequestValidator

from tests.house.twilio.peer import TOKEN
from tests.house.twilio.recordings import tones

Answer = Callable[[dict[str, str]], str | int]


@dataclass
class Application:
    """``answers``: path → TwiML, or what makes it of the parameters; a number is a status without TwiML. ``asked``: all
    that came, in order, as (path, parameters); ``tokens`` beside it."""

    answers: dict[str, str | int | Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    forged: int = 0
    url: str = ""
    news: asyncio.Event = field(default_factory=asyncio.Event)
    runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._serve)
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        host, port = self.runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    async def close(self) -> None:
        if self.runner:
            await self.runner.cleanup()

    async def _serve(self, request: web.Request) -> web.Response:
        if request.path.endswith(".wav"):
            return web.Response(body=tones(0.1, 1000), content_type="audio/x-wav")
        form = {key: str(value) for key, value in (await request.post()).items()}
        signature = request.headers["X-Twilio-Signature"]
        if not RequestValidator(TOKEN).validate(f"{self.url}{request.path_qs}", form, signature):
            self.forged += 1
            return web.Response(status=403)
        self.asked.append((request.path_qs, form))
        self.tokens.append(request.headers["I-Twilio-Idempotency-Token"])
        self.news.set()
        answer = self.answers.get(request.path, "")
        answer = answer(form) if callable(answer) else answer
        if isinstance(answer, int):
            return web.Response(status=answer)
        return web.Response(text=answer, content_type="text/xml") if answer else web.Response(status=204)

    async def expect(self, path: str, **fields: str) -> dict[str, str]:
        """The first request of this path with these parameters, awaited."""

        def found() -> dict[str, str] | None:
            meets = (
                form
                for asked, form in self.asked
                if asked.partition("?")[0] == path and all(form.get(name) == value for name, value in fields.items())
            )
            return next(meets, None)

        async with asyncio.timeout(5):
            while (form := found()) is None:
                self.news.clear()
                await self.news.wait()
        return form

    def count(self, path: str, **fields: str) -> int:
        return sum(
            asked.partition("?")[0] == path and all(form.get(name) == value for name, value in fields.items())
            for asked, form in self.asked
        )
