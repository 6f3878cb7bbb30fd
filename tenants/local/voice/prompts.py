"""Prompts (提示音): the house's catalogue and the city's own, as this tenant plays them; versions, and who uses them.

A version in force is in the object store and on every gateway before the engine hears of it: the next announcement
plays it, nothing restarts, and what is being played is played to its end.
"""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from hotline import audit, tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, Named, NotFound, Phrase, Required, TooLong
from hotline.objectstore import ObjectMissing, current_store
from telephony.contracts.plan import PromptPlan
from telephony.contracts.prompts import LANGUAGES, OWN_PREFIX, PROMPTS
from tenants.shared.numbering import actions as numbering

from . import catalogue, prompt_files, prompt_places, sound, speech_port
from .errors import InvalidPromptKey, PromptInUse
from .models import OwnPrompt, PromptSource, PromptVersion
from .prompt_places import Place, places

MOST_LETTERS = 500
_OWN_KEY = re.compile(OWN_PREFIX + r"[a-z0-9][a-z0-9-]{0,50}")


@dataclass
class Prompt:
    """A prompt as this tenant has it. ``texts``: what the house's recording says, by language. ``shared_by``: the city,
    when it is a prompt of the city's own that a county may play and not change; ``shared``: its version there."""

    key: str
    texts: dict[str, str]
    used_in: list[str]
    versions: dict[str, list[PromptVersion]] = field(default_factory=dict)
    shared_by: str = ""
    shared: dict[str, int] = field(default_factory=dict)

    @property
    def own(self) -> bool:
        """Is it beside the catalogue?"""
        return self.key.startswith(OWN_PREFIX)


def prompts(text: str = "", changed: bool = False) -> list[Prompt]:
    """All, one's own first; ``text``: part of the key or of what is said. ``changed``: only those that have a version
    of this tenant's in force."""
    own = catalogue.own_prompts()
    city, of_city = catalogue.shared_prompts()
    of_city = {key: said for key, said in of_city.items() if key not in own}
    in_force = shared_versions(city, of_city)
    texts = {**own, **of_city, **PROMPTS}
    versions: dict[str, dict[str, list[PromptVersion]]] = {}
    for row in PromptVersion.objects.all():
        versions.setdefault(row.key, {}).setdefault(row.language, []).append(row)
    played = places()
    needle = text.strip().lower()
    found = [
        Prompt(
            key,
            said,
            [f"{each.kind} {each.name}" for each in played.get(key, ())] or _played_by(key),
            versions.get(key, {}),
            city if key in of_city else "",
            in_force.get(key, {}),
        )
        for key, said in texts.items()
        if not needle or needle in key or any(needle in each.lower() for each in said.values())
    ]
    if changed:
        found = [each for each in found if any(v.in_force for rows in each.versions.values() for v in rows)]
    return found


def prompt(key: str) -> Prompt | None:
    """One of them."""
    return next((each for each in prompts(key) if each.key == key), None)


def shared_versions(city: str, keys: Iterable[str]) -> dict[str, dict[str, int]]:
    """key -> language -> number of the city's version in force."""
    wanted = list(keys)
    found: dict[str, dict[str, int]] = {}
    if wanted:
        with tenancy.entered_public(), tenancy.entered(city):
            for row in PromptVersion.objects.filter(key__in=wanted, in_force=True):
                found.setdefault(row.key, {})[row.language] = row.number
    return found


def prompt_plans() -> list[PromptPlan]:
    """What the engine must know of the entered tenant's recordings."""
    tenant = tenancy.current()
    rows = PromptVersion.objects.filter(in_force=True).order_by("key", "language")
    return [
        PromptPlan(tenant, row.key, row.language, prompt_files.name_of(tenant, row.key, row.number)) for row in rows
    ]


def audio(key: str, language: str, number: int) -> bytes | None:
    """The wav file of a version; 0: the house's."""
    if not number:
        return prompt_files.read(language, key) if key in PROMPTS and language in LANGUAGES else None
    row = PromptVersion.objects.filter(key=key, language=language, number=number).first()
    try:
        return _content(row) if row else _shared_audio(key, language, number)
    except ObjectMissing:
        return None


def _shared_audio(key: str, language: str, number: int) -> bytes | None:
    """A county hears what it may play of the city's."""
    city, of_city = catalogue.shared_prompts()
    if key not in of_city or shared_versions(city, [key]).get(key, {}).get(language) != number:
        return None
    return prompt_files.read(language, prompt_files.name_of(city, key, number))


def do_take_file(actor: Actor, key: str, language: str, content: bytes, *, recorded: bool = False) -> PromptVersion:
    """Play a sound file from now on. Raises NotFound, NoSound, SoundTooBig, SoundTooLong, NotPlaced."""
    _known(key, language)
    samples = sound.levelled(sound.trimmed(sound.decode(content)))
    source = PromptSource.RECORDED if recorded else PromptSource.UPLOADED
    return _keep(actor, key, language, samples, source, "")


def do_speak(actor: Actor, key: str, language: str, text: str) -> PromptVersion:
    """Let the voice say ``text`` and play it from now on. Raises NotFound, Required, TooLong, NoVoice, NotPlaced."""
    _known(key, language)
    text = _checked_text(text)
    samples = sound.levelled(sound.trimmed(speech_port.say(text, language)))
    return _keep(actor, key, language, samples, PromptSource.SPOKEN, text)


