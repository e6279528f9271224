"""The words of a customer as Markdown that says the same: HTML becomes Markdown, stray marks lose their meaning.

No word is changed. What is not known as HTML stays as text; scripts and styles go, with what stands in them.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from goodword.text import words

_TAG = re.compile(r"<\s*/?\s*[a-zA-Z!][^<>]*>|<!--")
_KNOWN = frozenset(
    words(
        "a abbr address article aside b bdi bdo big blockquote body br "
        "button center cite code dd del details div dl dt em "
        "figcaption figure font footer form h1 h2 h3 h4 h5 h6 head "
        "header hr html i iframe img input ins kbd label li link "
        "main mark meta nav object ol p path picture pre q "
        "s samp script section select small source span strike strong style "
        "sub summary sup svg table tbody td template textarea tfoot "
        "th thead time title tr tt u ul var video wbr"
    )
)
_SILENT = frozenset({"script", "style", "iframe", "object", "template", "head", "svg", "select", "textarea"})
_BLOCK = frozenset(
    words(
        "p div blockquote section article table tr ul ol dl dd dt h1 h2 h3 h4 h5 h6 figure header footer pre center hr"
    )
)
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*"}
_VOID = frozenset(words("br hr img input link meta source wbr path"))
# What means something to Markdown at the start of a line.
_LINE_MARK = re.compile(
    r"^(#|>|[-+*:](?=\s)|\d{1,9}(?=[.)]\s)|[=](?==*\s*$)|[-](?=-*\s*$)|[*](?=\*\*+\s*$)|[~`](?=[~`]{2})|\||\[(?=[^\]]*\]:))",
    re.MULTILINE,
)
# Stand-ins for a forced line end and a list item until the marks of the plain text are escaped.
_BREAK, _ITEM = "\ue000", "\ue001"
# Marks inside marks beyond this are left out: nobody writes them, and each level costs time.
_DEEPEST = 20
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")
_DOCTYPE = re.compile(r"<!doctype[^<>]*>", re.IGNORECASE)
_OPENS_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
_ADDRESS = re.compile(r"https?://\S+|mailto:\S+", re.IGNORECASE)


def has_html(text: str) -> bool:
    """Whether `text` holds a tag that HTML knows."""
    return any(_name(match[0]) in _KNOWN or match[0] == "<!--" for match in _TAG.finditer(text))


def _name(tag: str) -> str:
    match = re.match(r"<\s*/?\s*([a-zA-Z][a-zA-Z0-9]*)[\s/>]", tag)
    return match[1].lower() if match else ""


def to_markdown(text: str, *, is_markdown: bool) -> str:
    """`text` as Markdown. Markdown keeps its marks; in other text those at the start of lines are escaped."""
    if has_html(text):
        text = _convert(text)
    elif not is_markdown:
        text = html.unescape(text)
    lines = text.replace("\t", "    ").split("\n")
    if is_markdown:
        text = "\n".join(_dedented(lines))
    else:
        text = _LINE_MARK.sub(_escaped, "\n".join(line.strip() for line in lines))
        text = _OPENS_TAG.sub("&lt;", text)
    text = text.replace(_BREAK, "  ").replace(_ITEM, "- ")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _escaped(match: re.Match[str]) -> str:
    mark = match[1]
    if mark.isdigit():
        return f"{mark}\\"
    # only some characters can be escaped by a backslash
    return f"\\{mark}" if mark in "#>-+*[`" else f"&#{ord(mark)};"


def _dedented(lines: list[str]) -> list[str]:
    """Without the indentation that templates leave behind, which Markdown would take for code; fences are kept."""
    kept, fenced = [], False
    listed = any(re.match(r"\s*([-*+]|\d+[.)])\s", line) for line in lines)
    for line in lines:
        # two spaces at the end are a forced line end
        line = line.rstrip() + ("  " if line.endswith("  ") and line.strip() else "")
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        indent = len(line) - len(line.lstrip())
        kept.append(line.lstrip() if not fenced and indent >= (12 if listed else 4) else line)
    return kept


def to_text(value: str) -> str:
    """`value` as one line without HTML, for names and the like."""
    if has_html(value):
        reader = _Reader(marks=False)
        reader.feed(_only_tags(value))
        reader.close()
        value = reader.result()
    return " ".join(html.unescape(value).split())


def _only_tags(text: str) -> str:
    """`text` without comments, and with every `<` escaped that opens no tag: the parser is slow with those."""
    kept, start = [], 0
    while (opened := text.find("<!--", start)) >= 0 and (closed := text.find("-->", opened + 4)) >= 0:
        kept.append(text[start:opened])
        start = closed + 3
    return _NO_TAG.sub("&lt;", _DOCTYPE.sub("", "".join(kept) + text[start:]))


def _convert(text: str) -> str:
    reader = _Reader(marks=True)
    reader.feed(_only_tags(text))
    reader.close()
    return reader.result()


class _Reader(HTMLParser):
    """Writes Markdown while it reads HTML."""

    def __init__(self, *, marks: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.marks = marks
        self.parts: list[str] = []
        self.silent: list[str] = []
        self.opened: list[tuple[str, int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent:
            if tag in _SILENT:
                self.silent.append(tag)
            return
        if tag not in _KNOWN:
            self.parts.append((self.get_starttag_text() or "").replace("<", "&lt;" if self.marks else "<"))
        elif tag in _SILENT:
            self.silent.append(tag)
        elif tag == "br":
            self.parts.append(_BREAK + "\n" if self.marks else " ")
        elif tag == "li":
            self.parts.append("\n" + _ITEM if self.marks else " ")
        elif tag in _BLOCK:
            self.parts.append("\n\n" if self.marks else " ")
        elif (tag in _MARKS or tag == "a") and len(self.opened) < _DEEPEST:
            self.opened.append((tag, len(self.parts), dict(attrs).get("href") or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT and (tag in _VOID or tag not in _KNOWN):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent[-1]:
                self.silent.pop()
            return
        if tag not in _KNOWN:
            self.parts.append(("&lt;/" if self.marks else "</") + f"{tag}>")
        elif tag in _BLOCK:
            self.parts.append("\n\n" if self.marks else " ")
        elif any(name == tag for name, _, _ in self.opened):
            while self.opened:
                name, start, href = self.opened.pop()
                self._wrap(name, start, href)
                if name == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(_OPENS_TAG.sub("&lt;", data) if self.marks else data)

    def _wrap(self, tag: str, start: int, href: str) -> None:
        inner = "".join(self.parts[start:])
        del self.parts[start:]
        core = inner.strip()
        head, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        if core and self.marks and "\n\n" not in core:
            if tag in _MARKS:
                core = f"{_MARKS[tag]}{core}{_MARKS[tag]}"
            elif _ADDRESS.fullmatch(href):
                core = f"[{core}]({href.replace('(', '%28').replace(')', '%29')})"
        self.parts.append(head + core + tail if core else inner)

    def result(self) -> str:
        """Everything read, with marks that were never closed left out."""
        return "".join(self.parts)
