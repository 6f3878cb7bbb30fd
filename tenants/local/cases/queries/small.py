"""Categories and drafts."""

from ..models import CaseDraft, Category


def categories() -> list[Category]:
    """All subjects, parents before their children."""
    return list(Category.objects.select_related("parent").order_by("code"))


def category(pk: int) -> Category | None:
    """One subject."""
    return Category.objects.filter(pk=pk).first()


def draft_of(call_id: str) -> CaseDraft | None:
    """The half-typed form of a call."""
    return CaseDraft.objects.filter(call_id=call_id).first()
