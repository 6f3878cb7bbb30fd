"""``python -m tenants.local.cases.drawing`` draws docs/case-states.md from the table of :mod:`.rules`."""

from pathlib import Path

from . import rules

PAGE = Path(__file__).parents[3] / "docs" / "case-states.md"

HEAD = """# The life of a case

Drawn from the table in `tenants/local/cases/rules.py`; a test keeps it so. An arrow names the step and the side that
takes it: *origin* took the matter in and answers to the citizen, *handler* works on it.
"""


_VERDICTS = {None: "", True: " accepted", False: " refused"}
_COLUMNS = "| in state | step | next state | side | permission | needs |\n| --- | --- | --- | --- | --- | --- |"


def page() -> str:
    """The whole page."""
    rows = "\n".join(
        f"| {step.state} | {step.action}{_VERDICTS[step.verdict]} | {step.next} | {step.side.value.lower()} "
        f"| `{step.permission}` | {', '.join(step.needs)} |"
        for step in rules.TABLE
    )
    return f"{HEAD}\n```mermaid\n{rules.diagram()}\n```\n\n{_COLUMNS}\n{rows}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
