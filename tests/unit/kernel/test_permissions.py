"""Which role brings which permission: the refusals that matter most, said once in plain words."""

import pytest

from hotline.kernel.permissions import ROLE_PERMISSIONS, Permission, Role, permissions_of

P = Permission


def test_given_no_role_when_asked_then_nothing() -> None:
    assert permissions_of([]) == frozenset()


def test_given_two_roles_when_asked_then_both_their_permissions() -> None:
    both = permissions_of(["DEPARTMENT_HANDLER", "ASSESSOR"])
    assert both == ROLE_PERMISSIONS[Role.DEPARTMENT_HANDLER] | ROLE_PERMISSIONS[Role.ASSESSOR]


def test_given_an_unknown_role_when_asked_then_an_error() -> None:
    with pytest.raises(ValueError, match="MAYOR"):
        permissions_of(["MAYOR"])


def test_given_every_role_when_asked_then_it_is_in_the_table_and_every_permission_has_a_holder() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert frozenset().union(*ROLE_PERMISSIONS.values()) == frozenset(Permission)


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        (Role.AGENT, {P.CASE_REVIEW, P.CASE_ARCHIVE, P.CASE_CANCEL, P.RECORDING_PLAY, P.AUDIT_VIEW, P.FLOOR_VIEW}),
        (Role.DEPARTMENT_HANDLER, {P.DESK_USE, P.CITIZEN_VIEW, P.CASE_DISPATCH, P.CASE_REVIEW, P.CONTACT_VIEW}),
        (Role.QUALITY_INSPECTOR, {P.CASE_REGISTER, P.FLOOR_COMMAND, P.CITIZEN_EDIT, P.ADMIN_PEOPLE}),
        (Role.ASSESSOR, {P.CITIZEN_VIEW, P.RECORDING_PLAY, P.CASE_CANCEL}),
        (Role.ADMINISTRATOR, {P.CASE_REGISTER, P.RECORDING_PLAY, P.CITIZEN_VIEW, P.CASE_CROSS}),
        (Role.OPERATOR, {P.ADMIN_PEOPLE, P.ADMIN_ROUTING, P.AUDIT_VIEW}),
        (Role.SHIFT_SUPERVISOR, {P.ADMIN_PEOPLE, P.ADMIN_ROUTING, P.AUDIT_VIEW}),
    ],
)
def test_given_a_role_when_asked_then_it_may_not(role: Role, refused: set[Permission]) -> None:
    assert permissions_of([role]) & refused == frozenset()
