"""The buttons of campaigns, and of the agents who work them."""

from .campaign_end import CampaignEnd
from .campaign_import import CampaignImport
from .campaign_pause import CampaignPause
from .campaign_save import CampaignSave
from .campaign_start import CampaignStart
from .do_not_call_add import DoNotCallAdd
from .do_not_call_drop import DoNotCallDrop
from .target_close import TargetClose
from .target_dial import TargetDial
from .target_next import TargetNext
from .target_skip import TargetSkip

ALL = (
    CampaignEnd,
    CampaignImport,
    CampaignPause,
    CampaignSave,
    CampaignStart,
    DoNotCallAdd,
    DoNotCallDrop,
    TargetClose,
    TargetDial,
    TargetNext,
    TargetSkip,
)
