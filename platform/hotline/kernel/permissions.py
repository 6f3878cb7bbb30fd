"""What people may do, and which role brings it. Pure data: the API, the actions and the console read it."""

from enum import StrEnum


class Role(StrEnum):
    """A person's roles in one tenant; several are usual."""

    AGENT = "AGENT"
    SHIFT_SUPERVISOR = "SHIFT_SUPERVISOR"
    OPERATOR = "OPERATOR"
    DEPARTMENT_HANDLER = "DEPARTMENT_HANDLER"
    QUALITY_INSPECTOR = "QUALITY_INSPECTOR"
    ASSESSOR = "ASSESSOR"
    ADMINISTRATOR = "ADMINISTRATOR"


class Permission(StrEnum):
    """``area.verb``."""

    DESK_USE = "desk.use"
    CALL_CONTROL = "call.control"
    FLOOR_VIEW = "floor.view"
    CASE_VIEW = "case.view"
    CASE_REGISTER = "case.register"
    CASE_ANSWER = "case.answer"
    CASE_DISPATCH = "case.dispatch"
    CASE_SIGN = "case.sign"
    CASE_SUBMIT = "case.submit"
    CASE_RETURN = "case.return"
    CASE_REVIEW = "case.review"
    CASE_CALL_BACK = "case.callback"
    CASE_ARCHIVE = "case.archive"
    CASE_CANCEL = "case.cancel"
    CASE_CROSS = "case.cross"  # open a case of a county from the city
    CITIZEN_VIEW = "citizen.view"
    CITIZEN_EDIT = "citizen.edit"
    CONTACT_VIEW = "contact.view"
    RECORDING_PLAY = "recording.play"
    MESSAGE_VIEW = "message.view"
    AUDIT_VIEW = "audit.view"
    ADMIN_PEOPLE = "admin.people"
    ADMIN_ROUTING = "admin.routing"


P = Permission

_AGENT = frozenset(
    {
        P.DESK_USE,
        P.CALL_CONTROL,
        P.CASE_VIEW,
        P.CASE_REGISTER,
        P.CASE_ANSWER,
        P.CASE_DISPATCH,
        P.CASE_CALL_BACK,
        P.CITIZEN_VIEW,
        P.CITIZEN_EDIT,
        P.CONTACT_VIEW,
    }
)

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.AGENT: _AGENT,
    Role.SHIFT_SUPERVISOR: _AGENT | {P.FLOOR_VIEW, P.RECORDING_PLAY, P.MESSAGE_VIEW, P.CASE_CANCEL},
    Role.OPERATOR: frozenset(
        {
            P.DESK_USE,
            P.CALL_CONTROL,
            P.CASE_VIEW,
            P.CASE_REGISTER,
            P.CASE_ANSWER,
            P.CASE_DISPATCH,
            P.CASE_SIGN,
            P.CASE_SUBMIT,
            P.CASE_RETURN,
            P.CASE_REVIEW,
            P.CASE_CALL_BACK,
            P.CASE_ARCHIVE,
            P.CASE_CANCEL,
            P.CASE_CROSS,
            P.CITIZEN_VIEW,
            P.CITIZEN_EDIT,
            P.CONTACT_VIEW,
            P.RECORDING_PLAY,
            P.MESSAGE_VIEW,
        }
    ),
    Role.DEPARTMENT_HANDLER: frozenset({P.CASE_VIEW, P.CASE_SIGN, P.CASE_SUBMIT, P.CASE_RETURN}),
    Role.QUALITY_INSPECTOR: frozenset({P.CASE_VIEW, P.CITIZEN_VIEW, P.CONTACT_VIEW, P.RECORDING_PLAY, P.FLOOR_VIEW}),
    Role.ASSESSOR: frozenset({P.CASE_VIEW, P.CASE_CROSS, P.FLOOR_VIEW}),
    Role.ADMINISTRATOR: frozenset(
        {
            P.CASE_VIEW,
            P.FLOOR_VIEW,
            P.MESSAGE_VIEW,
            P.AUDIT_VIEW,
            P.ADMIN_PEOPLE,
            P.ADMIN_ROUTING,
            P.CONTACT_VIEW,
        }
    ),
}


def permissions_of(roles: list[str]) -> frozenset[Permission]:
    """What a person with these roles may do."""
    return frozenset().union(*(ROLE_PERMISSIONS[Role(role)] for role in roles))
