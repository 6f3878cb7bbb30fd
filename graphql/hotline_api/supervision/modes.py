"""Who may take part how."""

from hotline.kernel.actor import Actor
from hotline.kernel.errors import Forbidden
from hotline.kernel.permissions import Permission
from telephony.contracts.commands import SuperviseMode


def check_mode(actor: Actor, mode: SuperviseMode) -> None:
    """To be heard needs more than to hear. Raises Forbidden."""
    if mode is not SuperviseMode.MONITOR and not actor.may(Permission.FLOOR_SUPERVISE):
        raise Forbidden("mode")
