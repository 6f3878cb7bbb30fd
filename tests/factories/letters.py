"""Mail for tests, and the addresses that it is written to."""

from email.message import EmailMessage

from hotline import tenancy
from tenants.shared.addresses import actions as addresses
from tenants.shared.addresses.actions import AddressInput
from tenants.shared.addresses.models import ServiceAddress
from tenants.shared.addresses.rules import AddressKind
from tests.factories.people import actor

EAST, CITY = "hotline@east.example", "hotline@city.example"
WANG = "wang@citizen.example"


def address(tenant: str = "east", at: str = EAST, *, queue: str = "", receipt: str = "") -> ServiceAddress:
    """An address of ours."""
    given = AddressInput(
        AddressKind.MAIL, at, queue=queue, name="东区分中心", greeting="您好！", closing="12345", receipt=receipt
    )
    with tenancy.entered(tenant):
        return addresses.do_keep(actor(tenant), given)


def mail(
    subject: str = "路灯不亮", message_id: str = "<m1@citizen.example>", to: str = EAST, **headers: str
) -> EmailMessage:
    """A mail of Mrs Wang."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Message-ID"] = f"王女士 <{WANG}>", to, subject, message_id
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content("滨河路 18 号的路灯三天不亮了。\n")
    return made
