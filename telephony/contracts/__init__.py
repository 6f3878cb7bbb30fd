"""What crosses the border between the telephone and the rest of the house, and between the engine and a gateway.

Only frozen dataclasses and protocols live here. Times are UTC epoch seconds (float), durations are seconds,
telephone numbers are E.164 (``+8613800000001``) unless a field says ``raw``.
"""
