"""The buttons of the desk: what the engine is told, what its refusals become, what the answer shows."""

from collections.abc import Callable
from typing import Any

import pytest
from twilio.jwt.access_token import AccessToken

from hotline import tenancy
from hotline.kernel.permissions import Role
from hotline.main.settings.twilio_client import TwilioClient
from hotline_api.core.mutation import Mutation
from hotline_api.desk.errors import REFUSED
from hotline_api.desk.mutations import ALL
from hotline_api.identity import names
from telephony.contracts import commands
from telephony.contracts.commands import RefusalCode
from tenants.local.voice.models import Queue
from tests.api.conftest import Browser, Engine
from tests.api.operations import operation

People = Callable[..., Browser]
RIGHT = {
    "seat": "east-01",
    "callId": "a-1",
    "reason": "BREAK",
    "digits": "12#",
    "target": "east:8102",
    "number": "13800000001",
    "purpose": "CALLBACK",
    "caseNumber": "26070402000019",
    "muted": True,
}
COMMANDS = {
    "SeatTake": commands.SignIn,
    "SeatLeave": commands.SignOut,
    "SoftphoneRenew": commands.SignIn,
    "AgentReady": commands.SetReady,
    "AgentNotReady": commands.SetNotReady,
    "CallReject": commands.Reject,
    "CallHangUp": commands.HangUp,
    "CallHold": commands.Hold,
    "CallResume": commands.Resume,
    "CallMute": commands.Mute,
    "CallSendDigits": commands.SendDigits,
    "CallConsult": commands.Consult,
    "CallCancelConsult": commands.CancelConsult,
    "CallCompleteTransfer": commands.CompleteTransfer,
    "CallTransfer": commands.Transfer,
    "CallConference": commands.Conference,
    "CallInvite": commands.Invite,
    "CallDropGuest": commands.DropGuest,
    "CallPlayPrompt": commands.PlayPrompt,
    "CallPauseRecording": commands.PauseRecording,
    "CallRejoin": commands.Rejoin,
    "CallDial": commands.Dial,
}
REFUSALS = [
    (mutation, refusal)
    for mutation in ALL
    for refusal, (error, _field) in REFUSED.items()
    if error.code in mutation.codes
]


def root(mutation: type[Mutation]) -> str:
    name = mutation.__name__
    return name[0].lower() + name[1:]


def seated(engine: Engine, seen: Browser) -> str:
    """Show the browser's agent at a seat; their key."""
    number = seen.data("{ viewer { agentNumber } }")["viewer"]["agentNumber"]
    key = f"east:{number}"
    engine.views["agents"] = {key: {"agent": key, "seat": "east-01", "tenant": "east", "state": "NOT_READY"}}
    return key


@pytest.mark.parametrize("mutation", ALL, ids=lambda mutation: mutation.__name__)
def test_given_an_agent_when_a_button_is_pressed_then_one_command_in_their_name(
    browser: People, engine: Engine, mutation: type[Mutation]
) -> None:
    seen = browser("east", Role.AGENT)
    key = seated(engine, seen)
    payload = seen.data(operation("mutation", root(mutation), RIGHT, depth=4))[root(mutation)]
    assert payload["errors"] == []
    (command,) = engine.commands
    assert type(command) is COMMANDS[mutation.__name__]
    assert command.agent == key  # type: ignore[attr-defined]


@pytest.mark.parametrize(("mutation", "refusal"), REFUSALS, ids=lambda value: getattr(value, "__name__", str(value)))
def test_given_a_refusal_when_a_button_is_pressed_then_its_code_and_nothing_else(
    browser: People, engine: Engine, mutation: type[Mutation], refusal: RefusalCode
) -> None:
    seen = browser("east", Role.AGENT)
    seated(engine, seen)
    engine.refusal = refusal
    payload = seen.data(operation("mutation", root(mutation), RIGHT, depth=2))[root(mutation)]
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [
        (REFUSED[refusal][0].code, {"call_id": "callId"}.get(REFUSED[refusal][1] or "", REFUSED[refusal][1]))
    ]
    assert [value for name, value in payload.items() if name != "errors"] == [None] * (len(payload) - 1)


