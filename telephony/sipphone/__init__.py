"""A SIP telephone of our own, with audio: the caller of the demo and both ends of the tests with the real
gateway.

It talks to one server over UDP, speaks G.711, sends and hears DTMF (RFC 4733) and can say which tones it
hears.
It is no part of the platform: nothing in the house imports it."""

from telephony.sipphone.audio import Silence, Sound, Speech, Tone, WavSound
from telephony.sipphone.call import PhoneCall
from telephony.sipphone.phone import RegistrationRefused, SipPhone

__all__ = ["PhoneCall", "RegistrationRefused", "Silence", "SipPhone", "Sound", "Speech", "Tone", "WavSound"]
