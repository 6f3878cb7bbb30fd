"""Categories, drafts, calls of a case."""

from django.db.models import Q

from ..models import CallBack, Case, CaseDraft, Category, Report


def categories() -> list[Category]:
    """All subjects, parents before their children."""
    return list(Category.objects.select_related("parent").order_by("code"))


def category(pk: int) -> Category | None:
    """One subject."""
    return Category.objects.filter(pk=pk).first()


def number_of_call(call_id: str) -> str:
    """The case that was registered from a call, "" when none was."""
    return Case.objects.filter(call_id=call_id).order_by("id").values_list("number", flat=True).first() or ""


def draft_of(call_id: str) -> CaseDraft | None:
    """The half-typed form of a call."""
    return CaseDraft.objects.filter(call_id=call_id).first()


def calls_of(number: str) -> frozenset[str] | None:
    """The calls in which a case was raised, reported, urged and called back; None when there is no such case here."""
    row = Case.objects.filter(number=number).first()
    if row is None:
        return None
    reported = Report.objects.filter(Q(case=row) | Q(raised_as=row)).values_list("call_id", flat=True)
    called = CallBack.objects.filter(case=row).values_list("call_id", flat=True)
    return frozenset(call for call in (row.call_id, *reported, *called) if call)
