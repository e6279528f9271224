"""Words as data: slugs, excerpts, initials, near-matches. Pure functions; nothing about HTML or Markdown."""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Protocol

SLUG_LENGTH = 80
_NOTHING = frozenset({"", "none", "no", "nothing", "ninguno", "nada"})
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
# Letters that NFKD does not take apart (PRODUCT.md: Latin letters by NFKD, else the kind and a digest).
_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d"}
    | {"þ": "th", "Þ": "th", "Ð": "d", "ł": "l", "Ł": "l", "\u0131": "i", "\u2019": "", "'": ""}
)


class Words(Protocol):
    """The words of one language: what a gettext catalogue gives."""

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, singular: str, plural: str, n: int, /) -> str: ...


class Formats(Words, Protocol):
    """The words of one language, and how it writes money and percentages."""

    def money(self, amount: Decimal, currency: str, /) -> str: ...

    def percent(self, percent: Decimal, /) -> str: ...


def slugify(text: str) -> str:
    """Lower-case ASCII letters, digits and hyphens, at most 80; empty when `text` is not in Latin letters."""
    flat = text.translate(_LATIN)
    if not flat.isascii():
        flat = unicodedata.normalize("NFKD", flat)
        if any(not c.isascii() and unicodedata.category(c)[0] in "LN" for c in flat):
            return ""
        flat = "".join(c for c in flat if not unicodedata.combining(c))
    slug = _NOT_SLUG.sub("-", flat.lower()).strip("-")
    return slug[:SLUG_LENGTH].rstrip("-")


def slug_or_digest(text: str, kind: str) -> str:
    """`slugify(text)`, or `kind` with a short digest of `text` where nothing of it can be kept."""
    return slugify(text) or digest_slug(text, kind)


def digest_slug(text: str, kind: str) -> str:
    """`kind-` and 10 hexadecimal digits that depend only on `text` (NFC): an address that tells nothing."""
    data = unicodedata.normalize("NFC", text).encode()
    return f"{kind}-{hashlib.blake2b(data, digest_size=5).hexdigest()}"


def fold(text: str) -> str:
    """For comparing what people typed: NFKC, case folded, runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def says_nothing(text: str) -> bool:
    """Whether a text like that of `incentive` or of a reward says that there is none, or says nothing."""
    return fold(text) in _NOTHING


def words(text: str) -> tuple[str, ...]:
    """The folded words of `text`: runs of letters, marks and digits."""
    return tuple(re.findall(r"\w+", fold(text)))


def names(text: str, name: str) -> bool:
    """Whether `text` holds the words of `name` one after another (so that it would give the name away)."""
    wanted = words(name)
    if not wanted:
        return False
    return f" {' '.join(wanted)} " in f" {' '.join(words(text))} " or (not name.isascii() and fold(name) in fold(text))


def excerpt(text: str, length: int) -> str:
    """`text` as one line of at most `length` characters, cut between words and marked with an ellipsis."""
    line = " ".join(text[: 2 * length].split())  # of long texts the beginning is enough, as a rule
    if len(line) <= length:
        line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:\u2013\u2014-(") + "…"


def width(text: str) -> int:
    """How much room `text` takes, in Latin letters: a Chinese, Japanese or Korean sign takes that of two."""
    return len(text) if text.isascii() else len(text) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)


def sentence(text: str) -> str:
    """`text` so that another sentence can follow: with a full stop where it ends in a letter, a figure or a `%`."""
    text = text.strip()
    last = text.rstrip(")]\"'\u201d\u00bb")[-1:]
    kind = unicodedata.category(last) if last else ""
    if kind[:1] not in ("L", "N") and kind != "Sc" and last != "%":
        return text
    return f"{text}\u3002" if unicodedata.east_asian_width(last) == "W" else f"{text}."


def as_sentence(text: str) -> str:
    """`sentence(text)` with a capital at its beginning."""
    made = sentence(text)
    return made[:1].upper() + made[1:]


def initials(name: str) -> str:
    """One or two letters that stand for `name` where there is no picture; empty where it has no letters."""
    parts = [part for part in name.replace("-", " ").split() if part[0].isalpha()]
    if not parts:
        return ""
    chosen = parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")
    return chosen.upper()


def closest(word: str, options: Iterable[str]) -> str | None:
    """The one of `options` that was probably meant, or None."""
    known = sorted(options)
    folded = {fold(option): option for option in known}
    if fold(word) in folded:
        return folded[fold(word)]
    found = difflib.get_close_matches(fold(word), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """A sentence for a hint: `Did you mean ...?`, the short list of options, or nothing."""
    known = sorted(options)
    match = closest(word, known)
    if match:
        return f"Did you mean `{match}`?"
    if 0 < len(known) <= 12:
        return "Known: " + ", ".join(f"`{option}`" for option in known) + "."
    return ""


def starts_right_to_left(text: str) -> bool:
    """Whether the first letter of `text` that has a direction runs from right to left (Unicode UAX #9, rule P2)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"L", "R", "AL"}:
            return kind != "L"
    return False


def base_language(tag: str) -> str:
    """The language of a BCP 47 tag without its region: `de` of `de-AT`."""
    return tag.partition("-")[0].lower()


def nearest_language(wanted: str, known: Collection[str]) -> str | None:
    """Which of the tags `known` serves who reads `wanted`: the same, else the language alone, else another region's.

    None where none does. Of several regions the first.
    """
    if wanted in known:
        return wanted
    base = base_language(wanted)
    alike = [tag for tag in known if base_language(tag) == base]
    return min(alike, key=lambda tag: tag.lower() != base, default=None)
