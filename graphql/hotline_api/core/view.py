"""``POST /graphql``: one JSON operation a request, CSRF checked, GraphQL-over-HTTP media types answered."""

import json
from contextlib import nullcontext
from typing import Any

from django.http import HttpRequest, HttpResponse
from graphene_django.views import GraphQLView
from graphql import ExecutionResult, GraphQLError, OperationType, execute_sync, get_operation_ast

from hotline import tenancy

from .characters import writable
from .context import Context, context_of
from .execution import Refused, checked, told
from .limits import MAX_BYTES

JSON = "application/json"
RESPONSE = "application/graphql-response+json"


class BadRequest(Exception):
    """Not a GraphQL request: ``status`` and ``text`` say why."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status, self.text = status, text


class HardenedView(GraphQLView):
    """graphene-django's view without GET, forms, batching, GraphiQL and its leniencies."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            media = _accepted(request)
            asked = _asked(request)
        except BadRequest as error:
            response = HttpResponse(
                json.dumps({"errors": [{"message": error.text}]}), status=error.status, content_type=JSON
            )
            if error.status == 405:
                response["Allow"] = "POST"
            return response
        language, address = request.headers.get("Accept-Language", ""), request.META.get("REMOTE_ADDR") or ""
        context = context_of(request.session, language, address)
        try:
            result = self._run(asked, context)
        except Refused as error:
            body: dict[str, Any] = {"errors": told(error.errors, context.locale)}
            return _response(body, media, 200 if media == JSON else 400, context)
        body = {}
        if result.errors:
            body["errors"] = told(result.errors, context.locale)
        if result.data is not None or not result.errors or media == RESPONSE:
            body["data"] = result.data
        return _response(body, media, 200, context)

    def _run(self, asked: dict[str, Any], context: Context) -> ExecutionResult:
        assert self.schema is not None  # given in the address
        schema, variables = self.schema.graphql_schema, asked["variables"]
        document = checked(schema, asked["query"], variables, context.locale)
        operation = get_operation_ast(document, asked["operationName"])
        if operation is not None and operation.operation is OperationType.SUBSCRIPTION:
            wrong_door = GraphQLError("Subscriptions go over the websocket", extensions={"code": "BAD_REQUEST"})
            raise Refused([wrong_door])
        place = tenancy.entered(context.actor.tenant) if context.actor else nullcontext()
        with place:
            return execute_sync(
                schema,
                document,
                variable_values=variables,
                operation_name=asked["operationName"],
                context_value=context,
            )


def _accepted(request: HttpRequest) -> str:
    """The media type to answer with. Raises BadRequest (406)."""
    accept = request.headers.get("Accept", "").lower()
    kinds = [part.partition(";")[0].strip() for part in accept.split(",") if part.strip()]
    for kind in kinds:
        if kind == RESPONSE:
            return RESPONSE
        if kind in (JSON, "application/*", "*/*"):
            return JSON
    if not kinds:
        return JSON
    raise BadRequest(406, f"Accept must allow {RESPONSE} or {JSON}")


def _asked(request: HttpRequest) -> dict[str, Any]:
    """The request's query, variables and operation name. Raises BadRequest."""
    if request.method != "POST":
        raise BadRequest(405, "Only POST is allowed")
    kind, _, options = request.headers.get("Content-Type", "").lower().partition(";")
    charset = options.replace(" ", "").removeprefix("charset=").strip('"')
    if kind.strip() != JSON or charset not in ("", "utf-8"):
        raise BadRequest(415, f"Content-Type must be {JSON}")
    if int(request.headers.get("Content-Length") or 0) > MAX_BYTES or len(request.body) > MAX_BYTES:
        raise BadRequest(413, f"A request has at most {MAX_BYTES} bytes")
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise BadRequest(400, "The body is not JSON") from None
    if isinstance(body, list):
        raise BadRequest(400, "Batching is off: one operation a request")
    if not isinstance(body, dict):
        raise BadRequest(400, "The body must be a JSON object")
    query, variables = body.get("query"), body.get("variables")
    name, extensions = body.get("operationName"), body.get("extensions")
    if not isinstance(query, str) or not query:
        raise BadRequest(400, "query must be a string")
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest(400, "variables must be an object")
    if name is not None and not (isinstance(name, str) and writable(name)):
        raise BadRequest(400, "operationName must be a string")
    if extensions is not None and not isinstance(extensions, dict):
        raise BadRequest(400, "extensions must be an object")
    return {"query": query, "variables": variables, "operationName": name or None}


def _response(body: dict[str, Any], media: str, status: int, context: Context) -> HttpResponse:
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=f"{media}; charset=utf-8")
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = context.locale
    return response
