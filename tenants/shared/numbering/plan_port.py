"""Where the routing plan is built and pushed: the tenants' rooms plug in here, for they lie above this one."""

from collections.abc import Callable

Publish = Callable[[], None]

_wired: list[Publish] = []


def wire(publish: Publish) -> None:
    """Call ``publish`` after every commit that changed the plan."""
    _wired[:] = [publish]


def publish() -> None:
    """Push the plan if somebody is plugged in; otherwise it stays marked as changed."""
    for each in _wired:
        each()
