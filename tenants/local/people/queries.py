"""Reading the people of the entered tenant."""

from dataclasses import dataclass
from datetime import UTC, datetime

from hotline import tenancy
from telephony.contracts.plan import MediaSafety, PhonePlan, SipTransport

from .models import Agent, Department, Seat


@dataclass(frozen=True, slots=True)
class AgentCard:
    """An agent with the key that the telephone knows them by."""

    key: str
    agent_number: str
    display_name: str
    auto_answer: bool
    pk: int
    user_id: int


def _card(row: Agent) -> AgentCard:
    return AgentCard(
        key=f"{tenancy.current()}:{row.agent_number}",
        agent_number=row.agent_number,
        display_name=row.display_name,
        auto_answer=row.auto_answer,
        pk=row.pk,
        user_id=row.user_id,
    )


def agents() -> list[AgentCard]:
    """Everybody who takes calls here, by number."""
    return [_card(row) for row in Agent.objects.filter(is_active=True)]


def agent_by_key(key: str) -> AgentCard | None:
    """One agent of the entered tenant."""
    row = Agent.objects.filter(agent_number=key.rpartition(":")[2]).first()
    return _card(row) if row else None


def seats() -> list[Seat]:
    """The workplaces here."""
    return list(Seat.objects.filter(is_active=True))


def seat(key: str) -> Seat | None:
    """One workplace."""
    return Seat.objects.filter(key=key, is_active=True).first()


def phone_of(row: Seat) -> PhonePlan | None:
    """The SIP telephone that stands at a seat; None where the browser is the telephone."""
    if not row.phone_digest:
        return None
    return PhonePlan(row.phone_digest, SipTransport(row.phone_transport), MediaSafety(row.phone_media))


def has_phone(key: str) -> bool:
    """Does a SIP telephone stand at this seat?"""
    return Seat.objects.filter(key=key).exclude(phone_digest="").exists()


def departments() -> list[Department]:
    """All units here, closed ones too."""
    return list(Department.objects.all())


def department(pk: int) -> Department | None:
    """One unit."""
    return Department.objects.filter(pk=pk).first()


def department_by_code(code: str) -> Department | None:
    """One unit by its code."""
    return Department.objects.filter(code=code).first()


def long_ago() -> datetime:
    """The beginning of time, for what never changed."""
    return datetime(2000, 1, 1, tzinfo=UTC)
