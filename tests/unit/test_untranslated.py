"""Words of a theme that are not there in the language of a page say so where an element may stand, and only there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment

from goodword.outputs.untranslated import in_text
from sites import build

Make = Callable[[str], Path]

IN = "<span>{{ _('a') }}</span>"


def renamed(source: str) -> list[str]:
    """The functions of words that a template calls, in order."""
    from jinja2 import nodes

    environment = Environment(extensions=["jinja2.ext.i18n"])
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # as the site's templates are read
    tree = in_text(environment.parse(source))
    names = [node.name for node in tree.find_all(nodes.Name)]
    return [name for name in names if name in ("_", "gettext", "ngettext", "_in_text", "_forms_in_text")]


@pytest.mark.parametrize(
    "source",
    [
        IN,
        "{{ _('a') }}",
        "<a {% if x %}href='b'{% endif %}>{{ _('a') }}</a>",
        "<title>x</title>{{ _('a') }}",
        "<!-- > < a --><b>{{ _('a') }}",
        "{% if x %}<p>{{ _('a') }}{% endif %}",
        "{% for y in x %}<p>{{ _('a') if y }}{% endfor %}",
        "{% extends 'base.html' %}{% block main %}{{ _('a') }}{% endblock %}",
        "1 < 2 {{ _('a') }}",
    ],
)
def test_words_in_running_text_are_found(source: str) -> None:
    assert renamed(source) == ["_in_text"]


@pytest.mark.parametrize(
    "source",
    [
        "<a title=\"{{ _('a') }}\">",
        "<a {% if x %}title='{{ _('a') }}'{% endif %}>",
        "<title>{{ _('a') }}</title>",
        "<textarea rows=1>{{ _('a') }}</textarea>",
        "<option>{{ _('a') }}",
        "{% set x %}{{ _('a') }}{% endset %}",
        "{% set x = _('a') %}",
        "{% macro m() %}{{ _('a') }}{% endmacro %}",
        "{% extends 'base.html' %}{% block title %}{{ _('a') }}{% endblock %}",
        "{{ f(_('a')) }}",
    ],
)
def test_words_elsewhere_stay_as_they_are(source: str) -> None:
    assert renamed(source) == ["_"]


def test_sentences_with_places_in_them_are_found_too() -> None:
    assert renamed("<p>{% trans x=1 %}a {{ x }}{% endtrans %}") == ["_in_text"]
    assert renamed("<p>{% trans n=x %}a{% pluralize %}b{% endtrans %}") == ["_forms_in_text"]
    assert renamed("<p title='{% trans x=1 %}a {{ x }}{% endtrans %}'>") == ["gettext"]


def test_english_words_of_a_page_in_another_language_say_so(site: Make) -> None:
    text = "-- site.yaml --\nname: T\nurl: https://t.example\nlanguage: he\n"
    made = build(
        site(
            text + "-- content/testimonials/a.md --\n---\nauthor: A\nconsent: {granted: 2026-01-01, "
            "scope: [quote, name]}\n---\nנהדר.\n"
        )
    )
    page = made.read("/")
    assert '<a class="skip" href="#main"><span lang="en" dir="ltr">Skip to the content</span></a>' in page
    assert 'aria-label="Main"' in page
    assert '<span lang="en" dir="ltr">In the words of A</span></h1>' in made.read("/testimonials/a/")
    assert "<title>T</title>" in page


def test_words_that_a_theme_lacks_say_so_and_those_it_has_do_not(site: Make) -> None:
    text = "-- site.yaml --\nname: T\nurl: https://t.example\nlanguage: fr\n"
    text += "-- themes/default/templates/components/brand.html --\n{{ _('Hi there') }} {{ _('Page') }}"
    text += " {% trans n=2 %}{{ n }} minute{% pluralize %}{{ n }} minutes{% endtrans %}\n"
    page = build(site(text)).read("/")
    assert '<span lang="en" dir="ltr">Hi there</span> Page' in page
    english = build(site(text.replace("language: fr", "language: en"))).read("/")
    assert "Hi there Page 2 minutes" in english
