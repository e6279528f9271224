"""The corpus as a Hugo site: the layouts of `hugo/`, front matter in YAML, everything that is no page as JSON data."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus import COMPANY, CTA_LABEL, CTA_URL, FORM_ACTION, INDUSTRIES, TAGLINE, TAGS, Advocate, Case, Corpus
from goodword_site import label

HERE = Path(__file__).parent
_REWARD = "one month free for each friend who becomes a customer"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
)
_POLICY += "media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action https://forms.rosterly.example; "
_POLICY += "upgrade-insecure-requests; require-trusted-types-for 'script'; trusted-types 'none'"
_LANDING = (
    "{{ range hugo.Data.advocates }}"
    '{{ $.AddPage (dict "path" .code "title" .greeting "params" (dict "one" .)) }}'
    "{{ end }}\n"
)


def write(corpus: Corpus, folder: Path) -> None:
    """Writes the site into the empty `folder`."""
    shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)
    shutil.copytree(HERE.parent / "themes" / "default" / "static", folder / "static" / "assets")
    content, data = folder / "content", folder / "data"
    for made in (content / "testimonials", content / "case-studies", content / "r", data):
        made.mkdir(parents=True)
    for one in corpus.testimonials:
        body = one.body.replace("{case}", f"/case-studies/{one.case}/")
        fields: dict[str, Any] = {"title": f"{one.author}, {one.company} in their own words", "date": str(one.day)}
        fields |= {"author": one.author, "initials": initials(one.author), "role": one.role, "company": one.company}
        fields |= {"rating": [str(one.rating)], "tag": list(one.tags), "industry": [one.industry]}
        fields |= {"branch": one.industry, "headline": one.headline, "look": "testimonial"}
        put_page(content / "testimonials" / f"{one.slug}.md", fields, body)
    for case in corpus.cases:
        fields = case_fields(case) | {"branch": case.industry, "look": "case-study"}
        put_page(content / "case-studies" / f"{case.slug}.md", fields, case.body)
    put_page(content / "_index.md", {"title": COMPANY, "description": TAGLINE})
    put_page(content / "testimonials" / "_index.md", {"title": "What customers say", "look": "wall"})
    put_page(content / "case-studies" / "_index.md", {"title": "Case studies", "description": corpus.cases[0].summary})
    put_page(content / "awards.md", {"title": "Awards", "layout": "awards", "description": "What we were given."})
    put_page(content / "r" / "_index.md", {"title": "From friends", "build": {"render": "never"}})
    for name, title, body in plain_pages(corpus):
        put_page(content / f"{name}.md", {"title": title, "description": TAGLINE}, body)
    for kind, terms in (("tag", TAGS), ("industry", INDUSTRIES)):
        for term in terms:
            (content / kind / term).mkdir(parents=True)
            put_page(content / kind / term / "_index.md", {"title": label(term), "look": "wall"})
    (content / "r" / "_content.gotmpl").write_text(_LANDING, encoding="utf-8")
    put_json(data / "awards.json", award_rows(corpus))
    write_advocates(corpus, data / "advocates.json")
    put_json(data / "site.json", facts())


def case_fields(case: Case) -> dict[str, Any]:
    """The front matter of a case study that both peers read."""
    results = [
        {"label": name, "before": before, "after": after, "period": "one year", "method": "counted"}
        for name, before, after in case.results
    ]
    fields = {"title": case.title, "date": str(case.day), "customer": case.customer, "description": case.summary}
    return fields | {"results": results, "typical": "Most customers see a third of that."}


def plain_pages(corpus: Corpus) -> list[tuple[str, str, str]]:
    """Name, title and words of the pages about the company: as many words as those that Goodword writes by itself."""
    body = "\n\n".join(corpus.cases[0].body.split("\n\n")[:5])
    titles = {"about": "About", "privacy": "Privacy", "program": "Pass it on", "review-policy": "Policy"}
    return [(name, title, body) for name, title in titles.items()]


def award_rows(corpus: Corpus) -> list[dict[str, str | int]]:
    """The awards as both peers read them, newest first."""
    awards = sorted(corpus.awards, key=lambda award: (-award.year, award.slug))
    return [
        {"id": a.slug, "name": a.name, "awarder": a.awarder, "year": a.year, "url": a.url, "description": a.description}
        for a in awards
    ]


def write_advocates(corpus: Corpus, path: Path) -> None:
    """The advocates as a JSON list, written one by one."""
    with path.open("w", encoding="utf-8") as target:
        for number, one in enumerate(corpus.advocates):
            target.write(",\n" if number else "[")
            json.dump(_advocate(number, one), target, ensure_ascii=False)
        target.write("]\n")


def _advocate(number: int, one: Advocate) -> dict[str, str | int]:
    return {
        "number": number,
        "code": one.code,
        "name": one.name,
        "initials": initials(one.name),
        "greeting": f"{one.name} thought of you",
        "role": one.role,
        "company": one.company,
        "industry": one.industry,
        "message": one.message,
        "offer": one.offer,
        "offered": f"{one.offer}.",
        "disclosure": f"{one.name} gets a reward if you become a customer: {_REWARD}.",
    }


def facts() -> dict[str, Any]:
    """What every page may need beside the content."""
    return {
        "policy": _POLICY,
        "cta_label": CTA_LABEL,
        "cta_url": CTA_URL,
        "form": FORM_ACTION,
        "reward": _REWARD,
        "eligibility": "Customers with a running contract. The friend must not be a customer yet.",
        "limits": "At most 12 rewards a year.",
        "promoter": "Rosterly Ltd, 1 Canal Street",
        "names": {term: label(term) for term in (*INDUSTRIES, *TAGS)},
    }


def initials(name: str) -> str:
    """The first letters of a name."""
    return "".join(part[0] for part in name.split())


def put_page(path: Path, fields: Mapping[str, Any], body: str = "") -> None:
    """A Markdown file with YAML front matter."""
    front = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
    path.write_text(f"---\n{front}\n---\n\n{body}\n", encoding="utf-8")


def put_json(path: Path, value: object) -> None:
    """A file of JSON."""
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
