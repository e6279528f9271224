"""Fields against their models: what converts, and every mistake in plain words at its own place."""

from __future__ import annotations

import datetime
import time
from typing import Any

import pytest

from goodword.content import models, strict_yaml, tables
from goodword.content.document import Document, Tree
from goodword.content.front_matter import split
from goodword.content.models import KINDS, Advocate, Award, CaseStudy, Page, Program
from goodword.content.schemas import schema_of
from goodword.content.validate import to_entry

# The least that each kind needs, as lines of front matter.
LEAST = {
    "testimonial": "author: Ana\n",
    "case-study": "title: T\ncustomer: C\n",
    "award": "name: N\nawarder: A\nyear: 2026\n",
    "advocate": "public_name: Ana\ncode: k7m2\n",
    "partner": "name: P\nurl: https://p.example\n",
    "program": "name: P\n",
    "article": "title: T\n",
    "page": "title: T\n",
}


def markdown(kind: str, fields: str, body: str = "Words.\n") -> Document:
    parts = split(f"---\n{fields}---\n{body}", "a.md")
    return Document(kind, "a", None, "a.md", "0", parts.fields, parts.body, parts.body_line, parts.positions)


def item(kind: str, fields: str) -> Document:
    loaded = strict_yaml.load(fields, "a.yaml")
    return Document(kind, loaded.value.get("id", "a"), None, "a.yaml", "0", loaded.value, positions=Tree(loaded.spot))


def good(document: Document) -> Any:
    entry, problems = to_entry(document)
    assert [str(problem) for problem in problems] == []
    return entry


def said(document: Document) -> list[str]:
    entry, problems = to_entry(document)
    assert (entry is None) == bool(problems)
    return [str(problem) for problem in sorted(problems, key=lambda p: p.place or 0)]  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_least_of_each_kind_is_enough(kind: str) -> None:
    entry = good(markdown(kind, LEAST[kind]))
    assert isinstance(entry, KINDS[kind])
    assert entry.id == "a"


def test_a_whole_testimonial() -> None:
    entry = good(
        markdown(
            "testimonial",
            "author: Ana\nrating: 4.50\nfeatured: true\ndate: 2026-05\ntags: [mobile, '2026']\n"
            "consent: {granted: no, scope: [quote, name], expires: 2027-01-31}\n"
            "verified: {method: call, date: 2026-05-01}\n"
            "translations: {pt-br: {quote: Bom}}\nextra: {seat: 012, count: 5, deep: [true, '5', no]}\n",
        )
    )
    assert isinstance(entry, models.Testimonial)
    assert (entry.rating, entry.scale, entry.featured, entry.tags) == (4.5, 5, True, ("mobile", "2026"))
    assert (entry.quote, entry.body) == ("Words.\n", "")
    assert entry.date is not None and entry.date.first_day == datetime.date(2026, 5, 1)
    assert entry.consent is not None and entry.consent.granted == "no"
    assert entry.consent.expires == datetime.date(2027, 1, 31)
    assert list(entry.translations) == ["pt-BR"]
    assert entry.extra == {"seat": "012", "count": 5, "deep": [True, "5", "no"]}


def test_text_fields_keep_what_was_written() -> None:
    entry = good(
        markdown("case-study", LEAST["case-study"] + "size: 012\nlocation: no\nsummary: 1.10\nindustry: 12:30\n")
    )
    assert isinstance(entry, CaseStudy)
    assert (entry.size, entry.location, entry.summary, entry.industry) == ("012", "no", "1.10", "12:30")


def test_fields_left_empty_are_absent() -> None:
    fields = (
        "role:\ntags:\nrating: ~\nheadline: ''\ncompany: '  '\nconsent: {granted: 2026-05-01, expires: , scope: }\n"
    )
    entry = good(markdown("testimonial", LEAST["testimonial"] + fields))
    assert (entry.role, entry.tags, entry.rating, entry.headline, entry.company) == (None, (), None, None, None)
    assert (entry.consent.expires, entry.consent.scope) == (None, ())


def test_one_line_of_text_written_as_a_block_is_one_line() -> None:
    assert good(markdown("testimonial", "author: |\n  Ana\n")).author == "Ana"


def test_the_words_of_a_list_are_its_quote_and_of_a_page_its_body() -> None:
    assert good(item("testimonial", "quote: Good\nrole: Chef\n")).quote == "Good"
    page = good(markdown("page", LEAST["page"]))
    assert isinstance(page, Page) and page.body == "Words.\n"


