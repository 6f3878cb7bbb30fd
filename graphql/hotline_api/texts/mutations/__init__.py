"""What people do with conversations by text messages."""

from .text_allow import TextAllow
from .text_answer import TextAnswer
from .text_begin import TextBegin
from .text_dismiss import TextDismiss
from .text_file import TextFile
from .text_give_back import TextGiveBack
from .text_reopen import TextReopen
from .text_take import TextTake

ALL = (TextTake, TextGiveBack, TextAnswer, TextBegin, TextFile, TextDismiss, TextReopen, TextAllow)