@pytest.mark.parametrize("mutation", ALL, ids=lambda mutation: mutation.__name__)
def test_given_no_agent_number_when_a_button_is_pressed_then_refused_without_asking_the_engine(
    browser: People, engine: Engine, mutation: type[Mutation]
) -> None:
    payload = browser("east", Role.OPERATOR).data(operation("mutation", root(mutation), RIGHT, depth=2))
    assert [error["code"] for error in payload[root(mutation)]["errors"]] == ["UNKNOWN_AGENT"]
    assert engine.commands == []


@pytest.mark.parametrize(
    ("name", "given", "field"),
    [
        ("agentNotReady", {"reason": "LAZY"}, "reason"),
        ("callSendDigits", {"digits": "12x"}, "digits"),
        ("callSendDigits", {"digits": ""}, "digits"),
        ("callDial", {"purpose": "FUN"}, "purpose"),
        ("callDial", {"purpose": "CALLBACK", "caseNumber": "9" * 33}, "caseNumber"),
    ],
)
def test_given_a_wrong_argument_when_pressed_then_named_and_not_asked(
    browser: People, engine: Engine, name: str, given: dict[str, str], field: str
) -> None:
    payload = browser("east", Role.AGENT).data(operation("mutation", name, {**RIGHT, **given}, depth=2))[name]
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("INVALID", field)]
    assert engine.commands == []


@pytest.mark.parametrize("seat", ["west-01", "nowhere", ""])
def test_given_a_seat_of_another_county_when_taken_then_unknown(browser: People, engine: Engine, seat: str) -> None:
    payload = browser("east", Role.AGENT).data(operation("mutation", "seatTake", {"seat": seat}, depth=2))["seatTake"]
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("UNKNOWN_SEAT", "seat")]
    assert engine.commands == []


def test_given_a_seat_when_taken_and_renewed_then_each_time_a_fresh_secret(browser: People, engine: Engine) -> None:
    seen = browser("east", Role.AGENT)
    taken = seen.data('mutation { seatTake(seat: "east-01") { softphone { urls user password domain } } }')
    phone = taken["seatTake"]["softphone"]
    seated(engine, seen)
    renewed = seen.data("mutation { softphoneRenew { softphone { user password } } }")["softphoneRenew"]["softphone"]
    first, second = engine.commands
    assert isinstance(first, commands.SignIn) and isinstance(second, commands.SignIn)
    assert (phone["user"], phone["password"]) == ("east-01", first.secret)
    assert (renewed["user"], renewed["password"]) == ("east-01", second.secret)
    assert first.secret != second.secret
    assert len(first.secret) >= 32
    assert first.command_id != second.command_id


def test_given_a_key_of_twilio_when_a_seat_is_taken_then_a_token_to_be_called_with_and_not_to_call(
    browser: People, engine: Engine, settings: Any
) -> None:
    secret = "k" * 32
    settings.TWILIO_CLIENT = TwilioClient("AC" + "a" * 32, "SK" + "b" * 32, secret, ("singapore",))
    asked = 'mutation { seatTake(seat: "east-01") { softphone { renewAfterSeconds twilio { token edges } } } }'
    phone = browser("east", Role.AGENT).data(asked)["seatTake"]["softphone"]
    assert (phone["renewAfterSeconds"], phone["twilio"]["edges"]) == (900, ["singapore"])
    told = AccessToken.from_jwt(phone["twilio"]["token"], secret)
    assert (told.headers["cty"], told.payload["iss"], told.payload["sub"]) == (
        "twilio-fpa;v=1",
        "SK" + "b" * 32,
        "AC" + "a" * 32,
    )
    assert told.payload["grants"] == {"identity": "east-01", "voice": {"incoming": {"allow": True}}}
    assert told.payload["exp"] - told.payload["nbf"] == 1800


