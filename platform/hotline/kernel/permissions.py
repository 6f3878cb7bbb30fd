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
    FLOOR_LISTEN = "floor.listen"  # silent monitor
    FLOOR_SUPERVISE = "floor.supervise"  # whisper, barge in, intercept, force presence, order recording
    FLOOR_COMMAND = "floor.command"  # any command to any channel
    FLOOR_CROSS = "floor.cross"  # the city's people: all this on a county's floor too
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
    RECORDING_MANAGE = "recording.manage"  # policy, retention, legal hold
    VOICEMAIL_HANDLE = "voicemail.handle"
    FAX_VIEW = "fax.view"
    FAX_SEND = "fax.send"
    LETTER_VIEW = "letter.view"  # mail from citizens
    LETTER_SEND = "letter.send"
    TEXT_VIEW = "text.view"  # SMS of citizens
    TEXT_SEND = "text.send"
    CAMPAIGN_WORK = "campaign.work"  # call the people of a dialling list or a survey
    CAMPAIGN_MANAGE = "campaign.manage"
    ENFORCEMENT_DISPATCH = "enforcement.dispatch"
    MESSAGE_VIEW = "message.view"
    NOTE_USE = "note.use"  # write to colleagues: everybody with any role
    ALARM_HANDLE = "alarm.handle"  # see alarms and acknowledge them
    REPORT_VIEW = "report.view"  # statistics
    REPORT_SEND = "report.send"  # to superior departments: to whom, and now
    AUDIT_VIEW = "audit.view"
    ADMIN_PEOPLE = "admin.people"
    ADMIN_ROUTING = "admin.routing"  # queues, scripts, flows, called numbers
    ADMIN_PROMPTS = "admin.prompts"
    ADMIN_LISTS = "admin.lists"
    ADMIN_GATEWAYS = "admin.gateways"
    ADMIN_BACKUP = "admin.backup"
    SYSTEM_VIEW = "system.view"  # how the processes, machines and stores are


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
        P.VOICEMAIL_HANDLE,
        P.FAX_VIEW,
        P.FAX_SEND,
        P.LETTER_VIEW,
        P.LETTER_SEND,
        P.TEXT_VIEW,
        P.TEXT_SEND,
        P.CAMPAIGN_WORK,
    }
)

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.AGENT: _AGENT,
    Role.SHIFT_SUPERVISOR: _AGENT
    | {
        P.FLOOR_VIEW,
        P.FLOOR_LISTEN,
        P.FLOOR_SUPERVISE,
        P.FLOOR_COMMAND,
        P.FLOOR_CROSS,
        P.RECORDING_PLAY,
        P.MESSAGE_VIEW,
        P.CASE_CANCEL,
        P.CAMPAIGN_MANAGE,
        P.ENFORCEMENT_DISPATCH,
        P.ADMIN_LISTS,
        P.ALARM_HANDLE,
        P.REPORT_VIEW,
        P.SYSTEM_VIEW,
    },
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
            P.VOICEMAIL_HANDLE,
            P.FAX_VIEW,
            P.FAX_SEND,
            P.LETTER_VIEW,
            P.LETTER_SEND,
            P.TEXT_VIEW,
            P.TEXT_SEND,
            P.ENFORCEMENT_DISPATCH,
        }
    ),
    Role.DEPARTMENT_HANDLER: frozenset({P.CASE_VIEW, P.CASE_SIGN, P.CASE_SUBMIT, P.CASE_RETURN}),
    Role.QUALITY_INSPECTOR: frozenset(
        {
            P.CASE_VIEW,
            P.CITIZEN_VIEW,
            P.CONTACT_VIEW,
            P.RECORDING_PLAY,
            P.FLOOR_VIEW,
            P.FLOOR_LISTEN,
            P.FLOOR_SUPERVISE,
            P.FLOOR_CROSS,
            P.DESK_USE,
            P.CALL_CONTROL,
            P.REPORT_VIEW,
        }
    ),
    Role.ASSESSOR: frozenset({P.CASE_VIEW, P.CASE_CROSS, P.FLOOR_VIEW, P.REPORT_VIEW}),
    Role.ADMINISTRATOR: frozenset(
        {
            P.CASE_VIEW,
            P.FLOOR_VIEW,
            P.MESSAGE_VIEW,
            P.AUDIT_VIEW,
            P.REPORT_VIEW,
            P.REPORT_SEND,
            P.ADMIN_PEOPLE,
            P.ADMIN_ROUTING,
            P.ADMIN_PROMPTS,
            P.ADMIN_LISTS,
            P.ADMIN_GATEWAYS,
            P.ADMIN_BACKUP,
            P.SYSTEM_VIEW,
            P.ALARM_HANDLE,
            P.RECORDING_MANAGE,
            P.CAMPAIGN_WORK,  # whoever makes surveys and campaigns sees them as their callers do
            P.CAMPAIGN_MANAGE,
            P.CONTACT_VIEW,
        }
    ),
}

for _role, _given in ROLE_PERMISSIONS.items():
    ROLE_PERMISSIONS[_role] = _given | {P.NOTE_USE}


def permissions_of(roles: list[str]) -> frozenset[Permission]:
    """What a person with these roles may do."""
    return frozenset().union(*(ROLE_PERMISSIONS[Role(role)] for role in roles))