@transaction.atomic
def do_use(actor: Actor, key: str, language: str, number: int) -> None:
    """Play version ``number`` from now on; 0: the house's again. Raises NotFound, NotPlaced."""
    _known(key, language)
    rows = PromptVersion.objects.select_for_update().filter(key=key, language=language)
    row = rows.filter(number=number).first()
    if (number == 0 and key not in PROMPTS) or (number and row is None):
        raise NotFound("number")
    if row is not None:
        _place(row)
    rows.filter(in_force=True).update(in_force=False)
    rows.filter(number=number).update(in_force=True)
    audit.record(actor, "prompt.used", f"{key} {language}", f"version {number}" if number else "house")
    numbering.do_mark_plan_changed()


@transaction.atomic
def do_add(actor: Actor, key: str, texts: dict[str, str]) -> OwnPrompt:
    """Make a prompt beside the catalogue, spoken by the voice in every language, so that it can be played at once.

    Raises InvalidPromptKey (also for one that the city shares), Required, TooLong, NoVoice, NotPlaced.
    """
    if not _OWN_KEY.fullmatch(key) or key in {each.key for each in catalogue.choices()}:
        raise InvalidPromptKey("key")
    said = {language: _checked_text(texts.get(language, "")) for language in LANGUAGES}
    row = OwnPrompt.objects.create(key=key, texts=said)
    audit.record(actor, "prompt.added", key, said[LANGUAGES[0]][:100])
    for language, text in said.items():
        do_speak(actor, key, language, text)
    return row


@transaction.atomic
def do_delete(actor: Actor, key: str) -> None:
    """Remove one's own prompt with its versions. Raises NotFound, PromptInUse."""
    row = OwnPrompt.objects.select_for_update().filter(key=key).first()
    if row is None:
        raise NotFound("key")
    if found := prompt_places.everywhere(key):
        raise PromptInUse("key", places=tuple(_phrase(each) for each in found))
    PromptVersion.objects.filter(key=key).delete()
    row.delete()
    audit.record(actor, "prompt.deleted", key, "")
    numbering.do_mark_plan_changed()


def do_place_missing() -> int:
    """Bring to the gateways what they lack of the entered tenant's recordings; how many files that were."""
    tenant, placed = tenancy.current(), 0
    for row in PromptVersion.objects.filter(in_force=True):
        if not prompt_files.is_placed(row.language, prompt_files.name_of(tenant, row.key, row.number)):
            _place(row)
            placed += 1
    return placed


@transaction.atomic
def _keep(
    actor: Actor, key: str, language: str, samples: sound.Samples, source: PromptSource, text: str
) -> PromptVersion:
    row = _store(key, language, samples, source, text, actor.name)
    do_use(actor, key, language, row.number)
    row.in_force = True
    return row


@transaction.atomic
def do_keep_draft(key: str, language: str, samples: sound.Samples, source: PromptSource, made_by: str) -> PromptVersion:
    """A version that is played only once somebody lets it be played."""
    return _store(key, language, samples, source, "", made_by)


def check_own(key: str, language: str) -> None:
    """May this tenant have recordings of its own of this prompt? Raises NotFound, Invalid (language)."""
    _known(key, language)


def _store(
    key: str, language: str, samples: sound.Samples, source: PromptSource, text: str, made_by: str
) -> PromptVersion:
    rows = PromptVersion.objects.filter(key=key, language=language)
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    row = PromptVersion(
        key=key,
        language=language,
        number=number,
        source=source,
        text=text,
        seconds=samples.size / sound.RATE,
        object_key=f"{tenancy.current()}/prompts/{language}/{key}-{number}.wav",
        made_by=made_by[:80],
    )
    current_store().put(row.object_key, io.BytesIO(sound.as_wav(samples)), "audio/wav")
    row.save()
    return row


def _place(row: PromptVersion) -> None:
    name = prompt_files.name_of(tenancy.current(), row.key, row.number)
    prompt_files.place(row.language, name, _content(row))


def _content(row: PromptVersion) -> bytes:
    with current_store().open(row.object_key) as file:
        return file.read()


def _known(key: str, language: str) -> None:
    if language not in LANGUAGES:
        raise Invalid("language")
    if key not in PROMPTS and not OwnPrompt.objects.filter(key=key).exists():
        raise NotFound("key")


def _checked_text(text: str) -> str:
    if not text.strip():
        raise Required("text")
    if len(text) > MOST_LETTERS:
        raise TooLong("text", limit=MOST_LETTERS)
    return text.strip()


#: what else plays the prompts whose keys begin so
PLAYED_BY = {"aid-": "desk", "dispatch-": "dispatching", "survey-": "surveys", "dialler-": "campaigns"}


def _played_by(key: str) -> list[str]:
    """The part of the platform that plays a prompt of the catalogue by itself; "calls" for the course of every call."""
    if key.startswith(OWN_PREFIX):
        return []
    return [next((place for prefix, place in PLAYED_BY.items() if key.startswith(prefix)), "calls")]


def _phrase(place: Place) -> Phrase:
    """A place as a refusal tells it, with the county's name where it is another's."""
    told = Phrase(f"PROMPT_PLACE_{place.kind.upper()}", {"name": place.name})
    if not place.tenant:
        return told
    return Phrase("PROMPT_PLACE_OF", {"tenant": Named(place.tenant), "place": told})
