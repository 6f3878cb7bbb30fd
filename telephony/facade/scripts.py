"""Looking at a routing script before it is in force."""

from telephony.core.policy import Flaw, Script, ScriptFlawed

__all__ = ["Flaw", "flaw_of"]


def flaw_of(source: str) -> Flaw | None:
    """What is wrong with the script ``source``, None when it can be put in force."""
    try:
        Script(source)
    except ScriptFlawed as error:
        return error.flaw
    return None
