"""A letter drawn for the line: head, facts of the case, text, foot, on A4 pages in black and white.

Drawn dot by dot as it is sent, so that what is looked at before sending is what comes out of the other machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from .errors import NoFont, TooManyPages
from .pages import A4_HEIGHT, MOST_PAGES, WIDTH, Page

LEFT, RIGHT, TOP, BOTTOM = 150, WIDTH - 150, 130, A4_HEIGHT - 150
#: sizes in dots; 36 dots are 12.7 points
TITLE, HEAD, TEXT, SMALL = 62, 44, 36, 27
LEADING = 1.5
#: what may not begin a line (Chinese typesetting, GB/T 15834)
CLOSING = frozenset("，。、；：？！）】》」』”’%,.;:?!)]}")

WORDS: dict[str, dict[str, str]] = {
    "zh-Hans": {
        "fax": "传真",
        "to": "收件",
        "from": "发件",
        "number": "传真号码",
        "date": "日期",
        "case": "工单编号",
        "about": "事由",
        "registered": "受理时间",
        "content": "反映内容",
        "page": "第 {page} 页，共 {pages} 页",
    },
    "zh-Hant": {
        "fax": "傳真",
        "to": "收件",
        "from": "發件",
        "number": "傳真號碼",
        "date": "日期",
        "case": "工單編號",
        "about": "事由",
        "registered": "受理時間",
        "content": "反映內容",
        "page": "第 {page} 頁，共 {pages} 頁",
    },
    "en": {
        "fax": "Fax",
        "to": "To",
        "from": "From",
        "number": "Fax number",
        "date": "Date",
        "case": "Case",
        "about": "Subject",
        "registered": "Registered",
        "content": "What was reported",
        "page": "Page {page} of {pages}",
    },
}

_font_file: list[Path | None] = [None]

Font = ImageFont.FreeTypeFont


def wire(font_file: Path | None) -> None:
    """Draw with this font from now on (TrueType or OpenType, its first face); None: there is none."""
    _font_file[:] = [font_file]
    _font.cache_clear()


@cache
def _font(size: int) -> Font:
    if _font_file[0] is None:
        raise NoFont
    try:
        return ImageFont.truetype(str(_font_file[0]), size)
    except OSError as error:
        raise NoFont from error


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written. ``content``: what the citizen reported, "" to leave it out."""

    locale: str
    centre: str
    sender: str
    recipient: str
    number: str
    at: datetime
    case_number: str
    subject: str
    registered_at: datetime | None
    body: str
    content: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: int
    indent: int = 0
    rule: bool = False
    gap: int = 0  # dots above

    @property
    def height(self) -> int:
        return self.gap + round(self.size * LEADING)


def draw(letter: Letter) -> list[Page]:
    """The pages. Raises NoFont, TooManyPages."""
    sheets: list[list[_Line]] = [[]]
    used = TOP
    for line in _lines(letter):
        if used + line.height > BOTTOM and sheets[-1]:
            sheets.append([])
            used = TOP
        sheets[-1].append(line)
        used += line.height
    if len(sheets) > MOST_PAGES:
        raise TooManyPages("body", limit=MOST_PAGES)
    return [_sheet(letter, lines, number, len(sheets)) for number, lines in enumerate(sheets, start=1)]


def _lines(letter: Letter) -> Iterator[_Line]:
    words = WORDS.get(letter.locale, WORDS["zh-Hans"])
    yield _Line(letter.centre, TITLE)
    yield _Line(words["fax"], HEAD, gap=8)
    yield _Line("", 8, rule=True, gap=10)
    facts = [
        ("to", " ".join(part for part in (letter.recipient, letter.number) if part)),
        ("from", letter.sender),
        ("date", f"{letter.at:%Y-%m-%d %H:%M}"),
        ("case", letter.case_number),
        ("registered", f"{letter.registered_at:%Y-%m-%d %H:%M}" if letter.registered_at else ""),
        ("about", letter.subject),
    ]
    width = max(_font(TEXT).getlength(words[name]) for name, _ in facts) + 40
    for name, value in facts:
        if value:
            for number, text in enumerate(wrapped(value, TEXT, RIGHT - LEFT - round(width))):
                label = words[name] if number == 0 else ""
                yield _Line(f"{label}\t{text}", TEXT, indent=round(width))
    yield _Line("", 8, rule=True, gap=10)
    for text in wrapped(letter.body, TEXT, RIGHT - LEFT):
        yield _Line(text, TEXT)
    if letter.content:
        yield _Line(words["content"], HEAD, gap=40)
        for text in wrapped(letter.content, TEXT, RIGHT - LEFT):
            yield _Line(text, TEXT)


def _sheet(letter: Letter, lines: Sequence[_Line], number: int, count: int) -> Page:
    picture = Image.new("1", (WIDTH, A4_HEIGHT), 255)
    pen = ImageDraw.Draw(picture)
    pen.fontmode = "1"  # no greys: the line knows none
    y = TOP
    for line in lines:
        y += line.gap
        if line.rule:
            pen.line((LEFT, y, RIGHT, y), fill=0, width=3)
        label, found, text = line.text.partition("\t")
        pen.text((LEFT, y), label, fill=0, font=_font(line.size))
        if found:
            pen.text((LEFT + line.indent, y), text, fill=0, font=_font(line.size))
        y += round(line.size * LEADING)
    words = WORDS.get(letter.locale, WORDS["zh-Hans"])
    foot = words["page"].format(page=number, pages=count)
    pen.text((LEFT, A4_HEIGHT - 110), f"{letter.centre}  {letter.case_number}", fill=0, font=_font(SMALL))
    length = _font(SMALL).getlength(foot)
    pen.text((RIGHT - length, A4_HEIGHT - 110), foot, fill=0, font=_font(SMALL))
    return picture


def wrapped(text: str, size: int, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` dots: Chinese breaks anywhere but before a closing mark, Latin between
    words, a longer word where it must."""
    font, found = _font(size), list[str]()
    for paragraph in text.expandtabs(4).splitlines() or [""]:
        line = ""
        for piece in _pieces("".join(char if char.isprintable() else " " for char in paragraph)):
            if line and font.getlength(line + piece.rstrip()) > width and piece[0] not in CLOSING:
                found.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
            while font.getlength(line.rstrip()) > width and len(line) > 1 and piece[0] not in CLOSING:
                cut = _fits(line, font, width)
                found.append(line[:cut])
                line = line[cut:]
        found.append(line.rstrip())
    return found


def _pieces(paragraph: str) -> Iterator[str]:
    """Latin words with the space behind them, every other character alone."""
    word = ""
    for char in paragraph:
        if char.isascii() and not char.isspace():
            word += char
            continue
        if char == " " and word:
            yield word + " "
            word = ""
            continue
        if word:
            yield word
            word = ""
        yield char
    if word:
        yield word


def _fits(line: str, font: Font, width: int) -> int:
    count = len(line)
    while count > 1 and font.getlength(line[:count]) > width:
        count -= 1
    return count
