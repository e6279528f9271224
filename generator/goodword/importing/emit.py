"""A draft as a Markdown file with front matter that a strict reader reads back to the very same values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from goodword.text import words

_ORDER = (
    *("author", "role", "company", "company_url", "rating", "scale", "headline", "date", "language", "source"),
    *("product", "industry", "tags", "status", "reply", "translations", "imported"),
)
# Plain only what no YAML, old or new, could take for anything but this text.
_PLAIN = re.compile(r"[^\W\d_](?:[\w '\u2019/()+\u2013\u2014.&-]*[\w)'\u2019.])?")
_WORDS = frozenset(words("true false yes no on off null none nan inf y n"))
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,3})?")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BARE_FIELDS = frozenset({"rating", "scale", "date"})


def markdown_file(fields: Mapping[str, object], body: str) -> str:
    """The text of the file: fields in the order of the docs, then the words; ends with one line end."""
    names = sorted(fields, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name))
    lines = [line for name in names for line in _entry(name, fields[name], 0)]
    words = f"\n{body}\n" if body else ""
    return "\n".join(("---", *lines, "---")) + "\n" + words


def _entry(name: str, value: object, depth: int) -> Iterator[str]:
    indent = "  " * depth
    key = scalar(name)
    if isinstance(value, Mapping):
        yield f"{indent}{key}:" if value else f"{indent}{key}: {{}}"
        for inner, item in value.items():
            yield from _entry(str(inner), item, depth + 1)
    elif isinstance(value, (list, tuple)):
        yield f"{indent}{key}: [{', '.join(quoted(str(item)) for item in value)}]"
    else:
        text = str(value)
        bare = depth == 0 and name in _BARE_FIELDS and (_NUMBER.fullmatch(text) or _DATE.fullmatch(text))
        if not bare and "\n" in text and _fits_block(text):
            yield f"{indent}{key}: |-"
            yield from (f"{indent}  {line}" if line else "" for line in text.split("\n"))
        else:
            yield f"{indent}{key}: {text if bare else scalar(text)}"


def scalar(text: str) -> str:
    """`text` plain where nothing can misread it, else in double quotation marks."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and not _UNSAFE.search(text) and len(text) < 200:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """`text` in double quotation marks, with everything escaped that does not show or that a line cannot hold."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _fits_block(text: str) -> bool:
    """Whether a literal block keeps `text` as it is: no edge spaces, no line end at the end, nothing invisible."""
    lines = text.split("\n")
    if text != text.strip() or not lines[0] or _UNSAFE.search(text) or "\t" in text:
        return False
    return all(line != "---" and line != "..." for line in lines) and all(c.isprintable() or c == "\n" for c in text)
