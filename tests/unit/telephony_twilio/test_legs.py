"""Where a leg is to be: a listener is where its target talks."""

import time

from telephony.adapters.twilio.legs import Alone, Doing, Ear, Kept, Leg, Legs, Room, Voice


def leg(legs: Legs, name: str, doing: Doing, ear: Ear | None = None) -> Leg:
    made = Leg(Kept(name, f"CA-{name}", False, "", "", time.time(), doing=doing, ear=ear))
    legs.up[name] = made
    return made


def test_a_listener_follows_its_target_from_room_to_room_and_waits_where_it_talks_to_nobody() -> None:
    legs = Legs()
    agent = leg(legs, "a", Room("one"))
    ear = leg(legs, "s", Alone(), Ear("w1.e", "a", whisper=False))
    assert legs.doing(ear) == Room("one")
    agent.kept.doing = Room("two")
    assert legs.doing(ear) == Room("two")
    agent.kept.doing = Alone(music=True)
    assert legs.doing(ear) == Alone()
    legs.forget(agent, 16)
    assert legs.doing(ear) == Alone()


def test_a_listener_is_heard_by_nobody_or_by_its_target_alone() -> None:
    legs = Legs()
    leg(legs, "a", Room("one"))
    silent = leg(legs, "s", Alone(), Ear("w1.e", "a", whisper=False))
    whispers = leg(legs, "t", Alone(), Ear("w2.e", "a", whisper=True))
    assert (legs.voice(silent), legs.voice(whispers)) == (Voice(muted=True), Voice(coach="CA-a"))
    assert {each.id for each in legs.listeners("a")} == {"s", "t"}


def test_a_call_that_is_over_is_known_by_its_sid_for_a_while() -> None:
    legs = Legs()
    gone = leg(legs, "a", Alone())
    legs.forget(gone, 17)
    assert (legs.by_sid("CA-a"), legs.gone["CA-a"], gone.over) == (None, 17, True)
