"""Changing what is set up."""

from .agent_add import AgentAdd
from .agent_change import AgentChange
from .agent_deactivate import AgentDeactivate
from .called_number_drop import CalledNumberDrop
from .called_number_set import CalledNumberSet
from .caller_area_drop import CallerAreaDrop
from .caller_area_set import CallerAreaSet
from .queue_add import QueueAdd
from .queue_change import QueueChange
from .queue_close import QueueClose
from .queue_open import QueueOpen
from .seat_close import SeatClose
from .seat_phone_drop import SeatPhoneDrop
from .seat_phone_set import SeatPhoneSet
from .seat_set import SeatSet
from .skill_set import SkillSet

ALL = (
    QueueAdd,
    QueueChange,
    QueueClose,
    QueueOpen,
    SkillSet,
    CalledNumberSet,
    CalledNumberDrop,
    CallerAreaSet,
    CallerAreaDrop,
    AgentAdd,
    AgentChange,
    AgentDeactivate,
    SeatSet,
    SeatClose,
    SeatPhoneSet,
    SeatPhoneDrop,
)
