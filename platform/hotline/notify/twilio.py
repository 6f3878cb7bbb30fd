"""Twilio's Messages API. The only place that knows Twilio's kit.

A message that Twilio did not answer for is looked for by recipient, day and text before it is sent again: the API has
no idempotency key (https://www.twilio.com/docs/messaging/api/message-resource).
"""

from datetime import datetime
from urllib.parse import urlencode

import requests
from requests.exceptions import ConnectTimeout, RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from .port import Sent, Sms, SmsDelayed, SmsRejected, SmsStopped, SmsUncertain

API = "https://api.twilio.com"
TIMEOUT = 10.0  # seconds
MOST_MEDIA = 20 * 1024 * 1024
"""Bytes of one file; Twilio itself takes 5 MB a message."""
TOO_MANY_REQUESTS = 429
#: the account's own trouble, not the message's: mend the settings, then it goes out
ACCOUNT_TROUBLE = frozenset({401, 403, 404})
UNSUBSCRIBED = 21610
"""The recipient told Twilio STOP (https://www.twilio.com/docs/api/errors/21610)."""
LOOK_THROUGH = 50  # messages


class TwilioGateway:
    """``sender`` is our number or messaging service (MG…). ``callback_url`` is told what became of each message."""

    name = "twilio"

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        sender: str,
        callback_url: str | None = None,
        http: TwilioHttpClient | None = None,
    ) -> None:
        self._client = Client(account_sid, auth_token, http_client=http or TwilioHttpClient(timeout=TIMEOUT))
        self._sender = sender
        self._callback_url = callback_url

    def send(self, sms: Sms) -> Sent:
        fields: dict[str, str] = {"to": sms.to, "body": sms.body}
        sender = sms.sender or self._sender
        fields["messaging_service_sid" if sender.startswith("MG") else "from_"] = sender
        if self._callback_url:
            fields["status_callback"] = f"{self._callback_url}?{urlencode({'ref': sms.reference})}"
        try:
            message = self._client.messages.create(**fields)
        except TwilioRestException as error:
            raise _meaning(error) from error
        except ConnectTimeout as error:
            raise SmsDelayed(str(error)) from error
        except RequestException as error:
            raise (SmsDelayed if _never_connected(error) else SmsUncertain)(str(error)) from error
        except TwilioException as error:
            raise SmsUncertain(str(error)) from error
        return Sent(str(message.sid))

    def find(self, sms: Sms, since: datetime) -> Sent | None:
        try:
            rows = self._client.messages.list(to=sms.to, date_sent_after=since, limit=LOOK_THROUGH)
        except (TwilioException, RequestException) as error:
            raise SmsDelayed(str(error)) from error
        for row in rows:
            if row.body == sms.body:
                return Sent(str(row.sid))
        return None


class TwilioMedia:
    """Fetches what came with a message (https://www.twilio.com/docs/messaging/api/media-resource).

    ``api``: where Twilio's API is asked instead, a proxy.
    """

    def __init__(self, account_sid: str, auth_token: str, api: str = API) -> None:
        self._auth = (account_sid, auth_token)
        self._ours, self._api = f"{API}/2010-04-01/Accounts/{account_sid}/Messages/", api

    def fetch(self, url: str) -> bytes:
        """The file at ``url``, to which Twilio answers with an address that needs no password. Raises SmsDelayed (also
        while it is not there yet), SmsRejected (never: too big, or no address of this account)."""
        if not url.startswith(self._ours):
            raise SmsRejected("not an address of this account")
        try:
            # a password is not sent on to another host
            with requests.get(
                f"{self._api}{url.removeprefix(API)}", auth=self._auth, timeout=TIMEOUT, stream=True
            ) as answer:
                if answer.status_code != 200:
                    raise SmsDelayed(f"Twilio {answer.status_code}")
                content = bytearray()
                for piece in answer.iter_content(65536):
                    content += piece
                    if len(content) > MOST_MEDIA:
                        raise SmsRejected("too big")
        except RequestException as error:
            raise SmsDelayed(str(error)) from error
        return bytes(content)


def _never_connected(error: RequestException) -> bool:
    """Refused or unresolved before anything was written."""
    return "NewConnectionError" in repr(error) or "NameResolutionError" in repr(error)


def _meaning(error: TwilioRestException) -> Exception:
    text = f"{error.code or error.status}: {error.msg}"
    if error.status == TOO_MANY_REQUESTS:
        return SmsDelayed(text, after_seconds=30.0)
    if error.status in ACCOUNT_TROUBLE:
        return SmsDelayed(text)
    if error.code == UNSUBSCRIBED:
        return SmsStopped(text)
    if error.status >= 500:
        return SmsUncertain(text)
    return SmsRejected(text)


def is_from_twilio(auth_token: str, url: str, fields: dict[str, str], signature: str) -> bool:
    """Was this callback signed with our token? ``url`` as Twilio called it, query string included."""
    return bool(RequestValidator(auth_token).validate(url, fields, signature))
