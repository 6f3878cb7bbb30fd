"""The form of a new case as actions take it."""

from typing import Any

from hotline.kernel.errors import Invalid, NotFound
from hotline_api.core.ids import row_id
from tenants.local.cases.actions import CaseInput

#: how a matter that somebody of ours writes down can have reached us
MEDIA = ("TELEPHONE", "COUNTER", "LETTER", "VOICEMAIL", "MAIL", "FAX", "SMS")


def case_input(given: dict[str, Any]) -> CaseInput:
    """The typed form. Raises NotFound for ids that cannot be one, Invalid("medium")."""
    fields = {key: value for key, value in given.items() if value is not None}
    for name in ("category_id", "citizen_id"):
        if name in fields:
            pk = row_id(fields[name])
            if pk is None:
                raise NotFound(name)
            fields[name] = pk
    if fields.get("medium", MEDIA[0]) not in MEDIA:
        raise Invalid("medium")
    fields["kind"], fields["urgency"] = fields["kind"].value, fields["urgency"].value
    return CaseInput(**fields)
