"""Who wants no text messages."""

from django.db import models


class StopOrigin(models.TextChoices):
    """How we know: the owner WROTE so to us, or the CARRIER refuses to take anything for them."""

    WROTE = "WROTE"
    CARRIER = "CARRIER"


class TextStop(models.Model):
    """The owner of ``number`` (E.164) said ``word`` (STOP, 退订 …) to ``said_to``, a number of ours; or told a carrier,
    then ``word`` is empty and ``said_to`` the number that we wrote from ("": the house's). While the row stands,
    nothing is written to them; it is the city's, as all centres may write from one number."""

    number = models.CharField(max_length=32, unique=True)
    word = models.CharField(max_length=32)
    said_to = models.CharField(max_length=32)
    said_at = models.DateTimeField()
    origin = models.CharField(max_length=8, choices=StopOrigin.choices, default=StopOrigin.WROTE)
