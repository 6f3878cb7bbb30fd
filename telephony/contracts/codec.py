"""Contracts as bytes: JSON ``{"t": type name, "d": fields}``. One codec for bus, journal and disk."""

import dataclasses
from types import ModuleType
from typing import Any

import msgspec

from . import commands, events, fax, gateway, outreach, plan, takes, work


class UnknownType(ValueError):
    """The bytes name a type that is no contract: written by a newer version, or damaged."""


def _types_of(module: ModuleType) -> dict[str, type]:
    return {
        name: thing
        for name, thing in vars(module).items()
        if isinstance(thing, type) and dataclasses.is_dataclass(thing) and thing.__module__ == module.__name__
    }


TYPES: dict[str, type] = {
    **_types_of(commands),
    **_types_of(events),
    **_types_of(fax),
    **_types_of(gateway),
    **_types_of(outreach),
    **_types_of(plan),
    **_types_of(takes),
    **_types_of(work),
}


class _Envelope(msgspec.Struct):
    t: str
    d: msgspec.Raw


_envelopes = msgspec.json.Decoder(_Envelope)
_decoders: dict[str, "msgspec.json.Decoder[Any]"] = {name: msgspec.json.Decoder(type_) for name, type_ in TYPES.items()}
_encoder = msgspec.json.Encoder()


def encode(contract: object) -> bytes:
    """Any contract dataclass as bytes. Raises UnknownType for anything else."""
    name = type(contract).__name__
    if TYPES.get(name) is not type(contract):
        raise UnknownType(name)
    return _encoder.encode({"t": name, "d": contract})


def decode(body: bytes | str) -> Any:
    """The contract that ``body`` holds. Raises UnknownType, or msgspec.DecodeError for damaged bytes."""
    envelope = _envelopes.decode(body)
    decoder = _decoders.get(envelope.t)
    if decoder is None:
        raise UnknownType(envelope.t)
    return decoder.decode(envelope.d)
