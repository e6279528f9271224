"""Advocates who choose from the same proof are looked at as one; of a group that stands no page is looked at."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from goodword.build import engine
from goodword.content.rows.roll import Member
from goodword.outputs.landing import LandingPages
from goodword.outputs.production import Output
from sites import TODAY, make_picture, make_site

CONSENT = "consent: {granted: 2026-01-01, scope: [page, quote, name, role, company, photo]}"
ROW = "consent.granted,consent.scope\n"
GRANTED = "2026-01-01,page|name|quote|photo"


def quote(industry: str, day: str, words: str, more: str = "") -> str:
    return f"---\nauthor: A {day}\nindustry: {industry}\ndate: {day}\n{more}{CONSENT}\n---\n{words}\n"


def parts() -> Iterator[tuple[str, str]]:
    site = "name: Tandem\nurl: https://tandem.example\nindustries: [{id: inns, label: Inns}, {id: labs}]\n"
    # as on a site with many advocates: pages with a card each are looked at each
    yield "site.yaml", f"{site}share_cards: {{advocates: 0}}"
    yield "content/articles/rain.md", "---\ntitle: Rain\n---\nWear a coat."
    # Of each industry far more than any page can choose from.
    for industry in ("inns", "labs"):
        for number in range(10, 30):
            name = f"content/testimonials/{industry}-{number}.md"
            yield name, quote(industry, f"2026-03-{number}", f"Number {number} of the {industry}.")
    # The oldest of them all, and the only words of Ana.
    yield "content/testimonials/ana.md", quote("labs", "2020-01-01", "Ana's very own words.", "advocate: ana\n")
    rows = [f"in-{n},Bo{n},in{n}pqrst,inns,,,,{GRANTED}" for n in range(10, 20)]
    rows += [f"la-{n},Bo{n},la{n}pqrst,labs,,,,{GRANTED}" for n in range(10, 20)]
    rows += [f"ana,Ana,anapqrst,inns,,,,{GRANTED}", f"cy,Cy,cypqrst,inns,labs,,,{GRANTED}"]
    rows += [f"di,Di,dipqrst,inns,,faces/di.png,,{GRANTED}", f"ed,Ed,edpqrst,inns,,,[Rain](articles/rain.md),{GRANTED}"]
    head = f"id,public_name,code,industry,audiences,photo,message,{ROW}"
    yield "content/advocates.csv", head + "\n".join(rows)


INNS = {f"in{n}pqrst" for n in range(10, 20)} | {"anapqrst"}
LABS = {f"la{n}pqrst" for n in range(10, 20)}
APART = {"cypqrst", "dipqrst", "edpqrst"}


class Watched:
    """A site, with the codes of the pages that a build looks at and writes."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = make_site(folder, "".join(f"-- {path} --\n{text}\n" for path, text in parts()))
        make_picture(folder / "content/faces/di.png")
        self.looked: set[str] = set()
        of = LandingPages.of

        def counted(pages: LandingPages, member: Member) -> Iterator[Output]:
            self.looked.add(member.entry.code)
            return of(pages, member)

        monkeypatch.setattr(LandingPages, "of", counted)
        self.build()

    def build(self, **options: bool) -> tuple[set[str], set[str]]:
        """The codes that were looked at, and those whose page is another one now."""
        self.looked.clear()
        before = self.pages()
        engine.build(
            self.folder, self.folder / "output", lambda _: datetime.date.fromisoformat(TODAY), workers=1, **options
        )
        after = self.pages()
        return set(self.looked), {path.split("/")[1] for path in after if after[path] != before.get(path)}

    def pages(self) -> dict[str, bytes]:
        output = self.folder / "output"
        return {str(path.relative_to(output)): path.read_bytes() for path in output.glob("r/*/**/*.html")}

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / "content" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(tmp_path / "site", monkeypatch)


def test_only_the_groups_that_a_change_reaches_are_looked_at(watched: Watched) -> None:
    watched.edit("testimonials/inns-29.md", "Number 29", "The newest")
    looked, changed = watched.build()
    assert looked == INNS | APART, "and those with something of their own"
    assert changed and changed <= looked
    watched.edit("testimonials/inns-10.md", "Number 10", "The oldest")
    assert watched.build() == (APART, set()), "no page can choose it"
    watched.edit("advocates.csv", "Bo11,la11", "Bob,la11")
    looked, changed = watched.build()
    assert (looked, changed) == (LABS | APART, {"la11pqrst"})


def test_own_words_reach_their_advocates_group_wherever_they_stand(watched: Watched) -> None:
    watched.edit("testimonials/ana.md", "very own words", "own new words")
    assert watched.build() == (INNS | APART, {"anapqrst"})
    (watched.folder / "content/testimonials/ana.md").unlink()
    assert watched.build() == (INNS | APART, {"anapqrst"})


def test_what_the_row_does_not_say_is_looked_at_each_time(watched: Watched) -> None:
    make_picture(watched.folder / "content/faces/di.png", 50, 50)
    assert watched.build() == (APART, {"dipqrst"})
    watched.edit("articles/rain.md", "title: Rain", "title: Rain\nslug: wet")
    assert watched.build() == (APART, {"edpqrst"})
    for number in range(18, 30):
        watched.edit(f"testimonials/labs-{number}.md", "Number", "No.")
    assert watched.build() == (LABS | APART, LABS | {"cypqrst"}), "a page for the other industry"


def test_a_page_that_was_lost_or_altered_is_made_again_though_its_group_stands(watched: Watched) -> None:
    page = watched.folder / "output/r/in11pqrst/index.html"
    whole = page.read_bytes()
    for spoil in (page.unlink, lambda: page.write_bytes(b"x")):
        spoil()
        looked, _ = watched.build(verify=True)
        assert looked == INNS | APART
        assert page.read_bytes() == whole
    assert watched.build(clean=True) == (INNS | LABS | APART, set()), "nothing is taken for known"


def test_a_setting_that_all_pages_show_reaches_every_group(watched: Watched) -> None:
    site = watched.folder / "site.yaml"
    site.write_text(site.read_text().replace("name: Tandem", "name: Tandem Works"))
    assert watched.build() == (INNS | LABS | APART, INNS | LABS | APART)
    site.write_text(site.read_text().replace("label: Inns", "label: Hostels"))
    looked, _ = watched.build()
    assert looked >= INNS
