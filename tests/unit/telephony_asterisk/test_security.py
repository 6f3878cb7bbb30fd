"""Asterisk's security events: by address, few however many there are, and nobody of ours among them."""

import asyncio

from telephony.adapters.asterisk.security import SecurityWatch, address_of
from telephony.contracts.gateway import GatewayEvent, SignInsTried

STRANGER = "192.0.2.66"


def watch(*trusted: str) -> SecurityWatch:
    return SecurityWatch("gw1", ("127.0.0.1", 1), "hotline", "s", trusted, lambda: 7.0)


def event(kind: str, account: str, address: str = STRANGER) -> dict[str, str]:
    return {"Event": kind, "AccountID": account, "RemoteAddress": f"IPV4/UDP/{address}/5060"}


async def told(watch: SecurityWatch) -> list[GatewayEvent]:
    """What it tells of what it has taken."""
    heard: list[GatewayEvent] = []
    telling = asyncio.create_task(watch._tell(heard.append))
    for _ in range(3):
        await asyncio.sleep(0)
    telling.cancel()
    return heard


async def test_given_many_tries_when_told_then_each_address_once_with_how_often_and_the_first_accounts() -> None:
    own = watch()
    for number in range(100):
        own.take(event("InvalidAccountID", str(number)))
        own.take(event("ChallengeResponseFailed", "<unknown>"))  # the same once more
    own.take(event("InvalidPassword", "east-01", "2001:db8::1".replace(":", "_")))  # no address
    assert await told(own) == [
        SignInsTried(
            gateway="gw1", at=7.0, address=STRANGER, failures=100, accounts=("0", "1", "2", "3", "4"), right=False
        )
    ]


async def test_given_a_right_password_when_told_then_once_an_hour_and_before_the_wrong_ones() -> None:
    own = watch()
    for _ in range(3):
        own.take(event("ChallengeResponseFailed", "east-01"))
        own.take(event("SuccessfulAuth", "east-02"))
    assert await told(own) == [
        SignInsTried(gateway="gw1", at=7.0, address=STRANGER, right=True),
        SignInsTried(gateway="gw1", at=7.0, address=STRANGER, failures=3, accounts=("east-01",)),
    ]
    own.take(event("SuccessfulAuth", "east-02"))
    assert await told(own) == []


async def test_given_a_network_of_ours_or_another_event_then_nothing_is_told() -> None:
    own = watch("192.0.2.0/24")
    own.take(event("InvalidAccountID", "1"))
    own.take(event("ChallengeSent", "1", "198.51.100.1"))
    own.take({"Event": "FullyBooted"})
    assert await told(own) == []


def test_given_an_address_as_asterisk_writes_it_then_it_is_read() -> None:
    assert address_of("IPV4/UDP/192.0.2.7/5060") == "192.0.2.7"
    assert address_of("IPV6/TLS/2001:db8::1/5061") == "2001:db8::1"
    assert address_of("IPV4/WSS/nonsense/1") == ""
    assert address_of("") == ""
