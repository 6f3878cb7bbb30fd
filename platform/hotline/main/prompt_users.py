"""Who plays prompts besides flows and queues: here the prompts meet the rooms above them."""

from tenants.local.campaigns import queries as campaigns
from tenants.local.dispatching import queries as dispatching
from tenants.local.surveys import queries as surveys
from tenants.local.voice import prompt_places
from tenants.local.voice.prompt_places import Place


def wire() -> None:
    """Say who knows what is played where."""
    prompt_places.wire(of_surveys, of_dispatches, of_campaigns)


def of_surveys() -> list[tuple[str, Place]]:
    """Questionnaires as they are drawn, and as they are asked."""
    return [(key, Place("survey", title)) for key, title in surveys.prompts_used()]


def of_dispatches() -> list[tuple[str, Place]]:
    """Dispatches under way: their units are still called."""
    return [(key, Place("dispatch", title)) for key, title in dispatching.prompts_used()]


def of_campaigns() -> list[tuple[str, Place]]:
    """What campaigns leave on answering machines, until they have ended."""
    return [(key, Place("campaign", name)) for key, name in campaigns.prompts_used()]
