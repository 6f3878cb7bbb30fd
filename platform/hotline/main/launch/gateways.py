"""The media gateways of this machine: one, or with ``NODES`` several beside each other, each with ports of its own."""

import os
from collections.abc import Callable

from hotline.main.settings import env as environment
from hotline.main.settings.env import NODE_STEP, Environment

from . import gateway
from .supervisor import Child, Supervisor


def start(
    env: Environment,
    asterisk: gateway.Asterisk,
    trunk: tuple[str, str],
    supervisor: Supervisor,
    say: Callable[[str], None],
) -> dict[str, str]:
    """Start every node; the environment by which the switchboard finds those that run, {} for none.

    ``trunk``: (addresses that may bring calls, HOST:PORT that takes them)."""
    running: list[gateway.GatewayProcess] = []
    for number in range(environment.nodes()):
        name = f"gateway-{number + 1}" if number else "gateway"
        secret = running[0].secret if running else None
        made = gateway.configure(
            asterisk, env.home / name, env.home / "sounds", ports(env, number, trunk), secret=secret
        )
        try:
            made.wait_booted(supervisor.start(Child(name, made.command)))
        except gateway.CannotRun as error:
            supervisor.drop(name)
            say(f"no live audio by {name}: {error}")
            continue
        running.append(made)
    if not running:
        return {}
    return {
        "ARI_URL": ",".join(made.ari_url for made in running),
        "ARI_USER": running[0].user,
        "ARI_PASSWORD": running[0].secret,
        "GATEWAY_SIP": ",".join(f"127.0.0.1:{made.ports.sip}" for made in running),
    }


def ports(env: Environment, number: int, trunk: tuple[str, str]) -> gateway.Ports:
    """Where node ``number`` (from 0) listens; the ports for audio are shared out."""
    first, last = environment.rtp_ports()
    share = (last - first + 1) // environment.nodes() // 2 * 2
    step = number * NODE_STEP
    return gateway.Ports(
        ari=env.ari_port + step,
        wss=env.sip_wss_port + step,
        sip=env.sip_port + step,
        rtp_first=first + number * share,
        rtp_last=first + (number + 1) * share - 1,
        sip_bind=os.environ.get("SIP_BIND") or "127.0.0.1",
        trunk_match=trunk[0],
        trunk_peer=trunk[1],
    )
