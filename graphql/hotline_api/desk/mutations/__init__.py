"""The buttons of the desk: seat, presence, call control."""

from .agent_not_ready import AgentNotReady
from .agent_ready import AgentReady
from .call_cancel_consult import CallCancelConsult
from .call_complete_transfer import CallCompleteTransfer
from .call_conference import CallConference
from .call_consult import CallConsult
from .call_dial import CallDial
from .call_drop_guest import CallDropGuest
from .call_hang_up import CallHangUp
from .call_hold import CallHold
from .call_invite import CallInvite
from .call_mute import CallMute
from .call_pause_recording import CallPauseRecording
from .call_play_prompt import CallPlayPrompt
from .call_reject import CallReject
from .call_rejoin import CallRejoin
from .call_resume import CallResume
from .call_send_digits import CallSendDigits
from .call_transfer import CallTransfer
from .seat_leave import SeatLeave
from .seat_take import SeatTake
from .softphone_renew import SoftphoneRenew

ALL = (
    SeatTake,
    SeatLeave,
    SoftphoneRenew,
    AgentReady,
    AgentNotReady,
    CallReject,
    CallHangUp,
    CallHold,
    CallResume,
    CallMute,
    CallSendDigits,
    CallConsult,
    CallCancelConsult,
    CallCompleteTransfer,
    CallTransfer,
    CallConference,
    CallInvite,
    CallDropGuest,
    CallPlayPrompt,
    CallPauseRecording,
    CallRejoin,
    CallDial,
)
