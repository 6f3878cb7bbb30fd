"""Everything that changes a case. Call inside the actor's tenant.

Every action checks the actor's permission itself, changes all or nothing, and raises typed errors: Forbidden,
NotFound, StaleVersion, IllegalMove, WrongSide, Required(field), Invalid(field), TooLong(field), UnitClosed("unit"),
KeyReused("key"). ``version`` is the version of the case that the person saw.
"""

from .announcing import on_case_changed
from .categories import do_keep_category, seed_categories
from .clock import do_set_calendar
from .closing import do_archive, do_cancel, do_not_accept, do_reopen, do_rework
from .crossing import opened_county_case
from .drafts import do_discard_draft, do_hand_over_draft, do_save_draft
from .merging import do_merge, do_unmerge
from .noting import do_note_correspondence
from .registering import CaseInput, do_register, do_register_and_dispatch, do_register_lost_call
from .reviewing import do_coordinate, do_record_call_back, do_review_return, do_review_submission
from .working import do_answer, do_dispatch, do_resume, do_return, do_sign, do_submit, do_suspend

__all__ = [
    "CaseInput",
    "do_answer",
    "do_archive",
    "do_cancel",
    "do_coordinate",
    "do_discard_draft",
    "do_dispatch",
    "do_hand_over_draft",
    "do_keep_category",
    "do_merge",
    "do_not_accept",
    "do_note_correspondence",
    "do_record_call_back",
    "do_register",
    "do_register_and_dispatch",
    "do_register_lost_call",
    "do_reopen",
    "do_resume",
    "do_return",
    "do_review_return",
    "do_review_submission",
    "do_rework",
    "do_save_draft",
    "do_set_calendar",
    "do_sign",
    "do_submit",
    "do_suspend",
    "do_unmerge",
    "on_case_changed",
    "opened_county_case",
    "seed_categories",
]
