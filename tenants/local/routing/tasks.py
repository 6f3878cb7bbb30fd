"""Dry runs in the background."""

from celery import shared_task

from hotline import tenancy

from . import actions, queries


@shared_task(base=tenancy.TenantTask, name="routing.dry_run")
def dry_run(run_id: int) -> None:
    """Play one dry run of the task's tenant."""
    row = queries.dry_run(run_id)
    if row is not None and row.state == "WAITING":
        actions.do_dry_run(row)
