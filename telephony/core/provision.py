"""What every gateway must hold beside calls: trunks, telephones that stand at seats, addresses that are shut out.

What a gateway was given is remembered, so that what was taken away while it was not connected goes when it is back.
"""

from telephony.contracts.gateway import GatewayOrder, SetSeatAccount, SetTrunk, ShutOut
from telephony.core import carriers
from telephony.core.board import Board

TRUNK, PHONE, SHUT = "trunk", "phone", "shut"


def everything(board: Board, gateway: str, *, restarted: bool) -> None:
    """A gateway is there (again): give it all it must hold, take away what it must not."""
    held = {} if restarted else board.state.held.get(gateway, {})
    if restarted:
        carriers.forget(board, gateway)
    wanted = _wanted(board)
    for thing in held:
        if thing not in wanted:
            board.order(_removal(gateway, thing))
            if thing.startswith(f"{TRUNK}:"):
                carriers.forget(board, gateway, thing.partition(":")[2])
    for thing, mark in wanted.items():
        if held.get(thing) != mark:
            if thing.startswith(f"{TRUNK}:"):
                carriers.anew(board, gateway, thing.partition(":")[2])
            board.order(_order(board, gateway, thing))
    board.state.held[gateway] = wanted


def changed(board: Board) -> None:
    """The plan is another: what differs goes to every gateway that is connected; the others get all when they are
    back. A thing that is already there is replaced, and calls by it go on."""
    for gateway in board.gateways_up():
        everything(board, gateway, restarted=False)


def shut(board: Board, address: str, out: bool) -> None:
    """Shut an address out everywhere, or let it in again."""
    thing = f"{SHUT}:{address}"
    for gateway in board.gateways_up():
        board.order(ShutOut(gateway=gateway, address=address, shut=out))
        held = board.state.held.setdefault(gateway, {})
        if out:
            held[thing] = ""
        else:
            held.pop(thing, None)


def _wanted(board: Board) -> dict[str, str]:
    """Thing → its settings as text, by which a change is seen."""
    plan = board.plan.plan
    return {
        **{f"{TRUNK}:{trunk.key}": repr(trunk) for trunk in plan.trunks},
        **{f"{PHONE}:{seat.key}": repr(seat.phone) for seat in plan.seats if seat.phone},
        **{f"{SHUT}:{address}": "" for address in board.state.shut},
    }


def _order(board: Board, gateway: str, thing: str) -> GatewayOrder:
    kind, _, name = thing.partition(":")
    if kind == TRUNK:
        trunk = next(each for each in board.plan.plan.trunks if each.key == name)
        return SetTrunk(gateway=gateway, key=name, trunk=trunk)
    if kind == PHONE:
        return SetSeatAccount(gateway=gateway, seat=name, secret=None, phone=board.plan.seats[name].phone)
    return ShutOut(gateway=gateway, address=name, shut=True)


def _removal(gateway: str, thing: str) -> GatewayOrder:
    kind, _, name = thing.partition(":")
    if kind == TRUNK:
        return SetTrunk(gateway=gateway, key=name, trunk=None)
    if kind == PHONE:
        return SetSeatAccount(gateway=gateway, seat=name, secret=None)
    return ShutOut(gateway=gateway, address=name, shut=False)
