"""A local server that speaks Twilio's Messages API as its published OpenAPI description (twilio_api_v2010) has it.

Checks what a client sends (basic authentication, form encoding, field names) and answers with the resource's shape.
"""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response

ACCOUNT, TOKEN, SENDER = "AC" + "0" * 32, "token", "+15005550006"
EXPECTED = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
#: parameters of CreateMessage that this house may send
KNOWN_FIELDS = {"To", "From", "MessagingServiceSid", "Body", "StatusCallback"}
ERRORS = {
    400: {"code": 21211, "message": "The 'To' number +86138 is not a valid phone number.", "status": 400},
    401: {"code": 20003, "message": "Authenticate", "status": 401},
    429: {"code": 20429, "message": "Too Many Requests", "status": 429},
    500: {"code": 20500, "message": "Internal Server Error", "status": 500},
}


@dataclass
class Peer:
    """``behaviours``: for the next requests, a status to refuse with, or "hang" / "take and hang" / "drop" /
    "stopped" (the recipient told Twilio STOP)."""

    url: str = ""
    messages: list[dict[str, str]] = field(default_factory=list)
    behaviours: list[int | str] = field(default_factory=list)
    wrongs: list[str] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)  # sid of the media -> its content, once it is there
    released: threading.Event = field(default_factory=threading.Event)


def resource(fields: dict[str, str], place: int) -> dict[str, Any]:
    """api.v2010.account.message"""
    sid = f"SM{place:032x}"
    now = format_datetime(datetime.now(UTC))
    return {
        "account_sid": ACCOUNT,
        "api_version": "2010-04-01",
        "body": fields["Body"],
        "date_created": now,
        "date_sent": now,
        "date_updated": now,
        "direction": "outbound-api",
        "error_code": None,
        "error_message": None,
        "from": fields.get("From"),
        "messaging_service_sid": fields.get("MessagingServiceSid"),
        "num_media": "0",
        "num_segments": "1",
        "price": None,
        "price_unit": "USD",
        "sid": sid,
        "status": "queued",
        "subresource_uris": {"media": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}/Media.json"},
        "to": fields["To"],
        "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}.json",
    }


def comes(sid: str, sender: str, to: str, body: str, media: tuple[str, ...] = (), **more: str) -> dict[str, str]:
    """What Twilio posts for a message that came (https://www.twilio.com/docs/messaging/guides/webhook-request)."""
    attached = {f"MediaContentType{place}": kind for place, kind in enumerate(media)}
    url = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}/Media/ME"
    return {
        "MessageSid": sid,
        "SmsSid": sid,
        "SmsMessageSid": sid,
        "AccountSid": ACCOUNT,
        "From": sender,
        "To": to,
        "Body": body,
        "NumMedia": str(len(media)),
        "NumSegments": "1",
        "SmsStatus": "received",
        "ApiVersion": "2010-04-01",
        "FromCountry": "CN",
        "FromCity": "",
        "ToCountry": "CN",
        "ToCity": "",
        **attached,
        **{f"MediaUrl{place}": f"{url}{place:032x}" for place in range(len(media))},
        **more,
    }


def _handler(peer: Peer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

        def answer(self, status: int, body: dict[str, Any]) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def checked(self) -> bool:
            if urlsplit(self.path).path != f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json":
                peer.wrongs.append(self.path)
                self.answer(404, {"code": 20404, "message": "not found", "status": 404})
                return False
            if self.headers["Authorization"] != EXPECTED:
                self.answer(401, ERRORS[401])
                return False
            return True

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if not self.checked():
                return
            fields = {name: values[0] for name, values in parse_qs(raw, strict_parsing=True).items()}
            if self.headers["Content-Type"] != "application/x-www-form-urlencoded" or set(fields) - KNOWN_FIELDS:
                peer.wrongs.append(f"{self.headers['Content-Type']} {sorted(fields)}")
            behaviour = peer.behaviours.pop(0) if peer.behaviours else 201
            if behaviour in (201, "take and hang"):
                peer.messages.append(fields)
            if behaviour == 201:
                self.answer(201, resource(fields, len(peer.messages)))
            elif behaviour == "stopped":
                said = "Attempt to send to unsubscribed recipient"
                self.answer(400, {"code": 21610, "message": said, "status": 400})
            elif isinstance(behaviour, int):
                self.answer(behaviour, ERRORS[behaviour])
            elif behaviour == "drop":
                self.close_connection = True
            else:
                peer.released.wait(10)

        def file(self, parts: list[str]) -> None:
            """A file: asked with the password, an address elsewhere; there, without one, its content."""
            content, stored = peer.media.get(parts[-1]), parts[1] == "stored"
            if stored and self.headers["Authorization"]:
                peer.wrongs.append("a password for a stranger")
            if not stored and self.headers["Authorization"] != EXPECTED:
                self.answer(401, ERRORS[401])
            elif content is None:
                self.answer(404, {"code": 20404, "message": "not found", "status": 404})
            elif stored:
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            else:
                self.send_response(307)
                self.send_header("Location", f"http://localhost:{self.server.server_port}/stored/{parts[-1]}")
                self.send_header("Content-Length", "0")
                self.end_headers()

        def do_GET(self) -> None:
            parts = urlsplit(self.path).path.split("/")
            if parts[1] == "stored" or parts[-2] == "Media":
                self.file(parts)
                return
            if not self.checked():
                return
            query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            datetime.fromisoformat(query["DateSent>"])
            rows = [
                resource(fields, place)
                for place, fields in enumerate(peer.messages, start=1)
                if fields["To"] == query["To"]
            ]
            page = {"end": 0, "first_page_uri": "", "next_page_uri": None, "page": 0, "page_size": 50}
            self.answer(200, page | {"previous_page_uri": None, "start": 0, "uri": "", "messages": rows})

    return Handler


@contextmanager
def running() -> Iterator[Peer]:
    """A peer on a free port of the loopback."""
    peer = Peer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(peer))
    peer.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield peer
    finally:
        peer.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class ToPeer(TwilioHttpClient):
    """Twilio's own client, led to the peer."""

    def __init__(self, url: str, timeout: float = 0.5) -> None:
        super().__init__(timeout=timeout)
        self._url = url

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        return super().request(method, url.replace("https://api.twilio.com", self._url), *args, **kwargs)
