"""A theme author's day: rules, fonts, templates and words of one's own beside the shipped theme."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from goodword.content.sources import read_site
from goodword.content.validate import to_site
from goodword.outputs.theme import load_theme
from goodword.problems import SiteError
from sites import ROOT, Output, build, make_site, run

FONT = ROOT / "themes" / "default" / "static" / "newsreader-latin.woff2"
SITE = """
    -- site.yaml --
    name: Tandem Tools
    url: https://tandem.example
    embeds: {}
    theme: {fonts: {display: Atelier}}
    -- content/testimonials/ana.md --
    ---
    role: Head of Operations
    consent: {granted: 2026-05-01, method: email, scope: [quote, role]}
    ---
    It just works.
    -- content/pages/words.md --
    ---
    title: Words
    ---
    {{ wall }}
    """
OWN = """
    -- themes/default/static/own.css --
    /* ours */
    @font-face { font-family: Atelier; src: url(fonts/atelier.woff2) }
    .quote { outline: 7px solid }
    """
RULES = re.compile(r"@font-face\{font-family:Atelier;src:url\((.+?)\)\}\.quote\{outline:7px solid\}$")


def with_own(folder: Path) -> Path:
    root = make_site(folder, SITE + OWN)
    font = root / "themes/default/static/fonts/atelier.woff2"
    font.parent.mkdir()
    font.write_bytes(FONT.read_bytes())
    return root


def sheets(made: Output, path: str) -> list[str]:
    """The style sheets for screens that a page loads, in their order."""
    links = re.findall(r'<link rel="stylesheet" href="([^"]+)"(?: data-embed)?>', made.read(path))
    return [made.read(link) for link in links]


def test_own_rules_come_last_on_every_page_and_ask_for_no_more_files(tmp_path: Path) -> None:
    plain = build(make_site(tmp_path / "plain", SITE))
    made = build(with_own(tmp_path / "own"))
    for path in ("/", "/testimonials/", "/words/"):
        last = sheets(made, path)[-1]
        found = RULES.search(last)
        assert found and made.files[f"assets/{found[1]}"] == FONT.read_bytes()
        assert last.startswith(sheets(plain, path)[-1])
        assert len(sheets(made, path)) == len(sheets(plain, path))
    assert not [path for path in made.files if "/own." in path]


def test_embeds_on_other_sites_and_paper_stay_as_they_are(tmp_path: Path) -> None:
    made = build(with_own(tmp_path / "own"))
    assert not any(RULES.search(sheet) for sheet in sheets(made, "/embed/wall/"))
    assert not any("7px" in made.read(f"/{path}") for path in made.files if "print." in path or "embed." in path)


def test_a_build_after_it_writes_nothing(tmp_path: Path) -> None:
    root = with_own(tmp_path / "own")
    build(root)
    assert ": 0 files written" in build(root).result.stderr


MISPLACED = """
    -- themes/default/templates/partnrs.html --
    <p>
    -- themes/default/templates/award-line.html --
    <p>
    -- themes/default/templates/components/mine.html --
    <p>
    -- themes/default/templates/components/award.html --
    {{ component("mine", item) }}
    -- themes/default/awards.html --
    <p>
    -- themes/default/static/own.css --
    p { margin: 0 }
    -- themes/default/static/themes.css --
    p { margin: 0 }
    -- themes/default/i18n/it_IT.po --
    -- themes/default/i18n/it.po --
    -- themes/default/README.txt --
    """


def test_a_file_that_takes_the_place_of_nothing_is_told(tmp_path: Path) -> None:
    root = make_site(tmp_path, SITE.replace("embeds: {}", "languages: [en, it-IT]") + MISPLACED)
    told = build(root).result
    assert told.codes == ["GW612"] * 5
    for place, hint in (
        ("awards.html", "Move it there: `templates/awards.html`"),
        ("i18n/it_IT.po", "Did you mean `it-IT`?"),
        ("static/themes.css", "Did you mean `static/theme.css`?"),
        ("templates/award-line.html", "Did you mean `templates/components/award-line.html`?"),
        ("templates/partnrs.html", "Did you mean `templates/partners.html`?"),
    ):
        assert re.search(
            rf"^themes/default/{re.escape(place)}:1:1: GW612: .*{re.escape(hint)}", told.stderr, re.MULTILINE
        )
    assert build(root).result.codes == told.codes  # nothing is built, and it is told again


def test_templates_named_by_what_only_a_page_knows_may_all_be_used(tmp_path: Path) -> None:
    named = "-- themes/default/templates/page.html --\n{% include 'looks/' ~ page.kind ~ '.html' ignore missing %}\n"
    part = "-- themes/default/templates/looks/page.html --\n<hr>\n"
    assert "GW612" not in build(make_site(tmp_path, named + part)).result.codes


def test_words_for_a_message_that_is_mistyped_are_told(tmp_path: Path) -> None:
    template = '-- themes/default/templates/page.html --\n{{ _("Skip to our content") }}{{ _("Nobody") }}\n'
    words = """
        -- themes/default/i18n/en.po --
        msgid "Testimonials"
        msgstr "Others say"

        msgid "Skip to our content"
        msgstr "Past all that"

        msgid "Skip to content"
        msgstr "Go on"
        """
    told = run("check", cwd=make_site(make_site(tmp_path, template), words))
    assert told.codes.count("GW613") == 1
    assert "themes/default/i18n/en.po:7:1: GW613: No page says “Skip to content”" in told.stderr
    assert "“Skip to the content”?" in told.stderr


STAR = 'msgid "%(num)s star"\nmsgid_plural "%(num)s stars"\n'
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
BROKEN_RULE = '"Plural-Forms: nplurals=2; plural=(n == 3 ? "\n"0 : 1);\\n"\n'
# A language that the shipped theme does not have; its catalogue; what it says of 1, 3 and 5 stars.
FORMS = [
    ("pl", HEAD + STAR + 'msgstr[0] "eins"\nmsgstr[1] "few"\nmsgstr[2] "many"\n', "eins few many"),
    ("it", HEAD + STAR + 'msgstr[0] "one"\nmsgstr[1] "more"\n', "one more more"),
    ("zh", HEAD + STAR + 'msgstr[0] "all"\nmsgstr[1] ""\n', "all all all"),
    ("it", HEAD + BROKEN_RULE + STAR + 'msgstr[0] "three"\nmsgstr[1] "else"\n', "else three else"),
]


@pytest.mark.parametrize(("language", "words", "said"), FORMS, ids=("few", "two", "one", "rule of its own"))
def test_a_language_that_does_not_ship_has_its_own_plurals(
    language: str, words: str, said: str, tmp_path: Path
) -> None:
    ask = "{% macro of(n) %}{{ ngettext('%(num)s star', '%(num)s stars', n) }}{% endmacro %}"
    root = make_site(
        tmp_path,
        f"-- site.yaml --\nname: A\nurl: https://a.example\nlanguage: {language}\n"
        "-- content/pages/a.md --\n---\ntitle: A\n---\nA.\n"
        f"-- themes/default/templates/page.html --\n{ask}<p>{{{{ of(1) }}}} {{{{ of(3) }}}} {{{{ of(5) }}}}\n"
        f"-- themes/default/i18n/{language}.po --\n{words}",
    )
    assert build(root).read("/a/").strip() == f"<p>{said}"


def test_a_folder_of_a_theme_that_cannot_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the shipped templates would stand in for it. Root may look into any folder: the answer is given here."""
    root = make_site(make_site(tmp_path, SITE), "-- themes/default/templates/page.html --\nMine\n")
    scandir = os.scandir

    def refused(path: str) -> object:
        if str(path).rstrip("/") == str(root / "themes/default/templates"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    document = read_site(root)
    assert document is not None
    site, _ = to_site(document)
    assert site is not None
    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(SiteError) as raised:
        load_theme(site, document, root)
    assert [(one.code, str(one.place)) for one in raised.value.problems] == [("GW101", "themes/default/templates:1:1")]
