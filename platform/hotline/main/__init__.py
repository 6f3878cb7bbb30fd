"""The top of the house: settings, processes, addresses, and who plugs into which port."""

from .celery import app as celery

__all__ = ["celery"]
