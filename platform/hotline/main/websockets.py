"""Which websocket address leads to which consumer."""

from typing import Any

from django.urls import path

from hotline_api.core.consumer import GraphQLTransportWS
from hotline_api.schema import schema

ROUTES: list[Any] = [path("graphql", GraphQLTransportWS.as_asgi(schema=schema.graphql_schema))]
