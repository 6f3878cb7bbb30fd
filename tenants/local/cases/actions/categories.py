"""Keeping the subjects of cases."""

from .. import subjects
from ..models import Category
from ..rules import Urgency


def do_keep_category(
    code: str,
    names: dict[str, str],
    *,
    parent: Category | None = None,
    urgency: str = Urgency.NORMAL,
    suggested_department: str = "",
) -> Category:
    """Make or change a subject."""
    row, _ = Category.objects.update_or_create(
        code=code,
        defaults={
            "names": names,
            "parent": parent,
            "urgency": urgency,
            "suggested_department": suggested_department,
        },
    )
    return row


def seed_categories() -> int:
    """The usual subjects in the entered tenant, two levels; how many. What is there is mended."""
    count = 0
    for branch in subjects.BRANCHES:
        parent = do_keep_category(branch.code, branch.names, suggested_department=branch.department)
        count += 1
        for leaf in branch.leaves:
            do_keep_category(
                leaf.code,
                leaf.names,
                parent=parent,
                urgency=leaf.urgency,
                suggested_department=leaf.department or branch.department,
            )
            count += 1
    return count
