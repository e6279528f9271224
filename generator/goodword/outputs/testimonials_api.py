"""/api/testimonials.json: every shown testimonial as data, for other programs. Documented in docs/structured-data.md.

Made from views, so it holds only what the pages show; ids are the public part of the address, never file names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from goodword.outputs.absolute import absolute, absolute_html, clean
from goodword.outputs.views import Person, Quote, SiteView

VERSION = 1


def api_testimonials(
    site: SiteView, quotes: Iterable[Quote], translations: Mapping[str, Sequence[Quote]] | None = None
) -> bytes:
    """The file, UTF-8: the newest first, ties by address.

    translations: by `Quote.id`, the same testimonial as the pages of other languages show it.
    """
    others = translations or {}
    rows = sorted(quotes, key=lambda quote: quote.url)
    rows.sort(key=lambda quote: quote.date.iso if quote.date else "", reverse=True)
    data = {
        "version": VERSION,
        "site": {
            "name": clean(site.name),
            "url": absolute(site.url, site.home_url),
            "language": site.language,
            "organization": clean(site.organization_name),
            "demo": site.demo,
        },
        "testimonials": [
            {
                **_testimonial(quote, site.url),
                "translations": [
                    _words(other, site.url)
                    for other in sorted(others.get(quote.id, ()), key=lambda q: (q.language, q.url))
                ],
            }
            for quote in rows
        ],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def _testimonial(quote: Quote, site_url: str) -> dict[str, Any]:
    return {
        "id": quote.url.rstrip("/").rpartition("/")[2].removesuffix(".html"),
        **_words(quote, site_url),
        "author": _author(quote.person, site_url),
        "rating": {"value": _number(quote.rating.number), "scale": _number(quote.rating.best)}
        if quote.rating
        else None,
        "date": quote.date.iso if quote.date else None,
        "source": (
            {"label": clean(quote.source.label), "url": quote.source.url or None} if quote.source is not None else None
        ),
        "verified": _text(quote.verified),
        "industry": _text(quote.industry.label) if quote.industry else None,
        "product": _text(quote.product.label) if quote.product else None,
        "tags": [clean(tag.label) for tag in quote.tags],
        "featured": quote.featured,
    }


def _words(quote: Quote, site_url: str) -> dict[str, Any]:
    """What is said, with what must be said beside it."""
    url = absolute(site_url, quote.url)
    return {
        "url": url,
        "language": quote.language,
        "headline": _text(quote.headline),
        "quote_html": clean(absolute_html(site_url, quote.html, url)),
        "quote_text": clean(quote.plain),
        "disclosures": [{"kind": said.kind, "text": clean(said.text)} for said in quote.disclosures],
        "originals": [
            {
                "note": clean(original.note),
                "language": original.language,
                "headline": _text(original.headline),
                "quote_html": clean(absolute_html(site_url, original.html, url)),
            }
            for original in quote.originals
        ],
    }


def _author(person: Person, site_url: str) -> dict[str, Any]:
    photo = person.photo
    return {
        "label": clean(person.label),
        "name": _text(person.name),
        "role": _text(person.role),
        "company": _text(person.company),
        "company_url": person.company_url or None,
        "industry": _text(person.industry),
        "photo": (
            {"url": absolute(site_url, photo.url), "width": photo.width, "height": photo.height} if photo else None
        ),
    }


def _text(text: str | None) -> str | None:
    return clean(text) if text else None


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value
