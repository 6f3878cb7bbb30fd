"""Mail as programs really write it: charsets that are not as declared, HTML, files, machines, reports, rubbish."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from tenants.local.letters import reading

WANG = "wang@citizen.example"


def mail(**headers: str) -> EmailMessage:
    """A plain mail of Mrs Wang."""
    made = EmailMessage()
    usual = {
        "From": f"王女士 <{WANG.upper()}>",
        "To": "hotline@city.example",
        "Subject": "路灯不亮",
        "Message-ID": "<a1@x>",
    }
    for name, value in {**usual, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
        made[name] = value
    made.set_content("滨河路 18 号\r\n三天了\n")
    return made


def read(made: EmailMessage, sender: str = WANG) -> reading.ReadMail:
    """What it says."""
    return reading.read(made.as_bytes(), sender)


def test_a_plain_mail() -> None:
    found = read(mail(Date="Sat, 04 Jul 2026 09:30:00 +0800", References="<r1@y> <r2@y>", In_Reply_To="<r2@y>"))
    assert (found.sender, found.sender_name, found.answer_to) == (WANG, "王女士", WANG)
    assert (found.subject, found.body) == ("路灯不亮", "滨河路 18 号\n三天了")
    assert (found.message_id, found.references) == ("<a1@x>", ("<r2@y>", "<r1@y>"))
    assert found.written_at == datetime(2026, 7, 4, 1, 30, tzinfo=UTC)
    assert (found.automatic, found.clipped, found.files) == (False, False, ())
    assert found.external_id == f"<a1@x> {WANG}"


def test_what_is_declared_as_gb2312_is_read_as_its_greater_set() -> None:
    raw = b"From: a@b.example\r\nSubject: x\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n" + "镕基路、喆".encode(
        "gb18030"
    )
    assert reading.read(raw, "a@b.example").body == "镕基路、喆"


def test_chinese_without_any_declaration_in_head_and_text() -> None:
    raw = b"From: a@b.example\r\nSubject: " + "自来水停了".encode("gbk") + b"\r\n\r\n" + "没有水。".encode("gbk")
    found = reading.read(raw, "a@b.example")
    assert (found.subject, found.body) == ("自来水停了", "没有水。")


def test_html_becomes_what_a_reader_would_read() -> None:
    made = mail()
    made.set_content(
        "<html><head><title>no</title><style>p{}</style></head><body><p>第一段&nbsp;&amp;</p><script>alert(1)</script>"
        '<div style="display:none">hidden</div><ul><li>甲<li>乙</ul><a href="https://evil.example/x">bank.example</a>'
        '<img src="https://t.example/p.gif" alt="照片"><table><tr><td>1</td><td>2</td></tr></table></body></html>',
        subtype="html",
    )
    assert read(made).body == ("第一段 &\n\n• 甲\n• 乙\nbank.example <https://evil.example/x>[照片]\n\n1 2")


def test_plain_text_is_taken_before_html_unless_it_says_nothing() -> None:
    made = mail()
    made.add_alternative("<p>HTML</p>", subtype="html")
    assert read(made).body == "滨河路 18 号\n三天了"
    empty = mail()
    empty.set_content(" \n")
    empty.add_alternative("<p>HTML</p>", subtype="html")
    assert read(empty).body == "HTML"


def test_files_pictures_in_the_text_and_mails_within_mails() -> None:
    made = mail()
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="..\\材料\\证明.pdf")
    made.add_attachment(b"\xff\xd8", maintype="image", subtype="jpeg")
    made.add_attachment(mail(Subject="里面"))
    found = read(made)
    assert [(file.name, file.media_type) for file in found.files] == [
        ("证明.pdf", "application/pdf"), ("image.jpg", "image/jpeg"), ("message.eml", "message/rfc822"),
    ]  # fmt: skip
    assert found.files[0].content == b"%PDF-1.4" and b"Message-ID: <a1@x>" in found.files[2].content
    assert found.body == "滨河路 18 号\n三天了"


@pytest.mark.parametrize(
    ("headers", "envelope"),
    [
        ({"Auto-Submitted": "auto-replied"}, WANG),
        ({"Precedence": "bulk"}, WANG),
        ({"List-Id": "<news.example>"}, WANG),
        ({}, ""),
        ({}, "MAILER-DAEMON@mx.example"),
    ],
)
def test_what_a_machine_sent(headers: dict[str, str], envelope: str) -> None:
    assert read(mail(**headers), envelope).automatic


def test_a_person_who_says_so() -> None:
    assert not read(mail(**{"Auto-Submitted": "no"})).automatic


REPORT = """\
From: MAILER-DAEMON@mx.example
To: hotline@city.example
Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; wang@citizen.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b
Content-Type: {kind}

Message-ID: <ours@city.example>
Subject: Re: x

text
--b--
"""


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_names_what_did_not_arrive(kind: str) -> None:
    found = reading.read(REPORT.format(action="failed", kind=kind).encode(), "")
    assert (found.bounced, found.diagnosis) == (("<ours@city.example>",), "smtp; 550 5.1.1 no such user")
    assert found.automatic and found.body == "It did not arrive."
    late = reading.read(REPORT.format(action="delayed", kind=kind).encode(), "")
    assert (late.bounced, late.diagnosis) == ((), "")


def test_the_same_id_of_another_sender_is_another_mail_and_none_is_known_by_all_it_says() -> None:
    other = read(mail(From="x@y.example"))
    assert other.external_id == "<a1@x> x@y.example"
    made = mail()
    del made["Message-ID"]
    again = read(made)
    assert len(again.external_id) == 64 and again.external_id == read(made).external_id


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\x01\xff",
        b"From: \x00<>\r\nSubject: =?utf-8?B?!!!?=\r\nDate: never\r\nContent-Type: multipart/mixed\r\n\r\nx\x00y",
        b"Content-Type: text/plain; charset=no-such\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%",
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n" * 3000,
        b"Message-ID: <" + b"x" * 5000 + b">\r\nReferences: " + b"<a@b> " * 5000 + b"\r\n\r\n",
    ],
)
def test_rubbish_is_read_as_well_as_it_can_be(raw: bytes) -> None:
    found = reading.read(raw, "a@b.example")
    assert found.sender == "a@b.example"
    assert "\x00" not in found.body + found.subject and len(found.external_id) <= 300 and len(found.message_id) <= 255


def test_a_very_long_text_is_clipped_and_says_so() -> None:
    made = mail()
    made.set_content("水" * 100_001)
    found = read(made)
    assert (len(found.body), found.clipped) == (100_000, True)
