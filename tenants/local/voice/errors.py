"""Why a waiting line or a flow was not kept."""

from hotline.kernel.errors import HotlineError, Invalid


class InvalidQueue(Invalid):
    """A queue's key is this city's or county's key, a dot and its role."""

    code = "INVALID_QUEUE"


class OutOfRange(Invalid):
    """This must lie between ``low`` and ``high``."""

    code = "OUT_OF_RANGE"


class InvalidOverflow(Invalid):
    """Overflow names another queue and the seconds after which it may take calls."""

    code = "INVALID_OVERFLOW"


class InvalidFlowKey(Invalid):
    """A flow's key: small letters, digits and dashes, beginning with a letter."""

    code = "INVALID_FLOW_KEY"


class FlowNotOfHere(HotlineError):
    """Flows answer called numbers: this county has none of its own. The city gives one under Numbers and areas."""

    code = "NO_NUMBER_OF_OWN"


class NoFormerVersion(HotlineError):
    """Nothing answered before this version."""

    code = "NOTHING_TO_RETURN_TO"


class QueueExists(Invalid):
    """There is a queue of this role here already."""

    code = "QUEUE_EXISTS"


class CallersWait(HotlineError):
    """``count`` callers wait in this queue; they would go to another one."""

    code = "CALLERS_WAIT"


class FlowFlawed(Invalid):
    """The flow cannot be used: ``flaws`` names nodes and fields."""

    code = "FLOW_FLAWED"


class NoSound(Invalid):
    """This is no wav, mp3, ogg, m4a or webm file with sound."""

    code = "NO_SOUND"


class SoundTooBig(Invalid):
    """The file is larger than ``megabytes``."""

    code = "SOUND_TOO_BIG"


class SoundTooLong(Invalid):
    """It is longer than ``seconds``."""

    code = "SOUND_TOO_LONG"


class NoVoice(HotlineError):
    """Texts cannot be spoken on this machine: upload or record the prompt."""

    code = "NO_VOICE"


class NotPlaced(HotlineError):
    """A gateway's folder for sounds could not be written; what was played goes on being played."""

    code = "NOT_PLACED"


class PromptInUse(HotlineError):
    """``places`` use this prompt: change them first."""

    code = "PROMPT_IN_USE"


class InvalidPromptKey(Invalid):
    """A key of one's own starts with own- and has small letters, digits and hyphens."""

    code = "INVALID_PROMPT_KEY"


class UnknownPrompt(Invalid):
    """There is no prompt ``prompt`` here: choose one of the list, or add it under Prompts."""

    code = "UNKNOWN_PROMPT"
