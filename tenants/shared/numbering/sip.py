"""Keeping trunks and the rules about scanners. The city's people alone; the engine is told after the commit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.conf import settings

from hotline import tenancy
from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid, Required
from hotline.kernel.sealing import seal
from telephony.contracts.plan import NumberForm, ScannerPlan, TrunkPlan

from . import queries, rules
from .actions import changed, check_city
from .errors import InvalidHost, InvalidNetwork, InvalidTrunk
from .models import ScannerRules, SipTrunk

LONGEST_SECONDS = 7 * 24 * 3600
MATCH_LENGTH = 1000


def do_set_trunks(
    wanted: Sequence[TrunkPlan], passwords: Mapping[str, str] | None = None, *, actor: Actor | None = None
) -> None:
    """Replace the carriers' trunks; calls under way go on. ``passwords``: by key, in the clear; a trunk that has none
    there keeps the one it had, while its user and its carrier stay the same.

    Raises CityOnly, InvalidTrunk (a key twice or of other characters, too many), InvalidHost, InvalidNetwork, Invalid
    (port, number_form, shown, user, password), Required (user, password)."""
    check_city(actor)
    if len({trunk.key for trunk in wanted}) < len(wanted) or len(wanted) > rules.MOST_TRUNKS:
        raise InvalidTrunk("key")
    with tenancy.entered_public():
        known = {trunk.key: trunk for trunk in queries.trunks()}
    sealed = [_sealed(trunk, known.get(trunk.key), (passwords or {}).get(trunk.key)) for trunk in wanted]
    rows = [_row(trunk, position) for position, trunk in enumerate(sealed)]
    said = "; ".join(
        f"{t.key} {t.host}:{t.port} {t.transport.value} {t.media.value}{'' if t.verify else ' unverified'}"
        f" {t.number_form.value}{f' shows {t.shown}' if t.shown else ''}{_account(t, passwords or {})}"
        for t in wanted
    )
    with changed(actor, "trunks.set", "SIP trunks", said[:500]):
        SipTrunk.objects.all().delete()
        SipTrunk.objects.bulk_create(rows)


def _account(trunk: TrunkPlan, passwords: Mapping[str, str]) -> str:
    """For the audit: who we are there, and whether the password is another; never the password."""
    if not trunk.user:
        return ""
    return (
        f" as {trunk.user}{' registers' if trunk.register else ''}{' new password' if passwords.get(trunk.key) else ''}"
    )


def _sealed(trunk: TrunkPlan, known: TrunkPlan | None, password: str | None) -> TrunkPlan:
    """With its password: the new one, or the one it had. Where user or carrier are others the old one does not go
    along: nobody can have it shown to a host of their own."""
    if not trunk.user:
        if trunk.register:
            raise Required("user")
        return replace(trunk, sealed="")
    if not rules.is_trunk_user(trunk.user):
        raise Invalid("user")
    if password:
        if not rules.is_trunk_password(password):
            raise Invalid("password")
        return replace(trunk, sealed=seal(password, trunk.key, settings.SECRET_KEY))
    if known is None or not known.sealed or (known.user, known.host) != (trunk.user, trunk.host):
        raise Required("password")
    return replace(trunk, sealed=known.sealed)


def _row(trunk: TrunkPlan, position: int) -> SipTrunk:
    if not rules.is_trunk_key(trunk.key):
        raise InvalidTrunk("key")
    if not rules.is_host(trunk.host):
        raise InvalidHost("host")
    if not 0 < trunk.port < 65536:
        raise Invalid("port")
    if trunk.number_form is NumberForm.AS_SET:
        raise Invalid("number_form")
    if trunk.shown and not rules.is_called_number(trunk.shown):
        raise Invalid("shown")
    match = rules.networks(trunk.match)
    if match is None or len(",".join(match)) > MATCH_LENGTH:
        raise InvalidNetwork("match")
    return SipTrunk(
        key=trunk.key,
        host=trunk.host,
        port=trunk.port,
        match=",".join(match),
        transport=trunk.transport.value,
        media=trunk.media.value,
        verify=trunk.verify,
        outgoing=trunk.outgoing,
        number_form=trunk.number_form.value,
        shown=trunk.shown,
        shown_form=trunk.shown_form.value,
        user=trunk.user,
        sealed=trunk.sealed,
        register=trunk.register,
        position=position,
    )


def do_set_scanner_rules(wanted: ScannerPlan, *, actor: Actor | None = None) -> None:
    """When an address is shut out, and for how long. Raises CityOnly, Invalid (a number out of range),
    InvalidNetwork."""
    check_city(actor)
    if not 3 <= wanted.failures <= 10_000:
        raise Invalid("failures")
    if not 1 <= wanted.within_seconds <= 3600:
        raise Invalid("within_seconds")
    if not 1 <= wanted.shut_seconds <= LONGEST_SECONDS:
        raise Invalid("shut_seconds")
    never = rules.networks(wanted.never)
    if never is None or len(",".join(never)) > MATCH_LENGTH:
        raise InvalidNetwork("never")
    said = (
        f"{wanted.failures} in {wanted.within_seconds:g} s: out for {wanted.shut_seconds:g} s; never {', '.join(never)}"
    )
    with changed(actor, "scanners.set", "scanners", said[:500]):
        ScannerRules.objects.update_or_create(
            pk=1,
            defaults={
                "failures": wanted.failures,
                "within_seconds": int(wanted.within_seconds),
                "shut_seconds": int(wanted.shut_seconds),
                "never": ",".join(never),
            },
        )
