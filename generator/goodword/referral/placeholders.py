"""What stands in braces in a message: `{company}`, or `{friend|there}` with what is said where nothing is known.

Templates are texts and nothing more: no attribute, no expression and no second filling of what was filled.
"""

from __future__ import annotations

import re

from msgspec import Struct

from goodword.problems import Place, Problem
from goodword.problems import messages as rules
from goodword.text import closest

PLACEHOLDERS = ("friend", "advocate", "company", "offer", "disclosure", "link", "code")
# What may be missing, with what a writer could say then.
FALLBACKS = {"friend": "there", "advocate": "a customer", "offer": "see the page"}
_PLACEHOLDER = re.compile(r"\{([^{}|\n]{0,40})(?:\|([^{}\n]{0,200}))?\}")
# A brace that meant one, once all that are whole are taken out: not closed, doubled, or one within the other.
_BROKEN = re.compile(rf"\{{[ \t]*(?:({'|'.join(PLACEHOLDERS)})\b|\0(\w+)\0)", re.IGNORECASE)
_BLANKS = " \t"
_CLOSES = (*_BLANKS, "\n", ".", ",", ";", "!", "?")


class Facts(Struct, frozen=True):
    """What a message may say, in its language; an empty text says nothing.

    company: who offers. advocate: the name that may be shown. offer: what the friend gets, a sentence.
    disclosure: that the advocate gets a reward, a sentence. link: absolute. friend is known to desk commands only.
    """

    company: str
    link: str
    code: str
    advocate: str = ""
    friend: str = ""
    offer: str = ""
    disclosure: str = ""


class Template(Struct, frozen=True):
    """A template taken apart: literal texts, and between them (name, fallback or None, whether a point follows)."""

    literals: tuple[str, ...]
    values: tuple[tuple[str, str | None, bool], ...]

    @classmethod
    def of(cls, text: str) -> Template:
        """Takes `text` apart; what is no placeholder that is known stays text."""
        literals, values, end = [], [], 0
        for match in _PLACEHOLDER.finditer(text):
            name = match[1].strip().lower()
            if name in PLACEHOLDERS:
                literals.append(text[end : match.start()])
                end = match.end()
                values.append((name, match[2] and match[2].strip(), text[end : end + 1] == "."))
        return cls((*literals, text[end:]), tuple(values))

    def lacks(self, facts: Facts) -> bool:
        """Whether something is missing for which the writer gave no other words."""
        return any(back is None and name in FALLBACKS and not getattr(facts, name) for name, back, _ in self.values)

    def fill(self, facts: Facts) -> str:
        """The text with its placeholders filled; gaps that something missing leaves are closed."""
        text, last = self.literals[0], len(self.values) - 1
        for number, ((name, fallback, before_point), literal) in enumerate(
            zip(self.values, self.literals[1:], strict=True)
        ):
            value = getattr(facts, name) or fallback or ""
            if value:
                text += (value.removesuffix(".") if before_point else value) + literal
            else:
                text = _closed(text, literal, is_end=number == last)
        return text.strip()


def fill(template: str, facts: Facts) -> str:
    """`template` with its placeholders filled; unknown ones stay as they are, and nothing else is interpreted."""
    return Template.of(template).fill(facts)


def _closed(before: str, after: str, *, is_end: bool) -> str:
    """What stands before and after a value that is missing, without the gap between them; else as it was written."""
    if not before or before.endswith("\n"):
        after = after.lstrip(_BLANKS)
        if after.startswith("\n") or (not after and is_end):  # the line is empty now, and so may its paragraph be
            words, rest = before.rstrip(), after.lstrip()
            lines = max(before[len(words) :].count("\n"), after[: len(after) - len(rest)].count("\n"))
            return f"{words}{chr(10) * lines}{rest}"
        return before + after
    if after.startswith(_CLOSES) or (not after and is_end):
        before = before.rstrip(_BLANKS)
    return before + after


def check_placeholders(what: str, template: str, *, has_offer: bool, place: Place | None = None) -> list[Problem]:
    """Placeholders that nothing fills, and those that may be missing without words for that case.

    what: how the message is named to its writer. has_offer: the friend gets something from this program in any case.
    """
    found = []
    for match in _PLACEHOLDER.finditer(template):
        name = match[1].strip().lower()
        if name not in PLACEHOLDERS:
            found.append(rules.PLACEHOLDER(place, what=what, placeholder=match[0], hint=_hint(match[1])))
        elif match[2] is None and name in FALLBACKS and not (name == "offer" and has_offer):
            shown = f"{{{name}|{FALLBACKS[name]}}}"
            found.append(rules.NO_FALLBACK(place, what=what, placeholder=match[0], shown=shown))
    for match in _BROKEN.finditer(_PLACEHOLDER.sub(lambda one: f"\0{one[1].strip()}\0", template)):
        written, name = match[0].replace("\0", "{", 1).replace("\0", "}"), (match[1] or match[2]).lower()
        shown = f"{{{name}|{FALLBACKS[name]}}}" if name in FALLBACKS else f"{{{name}}}"
        found.append(rules.BROKEN_PLACEHOLDER(place, what=what, found=written, shown=shown))
    return list(dict.fromkeys(found))


def _hint(word: str) -> str:
    match = closest(word, PLACEHOLDERS)
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    return f"Did you mean `{{{match}}}`?" if match else f"Known: {known}."
