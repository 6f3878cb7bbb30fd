"""The demo's alarms: made once, and what people did with them stays."""

from dataclasses import replace

from hotline import tenancy
from hotline.main.demo import alarms
from tenants.shared.alarms import queries
from tenants.shared.alarms.queries import AlarmState
from tenants.shared.numbering import queries as numbers


def test_given_the_demo_seeded_twice_then_its_alarms_and_its_spare_trunk_are_there_once(db: None) -> None:
    alarms.seed()
    alarms.seed()
    with tenancy.entered_public():
        found = {row.kind: queries.state_of(row) for row in queries.alarms()}
        assert [replace(trunk, sealed="") for trunk in numbers.trunks()] == [alarms.SPARE]
        assert queries.raised("east") == 1
    assert found == {
        "NODE_LOST": AlarmState.OVER,
        "SCANNER": AlarmState.OVER,
        "TOLL_FORBIDDEN": AlarmState.RAISED,
    }
