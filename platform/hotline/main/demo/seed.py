"""Making the demo city. Idempotent: a place that was made stays as people have made it since."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction

from hotline import tenancy
from hotline.kernel.permissions import Role
from tenants.local.cases import actions as cases
from tenants.local.people import actions as people
from tenants.local.people import queries as people_queries
from tenants.local.voice import actions as voice
from tenants.shared.identity import actions as identity
from tenants.shared.identity import queries as identity_queries
from tenants.shared.numbering import actions as numbering
from tenants.shared.numbering import lists
from tenants.shared.numbering import queries as numbers
from tenants.shared.registry import actions as registry
from tenants.shared.registry.models import Tenant

from .places import (
    BLACK_LIST,
    CALLED_NUMBERS,
    CLOSED_DEPARTMENTS,
    COUNTY_FLOW,
    COUNTY_NUMBER,
    DEPARTMENTS,
    FLOWS,
    OVERFLOW_SECONDS,
    PLACES,
    POSTS,
    Names,
    Place,
)

LANGUAGE = "zh-Hans"  # of names that have no translation


@dataclass(frozen=True, slots=True)
class Account:
    """A demo account. ``number``: agent number or None."""

    username: str
    password: str
    tenant: str
    roles: tuple[Role, ...]
    display_name: str
    number: str | None
    department: str


def accounts(place: Place) -> list[Account]:
    """Everybody of a place, agents first."""
    agents = [
        Account(
            f"{place.key}.agent{index + 1}",
            _password(f"{place.key}.agent{index + 1}"),
            place.key,
            (Role.AGENT,),
            f"{place.prefix[LANGUAGE]}话务员{place.first_number + index}",
            str(place.first_number + index),
            "",
        )
        for index in range(place.agents)
    ]
    posts = [
        Account(
            f"{place.key}.{post.name}",
            _password(f"{place.key}.{post.name}"),
            place.key,
            post.roles,
            f"{place.prefix[LANGUAGE]}{post.title[LANGUAGE]}",
            None if post.number_offset is None else str(place.first_number + post.number_offset),
            post.department,
        )
        for post in POSTS
    ]
    return agents + posts


def _password(username: str) -> str:
    return f"{username}-12345"


def seed() -> list[Account]:
    """The whole demo city over migrated tables; the accounts that were made or found."""
    everybody = [account for place in PLACES for account in accounts(place)]
    hashes = _hashes(everybody)
    for place in PLACES:
        tenant = registry.do_make_tenant(place.key, place.code, place.kind, place.names)
        with tenancy.entered(place.key):
            made_before = bool(people_queries.seats())
        if not made_before:
            with transaction.atomic():
                _seed_place(place, tenant, hashes)
    with tenancy.entered_public():
        numbered_before = bool(numbers.called_numbers())
    if not numbered_before:
        with transaction.atomic():
            _seed_numbers()
    return everybody


def _hashes(everybody: list[Account]) -> dict[str, str]:
    """Hashes for accounts that are not there yet; made side by side, for argon2 is slow on purpose."""
    with tenancy.entered_public():
        known = identity_queries.known_usernames([account.username for account in everybody])
    new = [account for account in everybody if account.username not in known]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = pool.map(make_password, [account.password for account in new])
        return dict(zip([account.username for account in new], made, strict=True))


def _seed_place(place: Place, tenant: Tenant, hashes: dict[str, str]) -> None:
    members = [
        (
            account,
            identity.do_keep_member(
                username=account.username,
                password_hash=hashes.get(account.username),
                display_name=account.display_name,
                tenant_id=tenant.pk,
                roles=[role.value for role in account.roles],
                agent_number=account.number,
                department_code=account.department,
                is_demo=True,
            ),
        )
        for account in accounts(place)
    ]
    with tenancy.entered(place.key):
        for code, names in DEPARTMENTS.items():
            people.do_keep_department(code, _of(place.prefix, names), is_open=code not in CLOSED_DEPARTMENTS)
        cases.seed_categories()
        for index in range(1, place.seats + 1):
            people.do_keep_seat(f"{place.key}-{index:02}", f"{place.code}{index:02}", remote=place.kind != "CITY")
        queue = voice.do_keep_queue(
            f"{place.key}.general",
            "general",
            "综合",
            overflow=_overflow(place),
            ring_seconds=15,
            wrap_up_seconds=30,
            call_back=True,
            comfort_prompts=["aid-please-wait"],
            comfort_every_seconds=60,
        )
        for account, member in members:
            if account.number is not None:
                agent = people.do_keep_agent(member.user_id, account.number, account.display_name)
                if Role.AGENT in account.roles:
                    voice.do_keep_skill(queue, agent, 5)
        if place.kind == "CITY":
            for key, definition in FLOWS.items():
                voice.do_keep_flow(key, definition)


def _of(prefix: Names, names: Names) -> Names:
    return {locale: prefix[locale] + name for locale, name in names.items()}


def _overflow(place: Place) -> list[dict[str, object]]:
    """County to city, city to every county."""
    others = [other for other in PLACES if (other.kind == "CITY") != (place.kind == "CITY")]
    return [{"after_seconds": OVERFLOW_SECONDS, "queue": f"{other.key}.general"} for other in others]


def _seed_numbers() -> None:
    for number, flow in CALLED_NUMBERS.items():
        numbering.do_keep_called_number(number, flow)
    number, county, key = COUNTY_NUMBER
    numbering.do_keep_called_number(number, "direct", tenant=county)
    with tenancy.entered_public(), tenancy.entered(county):
        voice.do_keep_flow(key, COUNTY_FLOW)
    numbering.do_keep_called_number(number, f"{county}.{key}", tenant=county)
    for place in PLACES:
        if place.area:
            numbering.do_keep_area(place.area, place.key)
    for number, reason in BLACK_LIST.items():
        lists.do_list_number(number, "BLACK", reason)


def write_credentials(home: Path, everybody: list[Account]) -> Path:
    """``demo/credentials.json`` in the home folder, readable by the owner only."""
    path = home / "demo" / "credentials.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    users = [
        {"username": a.username, "password": a.password, "tenant": a.tenant, "roles": [r.value for r in a.roles]}
        for a in everybody
    ]
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump({"users": users, "clients": []}, file, ensure_ascii=False, indent=1)
    return path
