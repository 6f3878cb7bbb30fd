"""The last operations of a citizen name the city or county that had them in the reader's language."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from hotline import tenancy
from hotline.kernel.permissions import Role
from tenants.local.citizens import actions as citizens
from tenants.local.contacts.models import Contact
from tests.api.conftest import Browser
from tests.factories.people import actor

SHOWN = "query($id: ID!) { citizen(id: $id) { operations { tenant tenantName } } }"
LOCALE = "mutation($l: String) { preferencesSet(locale: $l) { errors { code } } }"


def test_given_a_call_that_the_city_took_when_the_county_looks_then_it_reads_the_citys_name(
    browser: Callable[..., Browser],
) -> None:
    agent = browser("east", Role.AGENT)
    with tenancy.entered("east"):
        person = citizens.do_save_citizen(actor("east", Role.AGENT), name="王芳", phones=["13800001111"])
        for minutes, handler in enumerate(("city", "east", "gone")):
            Contact.objects.create(
                call_id=f"c{minutes}",
                medium="TELEPHONE",
                caller="+8613800001111",
                arrived_at=timezone.now() - timedelta(minutes=minutes),
                handled_by=handler,
            )
    told = {}
    for locale in ("zh-Hans", "zh-Hant", "en"):
        agent.data(LOCALE, l=locale)
        told[locale] = [each["tenantName"] for each in agent.data(SHOWN, id=str(person.pk))["citizen"]["operations"]]
    assert told == {
        "zh-Hans": ["市级中心", "东区分中心", "gone"],
        "zh-Hant": ["市級中心", "東區分中心", "gone"],
        "en": ["City Centre", "East District", "gone"],
    }
