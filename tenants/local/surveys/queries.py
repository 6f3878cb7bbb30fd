"""Reading questionnaires and answers of the entered tenant."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from hotline import tenancy
from telephony.contracts.plan import NodeKind
from tenants.local.voice import catalogue
from tenants.local.voice import queries as voice
from tenants.shared.registry import queries as registry

from . import rules
from .models import AfterCall, Response, Survey, SurveyVersion

PROMPT_PREFIX = "survey-"
OPENING, CLOSING = "survey-opening", "survey-thanks"


def prompts() -> dict[str, dict[str, str]]:
    """Recordings that can ask a question, one's own and the city's first: key -> language -> text."""
    frame = {OPENING, CLOSING}
    return {
        each.key: dict(each.texts)
        for each in catalogue.choices()
        if each.owner or (each.key.startswith(PROMPT_PREFIX) and each.key not in frame)
    }


def prompts_used() -> list[tuple[str, str]]:
    """Prompt and title of every questionnaire that asks with it: in its working form, or in the version published last.
    Former versions are asked no more."""
    found = []
    for row in Survey.objects.prefetch_related("versions"):
        newest = next(iter(row.versions.all()), None)
        asked = [*row.questions, *(newest.questions if newest else ())]
        found += [(key, row.title) for key in sorted({each.get("prompt", "") for each in asked} - {""})]
    return found


@dataclass(frozen=True, slots=True)
class SurveyStep:
    """A step of an IVR flow in force that asks for satisfaction. ``prompts``: what it says."""

    flow: str
    node: str
    prompts: tuple[str, ...]


def survey_steps() -> list[SurveyStep]:
    """Every such step of one's own flows and of the city's, which answer for all."""
    here, flows = tenancy.current(), voice.flow_plans()
    with tenancy.entered_public():
        city = next((tenant.key for tenant in registry.tenants() if tenant.is_city), here)
        if city != here:
            with tenancy.entered(city):
                flows += voice.flow_plans()
    return [
        SurveyStep(flow.key, node.key, node.prompts)
        for flow in flows
        for node in flow.nodes
        if node.kind is NodeKind.SURVEY
    ]


def after_calls(survey_id: int) -> list[AfterCall]:
    """The steps that feed a questionnaire."""
    return list(AfterCall.objects.filter(survey=survey_id))


def fed_by(flow: str, node: str) -> list[AfterCall]:
    """The questionnaires that a step feeds."""
    return list(AfterCall.objects.filter(flow=flow, node=node))


def questions_of(stored: list[dict[str, Any]]) -> tuple[rules.Question, ...]:
    """Questions as they are stored. Raises msgspec.ValidationError."""
    return msgspec.convert(stored, tuple[rules.Question, ...])


def surveys(text: str = "") -> "QuerySet[Survey]":
    """Questionnaires, changed last first, with ``asked`` and ``completed`` counts."""
    rows = Survey.objects.annotate(
        asked=Count("responses"), completed=Count("responses", filter=Q(responses__is_complete=True))
    )
    return rows.filter(title__icontains=text.strip()) if text.strip() else rows


def survey(pk: int) -> Survey | None:
    """One questionnaire."""
    return surveys().filter(pk=pk).first()


def newest_version(pk: int) -> SurveyVersion | None:
    """The version in force."""
    return SurveyVersion.objects.filter(survey=pk).first()


def versions(pk: int) -> list[SurveyVersion]:
    """Every published version, newest first."""
    return list(SurveyVersion.objects.filter(survey=pk))


def responses(
    pk: int, text: str = "", complete: bool | None = None, version: int | None = None, channel: str | None = None
) -> "QuerySet[Response]":
    """What people answered, newest first; ``text`` in number, name, case, agent or answers."""
    rows = Response.objects.filter(survey=pk).select_related("version")
    if complete is not None:
        rows = rows.filter(is_complete=complete)
    if version is not None:
        rows = rows.filter(version__number=version)
    if channel:
        rows = rows.filter(channel=channel)
    if text := text.strip():
        found = Q(number__contains=text) | Q(name__icontains=text) | Q(case_number__startswith=text)
        rows = rows.filter(found | Q(agent_number=text) | Q(answers__icontains=text))
    return rows


def response_of(survey_id: int, reference: str) -> Response | None:
    """What was answered for ``reference``."""
    return Response.objects.filter(survey=survey_id, reference=reference).select_related("version").first()


@dataclass(frozen=True, slots=True)
class ChannelCount:
    """How many were asked in one way, and answered to the end."""

    channel: str
    asked: int
    completed: int


def channels(version: SurveyVersion) -> list[ChannelCount]:
    """How people were asked, each way that was used."""
    rows = version.responses.order_by().values_list("channel")
    counted = rows.annotate(n=Count("id"), whole=Count("id", filter=Q(is_complete=True))).order_by("channel")
    return [ChannelCount(channel, asked, completed) for channel, asked, completed in counted]


def results(
    pk: int, version: int | None = None, channel: str | None = None
) -> tuple[SurveyVersion | None, list[rules.QuestionResult], int, int]:
    """Statistics of one version (the newest), of one ``channel`` or of all: version, per question, how many were asked
    and completed."""
    rows = SurveyVersion.objects.filter(survey=pk)
    found = rows.filter(number=version).first() if version else rows.first()
    if found is None:
        return None, [], 0, 0
    asked = found.responses.filter(channel=channel) if channel else found.responses.all()
    given = list(asked.values_list("answers", "is_complete"))
    counted = rules.results_of(questions_of(found.questions), [answers for answers, _ in given])
    return found, counted, len(given), sum(complete for _, complete in given)


HEADERS = ("time", "number", "name", "case", "agent", "channel", "version", "complete")


def as_csv(pk: int, headers: Sequence[str] = HEADERS) -> str:
    """Every answer of a questionnaire as CSV, questions as columns. A cell that a spreadsheet would take for a formula
    is quoted."""
    newest = newest_version(pk)
    questions = questions_of(newest.questions) if newest else ()
    labels = {q.key: {choice.value: choice.label for choice in q.choices} for q in questions}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*headers, *(safe(question.text) for question in questions)])
    for row in responses(pk).iterator():
        answers = [safe(labels[q.key].get(value := row.answers.get(q.key, ""), value)) for q in questions]
        at = timezone.localtime(row.changed_at).strftime("%Y-%m-%d %H:%M:%S")
        facts = [at, safe(row.number), safe(row.name), row.case_number, row.agent_number, row.channel]
        writer.writerow([*facts, row.version.number, int(row.is_complete), *answers])
    return out.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell
