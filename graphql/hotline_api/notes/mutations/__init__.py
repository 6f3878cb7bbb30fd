"""Writing to colleagues."""

from .note_read import NoteRead
from .note_send import NoteSend

ALL = (NoteSend, NoteRead)
