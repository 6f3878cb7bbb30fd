"""Letters: lines fit, Chinese breaks by its rules, long ones go over several pages."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from hotline.main import fonts
from tenants.local.faxes import letter, pages
from tenants.local.faxes.errors import NoFont, TooManyPages
from tenants.local.faxes.pages import A4_HEIGHT, WIDTH

AT = datetime(2026, 7, 4, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
needs_font = pytest.mark.skipif(fonts.found() is None, reason="no font with Chinese characters")


def written(body: str, content: str = "") -> letter.Letter:
    return letter.Letter(
        locale="zh-Hans",
        centre="东区分中心",
        sender="东区工单员",
        recipient="东区城市管理局",
        number="010 6512 3456",
        at=AT,
        case_number="02202607040001",
        subject="路灯不亮",
        registered_at=AT,
        body=body,
        content=content,
    )


@pytest.fixture(autouse=True)
def font() -> None:
    letter.wire(fonts.found())


@needs_font
def test_lines_fit_and_no_line_begins_with_a_closing_mark() -> None:
    text = (
        "尊敬的市民，您反映的问题已经转交区城市管理局处理，现将有关情况答复如下：" * 6
        + "https://example.org/"
        + "x" * 200
    )
    lines = letter.wrapped(text, letter.TEXT, 1400)
    assert "".join(lines) == text
    assert len(lines) > 5
    assert [line for line in lines if line[0] in letter.CLOSING] == []
    widest = max(letter._font(letter.TEXT).getlength(line) for line in lines)
    assert widest <= 1400 + letter.TEXT  # one closing mark may hang


@needs_font
def test_a_letter_is_black_and_white_a4_and_its_pages_differ() -> None:
    (one,) = letter.draw(written("请于三日内处理。", "路灯三天不亮"))
    assert (one.size, one.mode) == ((WIDTH, A4_HEIGHT), "1")
    assert 5_000 < one.histogram()[0] < 400_000
    (sent,) = pages.of_tiff(pages.as_tiff([one]))
    assert sent.tobytes() == one.tobytes()
    many = letter.draw(written("第一行\n" * 90))
    assert len(many) == 3
    assert many[0].tobytes() != many[1].tobytes()


@needs_font
def test_a_letter_without_end_is_refused() -> None:
    with pytest.raises(TooManyPages):
        letter.draw(written("行\n" * 4000))


def test_without_a_font_it_says_so() -> None:
    letter.wire(None)
    with pytest.raises(NoFont):
        letter.draw(written("请处理。"))
