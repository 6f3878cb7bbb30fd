"""What the citizen hears by SMS: at registration, and at the result. Written in the case's own transaction."""

import re

from hotline import outbox
from hotline.notify import messages

from ..models import Case

#: numbers that take text messages: Chinese mobiles, and whatever is abroad
_TAKES_SMS = re.compile(r"\+861[3-9]\d{9}|\+(?!86)\d{6,15}")
#: the kind of effect that sends one message
SMS = "sms"


def tell_registered(case: Case) -> None:
    """The matter is registered, under this number."""
    _tell(case, "case_registered", key=f"{case.number}:registered")


def tell_result(case: Case) -> None:
    """The matter is answered or done with."""
    _tell(case, "case_result", key=f"{case.number}:result:{case.version}", reply=case.reply or "—")


def tell_not_accepted(case: Case, reason: str) -> None:
    """The matter is not ours; whose it is instead."""
    _tell(
        case,
        "case_not_accepted",
        key=f"{case.number}:not_accepted",
        reason=reason,
        legal_route=case.legal_route,
    )


def _tell(case: Case, template: str, key: str, **params: str) -> None:
    if not _TAKES_SMS.fullmatch(case.reporter_phone):
        return
    locale = case.locale or (case.citizen.locale if case.citizen else "")
    message = messages.compose(
        case.reporter_phone, template, locale, key=key, case_number=case.number, number=case.number, **params
    )
    if message is not None:
        outbox.put(SMS, key, {"message": message.pk})
