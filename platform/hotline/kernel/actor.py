"""Who does something: passed to every action, written into every history."""

from dataclasses import dataclass

from .permissions import Permission


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or the house itself) acting in ``tenant``. ``name`` is what histories show."""

    user_id: int | None
    name: str
    tenant: str
    permissions: frozenset[Permission]
    agent_number: str = ""
    department_code: str = ""

    @property
    def agent_key(self) -> str:
        """The key that the telephone knows this person by ("east:8101")."""
        return f"{self.tenant}:{self.agent_number}"

    def may(self, permission: Permission) -> bool:
        """Has this person the permission in this tenant?"""
        return permission in self.permissions

    @classmethod
    def system(cls, tenant: str) -> "Actor":
        """The house itself."""
        return cls(user_id=None, name="system", tenant=tenant, permissions=frozenset(Permission))
