"""Voice messages of the demo city: one that waits, one that is overdue, one that was dealt with; and entries of the
lists that count for one service only."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from hotline import tenancy
from hotline.main import voice
from hotline.objectstore import current_store
from telephony.contracts.events import RecordingKind
from tenants.local.contacts.models import Contact, VoiceMessage
from tenants.local.recordings import actions as recordings
from tenants.local.voice import sound
from tenants.shared.numbering import lists

#: (tenant, its code, caller, hours ago, words, how it was dealt with)
MESSAGES = (
    ("city", "01", "+8613900020011", 1.5, "您好，我想咨询居住证怎么办理，请给我回电话，谢谢。", ""),
    ("city", "01", "+8613900020012", 26.0, "你好，中山路地铁口的共享单车堆得太多了，行人过不去，请处理一下。", ""),
    ("city", "01", "+8613900020013", 30.0, "谢谢你们，上次反映的路灯已经修好了。", "NOTHING"),
    ("east", "02", "+8613800010021", 3.0, "我们小区今天早上停水了，想问什么时候恢复。", ""),
)


class _Spoken:
    """A gateway's spool with one file."""

    def __init__(self, wav: bytes) -> None:
        self.wav = wav

    def read(self, gateway: str, name: str) -> Iterator[bytes]:
        """The file."""
        yield self.wav

    def delete(self, gateway: str, name: str) -> None:
        """Nothing lies on a disk."""


def seed_voicemail() -> None:
    """Make them, once; without a voice on this machine there are none."""
    lists.do_list_number("+8613899990001", "BLACK", "占用自助查询线路", services=("12340",))
    lists.do_list_number("+8613900020099", "WHITE", "市应急指挥中心")
    for number, (tenant, code, caller, hours, words, how) in enumerate(MESSAGES, start=1):
        with tenancy.entered(tenant):
            if not Contact.objects.filter(call_id=f"demo-message-{number}").exists():
                try:
                    spoken = sound.levelled(voice.say(words, "zh"))
                except (ImportError, OSError, RuntimeError):
                    return
                _seed_one(tenant, code, number, caller, hours, spoken, how)


def _seed_one(tenant: str, code: str, number: int, caller: str, hours: float, spoken: sound.Samples, how: str) -> None:
    at, call_id = timezone.now() - timedelta(hours=hours), f"demo-message-{number}"
    seconds = spoken.size / sound.RATE
    contact = Contact.objects.create(
        call_id=call_id,
        medium="VOICEMAIL",
        phase="ENDED",
        caller=caller,
        called="12340",
        home_tenant=tenant,
        handled_by=tenant,
        arrived_at=at - timedelta(seconds=seconds + 20),
        ended_at=at,
        end_reason="VOICEMAIL",
        listened_at=at + timedelta(minutes=40) if how else None,
    )
    recording = recordings.do_begin(
        name=f"{call_id}.r1",
        gateway="demo",
        call_id=call_id,
        kind=RecordingKind.VOICEMAIL.value,
        agent_number="",
        seat="",
        at=at - timedelta(seconds=seconds),
        tenant_code=code,
        caller=caller,
        called="12340",
    )
    recordings.do_finish(recording, seconds=seconds, seat="")
    recordings.do_store(recording, tenant, _Spoken(sound.as_wav(spoken)), current_store())
    VoiceMessage.objects.create(
        contact=contact,
        left_at=at,
        how=how,
        done_at=at + timedelta(hours=1) if how else None,
        done_by="8001" if how else "",
    )
