"""What citizens press when their talk is over becomes answers of the entered tenant. May come twice."""

from telephony.contracts import events as tel
from tenants.local.cases import queries as cases
from tenants.local.contacts import queries as contacts

from . import actions, queries
from .models import Channel


def reference_of(call_id: str) -> str:
    """What somebody was asked for after a call."""
    return f"call/{call_id}"


def handle(event: tel.Event) -> None:
    """A step that nobody has chosen for a questionnaire feeds none; the contact keeps the score in any case."""
    if not isinstance(event, tel.SurveyAnswered):
        return
    for feed in queries.fed_by(event.flow, event.node):
        version = queries.newest_version(feed.survey_id)
        if version is None:
            continue
        contact = contacts.contact(event.call_id)
        actions.do_answer_by_keys(
            version,
            reference_of(event.call_id),
            {feed.question: str(event.score)},
            channel=Channel.AFTER_CALL,
            asked=frozenset(each.question for each in queries.after_calls(feed.survey_id) if each.flow == event.flow),
            call_id=event.call_id,
            number=contact.caller if contact else "",
            case_number=cases.number_of_call(event.call_id),
            agent_number=(event.agent or "").rpartition(":")[2],
        )
