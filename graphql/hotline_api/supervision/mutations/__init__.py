"""The buttons of supervision."""

from .agent_force_not_ready import AgentForceNotReady
from .agent_force_sign_out import AgentForceSignOut
from .agent_record_all import AgentRecordAll
from .call_cut import CallCut
from .call_move import CallMove
from .call_say import CallSay
from .help_ask import HelpAsk
from .help_withdraw import HelpWithdraw
from .seat_record_all import SeatRecordAll
from .supervise_intercept import SuperviseIntercept
from .supervise_start import SuperviseStart
from .supervise_stop import SuperviseStop
from .supervise_switch import SuperviseSwitch
from .supervision_help_wait import SupervisionHelpWait
from .supervision_tell_agents import SupervisionTellAgents

ALL = (
    SuperviseStart,
    SuperviseSwitch,
    SuperviseStop,
    SuperviseIntercept,
    HelpAsk,
    HelpWithdraw,
    AgentForceNotReady,
    AgentForceSignOut,
    AgentRecordAll,
    SeatRecordAll,
    CallCut,
    CallMove,
    CallSay,
    SupervisionTellAgents,
    SupervisionHelpWait,
)
