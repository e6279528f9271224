"""Share cards: what has one, what stands on it, who is never on it, and that each is drawn once."""

from __future__ import annotations

import datetime
import html
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from goodword.build import engine, rendering
from goodword.build.report import Built
from goodword.outputs.card_drawing import Drawer
from goodword.outputs.card_words import Words
from goodword.outputs.scripts import ScriptFonts
from sites import TODAY, build, make_picture, make_site, run

# As in test_workers.py
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
ALL = "consent: {granted: 2026-01-01, scope: [quote, name, role, company, photo, results, page]}"
# Without the name in it.
SHY = "testimonial-279294900c"
SITE = """
    -- site.yaml --
    name: Tandem Tools
    url: https://tandem.example/proof
    tagline: Two ride further.
    languages: [en, es]
    """
ROWS = """
    -- content/program.yaml --
    name: Ride along
    advocate_reward: a month free
    friend_reward: two months free
    eligibility: Anybody.
    limits: One each.
    -- content/advocates.csv --
    id,public_name,code,kind,offer,consent.granted,consent.scope
    ana-silva,Ana Silva,k7wq2mzp,customer,,2026-01-01,page|name|role
    secret-sam,Secret Sam,h4t9xbnc,partner,,2026-01-01,page
    cy,Cy Ek,m3n8vtqd,customer,tea for two,2026-01-01,page|name
    gone,Gone Gus,w5x7ndbk,customer,,,
    """
PROOF = f"""
    -- content/testimonials/ana.md --
    ---
    author: Ana Silva
    role: Head of Bread
    company: Silva & Sons
    photo: faces/ana.jpg
    rating: 4.5
    incentive: a voucher of 20 EUR
    relationship: employee
    {ALL}
    ---
    It *just* works, and has for years.
    -- content/testimonials/shy.md --
    ---
    author: Shy Shaw
    role: Baker
    photo: faces/ana.jpg
    consent: {{granted: 2026-01-01, scope: [quote, role]}}
    ---
    I would rather not be known.
    -- content/testimonials/no.md --
    ---
    author: Norbert No
    consent: {{granted: no}}
    ---
    Never.
    -- content/case-studies/silva.md --
    ---
    title: Bread that waits
    customer: Silva & Sons
    typical: Half of that.
    results: [{{label: Bread thrown away, before: 40 kg, after: 12 kg, value: -70 %, period: a year, method: scales}}]
    {ALL}
    ---
    Told.
    -- content/awards/cup.md --
    ---
    name: Best tandem
    awarder: Pedal Press
    year: 2025
    rank: Winner
    entry_fee: 90 EUR
    ---
    """


def tags(page: str) -> dict[str, str]:
    """Every meta tag of a card by its name."""
    found = re.findall(r'<meta (?:property|name)="((?:og:image|twitter)[^"]*)" content="([^"]*)"', page)
    return {name: html.unescape(content) for name, content in found}


