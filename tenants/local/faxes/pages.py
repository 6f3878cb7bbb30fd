"""Pages of a fax as pictures: read from TIFF and PDF, written as G4 TIFF for the line, as PDF and PNG for people.

A page here is a black and white picture, ``WIDTH`` dots wide, 204 dots to the inch across and 196 down ("fine";
ITU-T T.4 and T.30). Sources of other sizes and densities are brought to it.
"""

import io
import math
from collections.abc import Sequence
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, TiffImagePlugin, UnidentifiedImageError

from .errors import DocumentLocked, DocumentTooBig, NotADocument, TooManyPages

WIDTH = 1728
ACROSS, DOWN = 204.0, 196.0
A4_HEIGHT = 2292
LONGEST = 4400  # dots; what is longer is made smaller, like a roll cut to two sheets
MOST_PAGES = 50
MOST_BYTES = 20 * 1024 * 1024
MOST_DOTS = 60_000_000  # of a picture before it is read: what unpacks to more is no fax
PICTURE_WIDTH = 1152  # of a page on the screen
PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD

Page = Image.Image


def read(content: bytes) -> list[Page]:
    """The pages of an uploaded PDF or TIFF. Raises DocumentTooBig, NotADocument, DocumentLocked, TooManyPages."""
    if len(content) > MOST_BYTES:
        raise DocumentTooBig("file", limit=MOST_BYTES >> 20)
    if content[:1024].lstrip().startswith(b"%PDF"):
        return of_pdf(content)
    if content[:4] in (b"II*\0", b"MM\0*"):
        return of_tiff(content)
    raise NotADocument("file")


def of_tiff(content: bytes) -> list[Page]:
    """The pages of a TIFF as a fax machine or a scanner writes it. Raises NotADocument, TooManyPages."""
    try:
        with Image.open(io.BytesIO(content), formats=["TIFF"]) as file:
            count = getattr(file, "n_frames", 1)
            if count > MOST_PAGES:
                raise TooManyPages("file", limit=MOST_PAGES)
            return [_frame(file, number) for number in range(count)]
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, KeyError, Image.DecompressionBombError) as error:
        raise NotADocument("file") from error


def _frame(file: Image.Image, number: int) -> Page:
    file.seek(number)
    if file.width * file.height > MOST_DOTS:
        raise NotADocument("file")
    across, down = _density(file)
    return fitted(file, across, down)


def _density(file: Image.Image) -> tuple[float, float]:
    """Dots to the inch; what is not said is a fax's if it is as wide as one ("standard": half as many down)."""
    told = file.info.get("dpi") or (0, 0)
    across, down = (float(value) if value and math.isfinite(float(value)) else 0.0 for value in told)
    if across > 1 and down > 1:
        return across, down
    return (ACROSS, DOWN / 2 if file.height < 1400 else DOWN) if file.width == WIDTH else (ACROSS, ACROSS)


def of_pdf(content: bytes) -> list[Page]:
    """The pages of a PDF. Raises NotADocument, DocumentLocked, TooManyPages."""
    try:
        with pdfium.PdfDocument(content) as document:
            if not 1 <= len(document) <= MOST_PAGES:
                raise TooManyPages("file", limit=MOST_PAGES)
            return [_drawn(document[number]) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD_ERROR:
            raise DocumentLocked("file") from error
        raise NotADocument("file") from error


def _drawn(page: Any) -> Page:
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise NotADocument("file")
    scale = min(WIDTH * 1.2 / width, LONGEST / height)
    picture = page.render(scale=scale, grayscale=True).to_pil()
    return fitted(picture, ACROSS, ACROSS)


def fitted(picture: Image.Image, across: float, down: float) -> Page:
    """``picture`` of the given density (dots to the inch) as a page."""
    grey = picture.convert("L")
    height = max(1, round(grey.height * WIDTH / grey.width * (across / down) * (DOWN / ACROSS)))
    width = WIDTH
    if height > LONGEST:
        width, height = max(1, round(WIDTH * LONGEST / height)), LONGEST
    if grey.size != (width, height):
        grey = grey.resize((width, height), Image.Resampling.LANCZOS if grey.width > 8 else Image.Resampling.NEAREST)
    if width < WIDTH:
        whole = Image.new("L", (WIDTH, height), 255)
        whole.paste(grey, ((WIDTH - width) // 2, 0))
        grey = whole
    return _black_and_white(grey)


def _black_and_white(grey: Image.Image) -> Page:
    """Text stays sharp; what is mostly in between (a photograph) is dotted."""
    between = sum(grey.histogram()[64:192]) / (grey.width * grey.height)
    if between > 0.12:
        return grey.convert("1")
    return grey.point([0] * 160 + [255] * 96).convert("1", dither=Image.Dither.NONE)


def as_tiff(pages: Sequence[Page]) -> bytes:
    """For the line: several pages, Group 4 (ITU-T T.6), 204 x 196 dots to the inch."""
    file = io.BytesIO()
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[TiffImagePlugin.PHOTOMETRIC_INTERPRETATION] = 0  # white is 0, as fax machines have it
    first, *rest = (page.point([0] + [255] * 255) for page in pages)  # what is not black is white, whatever its value
    first.save(
        file,
        format="TIFF",
        compression="group4",
        dpi=(ACROSS, DOWN),
        save_all=True,
        append_images=list(rest),
        tiffinfo=tags,
    )
    return file.getvalue()


def as_pdf(pages: Sequence[Page]) -> bytes:
    """For people: one picture a page, in the size of the sheet (72 points to the inch)."""
    document = pdfium.PdfDocument.new()
    for page in pages:
        one = io.BytesIO()
        page.save(one, format="PDF", resolution=72.0)
        with pdfium.PdfDocument(one.getvalue()) as single:
            document.import_pages(single)
        sheet = document[len(document) - 1]
        width, height = page.width * 72 / ACROSS, page.height * 72 / DOWN
        for thing in sheet.get_objects():
            thing.transform(pdfium.PdfMatrix(width / page.width, 0, 0, height / page.height, 0, 0))
        for box in (sheet.set_mediabox, sheet.set_cropbox):
            box(0, 0, width, height)
        sheet.gen_content()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def as_png(page: Page) -> bytes:
    """For the screen: PICTURE_WIDTH wide, 16 greys, in the shape of the sheet."""
    height = max(1, round(page.height * PICTURE_WIDTH / page.width * ACROSS / DOWN))
    grey = page.convert("L").resize((PICTURE_WIDTH, height), Image.Resampling.BOX)
    small = grey.quantize(16)
    file = io.BytesIO()
    small.save(file, format="PNG", optimize=True)
    return file.getvalue()
