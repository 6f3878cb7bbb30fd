"""Threads and coroutines by the dozen: nobody ever reads another tenant's rows."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from channels.testing import WebsocketCommunicator
from django.db import connection

from hotline import tenancy
from hotline.tenancy import threads
from tenants.local.people.models import Seat

pytestmark = pytest.mark.django_db(transaction=False)

TENANTS = ("city", "east", "west", "north")


def first_seat() -> str:
    return str(Seat.objects.values_list("key", flat=True)[0])


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    """Real threads with connections of their own, closed afterwards."""
    before = list(threads._pool)
    size = 8
    with ThreadPoolExecutor(size) as executor:
        threads.use(executor)
        yield executor
        gate = threading.Barrier(size)

        def close() -> None:
            gate.wait()
            connection.close()

        for job in [executor.submit(close) for _ in range(size)]:
            job.result()
    threads._pool[:] = before


def test_given_threads_that_serve_many_tenants_when_reading_then_no_wrong_row(pool: ThreadPoolExecutor) -> None:
    def work(tenant: str) -> tuple[str, str]:
        with tenancy.entered(tenant):
            return tenant, first_seat()

    read = list(pool.map(work, TENANTS * 100))
    assert [pair for pair in read if pair[1] != f"{pair[0]}-01"] == []
    assert len(read) == 400


async def test_given_coroutines_that_interleave_when_reading_then_no_wrong_row(pool: ThreadPoolExecutor) -> None:
    async def work(tenant: str) -> tuple[str, str]:
        await asyncio.sleep(0)
        return tenant, await tenancy.run_async(tenant, first_seat)

    read = await asyncio.gather(*(work(tenant) for tenant in TENANTS * 100))
    assert [pair for pair in read if pair[1] != f"{pair[0]}-01"] == []


async def test_given_a_coroutine_that_entered_when_it_awaits_others_then_it_stays_there(
    pool: ThreadPoolExecutor,
) -> None:
    async def work(tenant: str) -> list[tuple[str, str]]:
        read = []
        with tenancy.entered(tenant):
            for _ in range(5):
                await asyncio.sleep(0)
                read.append((tenancy.current(), await tenancy.in_thread(first_seat)))
        return read

    lists = await asyncio.gather(*(work(tenant) for tenant in TENANTS * 10))
    assert lists == [[(tenant, f"{tenant}-01")] * 5 for tenant in TENANTS * 10]


async def test_given_a_socket_of_a_tenant_when_many_ask_at_once_then_each_gets_its_own(
    pool: ThreadPoolExecutor,
) -> None:
    class Consumer(AsyncJsonWebsocketConsumer):  # type: ignore[misc]
        async def receive_json(self, content: Any, **kwargs: Any) -> None:
            await self.send_json({"seat": await tenancy.run_async(content["tenant"], first_seat)})

    async def talk(tenant: str) -> list[str]:
        socket = WebsocketCommunicator(Consumer.as_asgi(), "/")
        await socket.connect()
        seen = []
        for _ in range(5):
            await socket.send_json_to({"tenant": tenant})
            seen.append((await socket.receive_json_from(5))["seat"])
        await socket.disconnect()
        return seen

    told = await asyncio.gather(*(talk(tenant) for tenant in TENANTS * 5))
    assert told == [[f"{tenant}-01"] * 5 for tenant in TENANTS * 5]


async def test_given_work_that_fails_when_awaited_then_its_error_and_the_next_is_whole(
    pool: ThreadPoolExecutor,
) -> None:
    def broken() -> None:
        Seat.objects.count()
        raise ZeroDivisionError

    for tenant in TENANTS * 5:
        with pytest.raises(ZeroDivisionError):
            await tenancy.run_async(tenant, broken)
    assert await tenancy.run_async("west", first_seat) == "west-01"


def test_given_a_new_thread_when_nothing_was_entered_then_it_is_outside() -> None:
    seen: list[object] = []

    def work() -> None:
        try:
            tenancy.current()
        except tenancy.NotInTenant as error:
            seen.append(type(error))

    with tenancy.entered("east"):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert seen == [tenancy.NotInTenant]
