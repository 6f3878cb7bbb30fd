"""Fetching and building: which mirror, whose node, and that giving up ends what runs."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hotline.main.launch import console, debian, demo, steps
from tests.factories.processes import Watched


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("sources.list", "deb http://ftp.cn.example/debian bookworm main\n", "http://ftp.cn.example/debian"),
        (
            "debian.sources",
            "Types: deb\nURIs: https://m.example/debian/\nSuites: bookworm\n",
            "https://m.example/debian",
        ),
        ("ubuntu.sources", "Types: deb\nURIs: http://m.example/ubuntu/\nSuites: noble\n", debian.DEFAULT_MIRROR),
    ],
)
def test_given_the_machines_sources_when_asked_then_its_mirror_or_the_usual_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, expected: str
) -> None:
    (tmp_path / name).write_text(text)
    monkeypatch.setattr(debian, "SOURCES", (tmp_path / "missing", tmp_path))
    assert debian.mirror() == expected


def test_given_no_apt_when_unpacking_then_the_reason_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        debian.CannotUnpack,
        match=r"^apt-get is missing: install Asterisk 22\.4 or newer \(or 20\.14, 21\.9\), or use Debian or Ubuntu$",
    ):
        debian.unpack(["asterisk"], tmp_path / "cache", tmp_path / "log")


def test_given_unpacked_packages_when_asked_again_then_nothing_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / debian.DONE).write_text("asterisk asterisk-modules")
    monkeypatch.setenv("PATH", "")
    assert debian.unpack(["asterisk", "asterisk-modules"], tmp_path, tmp_path / "log") == tmp_path / "root"


def test_given_the_wheels_node_when_npm_runs_scripts_then_they_find_it_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "wheel"
    (wheel / "bin").mkdir(parents=True)
    (wheel / "bin" / "node").write_text('#!/bin/sh\necho "node $@"\n')
    (wheel / "bin" / "node").chmod(0o755)

    class Wheel:
        __file__ = str(wheel / "__init__.py")

    monkeypatch.setattr(console, "import_module", lambda _: Wheel)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    folder = console._tools_of_wheel()
    said = subprocess.run([folder / "npm", "ci"], capture_output=True, text=True, check=True).stdout
    assert said == f"node {wheel}/lib/node_modules/npm/bin/npm-cli.js ci\n"


def test_given_a_step_under_way_when_given_up_then_it_ends_with_its_children_and_no_other_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "_given_up", False)
    pipe = tmp_path / "started"
    os.mkfifo(pipe)
    ended: list[BaseException] = []

    def run() -> None:
        try:
            steps.run(["sh", "-c", f"sleep 600 & echo $! > {pipe}; wait"], tmp_path / "log")
        except steps.GivenUp as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    grandchild = Watched(int(pipe.read_text()))
    steps.give_up()
    thread.join(10)
    assert not thread.is_alive()
    assert len(ended) == 1
    assert grandchild.ended()
    with pytest.raises(steps.GivenUp):
        steps.run(["true"], tmp_path / "log")


def test_given_a_running_demo_when_another_starts_in_its_home_then_it_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "demo.lock"
    with demo.locked(lock), pytest.raises(demo.CannotStart, match="a demo is running in"), demo.locked(lock):
        pass
    with demo.locked(lock):
        pass


def test_given_a_program_when_asked_whether_it_handles_sigint_then_its_own_word(tmp_path: Path) -> None:
    assert demo.catches_sigint(os.getpid()) is True
    deaf = subprocess.Popen(["cat"], stdin=subprocess.PIPE)
    assert demo.catches_sigint(deaf.pid) is False
    deaf.communicate()
    assert demo.catches_sigint(deaf.pid) is False
