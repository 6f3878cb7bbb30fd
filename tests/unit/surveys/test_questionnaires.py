"""Questionnaires: flaws, the way through them, keys, statistics."""

from dataclasses import replace

import pytest

from tenants.local.surveys import rules
from tenants.local.surveys.queries import safe
from tenants.local.surveys.rules import Choice, Question, QuestionKind

CONTACTED = Question(
    key="contacted",
    kind=QuestionKind.CHOICE,
    text="联系过吗？",
    choices=(Choice("yes", "是"), Choice("no", "否", next="why")),
    prompt="survey-contacted",
)
MARK = Question(key="mark", kind=QuestionKind.SCALE, text="打几分？", low=1, high=5, prompt="survey-satisfied")
WHY = Question(key="why", kind=QuestionKind.TEXT, text="为什么？", required=False)
LAST = Question(
    key="again",
    kind=QuestionKind.CHOICE,
    text="还有别的吗？",
    choices=(Choice("y", "有", next="END"), Choice("n", "没有")),
)
ALL = (CONTACTED, MARK, WHY, LAST)


def keys(questions: list[Question]) -> list[str]:
    return [question.key for question in questions]


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ["contacted"]),
        ({"contacted": "yes"}, ["contacted", "mark"]),
        ({"contacted": "yes", "mark": "4"}, ["contacted", "mark", "why", "again"]),
        ({"contacted": "no"}, ["contacted", "why", "again"]),  # the scale is jumped over
        ({"contacted": "no", "mark": "4", "again": "y"}, ["contacted", "why", "again"]),
    ],
)
def test_the_way_follows_the_answers(answers: dict[str, str], asked: list[str]) -> None:
    assert keys(rules.path(ALL, answers)) == asked


def test_complete_when_every_required_question_on_the_way_is_answered() -> None:
    assert not rules.is_complete(ALL, {"contacted": "no"})
    assert rules.is_complete(ALL, {"contacted": "no", "again": "n"})
    assert not rules.is_complete(ALL, {"contacted": "yes", "again": "n"})
    # what was answered off the way does not count
    assert rules.on_the_way(ALL, {"contacted": "no", "mark": "5", "again": "n"}) == {"contacted": "no", "again": "n"}


@pytest.mark.parametrize(
    ("questions", "flaw"),
    [
        ((), "questions"),
        ((replace(MARK, key=""),), "?.key"),
        ((MARK, MARK), "mark.key"),
        ((replace(MARK, text=" "),), "mark.text"),
        ((replace(MARK, low=5, high=5),), "mark.scale"),
        ((replace(CONTACTED, choices=(Choice("a", "甲"),)),), "contacted.choices"),
        ((replace(CONTACTED, choices=(Choice("a", "甲"), Choice("a", "乙"))),), "contacted.choices"),
        ((replace(LAST, choices=(Choice("a", "甲", next="contacted"), Choice("b", "乙"))), CONTACTED, WHY), ""),
        (
            (CONTACTED, WHY, replace(LAST, choices=(Choice("a", "甲", next="contacted"), Choice("b", "乙")))),
            "again.next",
        ),
    ],
)
def test_flaws_are_named(questions: tuple[Question, ...], flaw: str) -> None:
    assert (flaw in rules.flaws_of(questions)) if flaw else rules.flaws_of(questions) == []


def test_answers_are_checked() -> None:
    assert rules.is_answer(MARK, "5") and not rules.is_answer(MARK, "6") and not rules.is_answer(MARK, "x")
    assert rules.is_answer(CONTACTED, "no") and not rules.is_answer(CONTACTED, "maybe")
    assert rules.is_answer(WHY, "太慢") and not rules.is_answer(WHY, " ")


def test_by_telephone_choices_are_keys_and_lead_where_they_should() -> None:
    by_keys = (replace(CONTACTED, choices=(Choice("yes", "是"), Choice("no", "否", next="END"))), MARK)
    assert rules.for_keys(by_keys) and not rules.for_keys(ALL)
    talk = rules.talk_of(by_keys, "opening", "thanks", "zh")
    assert [(step.key, step.prompts, step.keys, step.next) for step in talk.steps] == [
        ("opening", ("opening",), {}, "contacted"),
        ("contacted", ("survey-contacted",), {"1": "mark", "2": "closing"}, ""),
        ("mark", ("survey-satisfied",), {str(n): "closing" for n in range(1, 6)}, ""),
        ("closing", ("thanks",), {}, ""),
    ]
    assert (rules.value_of(by_keys[0], "2"), rules.value_of(by_keys[1], "4")) == ("no", "4")
    assert (rules.value_of(by_keys[0], "7"), rules.value_of(by_keys[1], "9")) == (None, None)


def test_statistics_count_what_was_given_and_what_was_not() -> None:
    given = [{"contacted": "yes", "mark": "5"}, {"contacted": "yes", "mark": "2"}, {"contacted": "no"}]
    contacted, mark, why, _ = rules.results_of(ALL, given)
    assert (contacted.answered, contacted.counts, contacted.mean) == (3, {"yes": 2, "no": 1}, None)
    assert (mark.answered, mark.counts, mark.mean) == (2, {"1": 0, "2": 1, "3": 0, "4": 0, "5": 1}, 3.5)
    assert (why.answered, why.counts) == (0, {})


@pytest.mark.parametrize(("cell", "expected"), [("=1+1", "'=1+1"), ("+86138", "'+86138"), ("好", "好"), ("", "")])
def test_no_cell_is_a_formula(cell: str, expected: str) -> None:
    assert safe(cell) == expected
