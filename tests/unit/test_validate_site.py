"""site.yaml against its model and rules: what is spelled right, and every mistake in plain words at its own place."""

from __future__ import annotations

import pytest

from goodword.content import strict_yaml
from goodword.content.document import Document, Tree
from goodword.content.validate import to_site

SITE = "name: Tandem\nurl: https://tandem.example\n"


def site_of(fields: str) -> Document:
    loaded = strict_yaml.load(fields, "site.yaml")
    return Document("site", "site", None, "site.yaml", "0", loaded.value or {}, positions=Tree(loaded.spot))


def test_languages_of_the_site_are_spelled_in_the_usual_way() -> None:
    site, problems = to_site(site_of(SITE + "language: EN\nlanguages: [es, pt-br]\nkits: {public_repository: true}\n"))
    assert (site is not None, problems) == (True, [])
    assert site is not None
    assert (site.language, site.all_languages, site.kits.public_repository) == ("en", ("en", "es", "pt-BR"), True)


@pytest.mark.parametrize(
    ("fields", "start", "words"),
    [
        ("", "site.yaml:1:1: GW203: `name` is missing.", ""),
        ("name: A\n", "site.yaml:1:1: GW203: `url` is missing.", ""),
        ("name: A\nurl: tandem.example\n", "site.yaml:2:6: GW701: `url` must begin with", "https://"),
        ("name: A\nurl: https://t.example/?a=b\n", "site.yaml:2:6: GW701: ", "`?`"),
        ("name: A\nurl: https://t.example/#x\n", "site.yaml:2:6: GW701: ", ""),
        ("name: A\nurl: https://t.example/a/../b\n", "site.yaml:2:6: GW701: ", ""),
        (SITE + "timezone: Madrid\n", "site.yaml:3:11: GW702: There is no time zone `Madrid`.", "`Europe/Madrid`"),
        (SITE + "timezone: Europe\n", "site.yaml:3:11: GW702: ", ""),
        (SITE + "timezone: ../../etc/passwd\n", "site.yaml:3:11: GW702: ", ""),
        (SITE + "languages: [en, spanish]\n", "site.yaml:3:17: GW216: `spanish` is no language tag", ""),
        (
            SITE + "tags:\n  - id: a\n  - id: A\n",
            "site.yaml:5:9: GW703: `tags` has `A` twice; the first is on line 4.",
            "",
        ),
        (SITE + "form: {provider: formspree}\n", "site.yaml:3:18: GW704: ", "`form.id`"),
        (SITE + "form: {provider: web3forms}\n", "site.yaml:3:18: GW704: ", "`form.access_key`"),
        (SITE + "form: {provider: mailto}\n", "site.yaml:3:18: GW704: ", "`form.email`"),
        (SITE + "form: {provider: action}\n", "site.yaml:3:18: GW704: ", "`form.action`"),
        (SITE + "form: {provider: action, action: 'http://x.example'}\n", "site.yaml:3:34: GW705: ", "https"),
        (SITE + "form: {provider: mailto, email: ana}\n", "site.yaml:3:33: GW706: ", "name@domain"),
        (SITE + "form: {provider: formspree, id: 'a/b'}\n", "site.yaml:3:33: GW707: ", "only the id"),
        (SITE + "form: {provider: gmail}\n", "site.yaml:3:18: GW208: `form.provider` cannot be `gmail`.", ""),
        (SITE + "form: {redirect: 'https://x.example'}\n", "site.yaml:3:18: GW215: ", ""),
        (SITE + "theme: {brand: green}\n", "site.yaml:3:16: GW210: `theme.brand`", "`'#0a7f5a'`"),
        (SITE + "cta: {label: Go, url: 'javascript:x'}\n", "site.yaml:3:23: GW215: `cta.url`", ""),
        (SITE + "cta: {url: /go/}\n", "site.yaml:3:1: GW203: `cta.label` is missing.", ""),
        (SITE + "navigation: [{label: A, url: awards}]\n", "site.yaml:3:30: GW215: `navigation.url`", ""),
        (SITE + "organization: {same_as: [x]}\n", "site.yaml:3:26: GW215: `organization.same_as`", ""),
        (SITE + "tagline: [a]\n", "site.yaml:3:10: GW214: `tagline` must be text, but is a list.", "each language"),
        (SITE + "tagline: {english: a}\n", "site.yaml:3:11: GW216: ", ""),
        (SITE + "tagline: {en: Bread, and more}\n", "site.yaml:3:22: GW210: ", "quotes"),
        (SITE + "hosting: netlify\n", "site.yaml:3:10: GW205: `hosting` must be a group of fields", "`target`"),
        (SITE + "titel: x\n", "site.yaml:3:1: GW201: `titel` is no field of site.yaml.", ""),
    ],
)
def test_mistakes_in_site_yaml(fields: str, start: str, words: str) -> None:
    site, problems = to_site(site_of(fields))
    assert site is None
    found = [str(problem) for problem in problems if str(problem).startswith(start)]
    assert len(found) == 1, [str(problem) for problem in problems]
    assert words in found[0]
