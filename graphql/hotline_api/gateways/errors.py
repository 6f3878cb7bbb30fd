"""Why something about gateways was not done."""

from hotline.kernel.errors import Invalid


class NotShutOut(Invalid):
    """This address is not shut out (any more)."""

    code = "NOT_SHUT_OUT"
