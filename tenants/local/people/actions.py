"""Keeping departments, seats and agents."""

from .models import Agent, Department, Seat


def do_keep_department(code: str, names: dict[str, str], is_open: bool = True) -> Department:
    """Make or change a unit."""
    row, _ = Department.objects.update_or_create(code=code, defaults={"names": names, "is_open": is_open})
    return row


def do_keep_seat(key: str, number: str, remote: bool) -> Seat:
    """Make or change a workplace."""
    row, _ = Seat.objects.update_or_create(key=key, defaults={"number": number, "remote": remote})
    return row


def do_keep_agent(user_id: int, agent_number: str, display_name: str, auto_answer: bool = False) -> Agent:
    """Make or change an agent."""
    row, _ = Agent.objects.update_or_create(
        user_id=user_id,
        defaults={"agent_number": agent_number, "display_name": display_name, "auto_answer": auto_answer},
    )
    return row
