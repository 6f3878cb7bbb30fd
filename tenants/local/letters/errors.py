"""What can go wrong with letters."""

from hotline.kernel.errors import Conflict, Invalid


class LetterClosed(Conflict):
    """This letter has been dealt with meanwhile: load it again."""

    code = "LETTER_CLOSED"


class LetterTaken(Conflict):
    """Agent ``agent`` has taken this letter meanwhile."""

    code = "LETTER_TAKEN"


class EnclosureType(Invalid):
    """Such a file is not sent: documents, pictures and sounds are."""

    code = "ENCLOSURE_TYPE"


class EnclosuresTooBig(Invalid):
    """At most ``count`` files of ``limit`` MB together go with an answer."""

    code = "ENCLOSURES_TOO_BIG"


class NoAnswerTo(Invalid):
    """Nobody can be answered there: it has no sender, or one that is no address."""

    code = "NO_ANSWER_TO"


class NoSenderAddress(Invalid):
    """This centre has no open address of this kind to write from: have one set up first."""

    code = "NO_SENDER_ADDRESS"


class KeyReused(Conflict):
    """The same key came with something else."""

    code = "KEY_REUSED"


class AttachmentMissing(Exception):
    """The letter has no such attachment, or it was not kept."""
