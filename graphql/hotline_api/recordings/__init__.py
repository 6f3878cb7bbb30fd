"""Recordings as the API shows them; the sound itself is served by ``/recordings/<id>/audio``."""