# Of each: kind, what is added to the least, the complaint it must begin with, words it must hold.
WRONG: dict[str, tuple[str, str, str, str]] = {
    "unknown field": (
        "testimonial",
        "autor: B\n",
        "a.md:3:1: GW201: `autor` is no field of a testimonial.",
        "`author`",
    ),
    "a field of another tool": ("testimonial", "text: B\n", "a.md:3:1: GW201: ", "Write `quote`."),
    "body as field": ("testimonial", "body: B\n", "a.md:3:1: GW201: `body`", "Write `quote`."),
    "unknown part": (
        "testimonial",
        "consent:\n  granted: no\n  scopes: [quote]\n",
        "a.md:5:3: GW201: `scopes` is no field of `consent`.",
        "Did you mean `scope`?",
    ),
    "private field": (
        "advocate",
        "email: a@b.example\n",
        "a.md:4:1: GW202: `email` is private",
        "private/advocates.csv",
    ),
    "private contact": ("partner", "contact: Bo\n", "a.md:4:1: GW202: `contact`", "private/partners.csv"),
    "missing part": (
        "testimonial",
        "consent:\n  scope: [quote]\n",
        "a.md:3:1: GW203: `consent.granted` is missing.",
        "refusal",
    ),
    "empty part": ("testimonial", "consent: {granted: }\n", "a.md:3:11: GW204: `consent.granted` is empty", ""),
    "rating in words": (
        "testimonial",
        "rating: five\n",
        "a.md:3:9: GW205: `rating` must be a number, but is `five`.",
        "",
    ),
    "rating with a comma": ("testimonial", "rating: 4,5\n", "a.md:3:9: GW205: ", "`4.5`"),
    "rating with its scale": ("testimonial", "rating: 4/5\n", "a.md:3:9: GW205: ", "`scale`"),
    "rating that is no number": ("testimonial", "rating: nan\n", "a.md:3:9: GW2", ""),
    "rating below zero": (
        "testimonial",
        "rating: -1\n",
        "a.md:3:9: GW209: `rating` must be at least 0, but is `-1`.",
        "",
    ),
    "rating above its scale": ("testimonial", "rating: 8\n", "a.md:3:9: GW225: `rating` is 8", "scale: 10"),
    "scale of zero": ("testimonial", "scale: 0\n", "a.md:3:8: GW209: `scale` must be more than 0", ""),
    "rating as a list": (
        "testimonial",
        "rating: [5]\n",
        "a.md:3:9: GW205: `rating` must be a number, but is a list.",
        "",
    ),
    "year in words": (
        "award",
        "rank: x\ntags: []\nfeatured: maybe\n",
        "a.md:7:11: GW205: `featured` must be `true`",
        "",
    ),
    "yes": ("award", "featured: yes\n", "a.md:5:11: GW205: ", "Write `true`."),
    "bad date": (
        "testimonial",
        "date: soon\n",
        "a.md:3:7: GW206: `date` must be a day like 2026-05-01, a month",
        "`soon`",
    ),
    "day first": ("testimonial", "date: 31.5.2026\n", "a.md:3:7: GW206: ", "Write `2026-05-31`."),
    "month first": ("testimonial", "date: 5/31/2026\n", "a.md:3:7: GW206: ", "Write `2026-05-31`."),
    "day or month first": ("testimonial", "date: 3/4/2026\n", "a.md:3:7: GW206: ", "Write the year first"),
    "date in English": ("testimonial", "date: June 6, 2021\n", "a.md:3:7: GW206: ", "Write `2021-06-06`."),
    "date with a time": ("testimonial", "date: 2026-05-01T10:00:00Z\n", "a.md:3:7: GW206: ", "Write `2026-05-01`."),
    "short date": ("testimonial", "date: 2026-5-1\n", "a.md:3:7: GW206: ", "Write `2026-05-01`."),
    "no such day": (
        "testimonial",
        "date: 2026-02-30\n",
        "a.md:3:7: GW207: `date`: the calendar has no `2026-02-30`.",
        "",
    ),
    "no such month": ("testimonial", "date: 2026-13\n", "a.md:3:7: GW207: ", ""),
    "month where a day is needed": (
        "testimonial",
        "consent: {granted: no, expires: 2026-05}\n",
        "a.md:3:33: GW206: `consent.expires` must be a day like 2026-05-01, but is `2026-05`.",
        "whole day",
    ),
    "consent given": ("testimonial", "consent: {granted: yes}\n", "a.md:3:20: GW206: ", "the day on which"),
    "consent false": ("testimonial", "consent: {granted: false}\n", "a.md:3:20: GW206: ", "Write `no`"),
    "unknown scope": (
        "testimonial",
        "consent:\n  granted: no\n  scope: [quote, nam]\n",
        "a.md:5:18: GW208: `consent.scope` cannot be `nam`.",
        "Did you mean `name`?",
    ),
    "unknown status": ("page", "status: drafft\n", "a.md:3:9: GW208: `status` cannot be `drafft`.", "`draft`"),
    "unknown channel": (
        "program",
        "messages: {whatsap: Hi}\n",
        "a.md:3:12: GW208: `messages` cannot be `whatsap`.",
        "`whatsapp`",
    ),
    "too many audiences": ("advocate", "audiences: [a, b, c, d]\n", "a.md:4:12: GW212: `audiences` has 4 items", ""),
    "word for a list": ("page", "tags: mobile\n", "a.md:3:7: GW213: `tags` must be a list", "`tags: [mobile]`"),
    "commas for a list": ("page", "tags: mobile, web\n", "a.md:3:7: GW213: ", "`tags: [mobile, web]`"),
    "list for a text": (
        "testimonial",
        "company: [A, B]\n",
        "a.md:3:10: GW214: `company` must be text, but is a list.",
        "",
    ),
    "group for a text": ("testimonial", "company: {A: B}\n", "a.md:3:10: GW214: ", "quotes"),
    "text for a group": (
        "testimonial",
        "consent: yes\n",
        "a.md:3:10: GW205: `consent` must be a group of fields",
        "granted",
    ),
    "item that is no group": (
        "case-study",
        "typical: x\nresults: [more]\n",
        "a.md:5:11: GW205: `results` must be a",
        "",
    ),
    "part of an item missing": (
        "case-study",
        "typical: x\nresults:\n  - after: 5\n",
        "a.md:6:5: GW203: `results.label`",
        "",
    ),
    "empty item": ("page", "tags: [a, '']\n", "a.md:3:11: GW204: `tags` is empty", ""),
    "address without scheme": (
        "testimonial",
        "company_url: acme.example\n",
        "a.md:3:14: GW215: `company_url` must begin",
        "",
    ),
    "control character": (
        "testimonial",
        'company: "A\\x07B"\n',
        "a.md:3:10: GW217: `company` holds an invisible control character (U+0007).",
        "",
    ),
    "turned direction in lines": ("testimonial", 'incentive: "A\\u202EB"\n', "a.md:3:12: GW217: ", "U+202E"),
    "turned direction": ("testimonial", 'company: "A\\u202eB"\n', "a.md:3:10: GW217: ", "U+202E"),
    "two lines": ("testimonial", 'company: "A\\nB"\n', "a.md:3:10: GW218: `company` must be one line.", ""),
    "endless text": ("testimonial", f"original: {'x' * 200_001}\n", "a.md:3:11: GW211: `original` has 200001", ""),
    "endless list": ("page", f"tags: [{'x, ' * 1001}]\n", "a.md:3:7: GW212: `tags` has 1001 items", ""),
    "another id": ("page", "id: b\n", "a.md:3:5: GW220: The id of a Markdown file is its name, `a`", ""),
    "no language": ("page", "language: english\n", "a.md:3:11: GW216: `english` is no language tag", ""),
    "translation into no language": (
        "testimonial",
        "translations:\n  spanish: {quote: B}\n",
        "a.md:4:3: GW216: `spanish` is no language tag (`translations`).",
        "",
    ),
    "words twice": ("testimonial", "quote: B\n", "a.md:3:1: GW222: ", "`quote`"),
    "expires before it is granted": (
        "testimonial",
        "consent: {granted: 2026-05-01, expires: 2025-05-01}\n",
        "a.md:3:41: GW228: `consent.expires` (2025-05-01)",
        "",
    ),
    "results without what is typical": (
        "case-study",
        "results: [{label: L}]\n",
        "a.md:4:1: GW401: ",
        "typical",
    ),
    "program that ends first": ("program", "starts: 2026-02-01\nends: 2026-01-01\n", "a.md:4:7: GW228: `ends`", ""),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_mistake_is_told_once_at_its_place(name: str) -> None:
    kind, fields, start, words = WRONG[name]
    (found,) = said(markdown(kind, LEAST[kind] + fields))
    assert found.startswith(start)
    assert words in found


@pytest.mark.parametrize(
    ("kind", "fields", "start"),
    [
        ("testimonial", "quote: B\n", "a.yaml:1:1: GW223: "),
        ("testimonial", "quote: B\nauthor: ' '\n", "a.yaml:1:1: GW223: "),
        ("testimonial", "author: A\n", "a.yaml:1:1: GW221: "),
        ("testimonial", "author: A\nquote: '  '\n", "a.yaml:2:8: GW221: "),
        ("award", "name: N\nawarder: A\n", "a.yaml:1:1: GW224: "),
        ("award", "name: N\nawarder: A\nyear: 26\n", "a.yaml:3:7: GW209: `year` must be at least 1900, but is `26`."),
        ("award", "name: N\nawarder: A\nyear: twenty\n", "a.yaml:3:7: GW205: `year` must be a whole number"),
        ("award", "awarder: A\nyear: 2026\n", "a.yaml:1:1: GW203: `name` is missing."),
        ("award", "name: '  '\nawarder: A\nyear: 2026\n", "a.yaml:1:1: GW204: `name` is empty, but an award needs it."),
        ("partner", "name: P\nurl: javascript:alert(1)\n", "a.yaml:2:6: GW215: `url` must begin with `https://`"),
        ("partner", "name: P\nurl: https://user:pw@p.example\n", "a.yaml:2:6: GW215: `url` holds a name or password"),
        ("partner", "name: P\nurl: 'https://p.example/a b'\n", "a.yaml:2:6: GW215: `url` holds a space"),
        ("partner", "name: P\nurl: https://\n", "a.yaml:2:6: GW215: `url` has no usable host"),
        ("partner", "name: P\nurl: https://p.example:port/\n", "a.yaml:2:6: GW215: `url` is no address"),
        ("partner", "name: P\nurl: '//p.example'\n", "a.yaml:2:6: GW215: "),
        ("partner", "name: P\nurl: 'https://[::1'\n", "a.yaml:2:6: GW215: "),
        ("page", "id: a/b\ntitle: T\n", "a.yaml:1:5: GW219: The id `a/b` cannot be used"),
        ("page", "id: ..\ntitle: T\n", "a.yaml:1:5: GW219: "),
        ("page", 'id: "a\\u202eb"\ntitle: T\n', "a.yaml:1:5: GW2"),
        ("page", f"id: {'x' * 201}\ntitle: T\n", "a.yaml:1:5: GW211: `id` has 201 characters"),
        ("testimonial", "quote: B\nrole: R\nsource: {url: ftp://x.example}\n", "a.yaml:3:15: GW215: `source.url`"),
    ],
)
def test_mistakes_in_a_list(kind: str, fields: str, start: str) -> None:
    assert any(found.startswith(start) for found in said(item(kind, fields))), said(item(kind, fields))


def test_an_advocate_without_code_is_told_how_to_get_one() -> None:
    (found,) = said(item("advocate", "id: a\npublic_name: Ana\n"))
    assert found.startswith("a.yaml:1:1: GW203: `code` is missing.")
    assert "goodword codes" in found


def test_a_reward_needs_its_conditions() -> None:
    found = said(item("program", "name: P\nadvocate_reward: 50 EUR\n"))
    assert [line.split(": ")[1] for line in found] == ["GW402", "GW402"]
    assert good(item("program", "name: P\nadvocate_reward: 50 EUR\neligibility: All\nlimits: Ten a year\n"))
    assert isinstance(good(item("program", "name: P\n")), Program)


def test_all_mistakes_of_one_entry_are_told_in_one_run() -> None:
    fields = "rating: five\ndate: soon\ntags: mobile\nautor: x\ncompany_url: acme\nconsent: {scope: [all]}\n"
    found = said(markdown("testimonial", fields, ""))
    assert [line.split(": ")[0] for line in found] == [
        "a.md:1:1",
        "a.md:1:1",
        "a.md:2:9",
        "a.md:3:7",
        "a.md:4:7",
        "a.md:5:1",
        "a.md:6:14",
        "a.md:7:1",
        "a.md:7:19",
    ]


def test_a_mistake_that_a_language_version_inherits_is_told_at_its_source() -> None:
    base = markdown("page", "title: T\nstatus: drafft\n")
    parts = split("---\ntitle: U\n---\n", "a.es.md")
    version = Document("page", "a", "es", "a.es.md", "0", parts.fields, positions=parts.positions).inherit(base)
    assert said(version)[0].startswith("a.md:3:9: GW208: ")


def test_text_over_several_lines_and_both_directions_may_stand_in_a_quote() -> None:
    quote = "First\u2067 עברית \u2069line\n\nsecond\tline 👩\u200d🔧"
    assert good(markdown("testimonial", LEAST["testimonial"], quote)).quote == quote


@pytest.mark.parametrize("kind", [*KINDS, "site"])
def test_every_kind_has_a_json_schema(kind: str) -> None:
    schema = schema_of(kind)
    assert schema["$ref"].startswith("#/$defs/")


def test_a_hundred_thousand_advocates_are_validated_in_seconds() -> None:
    header = "id,public_name,code,role,company,industry,product,consent.granted,consent.scope,featured\n"
    row = "a{0},Ana Ruiz {0},code{0},Head of Ops,Acme {0},bakery,app,2026-05-01,name|role|page,true\n"
    text = header + "".join(map(row.format, range(100_000)))
    documents, _ = tables.read(text, ".csv", "advocates.csv", "advocate", "advocates", "0")
    start = time.process_time()
    made = [to_entry(document)[0] for document in documents]
    assert time.process_time() - start < 10, "about one second on the machine it was written on"
    assert isinstance(made[-1], Advocate) and made[-1].id == "a99999"
    assert isinstance(good(item("award", LEAST["award"])), Award)
