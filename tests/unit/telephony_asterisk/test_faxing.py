"""How the dialplan's notes of faxes are read."""

from telephony.adapters.asterisk.faxing import noted
from telephony.contracts.gateway import FaxEnded

NOW = 1000.0


def test_given_notes_when_read_then_each_fax_is_told_and_the_one_cut_off_is_left_out() -> None:
    notes = (
        "ut-off.f1,T38,SUCCESS,,1,555"
        "|1795.1,gw1-1795.1.f1,T38,SUCCESS,,2,5550001 "
        "|c.o1,out-east-7,audio,FAILED,The call dropped prematurely,1,"
        "|1795.2,gw1-1795.2.f1,,,,,"
    )
    first, second, third = noted("gw1", notes, NOW)
    whole = {"name": "gw1-1795.1.f1", "ok": True, "pages": 2, "remote_id": "5550001", "t38": True}
    assert first == FaxEnded(gateway="gw1", at=NOW, leg="1795.1", **whole)
    assert (second.leg, second.ok, second.pages, second.error) == ("c.o1", False, 1, "The call dropped prematurely")
    assert (third.leg, third.ok, third.pages, third.error) == ("1795.2", False, 0, "HANGUP")


def test_given_no_notes_then_nothing_is_told() -> None:
    assert list(noted("gw1", "", NOW)) == []
