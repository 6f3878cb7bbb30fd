"""What the rows of a table are called: the entered tenant's queues, the centres, and words."""

from collections.abc import Callable

from hotline.kernel.phone import local_form
from tenants.local.voice.models import Queue
from tenants.shared.registry import queries as registry

from .rules import Report, Subject
from .words import words

GATEWAYS_TRUNK = "_gateway"


def row_names(report: Report, language: str) -> dict[str, str]:
    """Row's key -> name. What nobody gave a name is called by its key."""
    name, nothing = _naming(report.subject, language), words(language)["none"]
    return {row.key: name(row.key) if row.key else nothing for row in report.rows}


def _naming(subject: Subject, language: str) -> Callable[[str], str]:
    if subject is Subject.CALLED:
        return local_form
    if subject is Subject.AGENT:
        centres = _centres(language)
        return lambda key: _agent(key, centres)
    known = _known(subject, language)
    return lambda key: known.get(key, key)


def _known(subject: Subject, language: str) -> dict[str, str]:
    if subject is Subject.CENTRE:
        return _centres(language)
    if subject is Subject.QUEUE:
        return dict(Queue.objects.values_list("key", "name"))
    if subject is Subject.HOUR:
        return {f"{hour:02}": f"{hour:02}:00–{(hour + 1) % 24:02}:00" for hour in range(24)}
    if subject is Subject.TRUNK:
        return {GATEWAYS_TRUNK: words(language)["mail"]["gateway"]}
    found: dict[str, str] = words(language)["row"].get(subject.value, {})
    return found


def _centres(language: str) -> dict[str, str]:
    return {tenant.key: tenant.names.get(language) or tenant.key for tenant in registry.tenants()}


def _agent(key: str, centres: dict[str, str]) -> str:
    """``east:8101`` by the centre's name and the agent's number."""
    tenant, colon, number = key.partition(":")
    return f"{centres[tenant]} · {number}" if colon and tenant in centres else key
