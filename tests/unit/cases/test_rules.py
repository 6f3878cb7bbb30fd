"""The table of a case's life: exactly the states and arrows of the domain, nothing more."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hotline.kernel.permissions import Permission, Role, permissions_of
from tenants.local.cases import drawing, rules
from tenants.local.cases.errors import IllegalMove, WrongSide
from tenants.local.cases.rules import CaseAction, CaseState, Need, Side, Urgency

BOTH = frozenset(Side)
DIAGRAM = Path(__file__).parents[3] / "docs" / "case-states.md"

ARROWS = {
    "REGISTERED": {"ANSWERED", "DISPATCHED", "NOT_ACCEPTED", "MERGED", "CANCELLED"},
    "ANSWERED": {"ARCHIVED"},
    "NOT_ACCEPTED": set(),
    "MERGED": {"REGISTERED"},
    "DISPATCHED": {"IN_PROGRESS", "RETURN_REVIEW", "CANCELLED"},
    "RETURN_REVIEW": {"REGISTERED", "IN_PROGRESS", "PENDING_COORDINATION"},
    "PENDING_COORDINATION": {"DISPATCHED"},
    "IN_PROGRESS": {"SUBMITTED", "RETURN_REVIEW", "SUSPENDED", "CANCELLED"},
    "SUSPENDED": {"IN_PROGRESS", "SUBMITTED"},
    "SUBMITTED": {"CALLBACK_PENDING", "IN_PROGRESS"},
    "CALLBACK_PENDING": {"CALLED_BACK"},
    "CALLED_BACK": {"ARCHIVED", "REWORK"},
    "REWORK": {"SUBMITTED", "ARCHIVED"},
    "ARCHIVED": {"REWORK"},
    "CANCELLED": set(),
}


def test_the_arrows_are_those_of_the_domain() -> None:
    table = {state.value: {step.next.value for step in rules.TABLE if step.state == state} for state in CaseState}
    assert table == ARROWS


def test_every_step_stands_once_and_an_action_needs_one_permission() -> None:
    keys = [(step.state, step.action, step.verdict) for step in rules.TABLE]
    assert len(keys) == len(set(keys)) == 28
    for action in CaseAction:
        assert len({step.permission for step in rules.TABLE if step.action == action}) == 1, action


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("action", CaseAction)
@pytest.mark.parametrize("verdict", [None, True, False])
def test_what_the_table_does_not_have_is_refused(state: CaseState, action: CaseAction, verdict: bool | None) -> None:
    steps = [s for s in rules.TABLE if (s.state, s.action, s.verdict) == (state, action, verdict)]
    if steps:
        assert rules.move(state, action, BOTH, verdict) is steps[0]
    else:
        with pytest.raises(IllegalMove):
            rules.move(state, action, BOTH, verdict)


@pytest.mark.parametrize("step", rules.TABLE, ids=lambda s: f"{s.state}-{s.action}-{s.verdict}")
def test_the_other_side_may_not(step: rules.Step) -> None:
    (other,) = BOTH - {step.side}
    with pytest.raises(WrongSide):
        rules.move(step.state, step.action, {other}, step.verdict)


def test_the_handler_signs_returns_submits_and_pauses_only() -> None:
    assert {step.action for step in rules.TABLE if step.side is Side.HANDLER} == {
        CaseAction.SIGN,
        CaseAction.RETURN,
        CaseAction.SUBMIT,
        CaseAction.SUSPEND,
        CaseAction.RESUME,
    }


def test_allowed_actions_of_an_agent_with_a_new_case() -> None:
    agent = permissions_of([Role.AGENT])
    assert rules.allowed_actions(CaseState.REGISTERED, BOTH, agent) == (
        CaseAction.ANSWER,
        CaseAction.DISPATCH,
        CaseAction.MERGE,
    )
    assert rules.allowed_actions(CaseState.REGISTERED, {Side.HANDLER}, agent) == ()
    assert rules.allowed_actions(CaseState.REGISTERED, BOTH, set()) == ()


def test_a_review_is_one_action_with_two_ways() -> None:
    assert rules.allowed_actions(CaseState.SUBMITTED, BOTH, {Permission.CASE_REVIEW}) == (CaseAction.REVIEW_SUBMISSION,)


@pytest.mark.parametrize(
    ("state", "action", "verdict", "needs"),
    [
        ("REGISTERED", "NOT_ACCEPT", None, (Need.REASON, Need.LEGAL_ROUTE)),
        ("REGISTERED", "ANSWER", None, (Need.ANSWER,)),
        ("IN_PROGRESS", "SUBMIT", None, (Need.REPLY,)),
        ("SUBMITTED", "REVIEW_SUBMISSION", False, (Need.NOTE,)),
        ("SUBMITTED", "REVIEW_SUBMISSION", True, ()),
        ("REWORK", "ARCHIVE", None, (Need.NOTE,)),
    ],
)
def test_needs(state: str, action: str, verdict: bool | None, needs: tuple[Need, ...]) -> None:
    step = rules.move(CaseState(state), CaseAction(action), BOTH, verdict)
    assert step.needs == needs
    assert rules.missing(step, {}) == (needs[0] if needs else None)
    assert rules.missing(step, {need.value: "  " for need in needs}) == (needs[0] if needs else None)
    assert rules.missing(step, {need.value: "given" for need in needs}) is None


@pytest.mark.parametrize(
    ("urgency", "within"),
    [
        (Urgency.CRITICAL, timedelta(hours=2)),
        (Urgency.URGENT, timedelta(hours=24)),
        (Urgency.NORMAL, timedelta(days=7)),
        (Urgency.LOW, timedelta(days=15)),
    ],
)
def test_feedback_is_due_by_urgency(urgency: Urgency, within: timedelta) -> None:
    now = datetime(2026, 7, 4, 8, tzinfo=UTC)
    assert rules.due_at(urgency, now) == now + within


@pytest.mark.parametrize(
    ("reports", "state", "threshold"),
    [(2, "DISPATCHED", None), (3, "DISPATCHED", 3), (7, "REGISTERED", 3), (3, "ARCHIVED", None), (3, "ANSWERED", None)],
)
def test_urging_threshold(reports: int, state: str, threshold: int | None) -> None:
    assert rules.urging_threshold(reports, CaseState(state)) == threshold


def test_an_unreached_citizen_is_tried_three_times() -> None:
    assert [rules.call_back_counts(False, before) for before in range(3)] == [False, False, True]
    assert rules.call_back_counts(True, 0) is True


def test_luhn_of_the_standards_example() -> None:
    assert rules.luhn("7992739871") == "3"


def test_number() -> None:
    number = rules.number_of(datetime(2026, 7, 4, tzinfo=UTC), "02", 17)
    assert number == "26070402000171"
    assert rules.is_number(number)


@pytest.mark.parametrize("sequence", [0, 100_000])
def test_no_number_outside_the_days_range(sequence: int) -> None:
    with pytest.raises(ValueError, match="no case number"):
        rules.number_of(datetime(2026, 7, 4, tzinfo=UTC), "02", sequence)


def test_a_mistyped_digit_or_two_swapped_ones_are_noticed() -> None:
    number = "26070402000171"
    for place in range(14):
        for digit in "0123456789":
            typed = number[:place] + digit + number[place + 1 :]
            assert rules.is_number(typed) == (typed == number)
    assert not rules.is_number("26070402000117")
    assert not rules.is_number("２6070402000171")
    assert not rules.is_number("2607040200017")


def test_the_drawing_is_current() -> None:
    assert DIAGRAM.read_text(encoding="utf-8") == drawing.page(), "run: python -m tenants.local.cases.drawing"