def test_given_no_key_of_twilio_when_a_seat_is_taken_then_no_token(browser: People, engine: Engine) -> None:
    asked = 'mutation { seatTake(seat: "east-01") { softphone { renewAfterSeconds twilio { token } } } }'
    phone = browser("east", Role.AGENT).data(asked)["seatTake"]["softphone"]
    assert phone == {"renewAfterSeconds": 3600, "twilio": None}


def test_given_twilio_alone_when_a_seat_is_taken_then_no_node_to_register_at(
    browser: People, engine: Engine, settings: Any
) -> None:
    settings.SIP_NODES = []
    settings.TWILIO_CLIENT = TwilioClient("AC1", "SK1", "k" * 32)
    asked = 'mutation { seatTake(seat: "east-01") { softphone { urls nodes twilio { edges } } } }'
    phone = browser("east", Role.AGENT).data(asked)["seatTake"]["softphone"]
    assert phone == {"urls": [], "nodes": [], "twilio": {"edges": []}}


def test_given_no_seat_when_renewed_then_not_signed_in(browser: People, engine: Engine) -> None:
    payload = browser("east", Role.AGENT).data("mutation { softphoneRenew { softphone { user } errors { code } } }")
    assert payload["softphoneRenew"] == {"softphone": None, "errors": [{"code": "NOT_SIGNED_IN"}]}
    assert engine.commands == []


def test_given_a_dial_when_begun_then_the_call_and_its_case(browser: People, engine: Engine) -> None:
    engine.call_id = "east-7001-1"
    payload = browser("east", Role.AGENT).data(operation("mutation", "callDial", RIGHT, depth=1))["callDial"]
    assert payload["callId"] == "east-7001-1"
    (command,) = engine.commands
    assert isinstance(command, commands.Dial)
    assert (command.number, command.purpose, command.reference) == ("13800000001", "CALLBACK", "26070402000019")


def test_given_colleagues_when_targets_are_asked_then_ready_ones_first_and_oneself_not(
    browser: People, engine: Engine
) -> None:
    seen = browser("east", Role.AGENT)
    me = seated(engine, seen)
    for key, state in (("city:8001", "TALKING"), ("west:8201", "READY"), ("west:8202", "SIGNED_OUT")):
        engine.views["agents"][key] = {"agent": key, "tenant": key.split(":")[0], "state": state, "seat": "x"}
    engine.views["queues"] = {"city.general": {"waiting": 0}}
    targets = seen.data("{ transferTargets { key kind state } }")["transferTargets"]
    assert [(row["key"], row["state"]) for row in targets if row["kind"] == "agent"] == [
        ("west:8201", "READY"),
        ("city:8001", "TALKING"),
    ]
    assert me not in [row["key"] for row in targets]
    assert next(row["key"] for row in targets if row["kind"] == "queue").startswith("east.")
    found = seen.data('{ transferTargets(text: "8001") { key } }')["transferTargets"]
    assert found == [{"key": "city:8001"}]


def test_given_queues_of_several_tenants_when_targets_are_asked_then_all_are_named_as_their_tenant_names_them(
    browser: People, engine: Engine
) -> None:
    names._kept.clear()
    for tenant, name in (("east", "Counter"), ("city", "Main line")):
        with tenancy.entered(tenant):
            Queue.objects.update_or_create(key=f"{tenant}.desk", defaults={"role": "desk", "name": name})
    engine.views["queues"] = {"city.desk": {}, "gone.desk": {}}
    seen = browser("east", Role.AGENT)
    asked = seen.data('{ transferTargets(text: ".desk") { key label } names { queues { key name } } }')
    assert {row["key"]: row["label"].split(" · ")[0] for row in asked["transferTargets"]} == {
        "east.desk": "Counter",
        "city.desk": "Main line",
        "gone.desk": "desk",
    }
    told = {row["key"]: row["name"] for row in asked["names"]["queues"]}
    assert (told["east.desk"], told["city.desk"]) == ("Counter", "Main line")
