"""Database work of coroutines: run it in a thread, inside its tenant, and close what the thread opened.

Consumers and other coroutines never touch the database themselves; they await these.
"""

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import close_old_connections

from .door import entered, entered_public

P = ParamSpec("P")
T = TypeVar("T")

#: so many connections at most does a process hold for its coroutines
THREADS = 8

_pool: list[Executor] = []


async def run_async(tenant: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """``work(*args, **kwargs)`` inside ``tenant``. What it raises is raised here. Return plain data, no query sets."""
    return await in_thread(_inside, tenant, partial(work, *args, **kwargs))


async def in_thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """``work(*args, **kwargs)`` where the caller stands (outside every tenant, unless the caller entered one)."""
    context = contextvars.copy_context()
    job = partial(context.run, _tidy, partial(work, *args, **kwargs))
    return await asyncio.get_running_loop().run_in_executor(_executor(), job)


async def run_async_public(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """``work(*args, **kwargs)`` in the public schema with the owner's rights."""
    return await in_thread(_outside, partial(work, *args, **kwargs))


def use(executor: Executor) -> None:
    """Run database work on ``executor`` from now on (tests run it on their own thread)."""
    _pool[:] = [executor]


def _executor() -> Executor:
    if not _pool:
        use(ThreadPoolExecutor(THREADS, thread_name_prefix="tenancy"))
    return _pool[0]


def _inside(tenant: str, work: Callable[[], T]) -> T:
    with entered_public(), entered(tenant):
        return work()


def _outside(work: Callable[[], T]) -> T:
    with entered_public():
        return work()


def _tidy(work: Callable[[], T]) -> T:
    close_old_connections()
    try:
        return work()
    finally:
        close_old_connections()
