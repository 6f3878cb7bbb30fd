"""What can go wrong with a conversation by text messages."""

from hotline.kernel.errors import Conflict, Invalid


class TextsClosed(Conflict):
    """This conversation has been dealt with meanwhile: load it again."""

    code = "TEXTS_CLOSED"


class TextsTaken(Conflict):
    """Agent ``agent`` has taken this conversation meanwhile."""

    code = "TEXTS_TAKEN"


class NotAnswerable(Invalid):
    """The sender has no telephone number: nobody can be answered there."""

    code = "NOT_ANSWERABLE"


class TextsStopped(Invalid):
    """Whoever has this number asked for no messages: call them instead."""

    code = "TEXTS_STOPPED"


class NotATextNumber(Invalid):
    """Text messages do not reach this number: it is of a fixed line or a service."""

    code = "NOT_A_TEXT_NUMBER"


class ConsentNeeded(Invalid):
    """Nothing of this number is known here, or it is not to be approached: say that the citizen agreed."""

    code = "TEXT_CONSENT_NEEDED"


class AnswerKeyReused(Conflict):
    """The same key came with something else."""

    code = "KEY_REUSED"
