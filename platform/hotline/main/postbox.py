"""The house's own end of a mail server: SMTP or LMTP on one port, for the addresses that are set up, and no others.

What is accepted is in the database and the object store before the answer goes out (250); what cannot be kept is
answered with 451 and comes again. It is no mail server for the internet: one that filters stands before it.
"""

import asyncio
import ipaddress
import logging
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from hotline import tenancy
from hotline.objectstore import current_store
from tenants.local.letters import intake, rules
from tenants.shared.addresses import queries as addresses
from tenants.shared.addresses.models import ServiceAddress
from tenants.shared.addresses.rules import AddressKind

log = logging.getLogger(__name__)

UNKNOWN = "550 5.1.1 Nobody here has this address"
LATER = "451 4.3.0 This cannot be kept at present, try again"
STRANGER = "554 5.7.1 Mail is taken from the centre's own mail server only"
TOO_MANY = "452 4.5.3 Too many recipients"
MOST_RECIPIENTS = 50
AT_ONCE = 20
"""Connections; each holds at most one mail in memory."""
IDLE_SECONDS = 60.0


class Door(SMTP):
    """One connection, for both: a client that begins with LHLO is answered for each recipient (RFC 2033, 4.2)."""

    line_length_limit = 100_000  # programs that fold nothing are many

    def __init__(self, handler: "Handler", loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(
            handler,
            data_size_limit=rules.MOST_BYTES,
            enable_SMTPUTF8=True,
            hostname="hotline",
            ident="hotline postbox",
            timeout=IDLE_SECONDS,
            loop=loop,
        )
        self._open = handler.doors
        self.by_recipient = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody comes in; not more than AT_ONCE."""
        if len(self._open) >= AT_ONCE and isinstance(transport, asyncio.Transport):
            transport.write(b"421 4.3.2 Too many connections, try again\r\n")
            transport.close()
            return
        self._open.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Somebody left."""
        if self in self._open:
            self._open.discard(self)
            super().connection_lost(error)

    async def smtp_LHLO(self, arg: str) -> None:
        """The greeting of LMTP."""
        self.by_recipient = True
        await self.smtp_EHLO(arg)


class Handler:
    """What aiosmtpd asks. ``match``: addresses and networks, with commas between, whose clients may bring mail."""

    def __init__(self, match: str) -> None:
        self.doors: set[Door] = set()
        self._networks = [ipaddress.ip_network(each.strip(), strict=False) for each in match.split(",")]

    def knows(self, peer: Any) -> bool:
        """May this client bring mail?"""
        found = ipaddress.ip_address(str(peer[0]).partition("%")[0])
        mapped = getattr(found, "ipv4_mapped", None) or found
        return any(mapped in network for network in self._networks)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """MAIL FROM."""
        if not self.knows(session.peer):
            return STRANGER
        envelope.mail_from, envelope.mail_options = address, options
        return "250 2.1.0 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """RCPT TO: an address that is set up and open."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return TOO_MANY
        try:
            found = await tenancy.in_thread(addresses.whose, AddressKind.MAIL, address)
        except tenancy.DatabaseAway as error:
            log.warning("mail is refused for now: %s", error)
            return LATER
        if found is None:
            return UNKNOWN
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """The mail itself, kept once in each centre that it was written to."""
        content = envelope.original_content or b""
        answers = [
            await tenancy.in_thread(_keep, content, _reverse_path(envelope.mail_from), rcpt)
            for rcpt in envelope.rcpt_tos
        ]
        if isinstance(server, Door) and server.by_recipient:
            return "\r\n".join(answers)
        return next((answer for answer in answers if not answer.startswith("250")), answers[0])


def _reverse_path(mail_from: str | None) -> str:
    """MAIL FROM; "" for ``<>``, which the library hands on as it was written."""
    return (mail_from or "").strip("<>")


def _keep(content: bytes, sender: str, recipient: str) -> str:
    try:
        own = addresses.whose(AddressKind.MAIL, recipient)
        if own is None:  # closed since RCPT
            return UNKNOWN
        return _kept(content, sender, own)
    except Exception:  # whatever it is: the sender's server keeps the mail and comes again
        log.exception("a mail to %s is not kept", recipient)
        return LATER


def _kept(content: bytes, sender: str, own: ServiceAddress) -> str:
    with tenancy.entered(own.tenant):
        row, made = intake.do_take_in(content, sender, own, own.tenant, current_store())
    log.info("mail %s/%s %s, %d bytes", own.tenant, row.pk, "came" if made else "came again", len(content))
    return f"250 2.0.0 kept as {own.tenant}/{row.pk}"


async def serve(bind: str, port: int, match: str) -> asyncio.Server:
    """Take mail on ``bind``:``port`` (0: any that is free) until the server is closed."""
    handler, loop = Handler(match), asyncio.get_running_loop()
    return await loop.create_server(lambda: Door(handler, loop), bind, port)
