"""``graphql-transport-ws``: subscriptions over a websocket, for whoever holds a session.

Close codes: 4400 malformed, 4401 not signed in (or no longer), 4403 foreign origin, 4406 wrong subprotocol,
4408 no ``connection_init`` in time, 4409 id in use, 4429 second ``connection_init``; 4430 reading too slowly and 1012
permissions changed: connect again.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.http import parse_cookie
from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationType,
    create_source_event_stream,
    execute_sync,
    get_operation_ast,
)

from hotline import tenancy

from .characters import writable
from .context import Context, context_of, member_of
from .errors import unauthenticated
from .execution import Refused, checked, told
from .limits import MAX_BYTES
from .payload import Payload
from .sockets import session_group

log = logging.getLogger(__name__)

PROTOCOL = "graphql-transport-ws"
INIT_WITHIN = 5.0  # seconds
RECHECK_EVERY = 30.0  # seconds
MAX_SUBSCRIPTIONS = 50
#: messages sent that the browser has not yet confirmed by answering a ping: more mean that it cannot follow
MAX_UNCONFIRMED = 256
PING_AFTER = 32


class GraphQLTransportWS(AsyncWebsocketConsumer):
    """One socket of one session."""

    def __init__(self, *args: Any, schema: GraphQLSchema, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schema = schema

    async def connect(self) -> None:
        self.running: dict[str, asyncio.Task[None]] = {}
        self.background: list[asyncio.Task[None]] = []
        self.context: Context | None = None
        self.initialised = self.over = False
        self.sent = self.sent_at_ping = 0
        self.pinged = False
        self.session_key = ""
        if PROTOCOL not in self.scope.get("subprotocols", ()):
            await self.accept()
            await self.end(4406, "Subprotocol not acceptable")
            return
        await self.accept(PROTOCOL)
        if not self._same_origin():
            await self.end(4403, "Forbidden")
            return
        self.background.append(asyncio.create_task(self._init_in_time()))

    async def disconnect(self, code: int) -> None:
        self.over = True
        tasks = [*self.running.values(), *self.background]
        for task in tasks:
            if task is not asyncio.current_task():
                task.cancel()
        if self.session_key and self.channel_layer is not None:
            await self.channel_layer.group_discard(session_group(self.session_key), self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        try:
            if text_data is None or len(text_data) > MAX_BYTES:
                raise ValueError
            message = json.loads(text_data)
            kind = message["type"]
        except (ValueError, TypeError, KeyError, RecursionError):
            await self.end(4400, "Invalid message")
            return
        take = {
            "connection_init": self._init,
            "ping": self._ping,
            "pong": self._pong,
            "subscribe": self._subscribe,
            "complete": self._complete,
        }.get(kind if isinstance(kind, str) else "")
        if take is None:
            await self.end(4400, "Invalid message")
        elif not self.over:
            await take(message)

    async def session_over(self, _event: dict[str, Any]) -> None:
        """The session was closed somewhere: so is its socket."""
        await self.end(4401, "Unauthorized")

    async def end(self, code: int, reason: str) -> None:
        """Close once, and stop everything."""
        if self.over:
            return
        self.over = True
        for task in self.running.values():
            if task is not asyncio.current_task():
                task.cancel()
        await self.close(code, reason)

    # -- messages of the protocol

    async def _init(self, _message: dict[str, Any]) -> None:
        if self.initialised:
            await self.end(4429, "Too many initialisation requests")
            return
        self.initialised = True
        self.context = await tenancy.run_async_public(self._load)
        if self.context.actor is None:
            await self.end(4401, "Unauthorized")
            return
        if self.channel_layer is not None:
            await self.channel_layer.group_add(session_group(self.session_key), self.channel_name)
        self.background.append(asyncio.create_task(self._recheck()))
        await self._say({"type": "connection_ack"})

    async def _ping(self, _message: dict[str, Any]) -> None:
        await self._say({"type": "pong"})

    async def _pong(self, _message: dict[str, Any]) -> None:
        if self.pinged:
            self.sent, self.pinged = self.sent - self.sent_at_ping, False

    async def _subscribe(self, message: dict[str, Any]) -> None:
        if self.context is None or self.context.actor is None:
            await self.end(4401, "Unauthorized")
            return
        name, payload = message.get("id"), message.get("payload")
        if not isinstance(name, str) or not isinstance(payload, dict) or not _well_formed(name, payload):
            await self.end(4400, "Invalid message")
            return
        if name in self.running:
            await self.end(4409, f"Subscriber for {name} already exists")
            return
        if len(self.running) >= MAX_SUBSCRIPTIONS:
            error = GraphQLError("Too many subscriptions", extensions={"code": "LIMIT_EXCEEDED"})
            await self._tell(name, "error", _text([error.formatted]))
            return
        self.running[name] = asyncio.create_task(self._run(name, payload, self.context))

    async def _complete(self, message: dict[str, Any]) -> None:
        task = self.running.pop(str(message.get("id")), None)
        if task is not None:
            task.cancel()

    # -- running operations

    async def _run(self, name: str, payload: dict[str, Any], context: Context) -> None:
        try:
            async for kind, told_payload in self._answers(payload, context):
                await self._tell(name, kind, told_payload)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            errors = told([GraphQLError("", original_error=error)], context.locale)
            await self._tell(name, "error", _text(errors))
        finally:
            if self.running.get(name) is asyncio.current_task():
                del self.running[name]

    async def _answers(self, payload: dict[str, Any], context: Context) -> AsyncIterator[tuple[str, str | None]]:
        """Kinds of message with their payloads as JSON."""
        query, variables = payload["query"], payload.get("variables")
        operation_name = payload.get("operationName") or None
        try:
            document = checked(self.schema, query, variables, context.locale)
        except Refused as refused:
            yield "error", _text(told(refused.errors, context.locale))
            return
        arguments: dict[str, Any] = {
            "variable_values": variables,
            "operation_name": operation_name,
            "context_value": context,
        }
        operation = get_operation_ast(document, operation_name)
        if operation is None or operation.operation is OperationType.QUERY:
            if context.actor is None:
                raise unauthenticated(context)
            result = await tenancy.run_async(context.actor.tenant, self._query, document, arguments)
            yield "next", _text(_formatted(result, context))
            yield "complete", None
            return
        if operation.operation is OperationType.MUTATION:
            wrong = GraphQLError("Mutations are posted", extensions={"code": "BAD_REQUEST"})
            yield "error", _text([wrong.formatted])
            return
        events: Any = await create_source_event_stream(self.schema, document, **arguments)
        if isinstance(events, ExecutionResult):
            yield "error", _text(told(events.errors or [], context.locale))
            return
        # what an equal reader asked of the same event has the same answer: it is made and written once
        asked = (query, json.dumps(variables, sort_keys=True), operation_name, context.actor, context.locale)
        try:
            async for event in events:
                texts = event.texts if isinstance(event, Payload) else {}
                if asked not in texts:
                    answer = execute_sync(self.schema, document, root_value=event, **arguments)
                    texts[asked] = _text(_formatted(answer, context))
                yield "next", texts[asked]
            yield "complete", None
        finally:
            await events.aclose()

    def _query(self, document: Any, arguments: dict[str, Any]) -> ExecutionResult:
        return execute_sync(self.schema, document, **arguments)

    # -- keeping the socket honest

    async def _say(self, message: dict[str, Any]) -> None:
        if self.over:
            return
        await self.send(_text(message))

    async def _tell(self, name: str, kind: str, payload: str | None) -> None:
        """A message about the operation ``name``; ``payload`` is JSON already."""
        if self.over:
            return
        if self.sent >= MAX_UNCONFIRMED:
            await self.end(4430, "Reading too slowly")
            return
        body = "" if payload is None else f',"payload":{payload}'
        await self.send(f'{{"id":{_text(name)},"type":"{kind}"{body}}}')
        if kind == "next":
            self.sent += 1
            if self.sent >= PING_AFTER and not self.pinged:
                self.pinged, self.sent_at_ping = True, self.sent
                await self.send('{"type":"ping"}')

    async def _init_in_time(self) -> None:
        await asyncio.sleep(INIT_WITHIN)
        if not self.initialised:
            await self.end(4408, "Connection initialisation timeout")

    async def _recheck(self) -> None:
        while True:
            await asyncio.sleep(RECHECK_EVERY)
            member = await tenancy.run_async_public(self._member)
            mine = self.context.member if self.context else None
            if member is None or mine is None or member.pk != mine.pk:
                await self.end(4401, "Unauthorized")
            elif member.roles != mine.roles:
                await self.end(1012, "Permissions changed")

    def _load(self) -> Context:
        headers = dict(self.scope["headers"])
        cookies = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
        self.session_key = cookies.get(settings.SESSION_COOKIE_NAME, "")
        language = headers.get(b"accept-language", b"").decode("latin-1")
        return context_of(_session(self.session_key), language)

    def _member(self) -> Any:
        return member_of(_session(self.session_key))

    def _same_origin(self) -> bool:
        headers = dict(self.scope["headers"])
        origin, host = headers.get(b"origin", b"").decode("latin-1"), headers.get(b"host", b"").decode("latin-1")
        return bool(host) and (urlsplit(origin).netloc == host or origin in settings.CSRF_TRUSTED_ORIGINS)


def _session(key: str) -> Any:
    store = import_module(settings.SESSION_ENGINE).SessionStore(key or None)
    store.load()
    return store


def _well_formed(name: str, payload: dict[str, Any]) -> bool:
    return (
        bool(name)
        and isinstance(payload.get("query"), str)
        and isinstance(payload.get("variables"), dict | None)
        and isinstance(payload.get("operationName"), str | None)
        and writable([name, payload.get("operationName")])
    )


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _formatted(result: ExecutionResult, context: Context) -> dict[str, Any]:
    body: dict[str, Any] = {"data": result.data}
    if result.errors:
        body["errors"] = told(result.errors, context.locale)
    return body
