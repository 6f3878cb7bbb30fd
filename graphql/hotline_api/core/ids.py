"""Ids of rows as they come in."""

LARGEST = 2**63 - 1


def row_id(text: str | None) -> int | None:
    """The row that an ID names; None for what cannot be one."""
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 19:
        return None
    pk = int(text)
    return pk if 0 < pk <= LARGEST else None
