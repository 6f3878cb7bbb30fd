"""Pages go to the line and come back as they were; what is no document is refused by name."""

import io

import pytest
from PIL import Image

from tenants.local.faxes import pages
from tenants.local.faxes.errors import DocumentTooBig, NotADocument, TooManyPages
from tests.factories import faxes


def squares(page: pages.Page) -> int:
    """How many of the factory's squares stand at the top."""
    return sum(page.getpixel((150 + number * 200, 150)) == 0 for number in range(7))


def test_a_fax_is_read_page_by_page() -> None:
    found = pages.of_tiff(faxes.tiff(3))
    assert [page.size for page in found] == [(1728, 2292)] * 3
    assert [squares(page) for page in found] == [1, 2, 3]


def test_a_standard_fax_is_drawn_to_its_full_length() -> None:
    (found,) = pages.of_tiff(faxes.tiff(1, down=98.0, height=1146))
    assert found.size == (1728, 2292)
    assert (found.getpixel((150, 390)), found.getpixel((150, 410))) == (0, 255)


def test_what_is_sent_is_group_4_in_fine_resolution_and_reads_back_alike() -> None:
    sheets = pages.of_tiff(faxes.tiff(2))
    content = pages.as_tiff(sheets)
    with Image.open(io.BytesIO(content)) as file:
        assert (file.n_frames, file.size, file.info["compression"]) == (2, (1728, 2292), "group4")
        assert file.info["dpi"] == (204.0, 196.0)
    assert [page.tobytes() for page in pages.of_tiff(content)] == [page.tobytes() for page in sheets]


def test_what_is_not_black_is_white_on_the_line() -> None:
    drawn = Image.new("1", (1728, 100), 1)
    drawn.putpixel((7, 7), 0)
    (sent,) = pages.of_tiff(pages.as_tiff([drawn]))
    assert sent.histogram()[0] == 1


def test_a_pdf_is_drawn_and_a_fax_becomes_a_pdf_of_its_sheets() -> None:
    (drawn,) = pages.read(faxes.pdf())
    assert (drawn.width, drawn.mode) == (1728, "1")
    assert (drawn.getpixel((400, 230)), drawn.getpixel((400, 600))) == (0, 255)
    again = pages.read(pages.as_pdf(pages.of_tiff(faxes.tiff(2))))
    assert [page.size for page in again] == [(1728, 2292)] * 2
    assert [squares(page) for page in again] == [1, 2]


def test_a_picture_for_the_screen_has_the_shape_of_the_sheet() -> None:
    (sheet,) = pages.of_tiff(faxes.tiff(1))
    with Image.open(io.BytesIO(pages.as_png(sheet))) as picture:
        assert (picture.format, picture.size) == ("PNG", (1152, 1590))


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NotADocument),
        (b"MZ\x90\0 a program", NotADocument),
        (b"%PDF-1.7 and nothing else", NotADocument),
        (b"II*\0\x08\0\0\0", NotADocument),
        (faxes.tiff(1)[:200], NotADocument),
        (bytes(pages.MOST_BYTES + 1), DocumentTooBig),
    ],
    ids=("nothing", "program", "only a head", "no page", "cut off", "too big"),
)
@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_what_is_no_document_is_refused(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        pages.read(content)


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_PAGES", 2)
    for content in (faxes.pdf(3), faxes.tiff(3)):
        with pytest.raises(TooManyPages):
            pages.read(content)
