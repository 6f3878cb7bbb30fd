"""docs/benchmarks.md: each benchmark writes a part of its own, between two marks, and leaves the others alone."""

from pathlib import Path

PAGE = Path("docs/benchmarks.md")


def write(part: str, title: str, text: str) -> None:
    """Replace ``part`` (made at the end when it is new) by ``text`` under a heading."""
    begin, end = f"<!-- {part}: begin -->", f"<!-- {part}: end -->"
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Benchmarks\n"
    if begin not in page:
        page = f"{page.rstrip()}\n\n{begin}\n{end}\n"
    before, _, rest = page.partition(begin)
    after = rest.partition(end)[2]
    PAGE.write_text(f"{before}{begin}\n## {title}\n\n{text.strip()}\n{end}{after}", encoding="utf-8")
