"""Addresses and who they reach. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from hotline.kernel.actor import Actor
from hotline.kernel.permissions import Permission

MOST_BODY = 2000
MOST_PARTIES = 20


class PartyKind(StrEnum):
    """Whom an address reaches in its tenant."""

    PERSON = "PERSON"  # ``key``: the person's id
    SHIFT = "SHIFT"  # everybody with an agent number
    DEPARTMENT = "DEPARTMENT"  # ``key``: its code
    CENTRE = "CENTRE"  # whoever runs the floor there


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes. ``tenant`` is the key of a city or county."""

    tenant: str
    kind: PartyKind
    key: str = ""


def reaches(kind: str, key: str, actor: Actor) -> bool:
    """Is ``actor`` meant by an address of their own tenant?"""
    match kind:
        case PartyKind.PERSON:
            return key == str(actor.user_id)
        case PartyKind.SHIFT:
            return bool(actor.agent_number)
        case PartyKind.DEPARTMENT:
            return bool(key) and key == actor.department_code
        case PartyKind.CENTRE:
            return actor.may(Permission.FLOOR_VIEW)
    return False


def may_write(actor: Actor, to: Address, crosses: bool) -> bool:
    """Persons, departments and centres may be written to by everybody; a whole shift by those in charge of it."""
    if to.kind is not PartyKind.SHIFT:
        return True
    return actor.may(Permission.FLOOR_SUPERVISE) and (to.tenant == actor.tenant or crosses)
