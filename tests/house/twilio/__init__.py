"""Something that behaves as Twilio's Programmable Voice does, by its published documentation: the REST API, the TwiML
interpreter, conferences, recordings, signed callbacks, and the people at the other ends. Twilio itself is not asked."""

from tests.house.twilio.peer import Peer
from tests.house.twilio.people import Person

__all__ = ["Peer", "Person"]
