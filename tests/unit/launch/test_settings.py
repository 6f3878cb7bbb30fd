"""What an operator writes, and what is refused by name."""

from pathlib import Path

import pytest

from hotline.main.settings import env as environment
from hotline.main.settings.env import BadSetting


@pytest.mark.parametrize("given", ["abc", "0", "65536", "-1", "80 80"])
def test_given_no_port_when_read_then_the_setting_is_named(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("PORT", given)
    with pytest.raises(BadSetting, match=r"^PORT must be a port's number"):
        environment.load()


@pytest.mark.parametrize("given", ["10000", "20000-10000", "a-b", "80-90", "60000-70000"])
def test_given_no_range_when_read_then_the_setting_is_named(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("RTP_PORTS", given)
    with pytest.raises(BadSetting, match=r"^RTP_PORTS must be FIRST-LAST"):
        environment.rtp_ports()


def test_given_nothing_when_read_then_the_usual_range(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RTP_PORTS", raising=False)
    assert environment.rtp_ports() == (10000, 10999)


def test_given_a_dotenv_file_when_read_then_it_fills_what_the_environment_leaves_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOTLINE_A", "environment")
    monkeypatch.setenv("HOTLINE_B", "")
    monkeypatch.delenv("HOTLINE_B")
    (tmp_path / ".env").write_text("# told\nHOTLINE_A=file\nHOTLINE_B='two words'\n\nno equals sign\n")
    environment.read_dotenv(tmp_path / ".env")
    assert environment.os.environ["HOTLINE_A"] == "environment"
    assert environment.os.environ["HOTLINE_B"] == "two words"


def test_given_a_long_home_when_sockets_need_a_place_then_the_path_is_short_enough(tmp_path: Path) -> None:
    home = tmp_path / ("x" * 90)
    folder = environment.runtime_dir(home)
    assert len(str(folder / "pg" / ".s.PGSQL.5432")) < 108
    assert environment.runtime_dir(home) == folder
    folder.rmdir()


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("TRUNK_MATCH", "everybody"),
        ("TRUNK_MATCH", "10.0.0.0/8\n[x]"),
        ("TRUNK_PEER", "sbc"),
        ("TRUNK_PEER", "a:1\n[x]"),
    ],
)
def test_given_no_trunk_when_read_then_the_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, given: str
) -> None:
    monkeypatch.setenv(name, given)
    with pytest.raises(BadSetting, match=f"^{name} must be"):
        environment.trunk()


def test_given_a_trunk_when_read_then_as_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUNK_MATCH", "10.1.2.3,2001:db8::/32")
    monkeypatch.setenv("TRUNK_PEER", "sbc.example:5060")
    assert environment.trunk() == ("10.1.2.3,2001:db8::/32", "sbc.example:5060")
