"""What the steps of a case may be refused with."""

from hotline.kernel.errors import NotFound, Required, TooLong
from tenants.local.cases.errors import IllegalMove, StaleVersion, WrongSide

#: every step
STEP = (NotFound, StaleVersion, IllegalMove, WrongSide)
#: a step that may carry a text
WITH_NOTE = (*STEP, TooLong)
#: a step that must carry a text
WITH_TEXT = (*WITH_NOTE, Required)
