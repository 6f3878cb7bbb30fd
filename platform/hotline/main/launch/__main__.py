"""``python -m hotline.main.launch demo | reset | call | build``."""

import os
import subprocess
import sys

from hotline.main.settings import env as environment

from . import console, demo


def call() -> int:
    """One or more real calls into the running demo: CALLS, FROM, TO, SECONDS from the environment."""
    env, get = environment.load(), os.environ.get
    command = [
        *(sys.executable, "-m", "telephony.sipphone"),
        *("--server", f"127.0.0.1:{env.sip_port}"),
        *("--to", get("TO") or "12345"),
        *("--from", get("FROM") or "13800010001"),
        *("--calls", get("CALLS") or "1"),
        *("--seconds", get("SECONDS") or "20"),
        *("--say", str(env.home / "sounds" / "demo" / "citizen.wav")),
    ]
    return subprocess.run(command, check=False).returncode


def build() -> int:
    """The console only."""
    console.ensure_built(environment.load().home / "log" / "build.log")
    return 0


COMMANDS = {"demo": demo.run, "reset": demo.reset, "call": call, "build": build}

if __name__ == "__main__":
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in COMMANDS:
        sys.exit(f"one of: {', '.join(COMMANDS)}")
    sys.exit(COMMANDS[name]())
