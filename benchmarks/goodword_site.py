"""The corpus as a Goodword site: Markdown, CSV and YAML as marketers keep them, with consent added to everybody."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus import COMPANY, CTA_LABEL, CTA_URL, FORM_ACTION, INDUSTRIES, TAGLINE, TAGS, URL, Advocate, Corpus

# A file of a million would be larger than Goodword reads.
_ROWS = 200_000
NO_CARDS = "share_cards: {make: false}\n"
_CONSENT = "consent: {granted: 2025-09-01, method: email, scope: [quote, name, role, company, results]}"


def write(corpus: Corpus, folder: Path, urls: str = "") -> None:
    """Writes the site into the empty `folder`; `urls` is the setting of that name, unless empty."""
    content = folder / "content"
    for name in ("testimonials", "case-studies"):
        (content / name).mkdir(parents=True)
    # the other generators draw no cards; `cards.py` measures them
    _put(folder / "site.yaml", _site() + NO_CARDS + (f"urls: {urls}\n" if urls else ""))
    for one in corpus.testimonials:
        body = one.body.replace("{case}", f"../case-studies/{one.case}.md")
        fields: dict[str, str | list[str]] = {
            "author": one.author,
            "role": one.role,
            "company": one.company,
            "rating": str(one.rating),
        }
        fields |= {"date": str(one.day), "tags": list(one.tags), "industry": one.industry, "headline": one.headline}
        _put_markdown(
            content / "testimonials" / f"{one.slug}.md", fields, body, "relationship: customer\nincentive: none"
        )
    for case in corpus.cases:
        fields = {"title": case.title, "customer": case.customer, "industry": case.industry, "date": str(case.day)}
        fields |= {"summary": case.summary}
        results = "\n".join(
            f"  - {{label: {_quoted(label)}, before: {before}, after: {after}, period: one year, method: counted}}"
            for label, before, after in case.results
        )
        more = f"typical: Most customers see a third of that.\nresults:\n{results}"
        _put_markdown(content / "case-studies" / f"{case.slug}.md", fields, case.body, more)
    _put(content / "awards.yaml", "\n".join(_award_lines(corpus)))
    _put(content / "program.yaml", _PROGRAM)
    people = iter(corpus.advocates)
    several = corpus.advocates.count > _ROWS
    for number in range(-(-corpus.advocates.count // _ROWS)):
        path = content / (f"advocates/{number}.csv" if several else "advocates.csv")
        path.parent.mkdir(exist_ok=True)
        _write_advocates(path, itertools.islice(people, _ROWS))


def _write_advocates(path: Path, people: Iterable[Advocate]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        rows = csv.writer(target)
        columns = ["id", "public_name", "code", "role", "company", "industry", "message", "offer"]
        rows.writerow([*columns, "consent.granted", "consent.method", "consent.scope"])
        for person in people:
            shown = [person.slug, person.name, person.code, person.role, person.company, person.industry]
            shown += [person.message, person.offer]
            rows.writerow([*shown, "2025-09-01", "form", "page|name|role|company|quote"])


def _put(path: Path, text: str) -> None:
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


def _put_markdown(path: Path, fields: Mapping[str, str | list[str]], body: str, more: str) -> None:
    front = "\n".join(f"{key}: {_quoted(value)}" for key, value in fields.items())
    _put(path, f"---\n{front}\n{more}\n{_CONSENT}\n---\n\n{body}")


def _quoted(value: str | list[str]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _award_lines(corpus: Corpus) -> list[str]:
    lines = []
    for award in corpus.awards:
        fields = {"name": award.name, "awarder": award.awarder, "url": award.url, "description": award.description}
        lines += [f"- id: {award.slug}", f"  year: {award.year}"]
        lines += [f"  {key}: {_quoted(value)}" for key, value in fields.items()]
    return lines


def _site() -> str:
    return f"""\
name: {COMPANY}
url: {URL}
tagline: {TAGLINE}
tags: [{", ".join(f"{{id: {tag}, label: {label(tag)}}}" for tag in TAGS)}]
industries: [{", ".join(f"{{id: {industry}, label: {label(industry)}}}" for industry in INDUSTRIES)}]
cta: {{label: {CTA_LABEL}, url: "{CTA_URL}"}}
form: {{provider: action, action: "{FORM_ACTION}"}}
"""


def label(term: str) -> str:
    """What people read for a tag or an industry."""
    return term.replace("-", " ").capitalize()


_PROGRAM = """\
name: Pass it on
promoter: Rosterly Ltd, 1 Canal Street
advocate_reward: one month free for each friend who becomes a customer
friend_reward: the first month free
eligibility: Customers with a running contract. The friend must not be a customer yet.
limits: At most 12 rewards a year.
terms: Both rewards are booked when the friend has paid the first invoice.
"""
