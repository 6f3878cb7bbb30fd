"""One file for each."""

from .agent_capacity_set import AgentCapacitySet
from .work_accept import WorkAccept
from .work_finish import WorkFinish
from .work_move import WorkMove
from .work_pause import WorkPause
from .work_reject import WorkReject
from .work_return import WorkReturn
from .work_rules_set import WorkRulesSet
from .work_withdraw import WorkWithdraw

ALL = (
    WorkAccept,
    WorkReject,
    WorkReturn,
    WorkFinish,
    WorkPause,
    WorkMove,
    WorkWithdraw,
    WorkRulesSet,
    AgentCapacitySet,
)
