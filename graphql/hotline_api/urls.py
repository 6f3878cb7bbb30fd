"""The API's address."""

from django.urls import path

from .core.view import HardenedView
from .schema import schema

urlpatterns = [path("graphql", HardenedView.as_view(schema=schema, graphiql=False, batch=False))]
