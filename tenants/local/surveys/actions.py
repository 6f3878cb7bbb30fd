"""Designing questionnaires and keeping answers."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.db import transaction

from hotline import audit
from hotline.kernel.actor import Actor
from hotline.kernel.errors import NotFound, Required, TooLong

from . import queries, rules
from .errors import NotPublished, SurveyFlawed, WrongAnswer
from .models import Channel, Response, Survey, SurveyVersion


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
) -> Response:
    """Keep what somebody answered so far; answers given before for the same ``reference`` are replaced, the version
    they were asked by stays. Raises NotPublished, WrongAnswer."""
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
    row.answers = rules.on_the_way(questions, given)
    row.is_complete = rules.is_complete(questions, given)
    row.call_id, row.number = call_id or row.call_id, number or row.number
    row.name, row.case_number = name or row.name, case_number or row.case_number
    row.agent_number = agent_number or row.agent_number
    row.save()
    return row


def do_answer_by_keys(
    version: SurveyVersion, reference: str, pressed: Mapping[str, str], *, channel: str, **facts: str
) -> Response | None:
    """Keep what was pressed; None when nothing was. Keys that mean nothing are left out."""
    questions = {question.key: question for question in queries.questions_of(version.questions)}
    answers = {
        key: value
        for key, digit in pressed.items()
        if key in questions and (value := rules.value_of(questions[key], digit)) is not None
    }
    if not answers:
        return None
    return do_answer(version.survey_id, reference, answers, channel=channel, **facts)


def do_note_export(actor: Actor, pk: int) -> str:
    """The answers as CSV; who took them is written down. Raises NotFound."""
    row = queries.survey(pk)
    if row is None:
        raise NotFound("id")
    audit.record(actor, "survey.export", f"survey {pk}", row.title)
    return queries.as_csv(pk)
