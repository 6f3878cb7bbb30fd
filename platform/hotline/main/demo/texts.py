"""Text messages of the demo city: one that waits, one about a case that is answered, one who wants none any more, one
that an agent began."""

import io
from datetime import timedelta

from django.utils import timezone
from PIL import Image, ImageDraw

from hotline import tenancy
from hotline.notify.models import OutgoingMessage
from hotline.objectstore import current_store
from tenants.local.cases import actions as cases
from tenants.local.texts import answering, beginning, files, receiving, working
from tenants.local.texts.models import Conversation, IncomingText, TextFile

from . import notes

EAST_NUMBER = "+861065001002"
CASE_KEY = "demo-text-case"
REPORTER = "+8613900010041"
#: (name of the message, tenant, sender, hours ago, text, the picture that came with it)
TEXTS = (
    ("1", "east", "+8613900010042", 5.0, "你好，永安小区3号楼昨晚又停水了，什么时候能来？", False),
    ("2", "east", "+8613900010042", 4.9, "补充一下，是整栋楼，老人提水上楼很不方便", True),
    (
        "3",
        "east",
        "+8613900010043",
        1.5,
        "Hello, where can I get a residence certificate in the eastern county?",
        False,
    ),
    ("4", "east", "+8613900010044", 30.0, "退订", False),
    ("5", "city", "+8613900020041", 2.0, "请问公交卡丢了怎么挂失？", False),
)
BEGUN_WITH, OPENING = "+8613900010046", "您反映的占道停车已通知执勤人员，请回复短信补充车牌号，也可附照片。"
REPLY = "路灯亮了一盏，还有两盏不亮，麻烦再看看，谢谢"


def seed_texts() -> None:
    """Make them, once."""
    with tenancy.entered("east"):
        if Conversation.objects.exists():
            return
    for text in TEXTS:
        _comes(*text)
    agent = notes.person("east.agent1")
    if agent is None:
        return
    with tenancy.entered("east"):
        given = cases.CaseInput(
            kind="COMPLAINT",
            title="滨河路三盏路灯不亮",
            content="市民反映滨河路 20 号至 24 号三盏路灯不亮已一周，夜间出行不便。",
            reporter_phone=REPORTER,
        )
        number = cases.do_register(agent, given, CASE_KEY).number
        OutgoingMessage.objects.filter(case_number=number).update(created_at=timezone.now() - timedelta(hours=3.5))
    _comes("6", "east", REPORTER, 3.0, REPLY)
    with tenancy.entered("east"):
        row = Conversation.objects.get(number=REPORTER)
        working.do_file(agent, row.pk, number, finish=False)
        sent = answering.do_answer(
            agent, row.pk, body="收到，已通知维修人员今晚再去检查，结果会短信告知您。", finish=True, key="demo"
        )
        OutgoingMessage.objects.filter(pk=sent.pk).update(created_at=timezone.now() - timedelta(hours=2.8))
        beginning.do_begin(agent, BEGUN_WITH, body=OPENING, key="demo-begun", consent=True)
        OutgoingMessage.objects.filter(to=BEGUN_WITH).update(created_at=timezone.now() - timedelta(hours=1.2))
        Conversation.objects.filter(number=BEGUN_WITH).update(last_at=timezone.now() - timedelta(hours=1.2))
    _comes("7", "east", REPORTER, 0.2, "好的，辛苦了，今晚我在家，可以打我电话")


def _comes(name: str, tenant: str, sender: str, hours: float, body: str, pictured: bool = False) -> None:
    at = timezone.now() - timedelta(hours=hours)
    with tenancy.entered(tenant):
        receiving.do_receive(receiving.Came(f"demo-text-{name}", sender, EAST_NUMBER, body, at))
        if pictured:
            row = TextFile.objects.create(
                text=IncomingText.objects.get(sid=f"demo-text-{name}"), number=1, media_type="image/png", url=""
            )
            files.do_keep(row.pk, _picture(), current_store())


def _picture() -> bytes:
    """A dry tap over buckets, drawn."""
    sheet = Image.new("RGB", (480, 320), "#dfe7ee")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 230, 480, 320), fill="#b9c4cd")
    pen.rectangle((150, 60, 300, 84), fill="#7c8893")
    pen.rectangle((276, 60, 300, 130), fill="#7c8893")
    pen.rectangle((190, 30, 230, 60), fill="#5f6a74")
    for left, colour in ((60, "#c8493f"), (230, "#3f7fc8"), (340, "#3f9a5c")):
        pen.polygon(((left, 190), (left + 100, 190), (left + 84, 290), (left + 16, 290)), fill=colour)
    file = io.BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()
