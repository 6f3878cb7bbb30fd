"""Why a campaign was not kept, run or worked."""

from hotline.kernel.errors import HotlineError, Invalid


class CampaignRunning(HotlineError):
    """Pause the campaign first."""

    code = "CAMPAIGN_RUNNING"


class NothingToDial(HotlineError):
    """There is nobody left to call on this list."""

    code = "NOTHING_TO_DIAL"


class NotRunning(HotlineError):
    """This campaign does not run now."""

    code = "CAMPAIGN_NOT_RUNNING"


class QueueTaken(HotlineError):
    """Another campaign already uses the agents of this queue."""

    code = "QUEUE_TAKEN"


class SurveyNeeded(Invalid):
    """An automatic campaign needs a published questionnaire that can be held by keys."""

    code = "SURVEY_NEEDED"


class ImportFlawed(Invalid):
    """The list cannot be read: it needs a column with telephone numbers and at most {limit} rows."""

    code = "IMPORT_FLAWED"


class TargetTaken(HotlineError):
    """Somebody else calls this person."""

    code = "TARGET_TAKEN"
