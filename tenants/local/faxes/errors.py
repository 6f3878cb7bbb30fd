"""What can go wrong with a fax."""

from hotline.kernel.errors import Conflict, Invalid


class FaxMissing(Exception):
    """The gateway has no such fax."""


class FaxDamaged(Exception):
    """What the object store gave back is not what was put there."""


class NotADocument(Invalid):
    """This is no PDF and no TIFF that can be read."""

    code = "NOT_A_DOCUMENT"


class DocumentLocked(Invalid):
    """The document is locked by a password."""

    code = "DOCUMENT_LOCKED"


class DocumentTooBig(Invalid):
    """The document is bigger than ``limit`` MB."""

    code = "DOCUMENT_TOO_BIG"


class TooManyPages(Invalid):
    """The document has more than ``limit`` pages."""

    code = "TOO_MANY_PAGES"


class NoFont(Invalid):
    """There is no font with Chinese characters on this machine."""

    code = "NO_FAX_FONT"


class NoFaxNumber(Invalid):
    """This is no telephone number that can be faxed to."""

    code = "NO_FAX_NUMBER"


class FaxClosed(Conflict):
    """This fax has been filed or dismissed meanwhile: load it again."""

    code = "FAX_CLOSED"


class FaxTaken(Conflict):
    """Agent ``agent`` has taken this fax meanwhile."""

    code = "FAX_TAKEN"


class FaxNotCancellable(Conflict):
    """This fax is on the line, or was sent, or is over: it cannot be cancelled any more."""

    code = "FAX_NOT_CANCELLABLE"


class FaxStillGoing(Conflict):
    """This fax is still being sent: wait for the outcome, or cancel it."""

    code = "FAX_STILL_GOING"


class KeyReused(Conflict):
    """The same key came with another fax."""

    code = "KEY_REUSED"
