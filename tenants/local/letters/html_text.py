"""The text of an HTML mail: what a reader would read, and nothing that could run, load or hide."""

import re
from html.parser import HTMLParser

#: what is inside is not for readers
SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "iframe"})
BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "center", "div", "fieldset", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "p", "pre", "section"),
        *("dd", "dl", "dt", "li", "ol", "ul", "table", "tbody", "tfoot", "thead", "tr"),
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.IGNORECASE)
#: elements without an end
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.silent: list[str] = []  # open elements from the first one that is not for readers on
        self.link = ""
        self.link_from = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.silent or tag in SILENT or _HIDDEN.search(given.get("style", "")):
            if tag not in VOID:
                self.silent.append(tag)
            return
        if tag == "br":
            self.out.append("\n")
        elif tag in BLOCKS:
            self.out.append("\n• " if tag == "li" else "\n")
        elif tag in ("td", "th"):
            self.out.append(" ")
        elif tag == "img" and given.get("alt", "").strip():
            self.out.append(f"[{given['alt'].strip()}]")
        elif tag == "a":
            self.link, self.link_from = given.get("href", "").strip(), len(self.out)

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag in self.silent:
                while self.silent.pop() != tag:
                    pass
            return
        if tag == "a" and self.link:
            # where a link leads is said: what it shows may be something else
            shown = "".join(self.out[self.link_from :]).strip()
            if self.link.startswith(("http://", "https://", "mailto:")) and self.link != shown:
                self.out.append(f" <{self.link}>")
            self.link = ""
        if tag in BLOCKS:
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(re.sub(r"\s+", " ", data))


def text_of(html: str) -> str:
    """The readable text: a line for each block, at most one empty line between."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split(" ")).strip(" ") for line in "".join(reader.out).replace("\xa0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(re.sub(r" {2,}", " ", line).rstrip() for line in lines)).strip()
