"""Case numbers: one row per day counts, in the transaction of the case, so that none is lost and none given twice."""

from datetime import datetime

from django.db import connection
from django.utils import timezone

from hotline import tenancy
from tenants.shared.registry import queries as registry

from .. import rules
from ..errors import NumbersExhausted
from ..models import CaseCounter

#: the first case of a day makes the row, the next ones count it up; PostgreSQL locks it until the commit
_COUNT = """
    INSERT INTO {table} AS counter (day, last) VALUES (%s, 1)
    ON CONFLICT (day) DO UPDATE SET last = counter.last + 1
    RETURNING last
"""


def next_number(at: datetime) -> str:
    """The entered tenant's next case number of the local day of ``at``. Raises NumbersExhausted after 99,999."""
    day = timezone.localtime(at)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(table=CaseCounter._meta.db_table), [day.date()])
        (sequence,) = cursor.fetchone()
    try:
        return rules.number_of(day, registry.tenant(tenancy.current()).code, sequence)
    except ValueError as error:
        raise NumbersExhausted from error
