"""The second wall: what a tenant's database role cannot reach, whatever the program asks."""

import pytest

from hotline import tenancy

pytestmark = pytest.mark.django_db


def test_given_east_when_counting_seats_then_its_own() -> None:
    from tenants.local.people.models import Seat

    with tenancy.entered("east"):
        assert list(Seat.objects.values_list("key", flat=True)) == ["east-01", "east-02", "east-03", "east-04"]
