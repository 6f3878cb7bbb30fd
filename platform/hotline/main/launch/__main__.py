"""``python -m hotline.main.launch demo | reset | call | build | npm … | test-tools | backup | restore``."""

import os
import subprocess
import sys

from hotline.main.settings import env as environment

from . import console, debian, demo, embedded, gateway, saving, testing, voices


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
        *("--wav", str(env.home / "sounds" / "demo" / "citizen.wav")),
    ]
    return subprocess.run(command, check=False).returncode


def build() -> int:
    """The console only."""
    console.ensure_built(environment.load().home / "log" / "build.log")
    return 0


def npm() -> int:
    """``npm …`` for the console, with the machine's node or the wheel's."""
    return console.npm(sys.argv[2:], environment.load().home / "log" / "build.log")


def test_tools() -> int:
    """Everything that the tests drive for real: browser, media gateway, prompts, the built console."""
    home = environment.load().home
    for line in testing.ensure_tools(home / "log" / "tools.log"):
        sys.stdout.write(line + "\n")
    voices.make(home / "sounds")
    try:
        gateway.find(environment.cache_folder(home), home / "log" / "unpack.log")
    except (debian.CannotUnpack, OSError) as error:
        sys.stdout.write(f"no media gateway, its tests are skipped: {error}\n")
    return build()


COMMANDS = {
    "demo": demo.run,
    "reset": demo.reset,
    "call": call,
    "build": build,
    "npm": npm,
    "test-tools": test_tools,
    "backup": saving.backup,
    "restore": saving.restore,
}

if __name__ == "__main__":
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in COMMANDS:
        sys.exit(f"one of: {', '.join(COMMANDS)}")
    try:
        sys.exit(COMMANDS[name]())
    except (console.CannotBuild, environment.BadSetting, embedded.ServerSilent) as error:
        sys.exit(str(error))
