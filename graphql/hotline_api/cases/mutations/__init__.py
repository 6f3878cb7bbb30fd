"""Steps of a case and its half-typed form, one file each."""

from .case_answer import CaseAnswer
from .case_archive import CaseArchive
from .case_cancel import CaseCancel
from .case_coordinate import CaseCoordinate
from .case_dispatch import CaseDispatch
from .case_merge import CaseMerge
from .case_not_accept import CaseNotAccept
from .case_record_call_back import CaseRecordCallBack
from .case_register import CaseRegister
from .case_register_and_dispatch import CaseRegisterAndDispatch
from .case_reopen import CaseReopen
from .case_resume import CaseResume
from .case_return import CaseReturn
from .case_review_return import CaseReviewReturn
from .case_review_submission import CaseReviewSubmission
from .case_rework import CaseRework
from .case_sign import CaseSign
from .case_submit import CaseSubmit
from .case_suspend import CaseSuspend
from .case_unmerge import CaseUnmerge
from .draft_discard import DraftDiscard
from .draft_save import DraftSave
from .work_calendar_set import WorkCalendarSet

ALL = (
    DraftSave,
    DraftDiscard,
    CaseRegister,
    CaseRegisterAndDispatch,
    CaseAnswer,
    CaseDispatch,
    CaseNotAccept,
    CaseCancel,
    CaseSign,
    CaseReturn,
    CaseReviewReturn,
    CaseCoordinate,
    CaseSubmit,
    CaseReviewSubmission,
    CaseRecordCallBack,
    CaseArchive,
    CaseRework,
    CaseSuspend,
    CaseResume,
    CaseReopen,
    CaseMerge,
    CaseUnmerge,
    WorkCalendarSet,
)
