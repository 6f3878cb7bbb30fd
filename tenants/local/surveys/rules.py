"""Questionnaires: what they may be, which question comes next, what answers count. Pure.

A question is asked in its order unless the answer before it leads elsewhere, always forwards: nothing is asked twice.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from telephony.contracts.outreach import Talk, TalkStep

END = "END"
MOST_QUESTIONS, MOST_CHOICES, MOST_TEXT = 40, 12, 500


class QuestionKind(StrEnum):
    """How a question is answered."""

    CHOICE = "CHOICE"  # one of the choices
    SCALE = "SCALE"  # a whole number from low to high
    TEXT = "TEXT"


@dataclass(frozen=True, slots=True)
class Choice:
    """``value`` is kept, ``label`` shown; ``next``: the question asked then, "" for the one after, END for none."""

    value: str
    label: str
    next: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``prompt``: key of the recording that asks it by telephone; ``low_label`` and ``high_label`` name
    the ends of a scale."""

    key: str
    kind: QuestionKind
    text: str
    required: bool = True
    choices: tuple[Choice, ...] = ()
    low: int = 1
    high: int = 5
    low_label: str = ""
    high_label: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """Statistics of one question. ``counts``: value -> answers; ``mean`` of a scale."""

    key: str
    answered: int
    counts: dict[str, int] = field(default_factory=dict)
    mean: float | None = None


def flaws_of(questions: Sequence[Question]) -> list[str]:
    """What is wrong, as "question.field"; empty when it can be asked."""
    flaws: list[str] = []
    if not questions or len(questions) > MOST_QUESTIONS:
        flaws.append("questions")
    seen: set[str] = set()
    later = [question.key for question in questions]
    for question in questions:
        later = later[1:]
        if not question.key or question.key in seen or question.key == END:
            flaws.append(f"{question.key or '?'}.key")
        seen.add(question.key)
        if not question.text.strip() or len(question.text) > MOST_TEXT:
            flaws.append(f"{question.key}.text")
        if question.kind is QuestionKind.SCALE and not 0 <= question.low < question.high <= 10:
            flaws.append(f"{question.key}.scale")
        if question.kind is QuestionKind.CHOICE:
            flaws += _flaws_of_choices(question, later)
    return flaws


def _flaws_of_choices(question: Question, later: Sequence[str]) -> list[str]:
    values = [choice.value for choice in question.choices]
    flaws = []
    if not 2 <= len(values) <= MOST_CHOICES or len(set(values)) != len(values):
        flaws.append(f"{question.key}.choices")
    for choice in question.choices:
        if not choice.value or not choice.label.strip():
            flaws.append(f"{question.key}.choices")
        if choice.next not in ("", END, *later):
            flaws.append(f"{question.key}.next")
    return list(dict.fromkeys(flaws))


def is_answer(question: Question, value: str) -> bool:
    """Is ``value`` an answer to ``question``?"""
    match question.kind:
        case QuestionKind.CHOICE:
            return value in {choice.value for choice in question.choices}
        case QuestionKind.SCALE:
            return value.isascii() and value.isdecimal() and question.low <= int(value) <= question.high
        case QuestionKind.TEXT:
            return 0 < len(value.strip()) <= 2000


def path(questions: Sequence[Question], answers: Mapping[str, str]) -> list[Question]:
    """The questions that are asked, given these answers, up to the first required one that is not answered yet."""
    asked: list[Question] = []
    skip_to = ""
    for question in questions:
        if skip_to and question.key != skip_to:
            continue
        skip_to = ""
        asked.append(question)
        value = answers.get(question.key, "")
        if not value and question.required:
            return asked
        chosen = next((choice for choice in question.choices if choice.value == value), None)
        if chosen and chosen.next == END:
            return asked
        skip_to = chosen.next if chosen else ""
    return asked


def is_complete(questions: Sequence[Question], answers: Mapping[str, str]) -> bool:
    """Is every required question on the way answered?"""
    return all(answers.get(question.key) or not question.required for question in path(questions, answers))


def on_the_way(questions: Sequence[Question], answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that count: those to questions that are asked."""
    return {q.key: answers[q.key] for q in path(questions, answers) if answers.get(q.key)}


# -------------------------------------------------------------------------------------------------- by telephone


def key_of(question: Question, value: str) -> str:
    """The telephone key that means ``value``: choices count from 1, a scale is pressed as it is."""
    if question.kind is QuestionKind.SCALE:
        return value
    return str([choice.value for choice in question.choices].index(value) + 1)


def value_of(question: Question, key: str) -> str | None:
    """What a telephone key means."""
    if question.kind is QuestionKind.SCALE:
        return key if is_answer(question, key) else None
    index = int(key) - 1 if key.isdecimal() else -1
    return question.choices[index].value if 0 <= index < len(question.choices) else None


def for_keys(questions: Sequence[Question]) -> bool:
    """Can the questionnaire be held by keys?"""
    return bool(questions) and all(
        question.prompt
        and (
            (question.kind is QuestionKind.SCALE and question.high <= 9)
            or (question.kind is QuestionKind.CHOICE and len(question.choices) <= 9)
        )
        for question in questions
    )


SCORES = ("1", "2", "3", "4", "5")
"""Keys that a satisfaction step of a flow takes."""


def takes_scores(question: Question) -> bool:
    """Does every key that citizens can press after their talk mean an answer?"""
    if question.kind is QuestionKind.TEXT:
        return False
    return all(value_of(question, key) is not None for key in SCORES)


def talk_of(questions: Sequence[Question], opening: str, closing: str, language: str) -> Talk:
    """The questionnaire as the switchboard holds it. ``opening`` and ``closing``: prompts before and after."""
    steps = [TalkStep(key="opening", prompts=(opening,), next=questions[0].key)]
    for index, question in enumerate(questions):
        after = questions[index + 1].key if index + 1 < len(questions) else "closing"
        keys: dict[str, str] = {}
        if question.kind is QuestionKind.SCALE:
            keys = {str(value): after for value in range(question.low, question.high + 1)}
        for choice in question.choices if question.kind is QuestionKind.CHOICE else ():
            to = "closing" if choice.next == END else choice.next or after
            keys[key_of(question, choice.value)] = to
        steps.append(TalkStep(key=question.key, prompts=(question.prompt,), keys=keys, repeat="*", tries=3))
    return Talk(steps=(*steps, TalkStep(key="closing", prompts=(closing,))), language=language)


# ---------------------------------------------------------------------------------------------------- statistics


def results_of(questions: Sequence[Question], answers: Sequence[Mapping[str, str]]) -> list[QuestionResult]:
    """Counts per question over many people's answers; values of choices and scales that nobody gave count 0."""
    found = []
    for question in questions:
        values = [given[question.key] for given in answers if given.get(question.key)]
        counted = Counter(values)
        counts: dict[str, int] = {}
        mean = None
        if question.kind is QuestionKind.CHOICE:
            counts = {choice.value: counted[choice.value] for choice in question.choices}
        elif question.kind is QuestionKind.SCALE:
            counts = {str(value): counted[str(value)] for value in range(question.low, question.high + 1)}
            given = [int(value) for value in values if is_answer(question, value)]
            mean = round(sum(given) / len(given), 2) if given else None
        found.append(QuestionResult(key=question.key, answered=len(values), counts=counts, mean=mean))
    return found
