"""Real calls from the command line: ``python -m telephony.sipphone --to 12345 --from 13800000001 --seconds
20``.

The caller speaks (a wav file, or a tone) and the program tells, as it happens, what the caller hears. With
``--answer`` it
is the telephones of the outside world instead: every call that comes is answered after a few rings."""

import argparse
import asyncio
import signal
import sys
import time
from pathlib import Path

from telephony.sipphone.audio import Sound, Tone, WavSound, kind
from telephony.sipphone.call import PhoneCall
from telephony.sipphone.phone import SipPhone

LOOK_EVERY = 0.5  # seconds
DIALLING_STEP = 0.25  # seconds between the starts of several calls


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m telephony.sipphone", description=__doc__)
    parser.add_argument("--server", default="127.0.0.1:5060", help="host:port of the gateway")
    parser.add_argument("--to", default="12345", help="number to call")
    parser.add_argument("--from", dest="caller", default="13800000001", help="number of the (first) caller")
    parser.add_argument("--seconds", type=float, default=20.0, help="length of a call, from dialling")
    parser.add_argument("--calls", type=int, default=1, help="how many callers, with numbers one after the other")
    parser.add_argument("--press", default="", help="digits to press, one every two seconds once answered")
    parser.add_argument("--wav", type=Path, help="what the caller says (8 kHz, mono, 16 bit); a tone without it")
    parser.add_argument("--save", type=Path, help="folder for what each caller heard, as wav files")
    parser.add_argument("--answer", type=int, metavar="PORT", help="take calls on this UDP port instead of calling")
    parser.add_argument("--ring", type=float, default=3.0, help="with --answer: seconds until a call is answered")
    return parser.parse_args()


def _sound(wav: Path | None, repeat: bool) -> Sound:
    return WavSound(wav, repeat) if wav else Tone(440)


class Teller:
    """Tells of one call: what happens and what is heard, with the seconds since dialling."""

    def __init__(self, name: str, started_at: float) -> None:
        self._name = name
        self._started_at = started_at
        self._hears = ""

    def tell(self, what: str) -> None:
        """One line."""
        _say(f"{time.monotonic() - self._started_at:7.2f} s  {self._name}  {what}")

    async def listen(self, call: PhoneCall) -> None:
        """Tell whenever something else is heard, until the call ends."""
        while not call.ended.is_set():
            await asyncio.sleep(LOOK_EVERY)
            if call.audio.packets == 0:
                continue
            now = kind(call.audio.heard(LOOK_EVERY * 2))
            if now != self._hears:
                self._hears = now
                self.tell(f"hears {now}")


async def _press(call: PhoneCall, digits: str) -> None:
    await call.answered.wait()
    for digit in digits:
        await asyncio.sleep(2)
        call.press(digit)


async def _one(options: argparse.Namespace, server: tuple[str, int], number: str) -> bool:
    """One caller; True when the call was answered."""
    phone = await SipPhone.open(number, server)
    teller = Teller(number, time.monotonic())
    call = await phone.call(options.to, sound=_sound(options.wav, repeat=True), on_change=teller.tell)
    side = [asyncio.create_task(teller.listen(call)), asyncio.create_task(_press(call, options.press))]
    try:
        async with asyncio.timeout(options.seconds):
            await call.ended.wait()
    except TimeoutError:
        call.hang_up()
        if not call.trying.is_set() and not call.ringing.is_set() and not call.answered.is_set():
            teller.tell(f"no answer at all from {options.server}: is the gateway running?")
    finally:
        for task in side:
            task.cancel()
        if options.save:
            options.save.mkdir(parents=True, exist_ok=True)
            call.save(options.save / f"heard-{number}.wav")
        await asyncio.sleep(0.3)  # the goodbye goes out
        phone.close()
    return call.answered.is_set()


async def _call(options: argparse.Namespace, server: tuple[str, int]) -> int:
    first, width = int(options.caller), len(options.caller)
    callers: list[asyncio.Task[bool]] = []
    for count in range(options.calls):
        callers.append(asyncio.create_task(_one(options, server, str(first + count).zfill(width))))
        await asyncio.sleep(DIALLING_STEP)
    answered = sum(await asyncio.gather(*callers))
    _say(f"{answered} of {options.calls} calls answered")
    return 0 if answered == options.calls else 1


async def _take(options: argparse.Namespace, server: tuple[str, int]) -> int:
    phone = await SipPhone.open("outside", server, port=options.answer, sound=lambda: _sound(options.wav, repeat=True))
    phone.answer_after = options.ring
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    _say(f"taking calls on UDP port {phone.port}")
    waiting = asyncio.create_task(stop.wait())
    while not stop.is_set():
        arriving = asyncio.create_task(phone.incoming.get())
        await asyncio.wait({arriving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if arriving.done():
            call = arriving.result()
            called = call.invite.address("to").partition(":")[2].partition("@")[0]
            call.on_change = Teller(called, time.monotonic()).tell
        else:
            arriving.cancel()
    for call in phone.calls.values():
        call.hang_up()
    await asyncio.sleep(0.2)
    phone.close()
    return 0


def main() -> int:
    """Exit status 0: every call was answered."""
    options = _options()
    host, _, port = options.server.rpartition(":")
    server = (host or "127.0.0.1", int(port))
    run = _take if options.answer is not None else _call
    return asyncio.run(run(options, server))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
