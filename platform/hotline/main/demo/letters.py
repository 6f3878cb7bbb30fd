"""Mail of the demo city: addresses of the city and two counties, a few citizens who write, one who was answered."""

import io
from dataclasses import dataclass, replace
from email.message import EmailMessage

from PIL import Image, ImageDraw

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.objectstore import current_store
from tenants.local.citizens import actions as citizens
from tenants.local.letters import intake, outbox
from tenants.shared.addresses import actions as addresses
from tenants.shared.addresses import queries as known
from tenants.shared.addresses.actions import AddressInput
from tenants.shared.addresses.rules import AddressKind

#: tenant -> (address, name, receipt)
ADDRESSES = {
    "city": ("hotline@city.example", "12345 政务服务便民热线", "您好，您的来信已收到，我们会在一个工作日内处理。"),
    "east": ("hotline@east.example", "12345 东区分中心", ""),
    "north": ("hotline@north.example", "12345 北县分中心", ""),
}
GREETING, CLOSING = "您好！您的来信收悉，现答复如下：", "此致\n敬礼\n\n12345 政务服务便民热线"


@dataclass(frozen=True)
class _Mail:
    tenant: str
    sender: str
    name: str
    subject: str
    text: str
    phone: str = ""  # of the citizen who is known by this address
    picture: bool = False
    answer: str = ""


MAILS = (
    _Mail(
        "city",
        "shen.yue@mail.example",
        "沈悦",
        "小区门口人行道破损，老人绊倒",
        "您好：\n\n人民路 88 号阳光花园东门外的人行道地砖碎了一大片，上周有位老人在这里绊倒。照片见附件。\n\n"
        "请问归哪个部门修？大概什么时候能修好？\n\n沈悦\n139 0002 0051",
        phone="13900020051",
        picture=True,
    ),
    _Mail(
        "city",
        "lin.zhiyuan@mail.example",
        "林志远",
        "咨询：新生儿医保如何办理",
        "孩子上个月出生，想问新生儿参加居民医保需要哪些材料，能不能网上办？谢谢。",
        answer="新生儿出生 90 天内可凭出生医学证明和户口簿，在“政务服务”网上办理居民医保参保登记，"
        "也可以到街道便民服务中心办理，当天办结。",
    ),
    _Mail(
        "north",
        "gao.jie@mail.example",
        "高洁",
        "柳树村小学门口建议加装减速带",
        "柳树村小学门口是下坡路，上下学时车速很快，家长都很担心。建议加装减速带和警示牌。",
    ),
)


def seed_letters() -> None:
    """Once for each place that has no address yet."""
    for place, (address, name, receipt) in ADDRESSES.items():
        if known.of_tenant(place):
            continue
        given = AddressInput(AddressKind.MAIL, address, name=name, greeting=GREETING, closing=CLOSING, receipt=receipt)
        own = addresses.do_keep(Actor.system(place), given)
        for number, mail in enumerate(MAILS):
            if mail.tenant != place:
                continue
            with tenancy.entered(place):
                if mail.phone:
                    citizens.do_save_citizen(
                        Actor.system(place), name=mail.name, phones=[mail.phone], mails=[mail.sender]
                    )
                written = _written(number, mail, address)
                row, _ = intake.do_take_in(written.as_bytes(), mail.sender, own, place, current_store())
                if mail.answer:
                    body = f"{GREETING}\n\n{mail.answer}\n\n{CLOSING}"
                    outbox.do_answer(
                        replace(Actor.system(place), name="市话务员8003"),
                        row.pk,
                        body=body,
                        key=f"demo-letter-{number}",
                    )


def _written(number: int, mail: _Mail, to: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"{mail.name} <{mail.sender}>", to, mail.subject
    made["Message-ID"] = f"<demo-{number}@mail.example>"
    made.set_content(mail.text)
    if mail.picture:
        made.add_attachment(_pavement(), maintype="image", subtype="jpeg", filename="人行道.jpg")
    return made


def _pavement() -> bytes:
    """A drawing of broken paving stones."""
    sheet = Image.new("RGB", (640, 420), (150, 146, 138))
    pen = ImageDraw.Draw(sheet)
    for row in range(7):
        for column in range(10):
            x, y = column * 66 - (row % 2) * 33, row * 60
            broken = (row, column) in {(2, 4), (3, 4), (3, 5), (4, 4), (2, 5)}
            colour = (86, 74, 62) if broken else (186 - 4 * (column % 3), 178, 168)
            pen.rectangle((x + 2, y + 2, x + 63, y + 57), fill=colour)
            if broken:
                pen.polygon(((x + 8, y + 10), (x + 40, y + 6), (x + 30, y + 44)), fill=(170, 162, 150))
    file = io.BytesIO()
    sheet.save(file, "JPEG", quality=85)
    return file.getvalue()
