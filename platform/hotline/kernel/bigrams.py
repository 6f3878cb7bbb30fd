"""Text search without a dictionary: overlapping pairs of characters, as PostgreSQL's text-search literals. Pure.

A phrase of pairs finds exactly the rows that contain the text, in Chinese as in any other script. Every run of
letters and digits also indexes its last character alone: it lets one character be searched, and parts the runs.
"""

import re

#: PostgreSQL keeps no positions beyond this one
LONGEST = 16_000
_RUN = re.compile(r"[^\W_]+")


def _runs(text: str) -> list[str]:
    return [run.group().lower() for run in _RUN.finditer(text)]


def document(*texts: str) -> str:
    """The literal of a ``tsvector`` for some texts of one row."""
    words: list[str] = []
    for run in _runs(" ".join(texts)):
        words += [run[i : i + 2] for i in range(len(run) - 1)] + [run[-1]]
    places: dict[str, list[str]] = {}
    for position, word in enumerate(words[:LONGEST], start=1):
        places.setdefault(word, []).append(str(position))
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())


def query(text: str) -> str:
    """The literal of a ``tsquery`` that finds rows containing every run of ``text``; empty when it has none."""
    return " & ".join(_phrase(run) for run in _runs(text))


def _phrase(run: str) -> str:
    if len(run) == 1:
        return f"'{run}':*"
    return "(" + " <-> ".join(f"'{run[i : i + 2]}'" for i in range(len(run) - 1)) + ")"
