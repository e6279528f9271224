"""What a source is, before anything of it is mapped: testimonials, or awards, case studies, a list of people.

Only names of columns and whether they are filled count here; never how often a word occurs in a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from goodword.importing.aliases import FIELDS, folded, is_strong, match, plain
from goodword.importing.shapes import BODY, Source
from goodword.problems import Place, Problem, importing
from goodword.text import excerpt, words

_AWARD_SIGNS = frozenset({"award", "awards", "awarder", "awardname", "awardedby", "prize", "prizes", "grantedby"})
_AWARD_HINTS = frozenset({"year", "rank", "category", "badge", "event", "season", "awarder", "organizer", "place"})
_STORY_SIGNS = frozenset(
    words(
        "executivesummary summary challenge thechallenge solution thesolution results outcome outcomes impact stats "
        "statvalue statlabel heroimage casestudy customerstory clientname customername project projecttype"
    )
)
_STORY_FILE = re.compile(r"(case|customer|success)[-_ ]?(stud|stor)", re.IGNORECASE)
_AWARD_FILE = re.compile(r"award|prize", re.IGNORECASE)
_PEOPLE = frozenset(
    words(
        "email emailaddress mail customeremail name fullname customername firstname lastname reference referenceid "
        "referencenumber ordernumber orderid locale language phone"
    )
)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")

Choose = Callable[[str], str | None]


def filled(source: Source) -> dict[str, int]:
    """How many records fill each column."""
    counts = dict.fromkeys(source.columns, 0)
    for record in source.records:
        for name, value in record.values.items():
            texts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
            counts[name] += any(text.strip() for text in texts)
    return counts


def story_signs(source: Source) -> list[str]:
    """The columns that case studies have and testimonials have not (two or more say that these are case studies)."""
    signs: dict[str, str] = {}
    for column, count in filled(source).items():
        key = re.sub(r"\d+", "", folded(column.rpartition(".")[2]))
        if count and key in _STORY_SIGNS:
            signs.setdefault(key, plain(column))
    if _STORY_FILE.search(source.name):
        signs["file"] = "the name of the file"
    return list(signs.values())


def award_signs(source: Source) -> list[str]:
    """The columns that awards have; empty when no column is called an award."""
    names: dict[str, str] = {}
    for column in source.columns:
        for part in column.split("."):
            if not part.isdecimal():
                names.setdefault(folded(part), plain(part))
    sure = [name for key, name in names.items() if key in _AWARD_SIGNS]
    if not sure and not (_AWARD_FILE.search(source.name) and _AWARD_HINTS & set(names)):
        return []
    return sure + [name for key, name in names.items() if key in _AWARD_HINTS]


def refusal(source: Source, mapping: dict[str, str]) -> Problem | None:
    """Why nothing of `source` can be imported; None when it holds testimonials. `mapping` is what --map says."""
    place = Place(source.name)
    if not source.records:
        return None if source.skipped else importing.NO_ENTRIES(place)
    counts = filled(source)
    columns = frozenset(map(folded, source.columns))
    fields = {column: _field(column, columns, mapping) for column in source.columns}
    words = [column for column, field in fields.items() if counts[column] and field in ("quote", "pros", "cons")]
    if any(field == "quote" for field in mapping.values()) and words:
        return None
    strong = [column for column in words if is_strong(column)]
    awards, stories = award_signs(source), story_signs(source)
    if awards and not strong and (not words or len(awards) > 1):
        return importing.AWARDS(place, signs=_listed(awards))
    if len(stories) > 1 and not strong and words != [BODY]:
        return importing.CASE_STUDIES(place, signs=_listed(stories))
    if words or any(field == "rating" and counts[column] for column, field in fields.items()):
        return None
    if _is_people(source):
        return importing.INVITATIONS(place)
    if len(stories) > 1:
        return importing.CASE_STUDIES(place, signs=_listed(stories))
    shown = ", ".join(f"`{excerpt(plain(column), 60)}`" for column in source.columns[:20] if counts[column])
    return importing.NO_WORDS(place, columns=shown or "none", hint=_longest(source))


def _field(column: str, columns: frozenset[str], mapping: dict[str, str]) -> str | None:
    wanted = mapping.get(folded(column))
    if wanted:
        return wanted if wanted in FIELDS else None
    found = match(column, columns)
    return found[0] if found else None


def _listed(signs: list[str]) -> str:
    return "columns such as " + ", ".join(f"`{excerpt(sign, 40)}`" for sign in signs[:4])


def _is_people(source: Source) -> bool:
    headers = source.columns
    if len(headers) <= 4 and any(_EMAIL.fullmatch(header) for header in headers):
        return True
    keys = [folded(header) for header in headers]
    return any("mail" in key for key in keys) and all(key in _PEOPLE for key in keys)


def _longest(source: Source) -> str:
    """A hint at the column with the longest texts."""
    lengths: dict[str, int] = {}
    for record in source.records:
        for name, value in record.values.items():
            if isinstance(value, str):
                lengths[name] = lengths.get(name, 0) + len(value)
    if not lengths:
        return ""
    longest = max(lengths, key=lambda name: lengths[name])
    return f"The longest texts stand in `{excerpt(plain(longest), 60)}`." if lengths[longest] > 30 else ""
