"""Background work that keeps its tenant: the key travels in the task's header."""

from typing import Any

from celery import Task

from .door import NotInTenant, entered

HEADER = "hotline_tenant"


class TenantTask(Task):
    """Base of tasks that work in a tenant. Refuses to run without one."""

    abstract = True

    def delay_in(self, tenant: str, *args: Any, **kwargs: Any) -> Any:
        """Run in the background inside ``tenant``."""
        return self.apply_in(tenant, args, kwargs)

    def apply_in(self, tenant: str, args: Any = (), kwargs: Any = None, **options: Any) -> Any:
        """As ``delay_in``, with Celery's ``options`` (``expires`` in seconds, ``countdown`` …)."""
        return self.apply_async(args, kwargs, headers={HEADER: tenant}, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        tenant = (self.request.headers or {}).get(HEADER) or getattr(self.request, HEADER, None)
        if not tenant:
            raise NotInTenant
        with entered(tenant):
            return super().__call__(*args, **kwargs)
