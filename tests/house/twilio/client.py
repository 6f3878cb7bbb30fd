"""Twilio's own library, led to the peer."""

from typing import Any

from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.http.response import Response


class ToPeer(AsyncTwilioHttpClient):
    """Its HTTP client."""

    def __init__(self, url: str) -> None:
        super().__init__(timeout=5)
        self._url = url

    async def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        return await super().request(method, url.replace("https://api.twilio.com", self._url), *args, **kwargs)
