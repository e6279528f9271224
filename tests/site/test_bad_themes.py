"""A theme of one's own that is broken: templates, catalogues, style sheets, each with the file and its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from broken_sites import Bad

Broken = Callable[[Bad], str]
PAGE = "themes/default/templates/page.html"
CARD = "themes/default/templates/components/quote-card.html"
WORDS = "themes/default/i18n/es.po"
SHEET = "themes/default/static/own.css"
SETTINGS = "themes/default/theme.yaml"


def page(source: str) -> str:
    """A template of one's own for pages written by hand; `source` begins on line 2."""
    return f"-- {PAGE} --\n<p>\n{source}\n"


def words(lines: str) -> str:
    return f"-- {WORDS} --\n{lines}\n"


def put(path: str, data: bytes) -> Callable[[Path], object]:
    def write(site: Path) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)

    return write


TEMPLATES = [
    Bad("syntax", page("{% if %}"), f"{PAGE}:2:1", "GW603", ("Mend it on this line or before",)),
    Bad("not closed", page("{% for x in [] %}"), f"{PAGE}:2:1", "GW603", ("'endfor'",)),
    Bad("filter", page("{{ 1|nope }}"), f"{PAGE}:2:1", "GW603", ("'nope'",)),
    Bad("name", page("{{ nope }}"), f"{PAGE}:2:1", "GW604", ("no `nope` here", "`/team/`", "docs/themes.md")),
    Bad("mistyped", page("{{ pgae.title }}"), f"{PAGE}:2:1", "GW604", ("no `pgae` here", "mean `page`?")),
    Bad("attribute", page("\n{{ site.nope }}"), f"{PAGE}:3:1", "GW604", ("no `nope` in this Site", "`tagline`")),
    Bad("of none", page("{{ site.cta.url }}"), f"{PAGE}:2:1", "GW604", ("have `url` is not there", "`{% if ... %}`")),
    Bad("of a text", page("{{ site.name.nope }}"), f"{PAGE}:2:1", "GW604", ("no `nope` in this str", "docs/themes.md")),
    Bad("sum", page("{{ 1/0 }}"), f"{PAGE}:2:1", "GW604", ("division",)),
    Bad("include", page("{% include 'parts/ofer.html' %}"), f"{PAGE}:2:1", "GW602", ("`parts/offer.html`?",)),
    Bad("layout", f"-- {PAGE} --\n{{% extends 'bse.html' %}}\n", f"{PAGE}:1:1", "GW602", ("`base.html`?",)),
    Bad(
        "component",
        page("{{ component('quote-crd', page) }}"),
        f"{PAGE}:2:1",
        "GW602",
        ("`components/quote-card.html`?",),
    ),
    Bad("in a component", f"-- {CARD} --\n<p>\n{{{{ item.headlin }}}}\n", f"{CARD}:2:1", "GW604", ("`headline`?",)),
    Bad("page", f"-- {CARD} --\n{{{{ page.url }}}}\n", f"{CARD}:1:1", "GW604", ("no `page` here", "`item`, `site`")),
    Bad("itself", page("{% include 'page.html' %}"), f"{PAGE}:2:1", "GW604", ("recursion",)),
    Bad("Latin-1", "", f"{PAGE}:1:1", "GW603", ("utf-8",), prepare=put(PAGE, b"\xe9")),
]
CATALOGUES = [
    Bad("not closed", words('msgid "A"\nmsgstr "B'), f"{WORDS}:2:1", "GW605", ("double quotes",)),
    Bad("anything", words("# fine\nhello there"), f"{WORDS}:2:1", "GW605", ("`msgid`",)),
    Bad(
        "placeholder",
        words('msgid "By {name}"\nmsgstr "De {nombre}"'),
        f"{WORDS}:1:1",
        "GW605",
        ("`{nombre}`", "`{name}`"),
    ),
    Bad(
        "forms",
        words('msgid "A"\nmsgid_plural "B"\nmsgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"'),
        f"{WORDS}:1:1",
        "GW605",
        ("more forms than 2", "`Plural-Forms: nplurals=2; plural=(n != 1);`"),
    ),
    Bad(
        "rule",
        words('msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"'),
        f"{WORDS}:3:1",
        "GW605",
        ("no rule", "nplurals=2; plural=(n != 1);`"),
    ),
    Bad(
        "endless forms",
        words('msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=99999999999; plural=n;\\n"'),
        f"{WORDS}:3:1",
        "GW605",
        ("no rule",),
    ),
    Bad(
        "rule that divides by nothing",
        words('msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=n/0;\\n"'),
        f"{WORDS}:3:1",
        "GW605",
        ("no rule",),
    ),
    Bad(
        "rule beyond its forms",
        words('msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=7;\\n"'),
        f"{WORDS}:3:1",
        "GW605",
        ("no rule",),
    ),
    Bad("brace", words('msgid "By {name}"\nmsgstr "De {name"'), f"{WORDS}:1:1", "GW605", ("brace",)),
    Bad("percent", words('msgid "%(n)s left"\nmsgstr "Quedan %(m)s"'), f"{WORDS}:1:1", "GW605", ("`%(m)`",)),
    Bad(
        "encoding",
        words('msgid ""\nmsgstr "Content-Type: text/plain; charset=foo\\n"'),
        f"{WORDS}:1:1",
        "GW605",
        ("foo",),
    ),
    Bad(
        "Latin-1", "", f"{WORDS}:2:1", "GW102", ("Save it as UTF-8",), prepare=put(WORDS, b'msgid "a"\nmsgstr "\xe9"\n')
    ),
]
FILES = [
    Bad(
        "missing picture",
        f"-- {SHEET} --\na {{\n  background: url(no.png)\n}}\n",
        f"{SHEET}:2:1",
        "GW608",
        ("`no.png`", "`static/`"),
    ),
    Bad(
        "remote sheet",
        f'-- {SHEET} --\n@import "https://x.example/a.css";\n',
        f"{SHEET}:1:1",
        "GW608",
        ("other hosts",),
    ),
    Bad(
        "remote font",
        f"-- {SHEET} --\n@font-face {{ src: url(//x.example/a.woff2) }}\n",
        f"{SHEET}:1:1",
        "GW608",
        ("other hosts",),
    ),
    Bad("comment", f"-- {SHEET} --\np {{ top: 0 }}\n\na {{}} /* on\n", f"{SHEET}:3:6", "GW614", ("`/*`", "Write `*/`")),
    Bad("brace", f"-- {SHEET} --\np {{ top: 0\nb {{ top: 0 }}\n", f"{SHEET}:1:3", "GW614", ("`{`", "Write `}`")),
    Bad("brace too many", f"-- {SHEET} --\np {{ top: 0 }}\n}}\n", f"{SHEET}:2:1", "GW614", ("`}`", "closes nothing")),
    Bad("Latin-1", "", f"{SHEET}:1:1", "GW102", ("Save it as UTF-8",), prepare=put(SHEET, b"/* \xe9 */")),
    Bad("YAML", f"-- {SETTINGS} --\nname: [\n", f"{SETTINGS}:2:1", "GW104", ("expected here",)),
    Bad("tokens", f"-- {SETTINGS} --\ntokens: [a]\n", f"{SETTINGS}:1:1", "GW610", ("`name: value`",)),
    Bad("paper", f"-- {SETTINGS} --\npaper: white\n", f"{SETTINGS}:1:8", "GW609", ("`white`", "six digits")),
    Bad("brand", f"-- {SETTINGS} --\ntokens: {{brand: {{default: red}}}}\n", f"{SETTINGS}:1:27", "GW609", ("`red`",)),
    Bad(
        "value that ends another",
        f"-- {SETTINGS} --\n" + 'tokens: {a: "red;} body{display:none"}\n',
        f"{SETTINGS}:1:10",
        "GW607",
        ("`a: red;} body{display:none`",),
    ),
    Bad(
        "name of a token",
        f"-- {SETTINGS} --\n" + 'tokens: {"a: red;} b": 1px}\n',
        f"{SETTINGS}:1:10",
        "GW607",
        ("b: 1px",),
    ),
    Bad("font", f"-- {SETTINGS} --\ntokens: {{f: {{preload: no.ttf}}}}\n", f"{SETTINGS}:1:23", "GW608", ("no.ttf",)),
]


@pytest.mark.parametrize("bad", TEMPLATES, ids=str)
def test_templates(broken: Broken, bad: Bad) -> None:
    broken(bad)


@pytest.mark.parametrize("bad", CATALOGUES, ids=str)
def test_catalogues(broken: Broken, bad: Bad) -> None:
    broken(bad)


@pytest.mark.parametrize("bad", FILES, ids=str)
def test_settings_and_style_sheets(broken: Broken, bad: Bad) -> None:
    broken(bad)
