"""What a kind of entry needs beyond its fields' types: words, an author, a year, conditions, addresses, languages.

The rules look at the fields as written, so that they speak also where a type is wrong. References to other entries
are the library's.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from goodword.content.addresses import HINT, web_address
from goodword.content.document import Document, Key, language_tag
from goodword.content.field_errors import display, is_blank
from goodword.content.reward_rules import is_written, reward_problems
from goodword.problems import Problem, disclosure, fields

# Which fields of each kind are http(s) addresses.
_ADDRESSES: dict[str, tuple[tuple[str, ...], ...]] = {
    "testimonial": (("company_url",), ("source", "url")),
    "award": (("url",),),
    "advocate": (("company_url",),),
    "partner": (("url",),),
}
_CONDITIONS = {"eligibility": "who may take part", "limits": "how many rewards, and how much at most"}
# What no id may hold.
BAD_IN_ID = frozenset("/\\<>\"'`")


def entry_problems(document: Document, values: dict[str, Any]) -> Iterator[Problem]:
    """Everything that is wrong with `values` (the document's fields, with body and quote in place)."""
    yield from _identity(document)
    for keys in _ADDRESSES.get(document.kind, ()):
        yield from address_problem(document, values, keys)
    yield from _consent(document, values.get("consent"))
    rule = _BY_KIND.get(document.kind)
    if rule is not None:
        yield from rule(document, values)


def address_problem(
    document: Document, values: dict[str, Any], keys: tuple[Key, ...], *, path_too: bool = False
) -> Iterator[Problem]:
    """The problem of the address at `keys`, if it is given, is text and is none."""
    value: Any = values
    for key in keys:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return
    if not isinstance(value, str) or not value.strip():
        return
    why = web_address(value.strip(), path_too=path_too)
    if why:
        yield fields.BAD_URL(document.place(*keys), field=display(keys), why=why, found=value, hint=HINT)


def _identity(document: Document) -> Iterator[Problem]:
    name = document.id
    if not name.isprintable() or not BAD_IN_ID.isdisjoint(name) or name.startswith("."):
        why = "it begins with a point" if name.startswith(".") else "it holds a slash, a quotation mark or the like"
        if not name.isprintable():
            why = "it holds an invisible character"
        yield fields.BAD_ID(document.place("id"), found=name, why=why)
    given = document.fields.get("id")
    if document.body_line and isinstance(given, str) and given.strip() != name and document.base is None:
        yield fields.ID_DIFFERS(document.place("id"), expected=name, found=given)
    language = document.fields.get("language")
    if isinstance(language, str):
        tag = language_tag(language.strip())
        if tag is None:
            if language.strip():
                yield fields.BAD_LANGUAGE(document.place("language"), field="language", found=language)
        elif document.language is not None and tag != document.language:
            place = document.place("language")
            yield fields.LANGUAGE_DIFFERS(place, name=document.language, found=language)


def _consent(document: Document, consent: Any) -> Iterator[Problem]:
    if not isinstance(consent, dict):
        return
    granted = _day(consent.get("granted"))
    for last in ("expires", "withdrawn"):
        end = _day(consent.get(last))
        if granted and end and end < granted:
            place = document.place("consent", last)
            yield fields.ENDS_BEFORE(place, last=f"consent.{last}", end=end, first="consent.granted", start=granted)


def _day(value: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def _testimonial(document: Document, values: dict[str, Any]) -> Iterator[Problem]:
    # A draft may wait for its words: that is what `new` and an import of ratings start with.
    if is_blank(values.get("quote")) and values.get("status") != "draft":
        yield fields.NO_WORDS(document.place("quote"))
    if is_blank(values.get("author")) and is_blank(values.get("role")):
        yield fields.NO_AUTHOR(document.place())
    rating, scale = _number(values.get("rating")), _number(values.get("scale", "5"))
    if rating is not None and scale is not None and rating > scale:
        yield fields.ABOVE_SCALE(document.place("rating"), rating=f"{rating:g}", scale=f"{scale:g}")
    translations = values.get("translations")
    if isinstance(translations, dict):
        for key in translations:
            tag = language_tag(key)
            if tag is None:
                place = document.key_place("translations", key)
                yield fields.BAD_LANGUAGE(place, field="translations", found=key)
            elif tag == document.language:
                yield fields.SAME_LANGUAGE(document.key_place("translations", key), language=key)


def _number(value: Any) -> float | None:
    try:
        return float(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _case_study(document: Document, values: dict[str, Any]) -> Iterator[Problem]:
    if values.get("results") and is_blank(values.get("typical")):
        yield disclosure.NO_TYPICAL(document.key_place("results"))


def _award(document: Document, values: dict[str, Any]) -> Iterator[Problem]:
    if is_blank(values.get("year")) and is_blank(values.get("date")):
        yield fields.NO_YEAR(document.place())


def _program(document: Document, values: dict[str, Any]) -> Iterator[Problem]:
    given = (name for name in ("advocate_reward", "friend_reward", "tiers") if is_written(values.get(name)))
    reward = next(given, None)
    if reward:
        for field, what in _CONDITIONS.items():
            if is_blank(values.get(field)):
                yield disclosure.NO_CONDITIONS(document.key_place(reward), reward=reward, field=field, what=what)
    yield from reward_problems(document, values)
    starts, ends = _day(values.get("starts")), _day(values.get("ends"))
    if starts and ends and ends < starts:
        yield fields.ENDS_BEFORE(document.place("ends"), last="ends", end=ends, first="starts", start=starts)


_BY_KIND = {"testimonial": _testimonial, "case-study": _case_study, "award": _award, "program": _program}