def alt(page: str) -> str:
    return tags(page)["og:image:alt"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = make_site(tmp_path / "site", SITE + ROWS + PROOF)
    make_picture(folder / "content/faces/ana.jpg", 200, 200)
    return folder


def cards(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("cards/**/*.jpg")}


def test_everything_public_has_a_card_and_its_page_names_it(site: Path) -> None:
    built = build(site)
    output = site / "output"
    made = cards(output)
    assert {name for name in made if not name.startswith("es/")} == {
        "cards/site/home.jpg",
        "cards/testimonials/ana.jpg",
        f"cards/testimonials/{SHY}.jpg",
        "cards/case-studies/silva.jpg",
        "cards/awards/cup.jpg",
        "cards/advocates/k7wq2mzp.jpg",
        "cards/advocates/h4t9xbnc.jpg",
        "cards/advocates/m3n8vtqd.jpg",
    }
    for data in made.values():
        with Image.open(io.BytesIO(data)) as card:
            assert (card.format, card.size, card.getexif()) == ("JPEG", (1200, 630), {})
        assert len(data) <= 300_000
    named = set()
    for page in output.rglob("*.html"):
        found = tags(page.read_text())
        if page.name == "404.html" or "og:image" not in found:
            continue
        assert found["twitter:card"] == "summary_large_image" and found["og:image:alt"]
        assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
        path, _, digest = found["og:image"].partition("?v=")
        assert re.fullmatch("[0-9a-f]{16}", digest)
        named.add(path.removeprefix("https://tandem.example/proof/"))
    assert named == set(made), "each is there, and none that nobody names"
    assert "og:image" in tags(built.read("/"))


def test_what_stands_on_a_card_is_what_the_page_may_show(site: Path) -> None:
    built = build(site)
    ana = alt(built.read("/testimonials/ana/"))
    assert "“It just works, and has for years.” Ana Silva. Head of Bread, Silva & Sons." in ana
    assert "Works at Tandem Tools. Received for this testimonial: a voucher of 20 EUR." in ana
    assert "4.5 out of 5" in ana
    shy = built.read(f"/testimonials/{SHY}/")
    assert alt(shy) == "“I would rather not be known.” Baker."
    case = alt(built.read("/case-studies/silva/"))
    assert "from 40 kg to 12 kg, a year" in case and "What is usual: Half of that." in case and "-70" in case
    award = alt(built.read("/awards/"))
    assert all(word in award for word in ("2025", "Best tandem", "Pedal Press", "Winner", "Entry fee: 90 EUR."))


def test_an_advocates_card_gives_no_opinion_and_says_what_they_get(site: Path) -> None:
    built = build(site)
    named, unnamed = alt(built.read("/r/k7wq2mzp/")), alt(built.read("/r/h4t9xbnc/"))
    assert named.startswith("Ana Silva thought of you. For you: two months free.")
    assert "Ana Silva gets a reward if you become a customer: a month free." in named
    assert "Sam" not in unnamed and "Business partner of Tandem Tools." in unnamed
    assert "The person who sent you gets a reward if you become a customer: a month free." in unnamed
    assert "tea for two" in alt(built.read("/r/m3n8vtqd/"))


def test_above_the_limit_the_program_has_a_card_and_nobody_of_their_own(site: Path) -> None:
    config = site / "site.yaml"
    config.write_text(f"{config.read_text()}share_cards: {{advocates: 2}}\n")
    built = build(site)
    assert not [name for name in cards(site / "output") if "/advocates/" in name]
    shared, other = tags(built.read("/r/k7wq2mzp/")), tags(built.read("/r/h4t9xbnc/"))
    assert shared["og:image"] == other["og:image"] and "/cards/programs/" in shared["og:image"]
    assert "two months free" in shared["og:image:alt"] and "gets a reward" in shared["og:image:alt"]
    assert "Ana" not in shared["og:image:alt"]
    own = tags(built.read("/r/m3n8vtqd/"))
    assert "/cards/site/" in own["og:image"], "another offer is not that of the program"


def test_a_site_may_have_none(site: Path) -> None:
    config = site / "site.yaml"
    config.write_text(f"{config.read_text()}share_cards: {{make: false}}\n")
    built = build(site)
    assert cards(site / "output") == {}
    assert tags(built.read("/"))["twitter:card"] == "summary"
    assert "/media/" in tags(built.read("/testimonials/ana/"))["og:image"], "the photo stands for it, as before"


class Drawn:
    """Builds in this process, and which cards a build draws."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.words: list[Words] = []
        draw = Drawer.draw

        def counted(drawer: Drawer, words: Words, photo: bytes | None = None) -> bytes:
            self.words.append(words)
            return draw(drawer, words, photo)

        monkeypatch.setattr(Drawer, "draw", counted)

    def build(self, output: str = "output", workers: int = 1, **options: bool) -> Built:
        self.words.clear()
        day = datetime.date.fromisoformat(TODAY)
        return engine.build(self.folder, self.folder / output, lambda _: day, workers=workers, **options)

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / "content" / name
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))


@pytest.fixture
def drawn(site: Path, monkeypatch: pytest.MonkeyPatch) -> Drawn:
    return Drawn(site, monkeypatch)


def test_a_card_is_drawn_again_only_when_what_it_shows_has_changed(drawn: Drawn) -> None:
    drawn.build()
    first = cards(drawn.folder / "output")
    assert len(drawn.words) == len(first), "each once"
    drawn.edit("testimonials/ana.md", "relationship: employee", "relationship: employee\ntags: [ease]")
    drawn.build()
    assert drawn.words == [] and cards(drawn.folder / "output") == first, "tags are not on it"
    before = (drawn.folder / "output/testimonials/ana/index.html").read_text()
    drawn.edit("testimonials/ana.md", "for years", "for decades")
    drawn.build()
    again = cards(drawn.folder / "output")
    changed = {name for name in first if first[name] != again[name]}
    assert changed and all("testimonials/ana" in name for name in changed) and len(drawn.words) == len(changed)
    after = (drawn.folder / "output/testimonials/ana/index.html").read_text()
    assert tags(before)["og:image"] != tags(after)["og:image"], "so that networks fetch it anew"


def test_cards_of_before_serve_a_new_output_and_a_clean_build_gives_the_same(drawn: Drawn) -> None:
    drawn.build()
    made = cards(drawn.folder / "output")
    drawn.build("elsewhere")
    assert drawn.words == [] and cards(drawn.folder / "elsewhere") == made
    drawn.build(clean=True)
    assert len(drawn.words) == len(made) and cards(drawn.folder / "output") == made


def test_any_number_of_workers_draws_the_same(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn.build()
    monkeypatch.setattr(rendering, "CARDS_WORTH_IT", 1)
    monkeypatch.setattr(rendering, "_CARDS_EACH", 1)
    for workers in (2, 3):
        drawn.build(f"with-{workers}", workers=workers, clean=True)
        assert cards(drawn.folder / f"with-{workers}") == cards(drawn.folder / "output")


def test_a_withdrawn_consent_takes_the_card_away_from_the_output_and_the_cache(drawn: Drawn) -> None:
    drawn.build()
    kept = drawn.folder / ".goodword" / "cards"
    count = len(list(kept.iterdir()))
    drawn.edit("testimonials/ana.md", "granted: 2026-01-01,", "granted: 2026-01-01, withdrawn: 2026-06-01,")
    drawn.edit(
        "advocates.csv",
        "ana-silva,Ana Silva,k7wq2mzp,customer,,2026-01-01",
        "ana-silva,Ana Silva,k7wq2mzp,customer,,no",
    )
    drawn.build()
    left = cards(drawn.folder / "output")
    assert not [name for name in left if "ana" in name or "k7wq2mzp" in name]
    assert len(list(kept.iterdir())) == len(left) < count


def test_without_a_record_cards_are_still_known_as_goodwords_own(drawn: Drawn) -> None:
    drawn.build()
    for path in (drawn.folder / ".goodword").glob("*.sqlite*"):
        path.unlink()
    drawn.edit("testimonials/ana.md", "granted: 2026-01-01,", "granted: 2026-01-01, withdrawn: 2026-06-01,")
    drawn.build()
    assert not [name for name in cards(drawn.folder / "output") if "ana" in name]


@pytest.fixture
def without_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ScriptFonts, "installed", lambda: None)


WORLD = f"""
    -- content/testimonials/aiko.md --
    ---
    author: 森下 愛子
    {ALL}
    ---
    It works.
    -- content/testimonials/olga.md --
    ---
    author: Ольга Ελένη Łukasz
    {ALL}
    ---
    Работает.
    """


@pytest.mark.usefixtures("without_scripts")
def test_without_the_extra_other_scripts_get_the_sites_card_and_check_says_whose(
    tmp_path: Path, drawn: Drawn, inspected: Callable[[Path], list[str]]
) -> None:
    drawn.folder = make_site(tmp_path / "world", SITE + WORLD)
    drawn.build()
    pages = drawn.folder / "output/testimonials"
    assert "/cards/site/home.jpg" in tags((pages / "aiko/index.html").read_text())["og:image"]
    assert "/cards/testimonials/olga.jpg" in tags((pages / "olga/index.html").read_text())["og:image"]
    told = [problem for problem in inspected(drawn.folder) if "GW959" in problem]
    assert len(told) == 1 and "aiko" in told[0] and "olga" not in told[0] and "goodword[scripts]" in told[0]


def test_with_the_extra_each_has_a_card(tmp_path: Path, drawn: Drawn, inspected: Callable[[Path], list[str]]) -> None:
    drawn.folder = make_site(tmp_path / "world", SITE + WORLD)
    drawn.build()
    pages = drawn.folder / "output/testimonials"
    assert "森下 愛子" in alt((pages / "aiko/index.html").read_text())
    assert "/cards/testimonials/aiko.jpg" in tags((pages / "aiko/index.html").read_text())["og:image"]
    assert not [problem for problem in inspected(drawn.folder) if "GW959" in problem]


@pytest.fixture
def inspected() -> Callable[[Path], list[str]]:
    from goodword.check.inspection import inspect

    return lambda folder: [
        f"{one.code} {one.message} {one.hint}"
        for one in inspect(folder, lambda _: datetime.date.fromisoformat(TODAY)).problems
    ]


def test_a_disclosure_that_has_no_room_is_never_cut(site: Path) -> None:
    path = site / "content/testimonials/ana.md"
    path.write_text(path.read_text().replace("a voucher of 20 EUR", "a voucher, " * 60 + "and tea"))
    built = build(site)
    assert "/cards/site/home.jpg" in tags(built.read("/testimonials/ana/"))["og:image"]


def test_a_font_of_the_sites_own_that_is_none_leaves_no_card_and_no_traceback(site: Path) -> None:
    font = site / "themes/default/static/newsreader-latin.woff2"
    font.parent.mkdir(parents=True)
    font.write_bytes(b"no font")
    built = build(site)
    assert cards(site / "output") == {}
    assert "GW959" in run("check", cwd=site).stderr
    assert "It <em>just</em> works" in built.read("/testimonials/ana/")
