"""The worker and its clock: ``celery -A hotline.main worker`` and ``… beat``."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hotline.main.settings.base")

app = Celery("hotline")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect(weak=False)
def _worker_lives(**_: Any) -> None:
    from .watching import begin

    begin("worker")


@beat_init.connect(weak=False)
def _clock_lives(**_: Any) -> None:
    from .watching import begin

    begin("beat")
