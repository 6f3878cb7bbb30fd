"""Which websocket address leads to which consumer."""

from django.urls import URLPattern

ROUTES: list[URLPattern] = []
