"""Telling the rest of the house, after the commit, that a case reads differently."""

from collections.abc import Callable
from functools import partial

from django.db import transaction

from hotline import tenancy

from ..events import CaseChanged

_listeners: list[Callable[[CaseChanged], None]] = []


def on_case_changed(listener: Callable[[CaseChanged], None]) -> None:
    """Have ``listener`` called after each commit that changed a case, once per tenant that holds it."""
    if listener not in _listeners:
        _listeners.append(listener)


def announce(number: str) -> None:
    """The case changed in the entered tenant."""
    changed = CaseChanged(tenancy.current(), number)
    for listener in _listeners:
        transaction.on_commit(partial(listener, changed), robust=True)
