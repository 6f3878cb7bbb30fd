"""What is kept, what is answered, what an answer is called."""

import pytest

from tenants.local.letters import rules
from tenants.shared.addresses import rules as addresses


@pytest.mark.parametrize(
    ("name", "size", "number", "why"),
    [
        ("a.PDF", 10, 1, None),
        ("证明.jpg", rules.MOST_ATTACHMENT, 30, None),
        ("a.exe", 10, 1, "TYPE"),
        ("a.pdf.exe", 10, 1, "TYPE"),
        ("pdf", 10, 1, "TYPE"),
        ("a.pdf", rules.MOST_ATTACHMENT + 1, 1, "SIZE"),
        ("a.pdf", 1, 31, "NUMBER"),
    ],
)
def test_which_files_are_kept(name: str, size: int, number: int, why: str | None) -> None:
    assert rules.not_kept(name, size, number) == why


def test_what_an_answer_is_called() -> None:
    assert rules.reply_subject("路灯", "") == "Re: 路灯"
    assert rules.reply_subject("回复： 路灯", "") == "回复： 路灯"
    assert rules.reply_subject("RE: a", "26070401000018") == "RE: a [26070401000018]"
    assert rules.reply_subject("Re: a [26070401000018]", "26070401000018") == "Re: a [26070401000018]"
    assert rules.reply_subject("", "") == "Re:"
    assert len(rules.reply_subject("x" * 300, "26070401000018")) == 200


def test_a_machine_ourselves_and_the_same_person_twice_get_no_receipt() -> None:
    usual = {"receipt": "收到", "automatic": False, "sender": "a@b.example", "ours": False, "lately": False}
    assert rules.may_receipt(**usual)  # type: ignore[arg-type]
    changes: dict[str, object]
    for changes in ({"receipt": ""}, {"automatic": True}, {"sender": ""}, {"ours": True}, {"lately": True}):
        assert not rules.may_receipt(**{**usual, **changes})  # type: ignore[arg-type]


def test_numbers_of_cases_in_a_text() -> None:
    assert rules.numbers_in("26070401000018 和26070401000018，电话 138000000010000") == ["26070401000018"]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Hotline@City.Example", "hotline@city.example"),
        (" a.b+c@d.example ", "a.b+c@d.example"),
        ("a..b@c.example", ""),
        ("a@b@c", ""),
        ("a@", ""),
        ("<a@b.example>", ""),
        ("a@b.example\r\nBcc: x@y", ""),
        (f"{'a' * 65}@b.example", ""),
    ],
)
def test_mail_addresses(text: str, known: str) -> None:
    assert addresses.mail_address(text) == known


def test_numbers_that_text_messages_are_sent_to() -> None:
    assert addresses.normal("SMS", "1069 0001 2345") == "+86106900012345"
    assert addresses.normal("SMS", "138 0000 0001") == "+8613800000001"
    assert addresses.normal("SMS", "12345") == "12345"
    assert addresses.normal("SMS", "12345x") == ""
