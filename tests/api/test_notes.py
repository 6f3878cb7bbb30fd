"""Messages among colleagues: who gets them, who does not, over the county line."""

from collections.abc import Callable

import pytest

from hotline import tenancy
from hotline.audit.journal import entries
from hotline.kernel.permissions import Role
from tenants.local.messages.models import Message, Thread
from tenants.local.people import queries as people
from tests.api.conftest import Browser

People = Callable[..., Browser]

SEND = """
mutation($body: String!, $to: [AddressInput!], $thread: ID) {
  noteSend(body: $body, to: $to, thread: $thread) { thread errors { code field } }
}
"""
THREADS = "{ notesUnread noteThreads { total items { id unread last { body sender mine } parties { kind label } } } }"
NOTES = "query($t: ID!) { notes(thread: $t) { total items { body mine sender } } }"
WHO = "query($t: String) { noteAddressees(text: $t) { kind key label tenant { key } } }"
READ = "mutation($t: ID!) { noteRead(thread: $t) { ok errors { code } } }"


def send(seen: Browser, body: str, *to: dict[str, str], thread: str | None = None) -> str:
    given = seen.data(SEND, body=body, to=list(to) or None, thread=thread)["noteSend"]
    assert given["errors"] == []
    return str(given["thread"])


def refused(seen: Browser, body: str, *to: dict[str, str], thread: str | None = None) -> list[tuple[str, str]]:
    given = seen.data(SEND, body=body, to=list(to) or None, thread=thread)["noteSend"]
    assert given["thread"] is None
    return [(error["code"], error["field"]) for error in given["errors"]]


def test_given_a_centre_when_written_to_over_the_line_then_both_sides_have_it_and_can_answer(browser: People) -> None:
    east, boss = browser("east", Role.AGENT), browser("city", Role.SHIFT_SUPERVISOR)
    stranger, colleague = browser("west", Role.SHIFT_SUPERVISOR), browser("east", Role.AGENT)
    # when
    thread = send(east, "请协助跨区噪音投诉", {"tenant": "city", "kind": "CENTRE"})
    # then
    seen = boss.data(THREADS)
    assert seen["notesUnread"] == 1
    (item,) = seen["noteThreads"]["items"]
    assert (item["id"], item["unread"], item["last"]["body"]) == (thread, 1, "请协助跨区噪音投诉")
    # when answered
    send(boss, "收到", thread=thread)
    assert [(n["body"], n["mine"]) for n in east.data(NOTES, t=thread)["notes"]["items"]] == [
        ("收到", False),
        ("请协助跨区噪音投诉", True),
    ]
    # others see nothing of it and cannot join
    for nobody in (stranger, colleague):
        assert nobody.data(THREADS)["noteThreads"]["total"] == 0
        assert nobody.data(NOTES, t=thread)["notes"] == {"total": 0, "items": []}
        assert refused(nobody, "hello", thread=thread) == [("NOT_IN_THREAD", "thread")]
    with tenancy.entered("city"):
        assert Message.objects.count() == 2
        assert entries().filter(action__endswith=".cross").exists()
    # read
    assert east.data(THREADS)["notesUnread"] == 1
    assert east.data(READ, t=thread)["noteRead"] == {"ok": True, "errors": []}
    assert east.data(THREADS)["notesUnread"] == 0


def test_given_a_shift_when_its_supervisor_writes_then_every_agent_there_has_it(browser: People) -> None:
    boss, agent = browser("east", Role.SHIFT_SUPERVISOR), browser("east", Role.AGENT)
    handler, other = browser("east", Role.DEPARTMENT_HANDLER), browser("west", Role.AGENT)
    send(boss, "台风预警，注意话术", {"tenant": "east", "kind": "SHIFT"})
    assert agent.data(THREADS)["notesUnread"] == 1
    assert (handler.data(THREADS)["notesUnread"], other.data(THREADS)["notesUnread"]) == (0, 0)


def test_given_an_agent_when_writing_to_a_colleague_found_by_name_then_it_arrives(browser: People) -> None:
    east, west = browser("east", Role.AGENT), browser("west", Role.AGENT)
    number = west.data("{ desk { presence { agentNumber } } }")["desk"]["presence"]["agentNumber"]
    (found,) = east.data(WHO, t=number)["noteAddressees"]
    assert (found["kind"], found["tenant"]["key"], found["label"].split()[0]) == ("PERSON", "west", number)
    send(east, "hi", {"tenant": "west", "kind": "PERSON", "key": found["key"]})
    assert west.data(THREADS)["notesUnread"] == 1


def test_given_another_centres_department_when_written_to_then_its_people_have_it_and_ours_of_the_same_code_do_not(
    browser: People,
) -> None:
    agent = browser("east", Role.AGENT)
    theirs = browser("west", Role.DEPARTMENT_HANDLER, department="urban")
    ours = browser("east", Role.DEPARTMENT_HANDLER, department="urban")
    with tenancy.entered("west"):
        name = next(unit for unit in people.departments() if unit.code == "urban").names["zh-Hans"]
    found = [each for each in agent.data(WHO, t=name)["noteAddressees"] if each["kind"] == "DEPARTMENT"]
    assert [(each["tenant"]["key"], each["key"], each["label"]) for each in found] == [("west", "urban", name)]
    send(agent, "西区的路灯", {"tenant": "west", "kind": "DEPARTMENT", "key": "urban"})
    assert (theirs.data(THREADS)["notesUnread"], ours.data(THREADS)["notesUnread"]) == (1, 0)
    with tenancy.entered("west"):
        assert entries().filter(action__endswith=".cross").exists()


@pytest.mark.parametrize(
    ("body", "to", "code"),
    [
        ("  ", {"tenant": "east", "kind": "CENTRE"}, ("REQUIRED", "body")),
        ("x" * 2001, {"tenant": "east", "kind": "CENTRE"}, ("TOO_LONG", "body")),
        ("x", {"tenant": "nowhere", "kind": "CENTRE"}, ("UNKNOWN_ADDRESSEE", "to")),
        ("x", {"tenant": "east", "kind": "PERSON", "key": "999999999"}, ("UNKNOWN_ADDRESSEE", "to")),
        ("x", {"tenant": "east", "kind": "DEPARTMENT", "key": "none"}, ("UNKNOWN_ADDRESSEE", "to")),
        ("x", {"tenant": "west", "kind": "DEPARTMENT", "key": "none"}, ("UNKNOWN_ADDRESSEE", "to")),
        ("x", {"tenant": "east", "kind": "SHIFT"}, ("FORBIDDEN", "to")),
    ],
)
def test_given_what_cannot_be_sent_when_sent_then_it_is_refused_and_nothing_is_written(
    browser: People, body: str, to: dict[str, str], code: tuple[str, str]
) -> None:
    agent = browser("east", Role.AGENT)
    assert refused(agent, body, to) == [code]
    assert refused(agent, "x") == [("NOBODY_ADDRESSED", "to")]
    with tenancy.entered("east"):
        assert Thread.objects.count() == 0


def test_given_a_county_supervisor_when_writing_to_another_shift_then_forbidden_but_the_city_may(
    browser: People,
) -> None:
    to = {"tenant": "west", "kind": "SHIFT"}
    assert refused(browser("east", Role.SHIFT_SUPERVISOR), "x", to) == [("FORBIDDEN", "to")]
    west = browser("west", Role.AGENT)
    send(browser("city", Role.SHIFT_SUPERVISOR), "全市通知", to)
    assert west.data(THREADS)["notesUnread"] == 1
