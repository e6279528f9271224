"""The interface words: every message of the code and the templates is translated, with the same placeholders."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from goodword.referral.opinions import opinions
from sites import ROOT

THEME = ROOT / "themes/default"
KEYWORDS = {"gettext": None, "ngettext": (1, 2), "_": None}
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


def used() -> Iterator[tuple[Any, str]]:
    """Each message (a pair where it has a plural) with the file that uses it."""
    sources = [("python", path, {}) for path in sorted((ROOT / "generator/goodword").rglob("*.py"))]
    trimmed = {"trimmed": "true", "newstyle_gettext": "true"}
    sources += [("jinja2.ext:babel_extract", path, trimmed) for path in sorted((THEME / "templates").rglob("*.html"))]
    for method, path, options in sources:
        for found in extract_from_file(method, path, keywords=KEYWORDS, options=options):
            message = found[1]
            yield message, path.name


MESSAGES = {message: name for message, name in used() if message}


def catalogue(path: Path) -> Catalog:
    """A PO file."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


CATALOGUES = sorted((THEME / "i18n").glob("*.po"))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_message_is_translated(path: Path) -> None:
    known = catalogue(path)
    lacking = []
    for message, name in MESSAGES.items():
        singular = message[0] if isinstance(message, tuple) else message
        found = known.get(singular)
        strings = (found.string,) if found and isinstance(found.string, str) else tuple(found.string) if found else ()
        if not strings or not all(strings):
            lacking.append(f"{name}: {singular}")
    assert lacking == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_translations_have_the_placeholders_of_the_message(path: Path) -> None:
    wrong = []
    for message in catalogue(path):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = {name for one in ids for name in PLACEHOLDER.findall(one)}
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        wrong += [text for text in strings if not set(PLACEHOLDER.findall(text)) <= wanted]
        if not isinstance(message.id, tuple) and set(PLACEHOLDER.findall(strings[0])) != wanted:
            wrong.append(strings[0])
    assert wrong == []


@pytest.mark.parametrize("path", [*CATALOGUES, THEME / "i18n/goodword.pot"], ids=lambda path: path.name)
def test_no_catalogue_keeps_messages_that_nothing_uses(path: Path) -> None:
    singulars = {message[0] if isinstance(message, tuple) else message for message in MESSAGES}
    known = {
        message.id[0] if isinstance(message.id, tuple) else message.id for message in catalogue(path) if message.id
    }
    assert sorted(known - singulars) == []
    if path.suffix == ".pot":
        assert sorted(singulars - known) == []


@pytest.mark.parametrize("path", [*CATALOGUES, None], ids=lambda path: path.stem if path else "en")
def test_no_words_of_ours_put_an_opinion_into_somebodys_mouth(path: Path | None) -> None:
    ours = [message for message, name in MESSAGES.items() if name in ("messages.py", "offers.py", "disclosure.py")]
    known = catalogue(path) if path else None
    said = [text for one in ours for text in _strings(_translated(known, one) if known else one)]
    assert len(said) > 25
    assert [(text, phrase) for text in said for phrase in opinions(text)] == []


def _strings(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _translated(known: Catalog, message: str | tuple[str, ...]) -> str | tuple[str, ...]:
    found = known.get(_strings(message)[0])
    assert found is not None
    return found.string


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_form_of_a_plural_is_there_and_says_its_number(path: Path) -> None:
    known, wrong = catalogue(path), []
    covered: dict[int, list[int]] = {}
    rule = gettext.c2py(known.plural_expr)  # type: ignore[attr-defined] # the standard library's own reader of the rule
    for number in range(1, 1000):
        covered.setdefault(rule(number), []).append(number)
    for message in known:
        if not isinstance(message.id, tuple):
            continue
        if len(message.string) != known.num_plurals:
            wrong.append(f"{message.id[0]}: {len(message.string)} forms")
        several = [form for form, numbers in covered.items() if len(numbers) > 1]
        wanted = set(PLACEHOLDER.findall(message.id[1]))
        wrong += [message.string[form] for form in several if set(PLACEHOLDER.findall(message.string[form])) != wanted]
    assert wrong == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_the_rule_for_plurals_is_that_of_the_language(path: Path) -> None:
    known, same = catalogue(path), Locale.parse(path.stem).plural_form
    rule = gettext.c2py(known.plural_expr)  # type: ignore[attr-defined]
    forms: dict[int, set[str]] = {}
    for number in range(1, 1000):
        forms.setdefault(rule(number), set()).add(same(number))
    assert all(len(names) == 1 for names in forms.values())
    assert len(forms) == len({name for names in forms.values() for name in names})
