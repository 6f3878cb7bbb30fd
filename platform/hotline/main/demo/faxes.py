"""Faxes of the demo city: one that waits, one that was filed to a case and answered by fax; pages drawn here."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.objectstore import current_store
from tenants.local.cases import actions as cases
from tenants.local.contacts.models import Contact
from tenants.local.faxes import inbox, letter, outbox, pages
from tenants.local.faxes.errors import NoFont
from tenants.local.faxes.models import ReceivedFax, SentFax

from . import notes

#: (tenant, the line called, caller, hours ago, from, to, subject, text)
FAXES = (
    (
        "east",
        "12342",
        "+861065120021",
        2.0,
        "滨河社区居民委员会",
        "东区分中心",
        "关于滨河路积水问题的情况说明",
        "东区分中心：\n\n    七月三日夜间暴雨后，滨河路 18 号至 26 号路段积水约四十厘米，至今未退，居民出行困难，"
        "两户一层住户室内进水。社区已设置警示标志，请协调排水部门尽快抽排，并检查该段雨水管道。\n\n"
        "    附：受影响住户名单（见下页）。\n\n联系人：陈主任  电话：010 6512 0021\n"
        + "\n".join(f"{n:>2}. 滨河路 {16 + 2 * n} 号  {'一层进水' if n < 3 else '出行受阻'}" for n in range(1, 26)),
    ),
    (
        "east",
        "12342",
        "+861065120022",
        26.5,
        "永安物业服务有限公司",
        "东区分中心",
        "永安小区电梯维修进展",
        "东区分中心：\n\n    就市民反映永安小区 3 号楼电梯停运一事，现回复如下：维修配件已到货，"
        "预计两日内完成更换并报检。期间由我公司安排人员协助老人上下楼。",
    ),
)
CASE_KEY = "demo-fax-case"


class _Drawn:
    """A gateway's spool with one fax."""

    def __init__(self, tiff: bytes) -> None:
        self.tiff = tiff

    def read(self, gateway: str, name: str) -> Iterator[bytes]:
        """The file."""
        yield self.tiff

    def delete(self, gateway: str, name: str) -> None:
        """Nothing lies on a disk."""


def seed_faxes() -> None:
    """Make them, once; without a font with Chinese characters there are none."""
    with tenancy.entered("east"):
        if ReceivedFax.objects.exists():
            return
        try:
            received = [_received(number, *fax) for number, fax in enumerate(FAXES, start=1)]
            agent = notes.person("east.agent1")
            if agent:
                _answered(received[1], agent)
        except NoFont:
            return


def _received(
    number: int, tenant: str, line: str, caller: str, hours: float, sender: str, to: str, subject: str, text: str
) -> ReceivedFax:
    at = timezone.now() - timedelta(hours=hours)
    sheets = letter.draw(
        letter.Letter(
            locale="zh-Hans",
            centre=sender,
            sender=sender,
            recipient=to,
            number=line,
            at=timezone.localtime(at),
            case_number="",
            subject=subject,
            registered_at=None,
            body=text,
        )
    )
    Contact.objects.create(
        call_id=f"demo-fax-{number}",
        medium="FAX",
        phase="ENDED",
        caller=caller,
        called=line,
        flow=f"fax-{tenant}",
        home_tenant=tenant,
        handled_by=tenant,
        arrived_at=at - timedelta(seconds=20 * len(sheets)),
        ended_at=at,
        end_reason="FAX",
    )
    row = inbox.do_receive(
        name=f"demo-fax-{number}.f1",
        gateway="demo",
        call_id=f"demo-fax-{number}",
        caller=caller,
        called=line,
        remote_id=caller.removeprefix("+8610"),
        pages=len(sheets),
        complete=True,
        error="",
        at=at,
    )
    inbox.do_store(row, tenant, _Drawn(pages.as_tiff(sheets)), current_store())
    return row


def _answered(fax: ReceivedFax, agent: Actor) -> None:
    """File it, and answer it by a fax that went through at the second attempt."""
    given = cases.CaseInput(
        kind="COMPLAINT",
        title="永安小区 3 号楼电梯停运",
        content="市民反映永安小区 3 号楼电梯停运一周，老人上下楼困难，物业迟迟未修。",
        medium="FAX",
        call_id=fax.call_id,
    )
    number = cases.do_register(agent, given, CASE_KEY).number
    inbox.do_take(agent, fax.pk)
    inbox.do_file(agent, fax.pk, number)
    document = outbox.do_compose(
        agent,
        current_store(),
        case_number=number,
        body="来函收悉。请于两日内完成维修，并将检验合格证明传真至本中心。",
        recipient="永安物业服务有限公司",
        number="010 6512 0022",
        locale="zh-Hans",
        with_content=True,
    )
    row = outbox.do_send(
        agent,
        document=document.key,
        number="010 6512 0022",
        recipient="永安物业服务有限公司",
        case_number=number,
        key=CASE_KEY,
        reply_to=fax.pk,
    )
    began = timezone.now() - timedelta(minutes=40)
    SentFax.objects.filter(pk=row.pk).update(queued_at=began, next_at=began)
    for attempt, error in enumerate(("BUSY", ""), start=1):
        begins = began + (attempt - 1) * timedelta(minutes=6)
        outbox.do_begin(row.key, begins)
        outbox.do_note_reply(row.key, attempt, None, begins)
        outbox.do_report(
            f"east:{row.key}:{attempt}",
            ok=not error,
            pages_sent=0 if error else document.pages,
            error=error,
            at=begins + timedelta(seconds=8 if error else 45),
        )
