"""What may be refused about the addresses that citizens write to."""

from hotline.kernel.errors import Conflict, Invalid


class NotAnAddress(Invalid):
    """This is no mail address, such as ``hotline@city.example``."""

    code = "NOT_AN_ADDRESS"


class AddressTaken(Conflict):
    """This address is set up already, here or in another centre."""

    code = "ADDRESS_TAKEN"
