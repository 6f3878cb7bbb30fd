"""Faxes for tests: pages as a machine writes them, a gateway's spool, a case to file them to."""

import io
from collections.abc import Iterator

from PIL import Image, ImageDraw

from hotline.kernel.actor import Actor
from tenants.local.cases import actions as cases
from tenants.local.faxes.errors import FaxMissing


def tiff(pages: int = 2, *, down: float = 196.0, width: int = 1728, height: int = 2292) -> bytes:
    """A fax whose page n has n black squares at the top."""
    sheets = []
    for number in range(1, pages + 1):
        sheet = Image.new("1", (width, height), 1)
        pen = ImageDraw.Draw(sheet)
        for square in range(number):
            pen.rectangle((100 + square * 200, 100, 199 + square * 200, 199), fill=0)
        sheets.append(sheet)
    file = io.BytesIO()
    sheets[0].save(file, "TIFF", compression="group4", dpi=(204.0, down), save_all=True, append_images=sheets[1:])
    return file.getvalue()


def pdf(pages: int = 1) -> bytes:
    """A plain PDF."""
    sheets = [Image.new("L", (595, 842), 255) for _ in range(pages)]
    for sheet in sheets:
        ImageDraw.Draw(sheet).rectangle((50, 50, 300, 120), fill=0)
    file = io.BytesIO()
    sheets[0].save(file, "PDF", save_all=True, append_images=sheets[1:])
    return file.getvalue()


class Spool:
    """A gateway's spool in memory."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def read(self, gateway: str, name: str) -> Iterator[bytes]:
        """In two pieces. Raises FaxMissing."""
        if name not in self.files:
            raise FaxMissing(name)
        yield self.files[name][:500]
        yield self.files[name][500:]

    def delete(self, gateway: str, name: str) -> None:
        """Forget it."""
        self.files.pop(name, None)


def case(actor: Actor, title: str = "路灯不亮") -> str:
    """A registered case's number."""
    given = cases.CaseInput(kind="COMPLAINT", title=title, content="中山路 12 号路灯三天不亮，影响出行。")
    return cases.do_register(actor, given, f"fax-test-{title}").number
