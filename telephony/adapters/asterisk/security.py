"""Who was refused at Asterisk's SIP side, and who was not: security events over AMI, told by address a few times a
second however many there are; and how carriers answer our registrations, which Asterisk tells here alone.

AMI is a text protocol over TCP: messages are lines ``Key: value`` and end with an empty one. The account may read
these events and do nothing.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network

from telephony.adapters.asterisk.accounts import SECURE_DOMAIN
from telephony.contracts.gateway import GatewayEvent, SignInsTried, TrunkRegistered

log = logging.getLogger(__name__)

IN_VAIN = frozenset({"InvalidAccountID", "InvalidPassword", "ChallengeResponseFailed"})
RIGHT = "SuccessfulAuth"
NOBODY = "<unknown>"
"""Asterisk tells of a stranger's wrong answer twice: by the name that was given, and by this one."""
TELL_EVERY = 0.25
RIGHT_EVERY = 3600.0
"""That an address signs in rightly is told so often: its telephones do it all the time."""
ACCOUNTS = 5
MOST_ADDRESSES = 500
"""Told at a time; a flood from more is a matter for the network before us."""
RETRY, RETRY_MOST = 0.5, 10.0
LONGEST_MESSAGE = 65536
Report = Callable[[GatewayEvent], None]


@dataclass(slots=True)
class _Tried:
    failures: int = 0
    accounts: list[str] = field(default_factory=list)


class AmiRefused(ConnectionError):
    """The account is not taken, or what is there is no AMI."""


class SecurityWatch:
    """Hears one Asterisk's security events until cancelled."""

    def __init__(
        self,
        gateway: str,
        address: tuple[str, int],
        user: str,
        password: str,
        trusted: Sequence[str],
        clock: Callable[[], float],
    ) -> None:
        self._gateway, self._address = gateway, address
        self._user, self._password = user, password
        self._trusted = [ip_network(each, strict=False) for each in trusted]
        self._clock = clock
        self._tried: dict[str, _Tried] = {}
        self._right: dict[str, float] = {}
        self._registered: dict[str, bool] = {}
        self._news = asyncio.Event()

    async def run(self, report: Report) -> None:
        """Connect and stay connected."""
        pause, telling = RETRY, asyncio.create_task(self._tell(report))
        try:
            while True:
                try:
                    await self._listen()
                    pause = RETRY
                except (OSError, EOFError, asyncio.LimitOverrunError) as error:
                    level = logging.WARNING if pause == RETRY else logging.DEBUG
                    log.log(level, "gateway %s does not tell who was refused: %s", self._gateway, error)
                await asyncio.sleep(pause)
                pause = min(RETRY_MOST, pause * 2)
        finally:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)

    async def _listen(self) -> None:
        reader, writer = await asyncio.open_connection(*self._address, limit=LONGEST_MESSAGE)
        try:
            await reader.readline()  # the greeting
            name = secrets.token_hex(4)
            login = ("Action: Login", f"ActionID: {name}", f"Username: {self._user}", f"Secret: {self._password}")
            writer.write(("\r\n".join(login) + "\r\nEvents: on\r\n\r\n").encode())
            while True:
                message = _read(await reader.readuntil(b"\r\n\r\n"))
                if message.get("ActionID") == name and message.get("Response") != "Success":
                    raise AmiRefused(message.get("Message", "refused"))
                self.take(message)
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def take(self, message: dict[str, str]) -> None:
        """Note one event of security, or of a registration at a carrier."""
        if message.get("Event") == "Registry":
            # Unregistered: we have taken it back
            if message.get("Status") in ("Registered", "Rejected"):
                account = message.get("Username", "").removeprefix("sip:")
                self._registered[account] = message.get("Status") == "Registered"
                self._news.set()
            return
        kind, address = message.get("Event", ""), address_of(message.get("RemoteAddress", ""))
        if not address or any(ip_address(address) in network for network in self._trusted):
            return
        if kind == RIGHT:
            self._note_right(address)
        elif kind in IN_VAIN and message.get("AccountID") != NOBODY:
            if address not in self._tried and len(self._tried) >= MOST_ADDRESSES:
                return
            tried = self._tried.setdefault(address, _Tried())
            account = message.get("AccountID", "").removesuffix(f"@{SECURE_DOMAIN}")[:40]
            tried.failures += 1
            if account and account not in tried.accounts and len(tried.accounts) < ACCOUNTS:
                tried.accounts.append(account)
            self._news.set()

    def _note_right(self, address: str) -> None:
        told, now = self._right.get(address), self._clock()
        if told is not None and now - told < RIGHT_EVERY:
            return
        if len(self._right) > 100_000:
            self._right.clear()
        self._right[address] = now
        self._tried.setdefault(address, _Tried()).accounts.insert(0, RIGHT)
        self._news.set()

    async def _tell(self, report: Report) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            tried, self._tried = self._tried, {}
            answered, self._registered = self._registered, {}
            for event in self._events(tried):
                report(event)
            for account, taken in answered.items():
                report(TrunkRegistered(gateway=self._gateway, at=self._clock(), account=account, registered=taken))
            await asyncio.sleep(TELL_EVERY)

    def _events(self, tried: dict[str, _Tried]) -> list[SignInsTried]:
        found: list[SignInsTried] = []
        key, now = self._gateway, self._clock()
        for address, each in tried.items():
            accounts = tuple(account for account in each.accounts if account != RIGHT)
            if len(accounts) < len(each.accounts):
                found.append(SignInsTried(gateway=key, at=now, address=address, right=True))
            if each.failures:
                event = SignInsTried(gateway=key, at=now, address=address, accounts=accounts, failures=each.failures)
                found.append(event)
        return found


def _read(raw: bytes) -> dict[str, str]:
    pairs = (line.partition(": ") for line in raw.decode("utf-8", "replace").split("\r\n"))
    return {name: value for name, colon, value in pairs if colon}


def address_of(remote: str) -> str:
    """``IPV4/UDP/192.0.2.7/5060`` → ``192.0.2.7``; "" for what is no address."""
    parts = remote.split("/")
    try:
        return str(ip_address(parts[2])) if len(parts) == 4 else ""
    except ValueError:
        return ""
