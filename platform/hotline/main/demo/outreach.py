"""What the demo city has for calling out: a duty list for enforcement dispatch, a questionnaire with answers, campaigns
with their lists."""

from typing import Any

from django.db import transaction

from hotline import tenancy
from hotline.kernel.actor import Actor
from tenants.local.campaigns import actions as campaigns
from tenants.local.dispatching import actions as dispatching
from tenants.local.dispatching import queries as dispatching_queries
from tenants.local.people import queries as people
from tenants.local.surveys import actions as surveys
from tenants.local.surveys import queries as survey_queries

from .places import PLACES

#: who of a unit is called: name, numbers, weekdays, from and to minute
DUTY = (
    ("值班室", ("65550{n}1", "1390001{n}01"), (), 0, 0),
    ("带班领导", ("1390001{n}02",), (1, 2, 3, 4, 5), 8 * 60 + 30, 17 * 60 + 30),
    ("夜间应急", ("1390001{n}03", "65550{n}3"), (), 17 * 60 + 30, 8 * 60 + 30),
)
QUESTIONS: list[dict[str, Any]] = [
    {
        "key": "contacted",
        "kind": "CHOICE",
        "text": "承办单位是否已经与您联系？",
        "prompt": "survey-contacted",
        "choices": [{"value": "yes", "label": "已联系"}, {"value": "no", "label": "没有联系"}],
    },
    {
        "key": "resolved",
        "kind": "CHOICE",
        "text": "您反映的问题是否已经解决？",
        "prompt": "survey-resolved",
        "choices": [
            {"value": "yes", "label": "已解决"},
            {"value": "partly", "label": "部分解决"},
            {"value": "no", "label": "没有解决"},
        ],
    },
    {
        "key": "satisfied",
        "kind": "SCALE",
        "text": "您对办理结果是否满意？",
        "prompt": "survey-satisfied",
        "low": 1,
        "high": 5,
        "low_label": "非常不满意",
        "high_label": "非常满意",
    },
]
#: contacted, resolved, satisfied
ANSWERS = (
    *[("yes", "yes", "5")] * 9,
    *[("yes", "yes", "4")] * 6,
    *[("yes", "partly", "3")] * 4,
    *[("no", "no", "1")] * 2,
    ("no", "no", "2"),
    ("yes", "partly", ""),
)
#: name, mode, first number of the list
CAMPAIGNS = (
    ("办结工单回访", "PREDICTIVE", 1),
    ("重点诉求逐一回访", "PREVIEW", 31),
    ("满意度语音调查", "AUTOMATIC", 61),
)
PEOPLE = ("王芳", "李强", "张敏", "刘洋", "陈静", "杨磊", "赵丽", "黄勇", "周杰", "吴霞", "徐涛", "孙梅")


def seed_everywhere() -> None:
    """Every place of the demo that has nothing of it yet."""
    for place in PLACES:
        with tenancy.entered(place.key), transaction.atomic():
            if not dispatching_queries.duties():
                seed(f"{place.key}.general")


def seed(queue: str) -> None:
    """Everything for the entered tenant. ``queue``: whose agents campaigns use."""
    _duty()
    house = Actor.system(tenancy.current())
    survey = surveys.do_keep_survey(
        house, "办结工单回访问卷", "您好，我是12345热线话务员，耽误您一分钟。", "zh", QUESTIONS
    )
    surveys.do_publish(house, survey.pk)
    steps = [surveys.Feed(step.flow, step.node, "satisfied") for step in survey_queries.survey_steps()]
    surveys.do_choose_steps(house, survey.pk, steps)
    for index, values in enumerate(ANSWERS):
        given = dict(zip(("contacted", "resolved", "satisfied"), values, strict=True))
        number = f"+86137000{index:05}"
        surveys.do_answer(survey.pk, f"demo/{index}", given, number=number, name=PEOPLE[index % len(PEOPLE)])
    for name, mode, first in CAMPAIGNS:
        given_campaign = campaigns.CampaignInput(
            name=name,
            mode=mode,
            queue="" if mode == "AUTOMATIC" else queue,
            survey_id=survey.pk,
            script="请先核对来电人身份，再按问卷逐题询问；对方不便时约定再次拨打的时间。",
            from_minute=0,
            to_minute=24 * 60,
            machine="LEAVE_MESSAGE" if mode == "AUTOMATIC" else "HANG_UP" if mode == "PREDICTIVE" else "OFF",
        )
        made = campaigns.do_keep_campaign(house, given_campaign)
        rows = [f"136000{first + n:05},{PEOPLE[n % len(PEOPLE)]}" for n in range(30)]
        campaigns.do_import(house, made.pk, "\n".join(rows))


def _duty() -> None:
    """Every open unit has its office; the first two a leader and a night post."""
    for index, department in enumerate(row for row in people.departments() if row.is_open):
        for name, numbers, weekdays, begins, ends in DUTY if index < 2 else DUTY[:1]:
            given = dispatching.DutyInput(
                department_code=department.code,
                name=name,
                numbers=tuple(number.format(n=f"{index:02}") for number in numbers),
                weekdays=weekdays,
                from_minute=begins,
                to_minute=ends,
            )
            dispatching.do_keep_duty(None, given)
