"""The one list of prompts that anything may be set to play: one's own, the city's (shared), the house's.

Flows, queues, questionnaires and dispatches choose from it, and are checked against it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hotline import tenancy
from telephony.contracts.prompts import AID_PREFIX, LANGUAGES, OWN_PREFIX, PIECES, PROMPTS
from tenants.shared.registry import queries as registry

from .errors import UnknownPrompt
from .models import OwnPrompt


@dataclass(frozen=True, slots=True)
class Choice:
    """A prompt to choose. ``texts``: what it says, by language; ``owner``: tenant's key, "" for the house's."""

    key: str
    texts: Mapping[str, str]
    owner: str


def choices() -> list[Choice]:
    """Everything that the entered tenant may choose: its own first, then the city's, then the house's."""
    own = [Choice(key, texts, tenancy.current()) for key, texts in own_prompts().items()]
    taken = {each.key for each in own}
    city, texts_of_city = shared_prompts()
    shared = [Choice(key, texts, city) for key, texts in texts_of_city.items() if key not in taken]
    house = [Choice(key, texts, "") for key, texts in PROMPTS.items() if not key.startswith(PIECES)]
    return [*own, *shared, *house]


def aids() -> list[Choice]:
    """What agents and supervisors may play into a call: the house's aids, and the city's own ("own-aid-…"), which are
    heard in the calls of every county."""
    city, _ = shared_prompts()
    own = OWN_PREFIX + AID_PREFIX
    return [
        each
        for each in choices()
        if each.key.startswith(AID_PREFIX) or (each.key.startswith(own) and each.owner == city)
    ]


def own_prompts() -> dict[str, dict[str, str]]:
    """What the entered tenant has beside the house's, complete in every language."""
    return {row.key: _whole(row.key, row.texts) for row in OwnPrompt.objects.order_by("key")}


def shared_prompts() -> tuple[str, dict[str, dict[str, str]]]:
    """The city's key and what it has beside the house's; nothing when the city itself is entered."""
    here = tenancy.current()
    with tenancy.entered_public():
        city = next((tenant.key for tenant in registry.tenants() if tenant.is_city), here)
        if city == here:
            return city, {}
        with tenancy.entered(city):
            return city, own_prompts()


def check_known(keys: Iterable[str], field: str) -> None:
    """Raises UnknownPrompt for the first that is not among the choices."""
    known = {each.key for each in choices()}
    for key in keys:
        if key not in known:
            raise UnknownPrompt(field, prompt=key[:64])


def _whole(key: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {language: texts.get(language) or next(iter(texts.values()), key) for language in LANGUAGES}
