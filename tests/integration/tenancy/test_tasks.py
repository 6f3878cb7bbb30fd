"""Background work keeps its tenant through a real worker, also when it is tried again; without one it refuses."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from celery import Celery
from celery.contrib.testing.worker import start_worker
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from hotline import tenancy
from tenants.local.people.models import Seat

TENANTS = ("city", "east", "west", "north")


class Heard:
    """What the tasks told, and a way to wait for it."""

    def __init__(self) -> None:
        self.told: list[tuple[Any, ...]] = []
        self._news = threading.Condition()

    def tell(self, *what: Any) -> None:
        with self._news:
            self.told.append(what)
            self._news.notify_all()

    def wait(self, number: int) -> list[tuple[Any, ...]]:
        with self._news:
            assert self._news.wait_for(lambda: len(self.told) >= number, timeout=20)
            return list(self.told)


@pytest.fixture(scope="module")
def ear() -> Heard:
    return Heard()


@pytest.fixture
def heard(ear: Heard) -> Heard:
    ear.told.clear()
    return ear


@pytest.fixture(scope="module")
def app(django_db_setup: None, django_db_blocker: DjangoDbBlocker, ear: Heard) -> Iterator[Celery]:
    """An application with one worker for all tests here, on a transport in memory."""
    app = Celery("tenancy", broker="memory://", set_as_current=False, fixups=[])
    app.conf.update(task_ignore_result=True, worker_hijack_root_logger=False)

    @app.task(base=tenancy.TenantTask, name="look")
    def look(asked: str) -> None:
        ear.tell(asked, tenancy.current(), Seat.objects.values_list("key", flat=True)[0])
        connection.close()

    @app.task(base=tenancy.TenantTask, name="stumble", bind=True, max_retries=2)
    def stumble(task: Any) -> None:
        ear.tell(task.request.retries, tenancy.current())
        if task.request.retries < 2:
            raise task.retry(countdown=0)

    @app.task(base=tenancy.TenantTask, name="refused")
    def refused() -> None:
        ear.tell("ran")

    with django_db_blocker.unblock(), start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=20):
        yield app


def test_given_tasks_of_four_tenants_when_carried_out_then_each_in_its_own(app: Celery, heard: Heard) -> None:
    for tenant in TENANTS * 10:
        app.tasks["look"].delay_in(tenant, tenant)
    told = heard.wait(40)
    assert sorted(told) == sorted((tenant, tenant, f"{tenant}-01") for tenant in TENANTS * 10)


def test_given_a_task_that_stumbles_when_tried_again_then_in_the_same_tenant(app: Celery, heard: Heard) -> None:
    app.tasks["stumble"].delay_in("west")
    assert heard.wait(3) == [(0, "west"), (1, "west"), (2, "west")]


def test_given_no_tenant_when_carried_out_then_refused_and_not_run(app: Celery, heard: Heard) -> None:
    app.tasks["refused"].delay()
    app.tasks["look"].delay_in("east", "after")
    assert heard.wait(1) == [("after", "east", "east-01")]


def test_given_a_tenant_entered_when_called_without_one_then_still_refused(heard: Heard) -> None:
    app = Celery("direct", set_as_current=False)

    @app.task(base=tenancy.TenantTask)
    def work() -> None:
        heard.tell("ran")

    with tenancy.entered("east"), pytest.raises(tenancy.NotInTenant):
        work.apply(throw=True)
    assert heard.told == []
