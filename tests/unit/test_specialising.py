"""What is evaluated ahead gives the bytes of plain rendering, or says that it cannot: for templates made at random."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from hypothesis import given

from goodword.outputs.specialising import PlainError, divide, specialise
from made_templates import FIXED, FUNCTIONS, Thing, environment_of, templates

PAGES = [
    {
        "page": Thing("P1", "/p/1", True, ("x",), Thing("q", "?", True)),
        "landing": Thing("L<1>", "/r/1", False),
        "badge": None,
    },
    {"page": Thing("P2", "/p/2", False, (), None), "landing": Thing("L2", "/r/2", True, ("u", "v")), "badge": "new"},
]


def plain(environment: jinja2.Environment, page: dict[str, Any]) -> str | None:
    """What plain rendering gives; None where it fails."""
    try:
        return environment.get_template("page.html").render(**FIXED, **page)
    except Exception:  # whatever a template's author may have written
        return None


def special(environment: jinja2.Environment, page: dict[str, Any]) -> str | None:
    """What the specialised template gives; None where it fails or cannot be made: then pages are rendered plainly."""
    try:
        return specialise(environment, divide(environment, "page.html", FIXED, FUNCTIONS, list(page)), FIXED).render(
            **page
        )
    except Exception:  # of any kind: the caller renders plainly then, and tells what goes wrong
        return None


def compare(sources: dict[str, str]) -> bool:
    """Whether the template could be specialised for a page; fails where that gave other bytes."""
    was = False
    for page in PAGES:
        found = special(environment_of(sources), page)
        if found is not None:
            was = True
            assert found == plain(environment_of(sources), page), sources["page.html"]
    return was


@given(templates)
def test_specialised_or_plain_the_bytes_are_the_same(sources: dict[str, str]) -> None:
    compare(sources)


PART = "{{ v|default('-') }}{% set v = page.name %}{{ v }}"
KNOWN: list[tuple[str, bool]] = [
    ("{{ site.name }} {{ page.name }}", True),
    ("{% for word in site.words %}{{ loop.index }}{{ word }}{{ page.name }}{% endfor %}", True),
    ("{% set v = site.name %}{% include 'part.html' %}{{ v }}", True),
    ("{% for v in site.words %}{% include 'part.html' %}{% endfor %}", True),
    ("{% if page.on %}{% set v = 1 %}{% endif %}{% include 'part.html' %}", True),
    ("{% for site in page.words %}{{ site }}{% endfor %}", False),
    ("{% with page = 1 %}{{ page }}{% endwith %}", False),
    ("{% import 'macros.html' as site %}{{ site.m(1) }}", False),
    ("{% from 'macros.html' import m as site %}{{ site(1) }}", False),
    ("{% from 'macros.html' import m as page %}{{ page(1) }}", False),
    ("{% from 'macros.html' import m as _ %}{{ _('Say') }}", False),
    ("{% from 'macros.html' import s %}{{ s() }}", True),
    ("{% macro site() %}x{% endmacro %}{{ site() }}", False),
    ("{% macro component(a, b) %}x{% endmacro %}{{ component('c', 1) }}", False),
    ("{% macro m(page) %}{{ page }}{% endmacro %}{{ m(site.name) }}", False),
    ("{% macro m(x) %}{{ x }}{{ site.name }}{% endmacro %}{{ m(page.name) }}", True),
    ("{{ page.\ufb01 }}", False),
    ("{% extends 'base.html' %}{% block a %}{% block a %}{% endblock %}{% endblock %}", False),
]


@pytest.mark.parametrize(("text", "possible"), KNOWN)
def test_what_is_known_to_be_hard(text: str, possible: bool) -> None:
    macros = "{% macro m(x) %}({{ x }}){% endmacro %}{% macro s() %}{{ 'y' if site is defined else 'n' }}{% endmacro %}"
    assert compare({"page.html": text, "part.html": PART, "macros.html": macros, "base.html": "text"}) == possible


def test_what_cannot_be_specialised_says_why() -> None:
    with pytest.raises(PlainError, match="`site`"):
        divide(environment_of({"page.html": "{% set site = 1 %}{{ site }}"}), "page.html", FIXED, FUNCTIONS, ["page"])
