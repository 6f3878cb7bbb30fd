"""When signing in is refused for a while, and which passwords are too weak. Pure."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

#: wrong passwords of one user name within LOCKED_FOR before it is locked for the rest of that time
TRIES = 5
#: failures from one network address within LOCKED_FOR; many people may sit behind one address
TRIES_OF_ADDRESS = 60
LOCKED_FOR = timedelta(minutes=10)

#: NIST SP 800-63B: length counts, not the mix of characters
MINIMUM_PASSWORD = 10


def is_username(text: str) -> bool:
    """Can somebody sign in by this name?"""
    return re.fullmatch(r"[a-z0-9][a-z0-9._-]{2,63}", text) is not None


def locked_for(failures: Sequence[datetime], tries: int, now: datetime) -> int:
    """Minutes until another try is allowed (0: at once). ``failures``: when it failed, in any order."""
    recent = sorted(at for at in failures if at > now - LOCKED_FOR)
    if len(recent) < tries:
        return 0
    left = recent[-tries] + LOCKED_FOR - now
    return max(1, -int(-left.total_seconds() // 60))


def too_weak(password: str, username: str) -> bool:
    """Too short, one character over and over, or the user name in other clothes."""
    if len(password) < MINIMUM_PASSWORD or len(set(password)) < 4:
        return True
    plain, name = password.casefold(), username.casefold()
    return name in plain or plain in name
