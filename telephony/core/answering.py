"""Is it worth listening who has answered? Campaigns that say so have an answering machine told from a person."""

from telephony.contracts.gateway import JudgeAnswer
from telephony.contracts.outreach import MachineRule
from telephony.core.board import Board
from telephony.core.outreach_state import Reach
from telephony.core.state import Call
from telephony.core.states import CallState

JUDGE_SECONDS = 8.0
"""After which whoever answered is taken for a person: a gateway that is slow must not keep anybody in silence."""


def rule_of(board: Board, reach: Reach) -> MachineRule:
    """What the attempt's campaign does with machines."""
    campaign = board.state.campaigns.get(reach.owner)
    return campaign.order.machine if campaign else MachineRule.OFF


def begin(board: Board, call: Call, reach: Reach) -> bool:
    """Listen, if the campaign wants it: whether."""
    if rule_of(board, reach) is MachineRule.OFF or not call.far:
        return False
    reach.judging, reach.answered_at = True, reach.answered_at or board.now
    call.state = CallState.JUDGING
    board.order(JudgeAnswer(gateway=call.gateway, leg=call.far))
    board.start_timer(f"judge:{call.id}", board.now + JUDGE_SECONDS)
    return True
