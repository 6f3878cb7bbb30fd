"""Orders of the engine, carried out on the simulated exchange. What is gone is ignored, as the port says."""

from telephony.adapters.simulated.exchange import Exchange
from telephony.contracts import gateway as gw


def carry_out(exchange: Exchange, order: gw.GatewayOrder, now: float) -> list[gw.GatewayEvent]:
    """Do it; what follows at once is returned, what takes time is on the exchange's agenda."""
    match order:
        case gw.DialSeat():
            return exchange.dial_seat(order.leg, order.seat, order.ring_seconds, now)
        case gw.DialNumber():
            return exchange.dial_number(order, now)
        case gw.HangUpLeg():
            return exchange.hang_up(order.leg, now, order.cause)
        case gw.Play():
            return exchange.play(order.leg, order.playback, order.prompts, now)
        case gw.PlayToBridge():
            return exchange.play(order.leg, order.playback, order.prompts, now, order.bridge)
        case gw.StopPlay():
            return exchange.stop_play(order.playback, now)
        case gw.JudgeAnswer():
            exchange.judge(order.leg, now)
        case gw.AwaitSilence():
            exchange.await_silence(order.leg, order.most_seconds, now)
        case gw.RecordConversation():
            return exchange.record(order.name, order.leg, False, now, 0.0)
        case gw.RecordMessage():
            seconds = min(order.max_seconds, exchange.message_seconds)
            return exchange.record(order.name, order.leg, True, now, seconds)
        case gw.ReceiveFax() | gw.TransmitFax():
            return exchange.fax(order.leg, order.name, now)
        case gw.HoldRecording():
            exchange.hold_recording(order.name, order.paused)
        case gw.StopRecording():
            return exchange.stop_recording(order.name, now)
        case gw.SetSeatAccount():
            return _set_account(exchange, order, now)
        case gw.SetWebLine():
            _keep(exchange.lines, order.line, order.secret)
        case gw.Listen():
            exchange.listen(order)
        case gw.StopListening():
            exchange.ears.pop(order.ear, None)
        case gw.JoinBridge():
            _join(exchange, order)
        case gw.DropBridge():
            _drop(exchange, order.bridge)
        case _:
            _change_leg(exchange, order)
    return []


def _change_leg(exchange: Exchange, order: gw.GatewayOrder) -> None:
    leg = exchange.legs.get(getattr(order, "leg", ""))
    if leg is None:
        return
    match order:
        case gw.AnswerLeg():
            leg.answered = True
        case gw.RingLeg():
            leg.ringing = True
        case gw.StartMusic():
            leg.music = True
        case gw.StopMusic():
            leg.music = False
        case gw.MuteLeg():
            leg.muted = order.muted
        case gw.PlayDigits():
            leg.digits += order.digits
        case gw.LeaveBridge() if leg.bridge == order.bridge:
            leg.bridge = None


def _join(exchange: Exchange, order: gw.JoinBridge) -> None:
    exchange.bridges[order.bridge] = None
    for name in order.legs:
        leg = exchange.legs.get(name)
        if leg and leg.bridge != order.bridge:
            leg.bridge, leg.music = order.bridge, False


def _drop(exchange: Exchange, bridge: str) -> None:
    exchange.bridges.pop(bridge, None)
    for leg in exchange.legs.values():
        if leg.bridge == bridge:
            leg.bridge = None


def _keep(accounts: dict[str, str], name: str, secret: str | None) -> None:
    if secret is None:
        accounts.pop(name, None)
    else:
        accounts[name] = secret


def _set_account(exchange: Exchange, order: gw.SetSeatAccount, now: float) -> list[gw.GatewayEvent]:
    secret = order.phone.digest if order.phone else order.secret
    _keep(exchange.accounts, order.seat, secret)
    return exchange.unregister(order.seat, now) if secret is None else []
