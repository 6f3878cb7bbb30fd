"""The media gateways of this machine: one, or with ``NODES`` several beside each other, each with ports of its own."""

import os
import threading
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from hotline.main.settings import env as environment
from hotline.main.settings.env import NODE_STEP, Environment

from . import authority, gateway
from .supervisor import Child, Supervisor

LOOK_SECONDS = 60.0
"""Between two looks at the certificates."""


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
    tls = certificates(env)
    for number in range(environment.nodes()):
        name = f"gateway-{number + 1}" if number else "gateway"
        secret = running[0].secret if running else None
        made = gateway.configure(
            asterisk,
            env.home / name,
            env.home / "sounds",
            ports(env, number, trunk),
            secret=secret,
            tls=tls,
            faxes=env.fax_folder,
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
    threading.Thread(target=watch, args=(env, running, say), name="certificates", daemon=True).start()
    return {
        "ARI_URL": ",".join(made.ari_url for made in running),
        "ARI_USER": running[0].user,
        "ARI_PASSWORD": running[0].secret,
        "GATEWAY_SIP": ",".join(f"127.0.0.1:{made.ports.sip}" for made in running),
        "GATEWAY_AMI": ",".join(f"127.0.0.1:{made.ports.ami}" for made in running),
        "SIP_TRUSTED": os.environ.get("SIP_TRUSTED") or trunk[0],
    }


def certificates(env: Environment) -> authority.Tls:
    """Of SIP over TLS: those that the environment names, else of our own authority."""
    given = environment.sip_tls()
    if given:
        return authority.Tls(*given)
    host = urlsplit(env.public_url).hostname or "localhost"
    names = [host, "localhost", "127.0.0.1"]
    bind = os.environ.get("SIP_BIND") or "127.0.0.1"
    if bind != "0.0.0.0":
        names.append(bind)
    return authority.ensure(env.home / "tls", names)


def watch(
    env: Environment,
    running: Sequence[gateway.GatewayProcess],
    say: Callable[[str], None],
    stop: threading.Event | None = None,
) -> None:
    """Have the gateways read certificates that were renewed, until ``stop`` (None: as long as this process lives).
    What talks goes on."""
    known, stop = certificates(env).fingerprint(), stop or threading.Event()
    while not stop.wait(LOOK_SECONDS):
        try:
            seen = certificates(env).fingerprint()  # our own is renewed here in time
        except (OSError, ValueError) as error:
            say(f"the certificate of SIP cannot be read: {error}")
            continue
        if seen != known:
            known = seen
            for made in running:
                made.cli("module reload res_pjsip.so")
            say("the certificate of SIP was renewed")


def ports(env: Environment, number: int, trunk: tuple[str, str]) -> gateway.Ports:
    """Where node ``number`` (from 0) listens; the ports for audio are shared out."""
    first, last = environment.rtp_ports()
    share = (last - first + 1) // environment.nodes() // 2 * 2
    step = number * NODE_STEP
    return gateway.Ports(
        ari=env.ari_port + step,
        wss=env.sip_wss_port + step,
        sip=env.sip_port + step,
        sip_tls=env.sip_tls_port + step,
        sip_tls_unverified=env.sip_tls_port + 1 + step,
        ami=env.ami_port + step,
        rtp_first=first + number * share,
        rtp_last=first + (number + 1) * share - 1,
        sip_bind=os.environ.get("SIP_BIND") or "127.0.0.1",
        trunk_match=trunk[0],
        trunk_peer=trunk[1],
    )
