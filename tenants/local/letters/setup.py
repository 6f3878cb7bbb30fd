"""Setting up the addresses that citizens write to."""

from hotline import tenancy
from hotline.kernel.actor import Actor
from tenants.local.voice import queries as voice
from tenants.local.worklist.errors import UnknownQueue
from tenants.shared.addresses import actions as addresses
from tenants.shared.addresses.actions import AddressInput
from tenants.shared.addresses.models import ServiceAddress


def do_set_address(actor: Actor, given: AddressInput, pk: int | None = None) -> ServiceAddress:
    """Set up an address of the actor's centre. Raises UnknownQueue, and what ``addresses.do_keep`` raises."""
    with tenancy.entered(actor.tenant):
        if given.queue and given.queue not in {row.key for row in voice.queues()}:
            raise UnknownQueue("queue")
    return addresses.do_keep(actor, given, pk)


def do_drop_address(actor: Actor, pk: int) -> None:
    """Nothing is taken there any more. Raises NotFound."""
    addresses.do_drop(actor, pk)
