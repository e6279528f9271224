"""Entries that do not fit together: names of nothing, words of no list, two at one address, codes, languages, files."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from broken_sites import Bad, quote
from sites import make_picture

Broken = Callable[[Bad], str]
NEW = "content/testimonials/new.md"
PEOPLE = "content/advocates.csv"
HEADER = f"-- {PEOPLE} --\nid,public_name,code"
ANA = "ana,Ana,k7wq2mzp"
CASE = "-- content/case-studies/dough.md --\n---\ntitle: T\ncustomer: C\n"

REFERENCES = [
    Bad("advocate", quote("author: A\nadvocate: anna"), f"{NEW}:4:11", "GW302", ("`anna`", "Did you mean `ana`?")),
    Bad("quotes", f"{CASE}quotes: [anna]\n---\n", "content/case-studies/dough.md:4:10", "GW302", ("`ana`?",)),
    Bad("program", f"{HEADER},program\n{ANA},summer\n", f"{PEOPLE}:2:18", "GW302", ("`summer`", "`default`")),
    Bad("testimonial", f"{HEADER},testimonial\n{ANA},anna\n", f"{PEOPLE}:2:18", "GW302", ("`ana`?",)),
    Bad(
        "another's words",
        quote("author: B\nadvocate: bo") + f"{HEADER},testimonial\n{ANA},new\nbo,Bo,h4t9xbnc,\n",
        f"{PEOPLE}:2:18",
        "GW314",
        ("`bo`", "set `advocate: ana`"),
    ),
    Bad(
        "nobody's words",
        quote("author: B") + f"{HEADER},testimonial\n{ANA},new\n",
        f"{PEOPLE}:2:18",
        "GW314",
        ("not given",),
    ),
    Bad(
        "industry",
        quote("author: A\nindustry: bakery"),
        f"{NEW}:4:11",
        "GW303",
        ("`bakeries`?", "`industries` in site.yaml"),
    ),
    Bad("advocate's industry", f"{HEADER},industry\n{ANA},bakerys\n", f"{PEOPLE}:2:18", "GW303", ("`bakeries`?",)),
    Bad("audience", f"{HEADER},audiences\n{ANA},bakeries|shools\n", f"{PEOPLE}:2:18", "GW303", ("`schools`?",)),
    Bad("four audiences", f"{HEADER},audiences\n{ANA},a|b|c|d\n", f"{PEOPLE}:2:18", "GW212", ("4 items", "at most 3")),
    Bad(
        "id of two",
        "-- content/awards.yaml --\n" + "- {id: cup, name: A, awarder: B, year: 2020}\n" * 2,
        "content/awards.yaml:2:8",
        "GW301",
        ("content/awards.yaml:1:3", "another id"),
    ),
    Bad(
        "id of two files",
        "-- content/testimonials.csv --\nid,author,quote\nana,Ana,Hi\n",
        "content/testimonials/ana.md:1:1",
        "GW301",
        ("content/testimonials.csv:2:1",),
    ),
]
ADDRESSES = [
    Bad("slug", quote("author: A\nslug: Über uns"), f"{NEW}:4:7", "GW307", ("`Über uns`", "`uber-uns`")),
    Bad("slug that climbs", quote("author: A\nslug: ../../etc"), f"{NEW}:4:7", "GW307", ("`../../etc`", "`etc`")),
    Bad(
        "slug of another",
        quote("author: A\nslug: ana"),
        f"{NEW}:4:7",
        "GW305",
        ("content/testimonials/ana.md:1:1", "another `slug`"),
    ),
    Bad("reserved slug", quote("author: A\nslug: tag"), f"{NEW}:4:7", "GW306", ("`tag`", "Choose another")),
    Bad(
        "reserved page",
        "-- content/pages/testimonials.md --\n---\ntitle: T\n---\nx\n",
        "content/pages/testimonials.md:1:1",
        "GW306",
        ("Choose another",),
    ),
    Bad(
        "page of a language",
        "-- content/pages/es.md --\n---\ntitle: T\n---\nx\n",
        "content/pages/es.md:1:1",
        "GW306",
        ("`es`",),
    ),
    Bad("alias that climbs", quote('author: A\naliases: ["/old/../x/"]'), f"{NEW}:4:11", "GW308", ("`/old/path/`",)),
    Bad("alias with a query", quote('author: A\naliases: ["/old?x=1"]'), f"{NEW}:4:11", "GW308", ("`/old/path/`",)),
    Bad("alias too long", quote(f"author: A\naliases: [/{'a' * 280}/]"), f"{NEW}:4:11", "GW308", ("`/old/path/`",)),
    Bad(
        "alias of a page",
        quote("author: A\naliases: [/testimonials/ana/]"),
        f"{NEW}:4:11",
        "GW309",
        ("content/testimonials/ana.md:1:1",),
    ),
    Bad(
        "alias of the wall",
        quote("author: A\naliases: [/testimonials/]"),
        f"{NEW}:4:11",
        "GW309",
        ("a page of this site",),
    ),
    *(
        Bad(
            f"alias of {path}", quote(f"author: A\naliases: [{path}]"), f"{NEW}:4:11", "GW309", ("a page of this site",)
        )
        for path in ("/index.html", "/testimonials/index.html", "/feed.xml", "/api/testimonials.json", "/_headers")
    ),
    Bad(
        "alias of two",
        quote("author: A\naliases: [/old/]") + quote("author: B\naliases: [/old/]", path="two.md"),
        "content/testimonials/two.md:4:11",
        "GW309",
        (f"{NEW}:4:11", "one place only"),
    ),
    Bad(
        "alias of a code", f"{HEADER},aliases\n{ANA},\nbo,Bo,h4t9xbnc,k7wq2mzp\n", f"{PEOPLE}:3:7", "GW353", ("`ana`",)
    ),
]
CODES = [
    Bad("missing", f"{HEADER}\nana,Ana,\n", f"{PEOPLE}:2:1", "GW203", ("`code`", "goodword codes")),
    Bad(
        "no column",
        "-- content/advocates.csv --\nid,public_name\nana,Ana\n",
        f"{PEOPLE}:2:1",
        "GW203",
        ("goodword codes",),
    ),
    Bad(
        "look-alike",
        f"{HEADER}\n{ANA}\nbo,Bo,k7wqzm2p\n",
        f"{PEOPLE}:3:7",
        "GW354",
        ("looks like `k7wq2mzp`", "not shared yet"),
    ),
    Bad("slash", f"{HEADER}\nana,Ana,k7/wq\n", f"{PEOPLE}:2:9", "GW351", ("letters from A to Z",)),
    Bad("umlaut", f"{HEADER}\nana,Ana,grün\n", f"{PEOPLE}:2:9", "GW351", ("letters from A to Z",)),
    Bad("short", f"{HEADER}\nana,Ana,k7\n", f"{PEOPLE}:2:9", "GW352", ("3 to 64",)),
    Bad("long", f"{HEADER}\nana,Ana,{'k' * 65}\n", f"{PEOPLE}:2:9", "GW352", ("65 characters",)),
    Bad(
        "private column",
        f"{HEADER},email\n{ANA},a@b.example\n",
        f"{PEOPLE}:1:21",
        "GW202",
        ("`email`", "private/advocates.csv"),
    ),
    Bad(
        "private, spelled anew",
        f"{HEADER},E-mail\n{ANA},a@b.example\n",
        f"{PEOPLE}:1:21",
        "GW202",
        ("`E-mail`", "private/advocates.csv"),
    ),
    Bad(
        "private in Markdown",
        "-- content/advocates/cy.md --\n---\npublic_name: Cy\ncode: h5t9xbnc\nphone: 12\n---\n",
        "content/advocates/cy.md:4:1",
        "GW202",
        ("`phone`",),
    ),
    Bad("kind", f"{HEADER},kind\n{ANA},friend\n", f"{PEOPLE}:2:18", "GW208", ("`employee`",)),
    Bad("kit version", f"{HEADER},kit_version\n{ANA},0\n", f"{PEOPLE}:2:18", "GW209", ("at least 1",)),
]
LANGUAGES = [
    Bad(
        "not of the site",
        "-- content/articles/rain.fr.md --\n---\ntitle: P\n---\nx\n",
        "content/articles/rain.fr.md:1:1",
        "GW312",
        ("`fr`", "`es`", "languages: [en, es, fr]"),
    ),
    Bad(
        "advocate",
        f"{HEADER},language\n{ANA},fr\n",
        f"{PEOPLE}:2:18",
        "GW312",
        ("of this advocate", "read best (`en`, `es`)", "languages: [en, es, fr]", "docs/languages.md"),
    ),
    Bad(
        "testimonial in two files",
        "-- content/testimonials/ana.es.md --\n---\nauthor: Ana\n---\nx\n",
        "content/testimonials/ana.es.md:1:1",
        "GW311",
        ("`translations`",),
    ),
    Bad(
        "advocate in two files",
        "-- content/advocates/ana.es.md --\n---\npublic_name: A\ncode: k7wq2mzp\n---\n",
        "content/advocates/ana.es.md:1:1",
        "GW311",
        ("set `language` there",),
    ),
    Bad(
        "consent in a version",
        "-- content/case-studies/dough.es.md --\n---\ntitle: T\nconsent: {granted: 2026-01-01}\n---\nx\n",
        "content/case-studies/dough.es.md:3:10",
        "GW315",
        ("content/case-studies/dough.md", "Take `consent` out"),
    ),
    Bad(
        "two languages said",
        "-- content/articles/rain.es.md --\n---\ntitle: T\nlanguage: fr\n---\nx\n",
        "content/articles/rain.es.md:3:11",
        "GW226",
        ("`es`", "`fr`", "rename the file"),
    ),
    Bad("no tag", quote("author: A\nlanguage: english"), f"{NEW}:4:11", "GW216", ("`en`", "`pt-BR`")),
    Bad(
        "no tag of a translation",
        quote("author: A\ntranslations: {spanish: {quote: x}}"),
        f"{NEW}:4:16",
        "GW216",
        ("`spanish`",),
    ),
    Bad(
        "translation without words",
        quote("author: A\ntranslations: {es: {headline: x}}"),
        f"{NEW}:4:16",
        "GW203",
        ("`translations.es.quote`",),
    ),
    Bad(
        "translation into itself",
        quote("author: A\ntranslations: {en: {quote: x}}"),
        f"{NEW}:4:16",
        "GW227",
        ("`en`", "Delete it"),
    ),
    Bad(
        "example on a real site",
        "-- site.yaml --\nname: T\nurl: https://www.tandem-tools.com\nlanguages: [en, es]\n"
        + quote("author: A\nstatus: example"),
        f"{NEW}:4:9",
        "GW313",
        ("`status: published`",),
    ),
]


def photo(name: str) -> str:
    """A testimonial with a photo and the consent to show it."""
    return quote(f"author: A\nphoto: {name}").replace("quote, name", "quote, name, photo")


def face(data: bytes) -> Callable[[Path], object]:
    """Puts `data` where `photo("face.png")` looks for it."""
    return lambda site: (site / "content/testimonials/face.png").write_bytes(data)


def png(width: int, height: int) -> bytes:
    """A PNG file that says how large it is, and has no pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def _misnamed(site: Path) -> None:
    make_picture(site / "content/testimonials/face.png").rename(site / "content/testimonials/face.jpg")


