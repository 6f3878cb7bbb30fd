"""Every contract survives the way over the bus and the disk."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telephony.contracts import codec
from telephony.contracts.gateway import GatewayBack

CONCRETE = sorted(codec.TYPES)
LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large]
"""A plan of a whole city is a large thing, and meant to be."""


@pytest.mark.parametrize("name", CONCRETE)
@settings(max_examples=20, deadline=None, suppress_health_check=LARGE)
@given(data=st.data())
def test_given_any_contract_when_coded_and_decoded_then_it_is_equal(name: str, data: st.DataObject) -> None:
    with_floats = st.floats(allow_nan=False, allow_infinity=False)
    st.register_type_strategy(float, with_floats)
    contract = data.draw(st.from_type(codec.TYPES[name]))
    back = codec.decode(codec.encode(contract))
    assert back == contract
    assert type(back) is type(contract)


def test_given_something_that_is_no_contract_when_coded_then_refused() -> None:
    @dataclasses.dataclass
    class Stranger:
        x: int

    with pytest.raises(codec.UnknownType, match="Stranger"):
        codec.encode(Stranger(1))


def test_given_a_name_nobody_knows_when_decoded_then_refused() -> None:
    with pytest.raises(codec.UnknownType, match="CallOfTomorrow"):
        codec.decode(b'{"t":"CallOfTomorrow","d":{}}')


def test_given_a_subclass_with_a_known_name_when_coded_then_refused() -> None:
    impostor = type("GatewayBack", (GatewayBack,), {})
    with pytest.raises(codec.UnknownType):
        codec.encode(impostor(gateway="gw1", at=0.0, legs=(), bridges=(), recordings=(), reachable_seats=()))
