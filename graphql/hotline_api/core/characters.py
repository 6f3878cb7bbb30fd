"""Characters that nothing behind the API can keep: PostgreSQL refuses NUL, and half a surrogate pair has no UTF-8 form.

JSON lets a client send both. Left alone they would be a fault of ours wherever a text is stored, searched for, sent to
the engine or said back.
"""

import re
from typing import Any

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def writable(given: Any) -> bool:
    """Can every text in ``given`` (JSON: a document or variables, names and values) be kept?"""
    waiting = [given]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, str) and _UNWRITABLE.search(each):
            return False
    return True
