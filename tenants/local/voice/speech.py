"""Speech of flows: what is typed in their steps is spoken when a version is kept, and lies on the gateways before it
answers. The recordings belong to the version; the same words are recorded once.
"""

import io
import logging

from django.db import transaction
from django.db.models import F

from hotline import tenancy
from hotline.objectstore import ObjectMissing, current_store
from telephony.contracts.plan import FlowPlan
from telephony.contracts.plan_check import FlowFlaw, FlowFlawCode
from telephony.contracts.saying import fixed_words, is_sound, name_of, with_speech

from . import prompt_files, sound, speech_port
from .errors import NoVoice
from .models import FlowSpeech, FlowVersion

log = logging.getLogger(__name__)


def file_of(tenant: str, language: str, words: str) -> str:
    """What the gateway calls the recording of these words."""
    return f"own/{tenant}/{name_of(language, words)}"


def spoken(plan: FlowPlan) -> FlowPlan:
    """The entered tenant's flow as the engine plays it."""
    tenant = tenancy.current()
    return with_speech(plan, lambda language, words: file_of(tenant, language, words))


def needed(plan: FlowPlan) -> dict[tuple[str, str], list[str]]:
    """(language, words) that must be recorded -> steps that say them; what is no sound text is left out."""
    found: dict[tuple[str, str], list[str]] = {}
    for node in plan.nodes:
        if all(is_sound(text) for text in node.texts.values() if text.strip()):
            for each in fixed_words(node):
                found.setdefault(each, []).append(node.key)
    return found


@transaction.atomic
def do_speak(row: FlowVersion, plan: FlowPlan) -> list[FlowFlaw]:
    """Record what the version says and has no recording of; what is still missing without a voice, as flaws."""
    there = set(row.speech.values_list("language", "name"))
    flaws: list[FlowFlaw] = []
    for (language, words), nodes in needed(plan).items():
        name = name_of(language, words)
        if (language, name) in there:
            continue
        try:
            _keep(row, language, name, words)
        except NoVoice:
            flaws += [FlowFlaw(FlowFlawCode.NOT_SPOKEN, node, f"texts.{language}") for node in nodes]
    return list(dict.fromkeys(flaws))


def unspeakable(plan: FlowPlan) -> list[FlowFlaw]:
    """The texts of a draft that nothing here could speak: no voice, and never recorded before."""
    if speech_port.is_wired():
        return []
    known = set(FlowSpeech.objects.values_list("language", "name"))
    return [
        FlowFlaw(FlowFlawCode.NOT_SPOKEN, node, f"texts.{language}")
        for (language, words), nodes in needed(plan).items()
        if (language, name_of(language, words)) not in known
        for node in nodes
    ]


def do_place(row: FlowVersion) -> None:
    """Bring the version's recordings to the gateways. Raises NotPlaced."""
    for each in row.speech.all():
        _place(each)


def do_place_missing() -> int:
    """Bring to the gateways what they lack of the flows that answer; how many files that were. One that is gone from
    the object store is named in the log, and the others come all the same."""
    tenant, placed = tenancy.current(), 0
    for each in FlowSpeech.objects.filter(version__version=F("version__flow__version")):
        if not prompt_files.is_placed(each.language, f"own/{tenant}/{each.name}"):
            try:
                _place(each)
                placed += 1
            except ObjectMissing:
                log.error("speech %s of %s is gone from the object store: keep the flow anew", each.name, tenant)
    return placed


def audio(pk: int) -> bytes | None:
    """The wav file of a recording."""
    row = FlowSpeech.objects.filter(pk=pk).first()
    try:
        return _content(row) if row else None
    except ObjectMissing:
        return None


def _keep(row: FlowVersion, language: str, name: str, words: str) -> None:
    former = FlowSpeech.objects.filter(language=language, name=name).first()
    if former is None:
        samples = sound.levelled(sound.trimmed(speech_port.say(words, language)))
        seconds, object_key = samples.size / sound.RATE, f"{tenancy.current()}/speech/{language}/{name}.wav"
        current_store().put(object_key, io.BytesIO(sound.as_wav(samples)), "audio/wav")
    else:
        seconds, object_key = former.seconds, former.object_key
    row.speech.create(language=language, name=name, text=words, seconds=seconds, object_key=object_key)


def _place(row: FlowSpeech) -> None:
    prompt_files.place(row.language, f"own/{tenancy.current()}/{row.name}", _content(row))


def _content(row: FlowSpeech) -> bytes:
    with current_store().open(row.object_key) as file:
        return file.read()
