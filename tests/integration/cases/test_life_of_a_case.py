"""A case within one tenant: registration, boxes, clock, call-backs, messages, merging, drafts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden, Invalid, NotFound
from hotline.kernel.permissions import Role
from hotline.notify.models import OutgoingMessage
from hotline.outbox.models import OutboxRow
from tenants.local.cases import actions, queries, rules
from tenants.local.cases.errors import DraftConflict
from tenants.local.cases.events import CaseChanged
from tenants.local.cases.models import Case, CaseDraft, CaseEvent, Report
from tenants.local.cases.queries import CaseFilter, Counts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_the_city(db: None):
    with tenancy.entered("city"):
        yield


def new(operator: Actor, form, key: str, **otherwise: object) -> Case:
    return actions.do_register(operator, form(**otherwise), key)


def in_work(operator: Actor, case: Case, unit: str) -> Case:
    case = actions.do_dispatch(operator, case.number, case.version, unit)
    return actions.do_sign(operator, case.number, case.version)


def test_registering(operator: Actor, form) -> None:
    first, second = new(operator, form, "1"), new(operator, form, "2")
    today = timezone.localdate()
    assert first.number == rules.number_of(today, "01", 1)
    assert second.number == rules.number_of(today, "01", 2)
    assert (first.state, first.version, first.reporter_phone) == ("REGISTERED", 1, "+8613800001111")
    assert first.due_at == first.registered_at + timedelta(days=7)
    assert [(event.action, event.actor_name) for event in first.events.all()] == [("REGISTER", "city person")]
    assert first.citizen is not None
    assert first.citizen == second.citizen
    assert [phone.number for phone in first.citizen.phones.all()] == ["+8613800001111"]


def test_the_category_suggests_the_unit(operator: Actor, form) -> None:
    category = next(row for row in queries.categories() if row.code == "0201")
    case = actions.do_register_and_dispatch(operator, form(category_id=category.pk), "k")
    unit = queries.unit_of(case)
    assert (case.state, unit.code if unit else None) == ("DISPATCHED", "water")
    assert [message.template for message in OutgoingMessage.objects.all()] == ["case_registered"]


def test_boxes_and_badges_follow_the_case(operator: Actor, form, unit_key) -> None:
    def boxes() -> list[int]:
        return [queries.cases(operator, CaseFilter(box=box)).count() for box in ("inbox", "review", "callback", "all")]

    case = new(operator, form, "k")
    seen = [boxes()]
    case = in_work(operator, case, unit_key("city", "urban"))
    seen.append(boxes())
    case = actions.do_submit(operator, case.number, case.version, "done")
    seen.append(boxes())
    case = actions.do_review_submission(operator, case.number, case.version, accept=True)
    seen.append(boxes())
    assert seen == [[1, 0, 0, 1], [1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 1, 1]]
    assert queries.counts(operator) == Counts(inbox=0, review=0, callback=1, overdue=0)
    Case.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert queries.counts(operator) == Counts(inbox=0, review=0, callback=1, overdue=1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("路灯", 1),
        ("灯", 1),
        ("路灯 中山", 1),
        ("灯路", 0),
        ("中山路12号", 1),
        ("WIFI", 1),
        ("13800001111", 1),
        ("' & !", 0),
    ],
)
def test_search_finds_what_contains_the_text(operator: Actor, form, text: str, found: int) -> None:
    new(operator, form, "k", content="中山路12号门前路灯坏了三天，wifi也不通")
    new(operator, form, "other", title="停水", content="家里没有水", reporter_phone="13900002222")
    assert queries.cases(operator, CaseFilter(text=text)).count() == found


def test_the_clock_stands_while_suspended(operator: Actor, form, unit_key) -> None:
    case = in_work(operator, new(operator, form, "k"), unit_key("city", "urban"))
    due = case.due_at
    case = actions.do_suspend(operator, case.number, case.version, "waiting for parts")
    Case.objects.filter(pk=case.pk).update(suspended_at=timezone.now() - timedelta(days=2))
    case = actions.do_resume(operator, case.number, case.version)
    assert due is not None
    assert case.due_at is not None
    assert timedelta(days=2) <= case.due_at - due < timedelta(days=2, minutes=1)
    assert case.suspended_at is None


def test_the_third_try_ends_the_waiting(operator: Actor, form, unit_key) -> None:
    case = in_work(operator, new(operator, form, "k"), unit_key("city", "urban"))
    case = actions.do_submit(operator, case.number, case.version, "done")
    case = actions.do_review_submission(operator, case.number, case.version, accept=True)
    states = []
    for _ in range(3):
        case = actions.do_record_call_back(operator, case.number, case.version, contacted=False)
        states.append(case.state)
    assert states == ["CALLBACK_PENDING", "CALLBACK_PENDING", "CALLED_BACK"]
    assert [back.contacted for back in case.call_backs.all()] == [False, False, False]


def test_the_citizen_is_told_at_registration_and_at_the_result_once(operator: Actor, form) -> None:
    case = new(operator, form, "k")
    case = actions.do_answer(operator, case.number, case.version, "明天修好")
    actions.do_archive(operator, case.number, case.version)
    messages = OutgoingMessage.objects.order_by("id")
    assert [(m.template, m.to, m.state) for m in messages] == [
        ("case_registered", "+8613800001111", "QUEUED"),
        ("case_result", "+8613800001111", "QUEUED"),
    ]
    assert messages[1].body == f"【12345】您的工单{case.number}已办结。办理结果：明天修好"
    assert list(OutboxRow.objects.order_by("id").values_list("tenant", "kind", "state")) == [
        ("city", "sms", "PENDING"),
        ("city", "sms", "PENDING"),
    ]


def test_a_refused_matter_is_told_who_is_next(operator: Actor, form) -> None:
    case = new(operator, form, "k", locale="en")
    case = actions.do_not_accept(operator, case.number, 1, "a court's matter", "the district court")
    assert (case.state, case.legal_route) == ("NOT_ACCEPTED", "the district court")
    assert OutgoingMessage.objects.get(template="case_not_accepted").body == (
        f"[12345] Your matter {case.number} cannot be accepted here: a court's matter. "
        "The way open to you: the district court"
    )


def test_a_fixed_line_or_nobody_gets_no_message(operator: Actor, form) -> None:
    new(operator, form, "1", reporter_phone="010-65001234")
    new(operator, form, "2", reporter_phone="")
    assert OutgoingMessage.objects.count() == 0


def test_reopening_and_finally_closing(operator: Actor, form) -> None:
    case = new(operator, form, "k")
    case = actions.do_answer(operator, case.number, case.version, "a")
    case = actions.do_archive(operator, case.number, case.version)
    Case.objects.update(due_at=timezone.now() - timedelta(days=30))
    case = actions.do_reopen(operator, case.number, case.version, "still dark")
    assert case.state == "REWORK"
    assert case.due_at is not None
    assert case.due_at > timezone.now() + timedelta(days=6)
    case = actions.do_archive(operator, case.number, case.version, "nothing more can be done")
    assert case.state == "ARCHIVED"


def test_three_reports_on_one_master_urge_once(operator: Actor, form) -> None:
    master, *others = [new(operator, form, str(n), reporter_phone=f"1380000111{n}") for n in range(5)]
    counted = []
    for other in others:
        merged = actions.do_merge(operator, other.number, 1, master.number)
        assert (merged.state, merged.due_at) == ("MERGED", None)
        counted.append((queries.reports_on(master), CaseEvent.objects.filter(case=master, action="URGE").count()))
    assert counted == [(2, 0), (3, 1), (4, 1), (5, 1)]
    # un-merged: its report comes back, the clock runs again, and the urging stays as it was
    first = actions.do_unmerge(operator, others[0].number, 2, "another street")
    assert (first.state, first.master, first.due_at is not None) == ("REGISTERED", None, True)
    assert queries.reports_on(master) == 4
    actions.do_merge(operator, others[0].number, 3, master.number)
    assert CaseEvent.objects.filter(case=master, action="URGE", key="urging:3").count() == 1


def test_what_cannot_be_a_master(operator: Actor, form) -> None:
    case, done = new(operator, form, "1"), new(operator, form, "2")
    actions.do_cancel(operator, done.number, 1, "mistake")
    for master, error in ((case.number, Invalid), (done.number, Invalid), ("26070401000014", NotFound)):
        with pytest.raises(error) as caught:
            actions.do_merge(operator, case.number, 1, master)
        assert caught.value.field == "master"
    assert Report.objects.filter(case=case).count() == 1


def test_an_urging_order_reaches_the_county(operator: Actor, form) -> None:
    master, *others = [new(operator, form, str(n), reporter_phone=f"1380000111{n}") for n in range(3)]
    actions.do_dispatch(operator, master.number, 1, "tenant:east")
    for other in others:
        actions.do_merge(operator, other.number, 1, master.number)
    with tenancy.entered_public(), tenancy.entered("east"):
        assert CaseEvent.objects.filter(case__number=master.number, action="URGE").count() == 1


def test_listeners_hear_after_the_commit(operator: Actor, form, django_capture_on_commit_callbacks) -> None:
    heard: list[CaseChanged] = []
    actions.on_case_changed(heard.append)
    with django_capture_on_commit_callbacks(execute=True):
        case = new(operator, form, "k")
        assert heard == []
    assert heard == [CaseChanged("city", case.number)]


def test_a_lost_call_becomes_one_case_without_a_message(operator: Actor) -> None:
    house = Actor.system("city")
    first = actions.do_register_lost_call(house, call_id="gw1-1", caller="+8613800001111")
    again = actions.do_register_lost_call(house, call_id="gw1-1", caller="+8613800001111")
    assert first.number == again.number
    assert (first.urgency, first.call_id) == ("CRITICAL", "gw1-1")
    assert OutgoingMessage.objects.count() == 0


def save(actor: Actor, version: int, data: str = '{"title": "t"}') -> CaseDraft:
    return actions.do_save_draft(actor, call_id="gw1-7", kind="COMPLAINT", data=data, version=version)


def test_a_draft_is_kept_and_conflicts_are_told(operator: Actor) -> None:
    assert save(operator, 0).version == 1
    assert save(operator, 1, '{"title": "two"}').version == 2
    with pytest.raises(DraftConflict) as caught:
        save(operator, 1, '{"title": "late"}')
    assert caught.value.params["draft"].data == '{"title": "two"}'
    kept = queries.draft_of("gw1-7")
    assert kept is not None
    assert (kept.version, kept.data) == (2, '{"title": "two"}')


def test_a_registered_case_consumes_its_draft_for_good(operator: Actor, form) -> None:
    save(operator, 0)
    new(operator, form, "k", call_id="gw1-7")
    assert queries.draft_of("gw1-7") is None
    with pytest.raises(DraftConflict) as caught:  # a save that was under way comes too late
        save(operator, 1)
    assert caught.value.params["draft"] is None
    assert CaseDraft.objects.count() == 0


@pytest.mark.parametrize("data", ["", "[]", "{", "7"])
def test_a_draft_is_a_form(operator: Actor, data: str) -> None:
    with pytest.raises(Invalid) as caught:
        save(operator, 0, data)
    assert caught.value.field == "data"
    assert CaseDraft.objects.count() == 0


def test_a_draft_travels_with_the_call(operator: Actor) -> None:
    save(operator, 0)
    with tenancy.entered_public(), tenancy.entered("east"):
        first = actions.do_hand_over_draft("gw1-7", from_tenant="city", to_tenant="east")
        again = actions.do_hand_over_draft("gw1-7", from_tenant="city", to_tenant="east")
        assert first is not None
        assert again is not None
        assert (first.pk, first.data, first.version) == (again.pk, '{"title": "t"}', again.version)
    assert queries.draft_of("gw1-7") is not None  # a consultation may end without a transfer
    save(operator, 1, '{"title": "typed on"}')
    later = actions.do_hand_over_draft("gw1-7", from_tenant="city", to_tenant="east")
    assert later is not None
    assert (later.data, later.version) == ('{"title": "typed on"}', 3)


def test_the_city_opens_a_county_case_and_it_is_written_down(operator: Actor, person, form) -> None:
    from hotline.audit.models import AuditEntry

    with tenancy.entered_public(), tenancy.entered("east"):
        number = actions.do_register(person("east", Role.OPERATOR), form(), "k").number
    with actions.opened_county_case(operator, "east", number) as case:
        assert case.title == "路灯不亮"
    assert AuditEntry.objects.filter(action="case.cross", object=f"case {number}", detail="in east").count() == 1
    with tenancy.entered_public(), tenancy.entered("east"):
        assert AuditEntry.objects.filter(actor_tenant="city").count() == 1
    agent = person("city", Role.AGENT)
    with pytest.raises(Forbidden), actions.opened_county_case(agent, "east", number):
        pass


def test_last_operations_mix_contacts_and_cases_of_city_and_counties(operator: Actor, person, form) -> None:
    from tenants.local.contacts.models import Contact

    now = timezone.now()
    Contact.objects.create(
        call_id="gw1-1", medium="TELEPHONE", caller="+8613800001111", arrived_at=now - timedelta(days=1)
    )
    Contact.objects.create(call_id="gw1-2", medium="TELEPHONE", caller="+8613800001111", arrived_at=now)
    own = new(operator, form, "k")
    with tenancy.entered_public(), tenancy.entered("east"):
        theirs = actions.do_register(person("east", Role.OPERATOR), form(title="东区的事"), "k")
    found = queries.last_operations(["+8613800001111"], skip_call="gw1-2")
    assert [(row.kind, row.case_number or row.contact_id, row.tenant) for row in found] == [
        ("CASE", theirs.number, "east"),
        ("CASE", own.number, "city"),
        ("CONTACT", "gw1-1", "city"),
    ]
    with tenancy.entered_public(), tenancy.entered("west"):
        assert queries.last_operations(["+8613800001111"]) == []


def test_a_county_gives_a_case_to_its_department(
    operator: Actor, county_operator: Actor, person, form, unit_key
) -> None:
    case = new(operator, form, "k")
    actions.do_dispatch(operator, case.number, 1, "tenant:east")
    with tenancy.entered_public():
        unit = unit_key("east", "urban")
    with tenancy.entered_public(), tenancy.entered("east"):
        given = actions.do_dispatch(county_operator, case.number, 1, unit)
        assert (given.state, given.department.code if given.department else "") == ("DISPATCHED", "urban")
        handler = person("east", Role.DEPARTMENT_HANDLER, department="urban")
        assert actions.do_sign(handler, case.number, given.version).state == "IN_PROGRESS"
    seen = queries.case(operator, case.number)
    assert seen is not None
    assert [event.action for event in seen.events.all()] == ["REGISTER", "DISPATCH", "SIGN"]
