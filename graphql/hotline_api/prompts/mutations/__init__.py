"""What people do with prompts."""

from .prompt_add import PromptAdd
from .prompt_delete import PromptDelete
from .prompt_record_at_seat import PromptRecordAtSeat
from .prompt_speak import PromptSpeak
from .prompt_take_decide import PromptTakeDecide
from .prompt_use import PromptUse

ALL = (PromptSpeak, PromptUse, PromptAdd, PromptDelete, PromptRecordAtSeat, PromptTakeDecide)
