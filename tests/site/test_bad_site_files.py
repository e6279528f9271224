"""site.yaml and program.yaml: every setting that cannot be has its message, with the place and the way out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from broken_sites import Bad

Broken = Callable[[Bad], str]
PROGRAM = "content/program.yaml"


def site(
    lines: str, head: str = "name: T\nurl: https://t.example\nlanguages: [en, es]\nindustries: [{id: bakeries}]\n"
) -> str:
    """A site.yaml whose `lines` begin on line 5."""
    return f"-- site.yaml --\n{head}{lines}\n"


def program(lines: str) -> str:
    """A program whose `lines` begin on line 2."""
    return f"-- {PROGRAM} --\nname: P\n{lines}\n"


def url(address: str, words: tuple[str, ...]) -> Bad:
    """A site at an address that cannot be."""
    return Bad(f"url {address}", site("", f"name: T\nurl: {address}\n"), "site.yaml:2:6", "GW701", words)


def at(column: int, line: int = 5) -> str:
    return f"site.yaml:{line}:{column}"


BASICS = [
    Bad("nothing", "-- site.yaml --\n", "site.yaml:1:1", "GW203", ("`url`",)),
    Bad("a list", "-- site.yaml --\n- a\n", "site.yaml:1:1", "GW112", ("`name: ...`",)),
    Bad("no name", site("", "url: https://t.example\n"), "site.yaml:1:1", "GW203", ("`name`",)),
    url("www.t.example", ("`https://`", "www.company.example")),
    url("https://t.example/?a=1", ("after `?`",)),
    url("https://t.example/../x", ("a folder",)),
    url("https://a:b@t.example/", ("name or password",)),
    url("https://t.example:99999/", ("no address",)),
    url("https://t .example/", ("a space",)),
    Bad("field", site("hostin: {target: netlify}"), at(1), "GW201", ("`hosting`?",)),
    Bad("field inside", site("hosting: {taget: netlify}"), at(11), "GW201", ("`target`?",)),
    Bad("host", site("hosting: {target: netlfy}"), at(19), "GW208", ("`netlify`?",)),
    Bad("host as text", site("hosting: netlify"), at(10), "GW205", ("`target`", "indented")),
    Bad("language", site("language: english"), at(11), "GW216", ("`en`",)),
    Bad(
        "languages",
        site("", "name: T\nurl: https://t.example\nlanguages: [en, english]\n"),
        at(17, 3),
        "GW216",
        ("`es`",),
    ),
    Bad(
        "languages as text",
        site("", "name: T\nurl: https://t.example\nlanguages: en\n"),
        at(12, 3),
        "GW213",
        ("`languages: [en]`",),
    ),
    Bad("time zone", site("timezone: Europe/Madird"), at(11), "GW702", ("`Europe/Madrid`?",)),
    Bad("time zone of a path", site("timezone: ../../etc/passwd"), at(11), "GW702", ("`UTC`",)),
    Bad("term twice", site("tags: [{id: a}, {id: A}]"), at(22), "GW703", ("on line 5", "Delete one")),
    Bad("term without id", site("tags: [{label: A}]"), at(8), "GW203", ("`tags.id`",)),
    Bad("label", site("tags: [{id: a, label: {english: A}}]"), at(24), "GW216", ("`english`",)),
    Bad("comma in a text", site("tagline: {en: Proof, warm and dry, es: x}"), at(22), "GW210", ("in quotes",)),
    Bad("demo", site("demo: maybe"), at(7), "GW205", ("`true` or `false`",)),
    Bad("checks", site("checks: {ending_days: -1}"), at(23), "GW209", ("at least 0",)),
    Bad("policies", site("policies: {review: {}}"), at(12), "GW201", ("`reviews`?",)),
    Bad("e-mail", site("organization: {email: x}"), at(23), "GW706", ("name@domain",)),
    Bad("profile", site("organization: {same_as: [x]}"), at(26), "GW215", ("`https://`",)),
    Bad(
        "contact",
        site("policies: {reviews: {contact: 'javascript:x'}}"),
        at(31),
        "GW215",
        ("`policies.reviews.contact`",),
    ),
]
ACTION = [
    Bad("cta without address", site("cta: {label: Try}"), at(1), "GW203", ("`cta.url`",)),
    Bad("cta", site("cta: {label: Try, url: www.x.example}"), at(24), "GW215", ("`/awards/`",)),
    Bad("cta of a script", site("cta: {label: Try, url: 'javascript:x()'}"), at(24), "GW215", ("`https://`",)),
    Bad(
        "parameter",
        site("cta: {label: Try, url: 'https://x.example', param: a b}"),
        at(52),
        "GW210",
        ("letters, digits",),
    ),
    Bad("navigation", site("navigation: [{label: X}]"), at(14), "GW203", ("`navigation.url`",)),
    Bad("form without id", site("form: {provider: formspree}"), at(18), "GW704", ("`form.id`", "Formspree")),
    Bad(
        "form's address as id",
        site("form: {provider: formspree, id: 'https://formspree.io/f/abc'}"),
        at(33),
        "GW707",
        ("only the id",),
    ),
    Bad("form without key", site("form: {provider: web3forms}"), at(18), "GW704", ("`form.access_key`",)),
    Bad("form without address", site("form: {provider: action}"), at(18), "GW704", ("`form.action`",)),
    Bad(
        "form in the clear",
        site("form: {provider: action, action: 'http://x.example/f'}"),
        at(34),
        "GW705",
        ("`https://`",),
    ),
    Bad("form provider", site("form: {provider: formspre}"), at(18), "GW208", ("`formspree`?",)),
    Bad("form of nobody", site("form: {provider: mailto, email: nobody}"), at(33), "GW706", ("name@domain",)),
    Bad("form's next page", site("form: {provider: netlify, redirect: thanks}"), at(37), "GW215", ("`/thank-you/`",)),
    Bad(
        "form on another host",
        site("form: {provider: netlify}\nhosting: {target: github}"),
        at(18),
        "GW708",
        ("`github`", "another provider"),
    ),
]
LOOKS = [
    Bad("theme", site("theme: {name: defalt}"), at(15), "GW601", ("`default`?",)),
    Bad("theme outside", site("theme: {name: ../x}"), at(15), "GW601", ("Known: `default`.", "make the folder")),
    Bad("colour by name", site("theme: {brand: red}"), at(16), "GW210", ("in quotes: `'#0a7f5a'`",)),
    Bad("colour as a comment", site("theme:\n  brand: #0a7f5a"), at(3, 6), "GW204", ("needs quotes",)),
    Bad("radius", site("theme: {radius: 12}"), at(17), "GW210", ("`6px`",)),
    Bad("token", site("theme: {tokens: {pagge: '#ffffff'}}"), at(25), "GW606", ("`page`?",)),
    Bad(
        "token that goes on",
        site("theme: {tokens: {page: 'red; } body { display: none'}}"),
        at(24),
        "GW607",
        ("one CSS value",),
    ),
    Bad("font not closed", site('theme: {fonts: {text: "\'Lato"}}'), at(23), "GW607", ("not closed",)),
    Bad("logo", site("theme: {logo: logo.png}"), at(15), "GW510", ("`logo.png`",)),
]
PROGRAMS = [
    Bad(
        "placeholder",
        program("messages:\n  whatsapp: Look {freind} {link}"),
        f"{PROGRAM}:3:13",
        "GW360",
        ("`{freind}`", "`{friend}`?"),
    ),
    Bad("channel", program("messages:\n  watsapp: Look"), f"{PROGRAM}:3:3", "GW208", ("`whatsapp`?",)),
    Bad("channels", program("channels: [whatsap]"), f"{PROGRAM}:2:12", "GW208", ("`whatsapp`?",)),
    Bad(
        "ends first", program("starts: 2026-05-01\nends: 2026-04-01"), f"{PROGRAM}:3:7", "GW228", ("Correct the dates",)
    ),
    Bad("window", program("attribution: {window_days: 0}"), f"{PROGRAM}:2:28", "GW209", ("at least 1",)),
    Bad("no name", f"-- {PROGRAM} --\npromoter: x\n", f"{PROGRAM}:1:1", "GW203", ("`name`",)),
    Bad(
        "two of one id",
        f"-- {PROGRAM} --\n- {{id: a, name: P}}\n- {{id: a, name: Q}}\n",
        f"{PROGRAM}:2:8",
        "GW301",
        ("another id",),
    ),
    Bad(
        "message nobody sees",
        program("messages: {facebook: Hi}"),
        f"{PROGRAM}:2:22",
        "GW361",
        ("Take the message out",),
        exit_code=0,
    ),
]


@pytest.mark.parametrize("bad", BASICS, ids=str)
def test_settings(broken: Broken, bad: Bad) -> None:
    broken(bad)


@pytest.mark.parametrize("bad", ACTION, ids=str)
def test_forms_and_calls_to_action(broken: Broken, bad: Bad) -> None:
    broken(bad)


@pytest.mark.parametrize("bad", LOOKS, ids=str)
def test_the_look(broken: Broken, bad: Bad) -> None:
    broken(bad)


@pytest.mark.parametrize("bad", PROGRAMS, ids=str)
def test_programs(broken: Broken, bad: Bad) -> None:
    broken(bad)
