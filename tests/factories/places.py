"""Names that the tests' database gives."""

from django.conf import settings

from hotline.tenancy.place import role_of


def role(tenant: str) -> str:
    """The database role of a tenant in the tests' database."""
    return role_of(tenant, str(settings.DATABASES["default"]["NAME"]))
