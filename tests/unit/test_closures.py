"""What a template is made from: whatever may change a page's bytes changes the digest of its template's closure."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from goodword.outputs.closures import Closures

FILES = {
    "page.html": "",
    "a.html": "a {% include 'b.html' %}",
    "b.html": "b {{ component('c', 1) }}",
    "components/c.html": "c",
    "macros.html": "{% macro m() %}m{% endmacro %}",
    "unrelated.html": "u",
    "ab.html": "ab",
}
# What a template may say to come to another, with the file that it comes to.
WAYS = [
    ("{% extends 'ab.html' %}", "ab.html"),
    ("{% include 'a.html' %}", "b.html"),
    ("{%- include 'a.html' -%}", "a.html"),
    ("{%+ include 'a.html' +%}", "a.html"),
    ("{%include\n'a.html'%}", "a.html"),
    ('{% include "ab.html" without context %}', "ab.html"),
    ("{% include 'a.html' ignore missing with context %}", "a.html"),
    ("{% include ['gone.html', 'ab.html'] %}", "ab.html"),
    ("{% include ('ab.html') %}", "ab.html"),
    ("{% include 'a' 'b.html' %}", "ab.html"),
    ("{% include 'a.html' if 0 else 'ab.html' %}", "ab.html"),
    ("{% include 'gone.html' and 'ab.html' %}", "ab.html"),
    ("{% include 'AB.html'.lower() %}", "ab.html"),
    ("{% include 'AB.html'|lower %}", "ab.html"),
    ("{% include 'ab.html'[:] %}", "ab.html"),
    ("{% include 'ab%s' % '.html' %}", "ab.html"),
    ("{% include 'ab' ~ '.html' %}", "ab.html"),
    ("{% include './ab.html' %}", "ab.html"),
    ("{% include '/ab.html' %}", "ab.html"),
    ("{% include './/ab.html' %}", "ab.html"),
    ("{% include 'ab\\x2ehtml' %}", "ab.html"),
    ("{% set name = 'ab.html' %}{% include name %}", "ab.html"),
    ("{% import 'macros.html' as m %}{{ m.m() }}", "macros.html"),
    ("{% from 'macros.html' import m with context %}{{ m() }}", "macros.html"),
    ("{% from './macros.html' import m %}{{ m() }}", "macros.html"),
    ("{{ component('c', 1) }}", "components/c.html"),
    ("{{ component ( 'c' , 1 ) }}", "components/c.html"),
    ("{{ component(name='c', item=1) }}", "components/c.html"),
    ("{{ component('./c', 1) }}", "components/c.html"),
    ("{{ component('' 'c', 1) }}", "components/c.html"),
    ("{{ component('C'|lower, 1) }}", "components/c.html"),
    ("{{ component(*['c', 1]) }}", "components/c.html"),
    ("{% set made = component %}{{ made('c', 1) }}", "components/c.html"),
    ("{% block x %}{% for i in [1] %}{% if i %}{% include 'a.html' %}{% endif %}{% endfor %}{% endblock %}", "b.html"),
]


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def shown(folder: Path) -> str:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True)

    def component(name: str, item: object) -> str:
        return environment.get_template(f"components/{name}.html").render(item=item, component=component)

    return environment.get_template("page.html").render(component=component)


@pytest.mark.parametrize(("way", "changed"), WAYS)
def test_whatever_a_template_comes_to_counts(tmp_path: Path, way: str, changed: str) -> None:
    folder = written(tmp_path / "templates", FILES | {"page.html": way})
    page, digest = shown(folder), Closures((folder,)).digest("page.html")
    (folder / changed).write_text(FILES[changed].replace("m}", "m}new ") + "new", encoding="utf-8")
    if "macros" not in changed:
        assert shown(folder) != page, "the page shows it"
    assert Closures((folder,)).digest("page.html") != digest


def test_what_a_template_never_comes_to_does_not_count(tmp_path: Path) -> None:
    folder = written(tmp_path / "templates", FILES | {"page.html": "{% include 'a.html' %}"})
    digest = Closures((folder,)).digest("page.html")
    (folder / "unrelated.html").write_text("other", encoding="utf-8")
    assert Closures((folder,)).digest("page.html") == digest


def test_an_empty_template_is_another_than_none(tmp_path: Path) -> None:
    folder = written(tmp_path / "templates", {"page.html": "{% include 'empty.html' %}", "empty.html": ""})
    digest = Closures((folder,)).digest("page.html")
    (folder / "empty.html").unlink()
    assert Closures((folder,)).digest("page.html") != digest


def test_the_first_folder_that_has_a_file_wins(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", written(tmp_path / "shipped", FILES | {"page.html": "{% include 'a.html' %}"})
    own.mkdir()
    digest = Closures((own, shipped)).digest("page.html")
    (own / "b.html").write_text("mine", encoding="utf-8")
    mine = Closures((own, shipped)).digest("page.html")
    assert mine != digest
    (shipped / "b.html").write_text("theirs", encoding="utf-8")
    assert Closures((own, shipped)).digest("page.html") == mine


def test_a_folder_of_templates_may_be_a_link(tmp_path: Path) -> None:
    written(tmp_path / "themes" / "shared", {"mark.html": "m"})
    folder = written(tmp_path / "themes" / "mine", {"page.html": "{% include 'parts/mark.html' %}"})
    (folder / "parts").symlink_to("../shared")
    page, digest = shown(folder), Closures((folder,)).digest("page.html")
    (tmp_path / "themes" / "shared" / "mark.html").write_text("other", encoding="utf-8")
    assert shown(folder) != page
    assert Closures((folder,)).digest("page.html") != digest
