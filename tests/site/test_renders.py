"""What a build makes again after an edit: just what shows it, and nothing where nothing changed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from broken_sites import tree
from goodword.build import engine
from goodword.build.report import Built
from goodword.outputs.environment import Templates
from sites import TODAY, make_site

SITE = """
-- site.yaml --
name: Tandem
url: https://tandem.example
tagline: Two ride.
cta: {label: Start, url: "https://tandem.example/go"}
theme: {name: mine}
-- themes/mine/theme.yaml --
parent: default
-- themes/mine/i18n/en.po --
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Others say"
msgstr "Others say so"
-- themes/mine/templates/article.html --
{% extends "base.html" %}
{% block main %}{{ article.title }}{% endblock %}
-- themes/mine/templates/components/proof.html --
<blockquote>{{ item.html }}</blockquote>
-- content/testimonials/ana.md --
---
author: Ana
advocate: ana
consent: {granted: 2026-01-01, scope: [quote, name]}
---
It works.
-- content/testimonials/bo.md --
---
role: Teacher
industry: schools
consent: {granted: 2026-01-01, scope: [quote, role]}
---
It rides.
-- content/awards.yaml --
- {id: cup, name: Best tandem, awarder: Pedal Press, year: 2025, licence: {display_until: 2026-06-15}}
- {id: jug, name: Kind tandem, awarder: Pedal Press, year: 2024}
-- content/articles/rain.md --
---
title: Riding in the rain
date: 2026-02-01
---
Wear a coat.
-- content/program.yaml --
name: Bring a friend
-- content/advocates.csv --
id,public_name,role,code,consent.granted,consent.scope
ana,Ana,Baker,k7wq2mzp,2026-01-01,page|name|quote|role
bo,Bo,Rider,h4t9xbnc,2026-01-01,page|name|role
"""
LANDING = {"r/k7wq2mzp/index.html", "r/h4t9xbnc/index.html"}
QUOTES = {"testimonials/ana/index.html", "testimonials/bo/index.html"}
FEEDS = {"feed.xml", "feed.json"}


class Watched:
    """One site, with a count of what its builds render and write."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = make_site(folder, SITE)
        self.day = TODAY
        self.rendered: list[str] = []
        render = Templates.render

        def counted(made: Templates, name: str, *given: object, **values: object) -> bytes:
            self.rendered.append(name)
            return render(made, name, *given, **values)  # type: ignore[arg-type]

        monkeypatch.setattr(Templates, "render", counted)

    def build(self) -> Built:
        self.rendered.clear()
        day = datetime.date.fromisoformat(self.day)
        return engine.build(self.folder, self.folder / "output", lambda _: day, workers=1)

    def change(self, name: str, old: str, new: str) -> set[str]:
        """The outputs that are written, or go, when `old` in one file becomes `new`."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return self.changed()

    def changed(self) -> set[str]:
        """The outputs that the next build writes or removes."""
        before = tree(self.folder / "output")
        built = self.build()
        after = tree(self.folder / "output")
        written = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        assert len(written) == built.committed.written + built.committed.removed
        return written

    @property
    def pages(self) -> set[str]:
        return {name for name in tree(self.folder / "output") if name.endswith(".html")}


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watched:
    made = Watched(tmp_path / "site", monkeypatch)
    made.build()
    assert len(made.rendered) == len(made.pages)
    return made


def test_a_second_build_renders_nothing_and_writes_nothing(watched: Watched) -> None:
    before = tree(watched.folder / "output")
    built = watched.build()
    assert watched.rendered == []
    assert (built.committed.written, built.committed.removed) == (0, 0)
    assert tree(watched.folder / "output") == before


def test_a_build_that_has_to_look_renders_nothing_either(watched: Watched) -> None:
    # nothing that is published shows it, but the build cannot know before it has read everything
    (watched.folder / "content" / "notes.txt").write_text("mine")
    assert watched.changed() == set()
    assert watched.rendered == []


def test_an_input_that_was_only_touched_is_not_read_again(watched: Watched) -> None:
    for path in (watched.folder / "content").rglob("*.md"):
        path.write_bytes(path.read_bytes())
    assert watched.changed() == set()
    assert watched.rendered == []


EDITS: list[tuple[str, str, str, str, set[str]]] = [
    (
        "a testimonial's words",
        "content/testimonials/bo.md",
        "It rides.",
        "It flies.",
        {"index.html", "testimonials/index.html", "testimonials/industry/schools/index.html", "api/testimonials.json"}
        | {"cards/testimonials/bo.jpg"}
        | QUOTES
        | LANDING,
    ),
    ("an advocate's role", "content/advocates.csv", "Baker", "Head baker", {"r/k7wq2mzp/index.html"}),
    (
        "a template of one kind of page",
        "themes/mine/templates/article.html",
        "{{ article.title }}",
        "<b>{{ article.title }}</b>",
        {"articles/rain/index.html"},
    ),
    ("a component", "themes/mine/templates/components/proof.html", "<blockquote>", '<blockquote class="q">', LANDING),
    (
        "an article's words",
        "content/articles/rain.md",
        "a coat",
        "two coats",
        {"articles/rain/index.html", "articles/index.html", "index.html"} | FEEDS,
    ),
]


@pytest.mark.parametrize(("what", "name", "old", "new", "expected"), EDITS, ids=[edit[0] for edit in EDITS])
def test_one_edit_makes_again_what_shows_it(
    watched: Watched, what: str, name: str, old: str, new: str, expected: set[str]
) -> None:
    assert watched.change(name, old, new) == expected
    assert len(watched.rendered) <= len({path for path in expected if path.endswith(".html")}) + 2


def test_a_tag_that_is_added_makes_its_wall_and_what_names_it(watched: Watched) -> None:
    changed = watched.change("content/testimonials/bo.md", "role: Teacher", "role: Teacher\ntags: [ease]")
    assert "testimonials/tag/ease/index.html" in changed
    assert (
        changed
        == {
            "testimonials/tag/ease/index.html",
            "testimonials/index.html",
            "testimonials/bo/index.html",
            "testimonials/industry/schools/index.html",
            "api/testimonials.json",
            "sitemap.xml",
        }
        | ({"index.html"} & changed)
        | FEEDS & changed
    )


def test_a_word_of_the_catalogue_is_said_on_the_pages_that_say_it(watched: Watched) -> None:
    assert watched.change("themes/mine/i18n/en.po", "Others say so", "Friends say") == LANDING | QUOTES
    assert len(watched.rendered) == len(watched.pages), "which page says which word is not looked for"


def test_the_tagline_is_changed_where_it_stands(watched: Watched) -> None:
    changed = watched.change("site.yaml", "Two ride.", "Two fly.")
    assert {"index.html"} | FEEDS <= changed
    shown = {name for name in watched.pages if b"Two fly." in (watched.folder / "output" / name).read_bytes()}
    # the site's card shows it too, and pages say which edition of the card they name
    named = {name for name in watched.pages if b"/cards/site/" in (watched.folder / "output" / name).read_bytes()}
    assert changed == shown | FEEDS | named | {"cards/site/home.jpg"}
    assert not changed & LANDING


def test_the_end_of_a_licence_changes_what_showed_the_award(watched: Watched) -> None:
    watched.day = "2026-06-16"
    changed = watched.changed()
    assert "awards/index.html" in changed
    assert changed >= LANDING
    assert not any(name.startswith(("testimonials/", "articles/")) for name in changed)
    assert len([name for name in watched.rendered if name == "awards.html"]) == 1


def test_a_day_on_which_nothing_ends_makes_nothing(watched: Watched) -> None:
    watched.day = "2026-06-14"
    assert watched.changed() == set()
    assert watched.rendered == []


@pytest.mark.parametrize("linked", ["themes/mine", "themes/mine/templates", "themes/mine/templates/article.html"])
def test_a_theme_that_lies_elsewhere_is_watched_there(watched: Watched, tmp_path: Path, linked: str) -> None:
    target = watched.folder / linked
    elsewhere = tmp_path / "elsewhere" / target.name
    elsewhere.parent.mkdir()
    target.rename(elsewhere)
    target.symlink_to(elsewhere)
    assert watched.changed() == set()
    changed = watched.change("themes/mine/templates/article.html", "{{ article.title }}", "<i>{{ article.title }}</i>")
    assert changed == {"articles/rain/index.html"}


def test_a_page_is_made_once_in_a_build(watched: Watched) -> None:
    watched.change("site.yaml", "Tandem\n", "Tandem Works\n")
    assert watched.rendered.count("landing.html") == 2
    assert len(watched.rendered) == len(watched.pages)
