"""What is filled in gives the bytes of plain rendering, or says that it cannot: for templates made at random."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from goodword.outputs.moulds import Components, Mould, Part, TouchedError, with_slots
from goodword.outputs.specialising import divide, specialise
from made_templates import FIXED, FUNCTIONS, Thing, component, environment_of, templates

MARKS = {"\ue010": "a", "\ue011": "b", "\ue012": "c"}
SAID = [
    {"a": "1", "b": "<2>", "c": "x"},
    {"a": "P1", "b": "a & b", "c": "-"},
    {"a": "L2", "b": "/", "c": "T & Co"},
]


def page(a: str, b: str, c: str) -> dict[str, Any]:
    """What a page brings, with three texts of its own."""
    return {
        "page": Thing(f"P{a}", f"/p/{b}", True, ("x", c), Thing(a, "?", True)),
        "landing": Thing(f"L<{b}>", "/r/1", False, (c,)),
        "badge": c,
    }


def is_marked(text: str) -> bool:
    return any(mark in text for mark in MARKS)


def mould(environment: jinja2.Environment, with_marks: dict[str, Any]) -> Mould:
    """The mould of `page.html`. Raises whatever keeps that from being made."""
    special = specialise(environment, divide(environment, "page.html", FIXED, FUNCTIONS, list(with_marks)), FIXED)
    if special.more:
        raise TouchedError
    components = Components(lambda name, item: component(name, item), (), is_marked)  # type: ignore[arg-type,return-value]
    shown = {name: with_slots(value, is_marked) for name, value in with_marks.items()}
    return Mould(special.render_with(components, **shown), MARKS, components.made)


def compare(sources: dict[str, str]) -> bool:
    """Whether the template has a mould; fails where that gives other bytes than plain rendering."""
    try:
        made = mould(environment_of(sources), page(*MARKS))
    except Exception:  # of any kind: pages are rendered then
        return False
    for said in SAID:
        plain = environment_of(sources).get_template("page.html").render(**FIXED, **page(**said))
        assert made.filled({name: escape(text).encode() for name, text in said.items()}).decode() == plain
    return True


@given(templates)
def test_filled_in_or_plain_the_bytes_are_the_same(sources: dict[str, str]) -> None:
    compare(sources)


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("{{ page.name }} and {{ landing.name }}, {{ badge }}", True),
        ("{% if badge %}{{ badge }}{% else %}none{% endif %}", True),
        ("{% for word in page.words %}{{ loop.index }}{{ word }}{% endfor %}", True),
        ("{% if page.inner.name in page.name %}yes{% endif %}", True),
        ("{{ _('%(who)s says', who=page.name) }}", True),
        ("{% trans who=badge %}{{ who }} says{% endtrans %}", True),
        ("{{ page.words|length }}", True),
        ("{{ component('c', site) }}", True),
        ("{{ component('c', page) }}", False),
        ("{{ component('c', badge) }}", False),
        ("{{ component('c', _('%(who)s', who=badge)) }}", False),
        ("{% if page.name in landing.name %}yes{% endif %}", False),
        ("{% if badge == 'x' %}yes{% endif %}", False),
        ("{% if badge is string %}yes{% endif %}", False),
        ("{{ badge|length }}", False),
        ("{{ badge|upper }}", False),
        ("{{ badge|safe }}", False),
        ("{{ badge ~ '!' }}", False),
        ("{{ 'a' + badge }}", False),
        ("{{ '%s' % badge }}", False),
        ("{{ badge[0] }}", False),
        ("{{ {'x': 1}[badge] }}", False),
        ("{% set v %}{{ badge }}{% endset %}{{ v|length }}", False),
        ("{% set v = _('%(who)s', who=badge) %}{{ v|length }}", False),
        ("{% filter upper %}{{ badge }}{% endfilter %}", False),
        ("{{ badge.upper() }}", False),
        ("{{ {'x': 'y'}[badge]|default('-') }}", False),
        ("{% if {'x': 'y'}[badge] is defined %}y{% endif %}", False),
        ("{{ [1, 2][badge]|default('-') }}", False),
        ("{{ _('%(who)s', who=badge).upper() }}", False),
        ("{{ _('%(who)s', who=badge).replace(' ', '_') }}", False),
        ("{{ _(_('%(who)s', who=badge)) }}", False),
        ("{{ badge }}", True),
    ],
)
def test_what_is_known_to_be_hard(text: str, possible: bool) -> None:
    assert compare({"page.html": text}) == possible


def test_a_part_goes_to_one_component_and_nowhere_else() -> None:
    special = made_of("{% for item in page.words %}{{ component('c', item) }}{% endfor %}{{ badge }}")
    made = special(("\ue010",))
    assert made.parts == {("c", 0), ("c", 1)}
    assert made.filled({"a": b"&lt;", ("c", 0): b"<i>", ("c", 1): b"<b>"}) == b"<i><b>&lt;"
    for looks in ("{{ page.words[0].name }}", "{{ page.words[0] }}", "{% if page.words[0] == 1 %}x{% endif %}"):
        with pytest.raises(TouchedError):
            made_of(looks)(("x",))


def made_of(text: str) -> Callable[[tuple[str, ...]], Mould]:
    """Makes the mould of a template that is given parts as the words of its page."""

    def make(given: tuple[str, ...]) -> Mould:
        return mould(environment_of({"page.html": text}), {"page": Thing("", "", True, parts), "badge": given[0]})

    parts: Any = (Part(0), Part(1))
    return make


@given(st.text(), st.text(min_size=1))
def test_a_text_with_a_mark_can_be_written_and_nothing_else(before: str, after: str) -> None:
    slot = with_slots(f"{before}\ue010{after}", is_marked)
    assert Markup(slot) == escape(f"{before}\ue010{after}")
    assert slot
    for look in (
        str,
        repr,
        len,
        iter,
        hash,
        "{}".format,
        lambda one: one + "",
        lambda one: one == "",
        lambda one: one[0],
    ):
        with pytest.raises((TouchedError, TypeError)):
            look(slot)
