"""A fax machine at the other end of the trunk: another Asterisk, which knows nothing of ours."""

import base64
import json
import time
import urllib.parse
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from hotline.main.launch import gateway as launch
from tests.engine.rig import AsteriskProcess

WIDE = 1728
HIGH = 400  # rows of a page of the tests: a machine needs some seconds for them
DIALPLAN = """[general]
static = yes
[from-trunk]
exten => _[+0-9]!,1,Answer()
 same => n,Wait(1)
 same => n,Set(FAXOPT(localstationid)=5550001)
 same => n,ReceiveFAX(@FOLDER@/taken-${EXTEN}.tif,f)
 same => n,Hangup()
[send]
exten => t38,1,Set(FAXOPT(localstationid)=5550001)
 same => n,SendFAX(@FOLDER@/document.tif,fz)
 same => n,Hangup()
exten => tones,1,Set(FAXOPT(localstationid)=5550002)
 same => n,SendFAX(@FOLDER@/document.tif,F)
 same => n,Hangup()
"""


def page(number: int) -> Image.Image:
    """A page that is like no other."""
    sheet = Image.new("1", (WIDE, HIGH), 1)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((20, 60, WIDE - 20, HIGH - 10), outline=0, width=4)
    for dot in range(number * 8):
        pen.rectangle((60 + 70 * dot, 100 + 20 * number, 100 + 70 * dot, 140 + 20 * number), fill=0)
    return sheet


def write_document(path: Path, pages: Sequence[Image.Image]) -> None:
    """As fax TIFF: group 4, fine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    first, *others = pages
    first.save(path, "TIFF", save_all=True, append_images=others, compression="group4", dpi=(204, 196))


def pages_of(path: Path) -> list[Image.Image]:
    """What a fax TIFF holds."""
    with Image.open(path) as document:
        found = []
        for index in range(getattr(document, "n_frames", 1)):
            document.seek(index)
            found.append(document.convert("1").copy())
        return found


def likeness(sent: Image.Image, got: Image.Image) -> float:
    """Share of equal dots at the best height: the sending machine puts a line of its own on top."""
    rows = sent.crop((0, 50, WIDE, HIGH - 40))
    best = 0
    for shift in range(got.height - rows.height + 1):
        part = got.crop((0, shift, WIDE, shift + rows.height))
        equal = sum(a == b for a, b in zip(rows.tobytes(), part.tobytes(), strict=True))
        best = max(best, equal)
    return best / len(rows.tobytes())


class FaxMachine:
    """Takes every call to it, and calls to send when told."""

    def __init__(self, asterisk: launch.Asterisk, folder: Path, ours: AsteriskProcess, *, t38: bool = True) -> None:
        """``t38``: whether it can do better than tones."""
        self.folder = folder / "documents"
        self.folder.mkdir(parents=True)
        ends = (ours.outside_port, ours.gateway.ports.sip)
        self.process = AsteriskProcess(asterisk, folder / "machine", folder, ends=ends)
        dialplan = DIALPLAN.replace("@FOLDER@", str(self.folder))
        (self.process.folder / "etc" / "extensions.conf").write_text(dialplan)
        if not t38:
            trunk = self.process.folder / "etc" / "pjsip.conf"
            trunk.write_text(trunk.read_text().replace("t38_udptl = yes", "t38_udptl = no"))
        self.process.start()

    def receiving(self) -> list[str]:
        """The channels on which it takes a fax."""
        return [each["id"] for each in self._ask("GET", "channels", {}) if each["dialplan"]["app_name"] == "ReceiveFAX"]

    def taken(self, number: str) -> list[Image.Image]:
        """The pages that came when ``number`` was called."""
        return pages_of(self.folder / f"taken-{number}.tif")

    def load(self, pages: Sequence[Image.Image]) -> None:
        """Lay the pages in that will be sent."""
        write_document(self.folder / "document.tif", pages)

    def send(self, number: str, how: str = "t38") -> str:
        """Call ``number`` and send, by "t38" if the other end can, or as "tones"; the channel's id."""
        query = {"endpoint": f"PJSIP/{number}@trunk", "context": "send", "extension": how, "callerId": "02055550001"}
        return str(self._ask("POST", "channels", query)["id"])

    def hang_up(self, channel: str) -> None:
        """Break off."""
        self._ask("DELETE", f"channels/{channel}", {})

    def await_end(self, channel: str, seconds: float) -> None:
        """Come back once its call is over. Raises TimeoutError."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if channel not in {each["id"] for each in self._ask("GET", "channels", {})}:
                return
            time.sleep(0.2)
        raise TimeoutError(channel)

    def stop(self) -> None:
        self.process.stop()

    def _ask(self, method: str, path: str, query: dict[str, str]) -> Any:
        gateway = self.process.gateway
        login = base64.b64encode(f"{gateway.user}:{gateway.secret}".encode()).decode()
        url = f"{gateway.ari_url}/ari/{path}?{urllib.parse.urlencode(query)}"
        request = urllib.request.Request(url, method=method, headers={"Authorization": f"Basic {login}"})
        with urllib.request.urlopen(request, timeout=10) as response:
            body = response.read()
        return json.loads(body) if body else {}
