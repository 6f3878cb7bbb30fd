"""What the demo city has for calling out: a duty list for enforcement dispatch."""

from tenants.local.dispatching import actions as dispatching
from tenants.local.people import queries as people

#: who of a unit is called: name, numbers, weekdays, from and to minute
DUTY = (
    ("值班室", ("65550{n}1", "1390001{n}01"), (), 0, 0),
    ("带班领导", ("1390001{n}02",), (1, 2, 3, 4, 5), 8 * 60 + 30, 17 * 60 + 30),
    ("夜间应急", ("1390001{n}03", "65550{n}3"), (), 17 * 60 + 30, 8 * 60 + 30),
)


def seed() -> None:
    """The duty list of the entered tenant: every open unit has its office; the first two a leader and a night post."""
    for index, department in enumerate(row for row in people.departments() if row.is_open):
        for name, numbers, weekdays, begins, ends in DUTY if index < 2 else DUTY[:1]:
            given = dispatching.DutyInput(
                department_code=department.code,
                name=name,
                numbers=tuple(number.format(n=f"{index:02}") for number in numbers),
                weekdays=weekdays,
                from_minute=begins,
                to_minute=ends,
            )
            dispatching.do_keep_duty(None, given)
