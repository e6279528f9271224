"""Typographic quotation marks, apostrophes, dashes and ellipses, by language, in one pass over text.

Knows plain text only: what is code, a tag or an address is kept from it by `finish.py`.
The marks follow the Unicode CLDR `delimiters` of each language, but for Arabic and Persian, where « » are used
because they turn with the direction of the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Marks(NamedTuple):
    """The outer pair, then the inner pair, each with the space that belongs to it."""

    open: str
    close: str
    inner_open: str
    inner_close: str


_NARROW = "\u202f"
_APOSTROPHE = "\u2019"
_CURLY = Marks("“", "”", "\u2018", "\u2019")
_LOW = Marks("„", "“", "\u201a", "\u2018")
_LOW_HIGH = Marks("„", "”", "»", "«")
_SAME = Marks("”", "”", "\u2019", "\u2019")
_ANGLE = Marks("«", "»", "“", "”")
_ANGLE_SINGLE = Marks("«", "»", "\u2039", "\u203a")
_CORNER = Marks("「", "」", "『", "』")
_BY_LANGUAGE = {
    "ar": _ANGLE_SINGLE,
    "bg": _LOW,
    "ca": _ANGLE,
    "cs": _LOW,
    "de": _LOW,
    "de-ch": _ANGLE_SINGLE,
    "el": _ANGLE,
    "es": _ANGLE,
    "es-mx": _CURLY,
    "es-us": _CURLY,
    "et": _LOW,
    "eu": _ANGLE,
    "fa": _ANGLE_SINGLE,
    "fi": _SAME,
    "fr": Marks("«" + _NARROW, _NARROW + "»", "“", "”"),
    "fr-ch": _ANGLE_SINGLE,
    "gl": _ANGLE,
    "he": _SAME,
    "hr": Marks("„", "”", "\u2018", "\u2019"),
    "hu": _LOW_HIGH,
    "it": _ANGLE,
    "it-ch": _ANGLE_SINGLE,
    "ja": _CORNER,
    "lt": _LOW,
    "nb": Marks("«", "»", "\u2018", "\u2019"),
    "nn": Marks("«", "»", "\u2018", "\u2019"),
    "no": Marks("«", "»", "\u2018", "\u2019"),
    "pl": Marks("„", "”", "«", "»"),
    "pt-pt": _ANGLE,
    "ro": Marks("„", "”", "«", "»"),
    "ru": Marks("«", "»", "„", "“"),
    "sk": _LOW,
    "sl": _LOW,
    "sr": Marks("„", "”", "\u2019", "\u2019"),
    "sv": _SAME,
    "uk": Marks("«", "»", "„", "“"),
    "zh-hant": _CORNER,
    "zh-hk": _CORNER,
    "zh-tw": _CORNER,
}
# Written without spaces between words, so that the letter before a mark tells nothing.
_UNSPACED = frozenset({"ja", "zh", "th", "lo", "km", "my"})

# The first alternative, an address, is left as it is.
_TO_SET = re.compile(r"""(?:https?://|mailto:|www\.)[^\s"']+|["']|-{2,}|\.{3,}""")
_FRENCH_SPACE = re.compile(r" (?=[!?;:»](?:\s|$))|(?<=«) ")
_OPENS_AFTER = frozenset("([{<«\u2039“„\u2018\u201a「『¿¡-\u2013\u2014/=\u00a0\u202f")
_HEBREW = re.compile("[\u05d0-\u05ea]")


def marks(language: str) -> Marks:
    """The marks of a BCP 47 tag: of the tag itself, else of its first part, else the English ones."""
    tag = language.lower()
    while tag:
        if tag in _BY_LANGUAGE:
            return _BY_LANGUAGE[tag]
        tag = tag.rpartition("-")[0]
    return _CURLY


class Typesetter:
    """Sets the text of one block after another; a mark may open in one piece of a block and close in a later one."""

    def __init__(self, language: str) -> None:
        self._marks = marks(language)
        first = language.lower().partition("-")[0]
        self._french = first == "fr"
        self._hebrew = first in ("he", "yi")
        self._unspaced = first in _UNSPACED
        self.start_block()

    def start_block(self) -> None:
        """Forgets what is open: marks never pair across paragraphs, list items or cells."""
        self._open: list[str] = []
        self._last = ""
        self._last_opened = False

    def skip(self, text: str) -> None:
        """Text that stays as it is (code), but that the next mark stands after."""
        if text:
            self._last, self._last_opened = text[-1], False

    def set(self, text: str) -> str:
        """`text` with typographic marks; unescaped text in, unescaped text out."""
        if not text:
            return text
        is_set = "'" not in text and '"' not in text and "--" not in text and "..." not in text
        done = text if is_set else _TO_SET.sub(self._replace, text)
        if text[-1] not in "\"'":
            self._last, self._last_opened = text[-1], False
        return _FRENCH_SPACE.sub(_NARROW, done) if self._french else done

    def _replace(self, match: re.Match[str]) -> str:
        found, start, end = match[0], match.start(), match.end()
        if found[0].isalpha():
            return found
        whole = match.string
        if start:
            before = whole[start - 1]
            if before not in "\"'":
                self._last_opened = False
        else:
            before = self._last
        after = whole[end] if end < len(whole) else ""
        if found[0] == ".":
            return "…" if len(found) == 3 else found
        if found[0] == "-":
            if len(found) == 3:
                return "\u2014"
            is_option = (not before or before.isspace()) and after.isalpha()
            return "\u2013" if len(found) == 2 and not is_option else found
        opened = self._double(before, after) if found == '"' else self._single(before, after, whole, end)
        self._last, self._last_opened = found, opened[1]
        return opened[0]

    def _is_start(self, before: str) -> bool:
        if before in ('"', "'"):
            return self._last_opened
        return not before or before.isspace() or before in _OPENS_AFTER

    def _double(self, before: str, after: str) -> tuple[str, bool]:
        is_open = '"' in self._open
        if self._hebrew and _HEBREW.match(before) and _HEBREW.match(after):
            return "\u05f4", False  # gershayim, the mark inside an abbreviation
        if self._unspaced:
            opens = not is_open
        else:
            opens = self._is_start(before) and not (is_open and (not after or after.isspace()))
        if opens:
            is_inner = bool(self._open) and self._open[-1] == '"'
            self._open.append("<" if is_inner else '"')
            return (self._marks.inner_open if is_inner else self._marks.open), True
        if not self._open and before.isdigit():
            return "\u2033", False  # inches
        closed = self._close('"', "<")
        return (self._marks.inner_close if closed == "<" else self._marks.close), False

    def _single(self, before: str, after: str, whole: str, end: int) -> tuple[str, bool]:
        if self._hebrew and _HEBREW.match(before):
            return "\u05f3", False
        if self._is_start(before) and not after.isspace():
            if after.isdigit() or (after and not _closes_later(whole, end)):  # '90s
                return _APOSTROPHE, False
            self._open.append("'")
            return self._marks.inner_open, True
        if before.isdigit() and "'" not in self._open and not after.isalpha():
            return "\u2032", False  # feet
        if "'" in self._open and not after.isalnum():
            self._close("'")
            return self._marks.inner_close, False
        return _APOSTROPHE, False

    def _close(self, *kinds: str) -> str:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index] in kinds:
                kind = self._open[index]
                del self._open[index:]
                return kind
        return ""


_CLOSING_SINGLE = re.compile(r"[^\s'\"(\[]'(?!\w)")


def _closes_later(text: str, start: int) -> bool:
    """Whether a single mark that closes stands within the next 300 characters (else `'90s` is an apostrophe)."""
    return _CLOSING_SINGLE.search(text, start, start + 300) is not None
