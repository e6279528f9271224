"""The corpus as an Eleventy site: the templates of `eleventy/`, front matter in YAML, everything else as JSON data."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from corpus import COMPANY, TAGLINE, URL, Corpus
from hugo_site import award_rows, case_fields, facts, initials, plain_pages, put_json, put_page, write_advocates

HERE = Path(__file__).parent


def write(corpus: Corpus, folder: Path) -> None:
    """Writes the site into the empty `folder`."""
    shutil.copytree(HERE / "eleventy", folder, dirs_exist_ok=True)
    shutil.copytree(HERE.parent / "themes" / "default" / "static", folder / "static")
    content, data = folder / "content", folder / "_data"
    data.mkdir()
    for one in corpus.testimonials:
        body = one.body.replace("{case}", f"/case-studies/{one.case}/")
        fields: dict[str, Any] = {"title": f"{one.author}, {one.company} in their own words", "date": str(one.day)}
        fields |= {"author": one.author, "initials": initials(one.author), "role": one.role, "company": one.company}
        # `tags` would make a collection of each
        fields |= {"rating": one.rating, "topics": list(one.tags), "industry": one.industry, "headline": one.headline}
        put_page(content / "testimonials" / f"{one.slug}.md", fields, body)
    for case in corpus.cases:
        put_page(
            content / "case-studies" / f"{case.slug}.md", case_fields(case) | {"industry": case.industry}, case.body
        )
    for name, title, body in plain_pages(corpus):
        fields = {"title": title, "description": TAGLINE, "layout": "plain.11ty.js", "permalink": f"/{name}/"}
        put_page(content / f"{name}.md", fields, body)
    put_json(data / "awards.json", award_rows(corpus))
    put_json(data / "site.json", facts() | {"name": COMPANY, "tagline": TAGLINE, "url": URL})
    write_advocates(corpus, data / "advocates.json")
