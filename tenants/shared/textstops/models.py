"""Who wants no text messages."""

from django.db import models


class TextStop(models.Model):
    """The owner of ``number`` (E.164) said ``word`` (STOP, 退订 …) to ``said_to``, a number of ours. While the row
    stands, nothing is written to them; it is the city's, as all centres may write from one number."""

    number = models.CharField(max_length=32, unique=True)
    word = models.CharField(max_length=32)
    said_to = models.CharField(max_length=32)
    said_at = models.DateTimeField()
