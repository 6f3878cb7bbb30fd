"""Keeping trunks and the rules about scanners. The city's people alone; the engine is told after the commit."""

from collections.abc import Sequence

from hotline.kernel.actor import Actor
from hotline.kernel.errors import Invalid
from telephony.contracts.plan import NumberForm, ScannerPlan, TrunkPlan

from . import rules
from .actions import changed, check_city
from .errors import InvalidHost, InvalidNetwork, InvalidTrunk
from .models import ScannerRules, SipTrunk

LONGEST_SECONDS = 7 * 24 * 3600
MATCH_LENGTH = 1000


def do_set_trunks(wanted: Sequence[TrunkPlan], *, actor: Actor | None = None) -> None:
    """Replace the carriers' trunks; calls under way go on. Raises CityOnly, InvalidTrunk (a key twice or of other
    characters, too many), InvalidHost, InvalidNetwork, Invalid (port, number_form, shown)."""
    check_city(actor)
    if len({trunk.key for trunk in wanted}) < len(wanted) or len(wanted) > rules.MOST_TRUNKS:
        raise InvalidTrunk("key")
    rows = [_row(trunk, position) for position, trunk in enumerate(wanted)]
    said = "; ".join(
        f"{t.key} {t.host}:{t.port} {t.transport.value} {t.media.value}{'' if t.verify else ' unverified'}"
        f" {t.number_form.value}{f' shows {t.shown}' if t.shown else ''}"
        for t in wanted
    )
    with changed(actor, "trunks.set", "SIP trunks", said[:500]):
        SipTrunk.objects.all().delete()
        SipTrunk.objects.bulk_create(rows)


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
