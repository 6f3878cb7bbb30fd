"""``python -m telephony.runtime``: the switchboard's process.

Environment: ``REDIS_URL``, ``ARI_URL`` (several gateways: comma-separated; their keys are gw1, gw2 …), ``ARI_USER``,
``ARI_PASSWORD`` (or in each address: ``http://user:password@host:8088``), ``GATEWAY_SIP`` (``host:port`` of each, to be
asked by OPTIONS), ``GATEWAY_AMI`` (``host:port`` of each, where it tells who was refused), ``SIP_TRUSTED`` (addresses
and networks that are never shut out: the edge, the carrier), ``TWILIO_VOICE_URL`` and others (Twilio as a gateway, tw1,
beside those, or alone where ``ARI_URL`` is empty), ``HOTLINE_HOME`` (the journal is its folder ``journal``),
``SECRET_KEY`` (opens the passwords of trunks; usually the file ``secret_key`` of ``HOTLINE_HOME``).
SIGTERM leaves every call as it is.
"""

import asyncio
import gc
import logging
import os
import signal
import sys
from ipaddress import ip_network
from pathlib import Path

import redis
import uvloop

from telephony.adapters import twilio
from telephony.adapters.asterisk import AsteriskGateway, AsteriskSettings, SeatProfile, nodes
from telephony.contracts.gateway import Gateway
from telephony.facade import port

from .bus import EngineBus
from .ending import end
from .engine import Engine
from .journal import Journal
from .lock import CityLock, hold_journal

log = logging.getLogger("switchboard")


def gateways(environment: dict[str, str]) -> list[Gateway]:
    """The media gateways that the environment names. Raises ValueError for what is no HOST:PORT, or no network."""
    by_twilio = twilio.from_environment(environment)
    beside: list[Gateway] = [twilio.TwilioGateway(by_twilio)] if by_twilio else []
    return [*asterisks(environment), *beside]


def asterisks(environment: dict[str, str]) -> list[AsteriskGateway]:
    """The Asterisk nodes. Raises ValueError."""
    urls = nodes.listed(environment.get("ARI_URL", "http://127.0.0.1:8088"))
    places = nodes.listed(environment.get("GATEWAY_SIP", ""))
    if places and len(places) != len(urls):
        raise ValueError(f"GATEWAY_SIP names {len(places)} nodes, ARI_URL {len(urls)}")
    watches = nodes.listed(environment.get("GATEWAY_AMI", ""))
    if watches and len(watches) != len(urls):
        raise ValueError(f"GATEWAY_AMI names {len(watches)} nodes, ARI_URL {len(urls)}")
    trusted = tuple(str(ip_network(each, strict=False)) for each in nodes.listed(environment.get("SIP_TRUSTED", "")))
    user, password = environment.get("ARI_USER", "hotline"), environment.get("ARI_PASSWORD", "")
    return [
        AsteriskGateway(
            AsteriskSettings(
                key=node.key,
                url=node.url,
                user=node.user,
                password=node.password,
                sip=nodes.place(places[number]) if places else None,
                ami=nodes.place(watches[number]) if watches else None,
                trusted=trusted,
                sealing_key=sealing_key(environment),
                number_endpoint=environment.get("ARI_NUMBER_ENDPOINT", "PJSIP/{number}@trunk"),
                seat_profile=SeatProfile(environment.get("ARI_SEAT_PROFILE", SeatProfile.WEBRTC.value)),
            )
        )
        for number, node in enumerate(nodes.named(urls, user, password))
    ]


def sealing_key(environment: dict[str, str]) -> str:
    """The house's secret key, made by whichever process of it is first; "" while there is none."""
    kept = Path(environment.get("HOTLINE_HOME", "var")) / "secret_key"
    return environment.get("SECRET_KEY") or (kept.read_text(encoding="ascii") if kept.exists() else "")


def _acknowledged(url: str) -> int:
    """The last event that the house has, so that numbers go on even where the journal was lost."""
    try:
        return int(redis.Redis.from_url(url, socket_connect_timeout=2).get(port.ACKNOWLEDGED) or 0)
    except redis.RedisError:
        return 0


async def run(environment: dict[str, str]) -> int:
    """Stand by, become active, serve until SIGTERM (0) or until something breaks (1: to be started again)."""
    url = environment.get("REDIS_URL", "redis://127.0.0.1:6379/0")
    folder = Path(environment.get("HOTLINE_HOME", "var")) / "journal"
    file = await hold_journal(folder)
    lock = CityLock(url, folder)
    await lock.acquire()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    engine = Engine(gateways(environment), Journal(folder), last_seq=_acknowledged(url))
    engine.start()
    work = [
        asyncio.create_task(EngineBus(url, engine).run(), name="bus"),
        asyncio.create_task(lock.keep(), name="lock"),
        asyncio.create_task(stop.wait(), name="stop"),
        asyncio.create_task(_broken(engine), name="engine"),
    ]
    log.info("active")
    done, _ = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
    await end(work)
    await engine.stop()
    await lock.release()
    file.close()
    for task in done:
        if task.get_name() != "stop":
            log.error("%s ended: %s", task.get_name(), task.exception() if not task.cancelled() else None)
            return 1
    log.info("stopped; calls go on")
    return 0


async def _broken(engine: Engine) -> None:
    """Returns when one of the engine's tasks has ended: then the whole process must begin again."""
    while True:
        failure = engine.failed()
        if failure is not None:
            raise failure
        await asyncio.sleep(0.2)


def main() -> int:
    """The process."""
    logging.basicConfig(
        level=os.environ.get("LOG_LEVEL", "INFO"), format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)
    return uvloop.run(run(dict(os.environ)))


if __name__ == "__main__":
    sys.exit(main())
