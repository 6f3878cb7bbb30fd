"""Designing questionnaires and keeping answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db import transaction

from hotline import audit
from hotline.kernel.actor import Actor
from hotline.kernel.errors import NotFound, Required, TooLong

from . import queries, rules
from .errors import NotPublished, SurveyFlawed, WrongAnswer, WrongStep
from .models import AfterCall, Channel, Response, Survey, SurveyVersion


@transaction.atomic
def do_keep_survey(
    actor: Actor, title: str, intro: str, language: str, questions: list[dict[str, Any]], pk: int | None = None
) -> Survey:
    """Make or change the working form; what is published stays. Raises Required, TooLong, SurveyFlawed, NotFound."""
    if not title.strip():
        raise Required("title")
    if len(title.strip()) > 120:
        raise TooLong("title", limit=120)
    checked = _checked(questions)
    row = Survey.objects.select_for_update().filter(pk=pk).first() if pk is not None else Survey()
    if row is None:
        raise NotFound("id")
    row.title, row.intro = title.strip(), intro.strip()
    row.language = "en" if language == "en" else "zh"
    row.questions, row.changed_by = msgspec.to_builtins(checked), actor.name
    row.save()
    audit.record(actor, "survey.save", f"survey {row.pk}", row.title)
    return row


def _checked(questions: list[dict[str, Any]]) -> tuple[rules.Question, ...]:
    try:
        given = queries.questions_of(questions)
    except msgspec.ValidationError as error:
        raise SurveyFlawed("questions", flaws=str(error)) from error
    flaws = rules.flaws_of(given)
    unknown = [f"{q.key}.prompt" for q in given if q.prompt and q.prompt not in queries.prompts()]
    if flaws or unknown:
        raise SurveyFlawed("questions", flaws=", ".join([*flaws, *unknown]))
    return given


@transaction.atomic
def do_publish(actor: Actor, pk: int) -> SurveyVersion:
    """Put the working form in force; an unchanged one makes no other version. Raises NotFound, SurveyFlawed."""
    row = Survey.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NotFound("id")
    _checked(row.questions)
    newest = queries.newest_version(pk)
    form = (row.intro, row.language, row.questions)
    if newest and (newest.intro, newest.language, newest.questions) == form:
        return newest
    row.version += 1
    row.save(update_fields=["version"])
    made = SurveyVersion.objects.create(
        survey=row,
        number=row.version,
        intro=row.intro,
        language=row.language,
        questions=row.questions,
        published_by=actor.name,
    )
    audit.record(actor, "survey.publish", f"survey {pk}", f"{row.title} v{row.version}")
    return made


@dataclass(frozen=True, slots=True)
class Feed:
    """A satisfaction step of a flow, and the question that it asks."""

    flow: str
    node: str
    question: str


@transaction.atomic
def do_choose_steps(actor: Actor, pk: int, feeds: Sequence[Feed]) -> Survey:
    """From now on these steps feed the questionnaire, and no others. Raises NotFound, NotPublished, WrongStep."""
    row = Survey.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NotFound("id")
    version = queries.newest_version(pk)
    if feeds and version is None:
        raise NotPublished
    questions = {q.key: q for q in queries.questions_of(version.questions)} if version else {}
    steps = {(step.flow, step.node) for step in queries.survey_steps()}
    seen: set[tuple[str, str]] = set()
    for feed in feeds:
        question, step = questions.get(feed.question), (feed.flow, feed.node)
        if step not in steps or step in seen or question is None or not rules.takes_scores(question):
            raise WrongStep("feeds", step=f"{feed.flow}/{feed.node}"[:130])
        seen.add(step)
    AfterCall.objects.filter(survey=row).delete()
    AfterCall.objects.bulk_create(
        AfterCall(survey=row, flow=feed.flow, node=feed.node, question=feed.question) for feed in feeds
    )
    told = ", ".join(f"{feed.flow}/{feed.node} → {feed.question}" for feed in feeds)
    audit.record(actor, "survey.feed", f"survey {pk}", f"{row.title}: {told or '-'}"[:500])
    return row


@transaction.atomic
def do_answer(
    survey_id: int,
    reference: str,
    answers: Mapping[str, str],
    *,
    channel: str = Channel.AGENT,
    call_id: str = "",
    number: str = "",
    name: str = "",
    case_number: str = "",
    agent_number: str = "",
    asked: frozenset[str] | None = None,
) -> Response:
    """Keep what somebody answered so far; answers given before for the same ``reference`` are replaced, the version
    they were asked by stays. ``asked``: the only questions of this way of asking, one by one: then answers add up, and
    they are complete when all of these are answered. Raises NotPublished, WrongAnswer."""
    row = Response.objects.select_for_update().filter(survey=survey_id, reference=reference).first()
    version = row.version if row else queries.newest_version(survey_id)
    if version is None:
        raise NotPublished
    questions = queries.questions_of(version.questions)
    by_key = {question.key: question for question in questions}
    given = {key: value.strip() for key, value in answers.items() if value.strip()}
    for key, value in given.items():
        if key not in by_key or not rules.is_answer(by_key[key], value):
            raise WrongAnswer("answers", question=key)
    if row is None:
        row = Response(version=version, survey_id=survey_id, reference=reference, channel=channel)
    if asked is None:
        row.answers = rules.on_the_way(questions, given)
        row.is_complete = rules.is_complete(questions, given)
    else:
        row.answers = {**row.answers, **given}
        row.is_complete = asked <= row.answers.keys()
    row.call_id, row.number = call_id or row.call_id, number or row.number
    row.name, row.case_number = name or row.name, case_number or row.case_number
    row.agent_number = agent_number or row.agent_number
    row.save()
    return row


def do_answer_by_keys(
    version: SurveyVersion,
    reference: str,
    pressed: Mapping[str, str],
    *,
    channel: str,
    asked: frozenset[str] | None = None,
    **facts: str,
) -> Response | None:
    """Keep what was pressed; None when nothing was. Keys that mean nothing are left out; ``asked`` as in do_answer."""
    questions = {question.key: question for question in queries.questions_of(version.questions)}
    answers = {
        key: value
        for key, digit in pressed.items()
        if key in questions and (value := rules.value_of(questions[key], digit)) is not None
    }
    if not answers:
        return None
    return do_answer(version.survey_id, reference, answers, channel=channel, asked=asked, **facts)


def do_note_export(actor: Actor, pk: int) -> str:
    """The answers as CSV; who took them is written down. Raises NotFound."""
    row = queries.survey(pk)
    if row is None:
        raise NotFound("id")
    audit.record(actor, "survey.export", f"survey {pk}", row.title)
    return queries.as_csv(pk)