def _linked(site: Path) -> None:
    make_picture(site / "face.png")
    (site / "content/testimonials/face.png").symlink_to("../../face.png")


def article(body: str) -> str:
    """An article whose body begins on line 4."""
    return f"-- content/articles/a.md --\n---\ntitle: T\n---\n{body}\n"


AT = f"{NEW}:4:8"
FILES = [
    Bad("missing", photo("face.png"), AT, "GW510", ("`face.png`", "as seen from this file")),
    Bad(
        "misspelled",
        photo("fase.png"),
        AT,
        "GW510",
        ("Did you mean `face.png`?",),
        prepare=lambda site: make_picture(site / "content/testimonials/face.png"),
    ),
    Bad(
        "capital",
        photo("Face.png"),
        AT,
        "GW511",
        ("face.png", "capitals"),
        prepare=lambda site: make_picture(site / "content/testimonials/face.png"),
    ),
    Bad(
        "SVG",
        photo("face.svg"),
        AT,
        "GW520",
        ("`<script>`", "Export it as plain SVG"),
        prepare=lambda site: (site / "content/testimonials/face.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>',
            encoding="utf-8",
        ),
    ),
    Bad(
        "SVG in disguise",
        photo("face.png"),
        AT,
        "GW522",
        ("an SVG picture", "ends in .svg"),
        prepare=face(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'),
    ),
    Bad("remote", photo("https://x.example/face.png"), AT, "GW503", ("another host", "Save it below content/")),
    Bad("GIF", photo("face.gif"), AT, "GW513", (".webp",)),
    Bad("outside", photo("../../../etc/face.png"), AT, "GW512", ("outside content/", "Copy the file")),
    Bad("from the root", photo("/etc/face.png"), AT, "GW512", ("Copy the file",)),
    Bad("link to outside", photo("face.png"), AT, "GW512", ("Copy the file",), prepare=_linked),
    Bad(
        "folder",
        photo("face.png"),
        AT,
        "GW514",
        ("a folder",),
        prepare=lambda site: (site / "content/testimonials/face.png").mkdir(),
    ),
    Bad("no picture", photo("face.png"), AT, "GW521", ("Export it again",), prepare=face(b"hello")),
    Bad("empty", photo("face.png"), AT, "GW521", ("it is empty",), prepare=face(b"")),
    Bad("huge", photo("face.png"), AT, "GW523", ("60000 x 60000", "Scale it down"), prepare=face(png(60_000, 60_000))),
    Bad("cut short", photo("face.png"), AT, "GW525", ("Copy it again",), prepare=face(png(60, 60))),
    Bad("wrong ending", photo("face.jpg"), AT, "GW522", ("a PNG", ".png"), prepare=_misnamed),
    Bad(
        "badge",
        "-- content/awards.yaml --\n- {id: a, name: A, awarder: B, year: 2020, badge: cup.png}\n",
        "content/awards.yaml:1:51",
        "GW510",
        ("`cup.png`",),
    ),
    Bad("picture in a text", article("One.\n\nTwo ![x](a.png)"), "content/articles/a.md:6:10", "GW510", ("`a.png`",)),
    Bad(
        "remote in a text",
        article("One.\n\nTwo ![x](https://x.example/a.png)"),
        "content/articles/a.md:6:10",
        "GW503",
        ("another host",),
    ),
    Bad("script in a text", article("One.\n\n[x](javascript:x)"), "content/articles/a.md:6:5", "GW502", ("https:",)),
    Bad(
        "no video",
        quote("author: A\nvideo: {file: a.pdf}").replace("quote, name", "quote, name, video"),
        f"{NEW}:4:15",
        "GW513",
        (".mp4, .webm",),
    ),
    Bad(
        "video missing",
        quote("author: A\nvideo: {file: a.mp4}").replace("quote, name", "quote, name, video"),
        f"{NEW}:4:15",
        "GW510",
        ("`a.mp4`",),
    ),
    Bad(
        "download",
        f"{CASE}consent: {{granted: 2026-01-01, scope: [company]}}\ndownloads: [{{label: L, file: a.exe}}]\n---\n",
        "content/case-studies/dough.md:5:30",
        "GW513",
        (".pdf",),
    ),
]


@pytest.mark.parametrize("bad", REFERENCES, ids=str)
def test_names_that_name_nothing(broken: Broken, bad: Bad) -> None:
    broken(bad)


@pytest.mark.parametrize("bad", ADDRESSES, ids=str)
def test_addresses_that_clash(broken: Broken, bad: Bad) -> None:
    assert "GW806" not in broken(bad)


@pytest.mark.parametrize("bad", CODES, ids=str)
def test_advocates(broken: Broken, bad: Bad) -> None:
    assert "does not exist" not in broken(bad)


@pytest.mark.parametrize("bad", LANGUAGES, ids=str)
def test_languages(broken: Broken, bad: Bad) -> None:
    broken(bad)


@pytest.mark.parametrize("bad", FILES, ids=str)
def test_pictures_and_files(broken: Broken, bad: Bad) -> None:
    broken(bad)
