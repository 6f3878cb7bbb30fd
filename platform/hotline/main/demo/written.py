"""Written work in the demo city: what comes in writing, and voice messages, is handed out by a queue of their own."""

import uuid

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.main.portal import submitting
from telephony.contracts.work import WorkMedium
from tenants.local.people.models import Agent
from tenants.local.routing import setup
from tenants.local.voice import actions as voice
from tenants.local.worklist import queries

#: (tenant, agents who serve its queue of written work)
PLACES = (("city", ("8003", "8004")), ("north", ("8301", "8302")))
SETTINGS = {"capacity": 3, "call_weight": 0, "blocks_calls": False, "offer_seconds": 60.0, "pause_seconds": 60.0}
#: (tenant, kind, title, content, name, phone)
SUBMISSIONS = (
    (
        "city",
        "CONSULTATION",
        "公积金提取需要哪些材料",
        "我在市区租房，想提取公积金，请问要带什么材料？",
        "何女士",
        "+8613900020031",
    ),
    (
        "north",
        "COMPLAINT",
        "村口垃圾三天没有清运",
        "北县柳树村村口的垃圾桶满了三天，气味很大。",
        "高先生",
        "+8613800030031",
    ),
    (
        "north",
        "SUGGESTION",
        "建议北县公园增加夜间照明",
        "公园南门到湖边一段晚上很暗，老人容易摔倒。",
        "",
        "+8613800030032",
    ),
)


def seed_written() -> None:
    """Once: switch it on where nobody has set any rules yet, and let some people write."""
    for place, agents in PLACES:
        with tenancy.entered(place):
            if queries.rules_are_set():
                continue
            queue = voice.do_keep_queue(f"{place}.written", "written", "书面", call_back=False, wrap_up_seconds=10)
            for agent in Agent.objects.filter(agent_number__in=agents):
                voice.do_keep_skill(queue, agent, 5)
            rules = [
                {"medium": medium.value, "is_on": True, "queue": queue.key, "priority": 0, "weight": 1}
                for medium in (WorkMedium.VOICEMAIL, WorkMedium.WEB, WorkMedium.MAIL, WorkMedium.SMS)
            ]
            setup.do_set_work_rules(Actor.system(place), 1, SETTINGS, rules)
        for number, given in enumerate(SUBMISSIONS):
            if given[0] == place:
                _submit(number, *given)


def _submit(number: int, tenant: str, kind: str, title: str, content: str, name: str, phone: str) -> None:
    submitting.register(
        {
            "district": tenant,
            "phone": phone,
            "category": "",
            "kind": kind,
            "title": title,
            "content": content,
            "address": "",
            "name": name,
            "key": uuid.uuid5(uuid.NAMESPACE_URL, f"hotline:demo:written:{number}"),
        }
    )
