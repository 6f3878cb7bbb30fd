"""Which recording a caller hears: the tenant's own, else the city's, else the house's; changed between two inputs."""

import pytest

from telephony.contracts.gateway import Play
from telephony.contracts.plan import PromptPlan
from telephony.core.numbers import PlanIndex

from .stage import BLACK, Stage, small_city

CITY = PromptPlan("city", "welcome", "zh", "own/city/welcome-2")
EAST = PromptPlan("east", "welcome", "zh", "own/east/welcome-1")
EIGHT = PromptPlan("city", "digit-8", "zh", "own/city/digit-8-1")


@pytest.mark.parametrize(
    ("prompts", "tenant", "language", "played"),
    [
        (("welcome", "goodbye"), "east", "zh", ("own/east/welcome-1", "goodbye")),
        (("welcome",), "west", "zh", ("own/city/welcome-2",)),
        (("welcome",), "east", "en", ("welcome",)),
        (("digits:80",), "city", "zh", ("own/city/digit-8-1", "digit-0")),
    ],
)
def test_the_nearest_recording_is_played(
    prompts: tuple[str, ...], tenant: str, language: str, played: tuple[str, ...]
) -> None:
    index = PlanIndex(small_city(prompts=(CITY, EAST, EIGHT)))
    assert index.spoken(prompts, tenant, language) == played


def test_a_caller_hears_the_recording_in_force() -> None:
    own = PromptPlan("city", "refused-listed", "zh", "own/city/refused-listed-1")
    stage = Stage(small_city(prompts=(own,)))
    stage.call(BLACK)
    assert [order.prompts for order in stage.ordered(Play)] == [("own/city/refused-listed-1",)]
