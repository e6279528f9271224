"""feed.xml (Atom) and feed.json (JSON Feed 1.1) of one language: testimonials, case studies, articles.

Entries are made from views, so they hold only what may be shown; a disclosure stands in every element that
holds the words it is about. No time of the build: a feed is as old as its newest entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import msgspec
from markupsafe import Markup, escape
from msgspec import Struct

from goodword.content.models.parts import When as Moment
from goodword.outputs.absolute import absolute, absolute_html, clean
from goodword.outputs.views import Article, Case, Person, Quote

NEWEST = 50
_NEVER = "1970-01-01T00:00:00Z"


class FeedEntry(Struct, frozen=True):
    """One entry. `url` is absolute and is its id; `date` an ISO day, month or year; `html` has absolute addresses."""

    url: str
    date: str
    title: str
    html: str
    summary: str
    language: str
    author: str = ""
    tags: tuple[str, ...] = ()


class Feed(Struct, frozen=True):
    """A feed of one language; all addresses are absolute."""

    title: str
    subtitle: str
    language: str
    author: str
    home_url: str
    atom_url: str
    json_url: str
    entries: tuple[FeedEntry, ...] = ()


class Dated(NamedTuple):
    """What may stand in a feed. date: an ISO day, month or year, empty where nothing says how new it is; url: its
    address in any form; view: gives the whole of it.
    """

    date: str
    url: str
    view: Callable[[], Quote | Case | Article]


def newest(found: Iterable[Dated]) -> list[Quote | Case | Article]:
    """The newest 50, ties by address; what has no date is left out. Only what is chosen is made."""
    by_address = sorted((one for one in found if one.date), key=lambda one: one.url)
    chosen = sorted(by_address, key=lambda one: f"{one.date}-01-01"[:10], reverse=True)[:NEWEST]
    return [one.view() for one in chosen]


def entries(shown: Iterable[Quote | Case | Article], site_url: str) -> tuple[FeedEntry, ...]:
    """The entries of a feed; none for what has no date."""
    made: list[FeedEntry | None] = []
    for view in shown:
        match view:
            case Quote():
                made.append(quote_entry(view, site_url))
            case Case():
                made.append(case_entry(view, site_url))
            case Article():
                made.append(article_entry(view, site_url))
    return tuple(entry for entry in made if entry is not None)


def quote_entry(quote: Quote, site_url: str) -> FeedEntry | None:
    """A testimonial, or None where it has no date."""
    if quote.date is None:
        return None
    url = absolute(site_url, quote.url)
    said = " ".join(disclosure.text for disclosure in quote.disclosures)
    about = [_signature(quote.person)]
    if quote.rating:
        about.append(quote.rating.text)
    notes = [disclosure.text for disclosure in quote.disclosures]
    notes += [quote.verified] if quote.verified else []
    html = [
        Markup('<blockquote lang="{}" dir="{}">{}</blockquote>').format(
            quote.language, quote.direction, Markup(absolute_html(site_url, quote.html, url))
        ),
        Markup("<p>{}</p>").format(" · ".join(about)),
        *(Markup("<p>{}</p>").format(note) for note in notes),
    ]
    for original in quote.originals:
        html.append(
            Markup('<p>{}</p><blockquote lang="{}" dir="{}">{}</blockquote>').format(
                original.note,
                original.language,
                original.direction,
                Markup(absolute_html(site_url, original.html, url)),
            )
        )
    if quote.source:
        html.append(_source(quote, site_url))
    if quote.reply_html:
        html.append(Markup(absolute_html(site_url, quote.reply_html, url)))
    title = f"{quote.headline} ({quote.person.label})" if quote.headline else quote.person.label
    return FeedEntry(
        url=url,
        date=quote.date.iso,
        title=_joined(title, said),
        html="".join(html),
        summary=_joined(quote.excerpt, said),
        language=quote.language,
        author=quote.person.label,
        tags=tuple(tag.label for tag in quote.tags),
    )


def case_entry(case: Case, site_url: str) -> FeedEntry | None:
    """A case study, or None where it has no date. What is typical stands beside every figure."""
    if case.date is None:
        return None
    url = absolute(site_url, case.url)
    typical = case.typical or ""
    parts: list[Markup] = [Markup("<p>{}</p>").format(text) for text in (case.summary, typical) if text]
    parts += [
        Markup(absolute_html(site_url, html, url))
        for html in (case.challenge_html, case.solution_html, case.html)
        if html
    ]
    return FeedEntry(
        url=url,
        date=case.date.iso,
        title=case.title,
        html="".join(parts),
        summary=_joined(case.summary, typical),
        language=case.language,
        tags=tuple(tag.label for tag in case.tags),
    )


def article_entry(article: Article, site_url: str) -> FeedEntry | None:
    """An article, or None where it has no date."""
    if article.date is None:
        return None
    url = absolute(site_url, article.url)
    html = article.html or Markup("<p>{}</p>").format(article.summary)
    return FeedEntry(
        url=url,
        date=article.date.iso,
        title=article.title,
        html=absolute_html(site_url, html, url),
        summary=article.summary,
        language=article.language,
        author=article.author or "",
        tags=tuple(tag.label for tag in article.tags),
    )


def atom(feed: Feed) -> bytes:
    """Atom, RFC 4287, UTF-8."""
    updated = _moment(feed.entries[0].date) if feed.entries else _NEVER
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_xml(feed.language)}">',
        f"  <id>{_xml(feed.atom_url)}</id>",
        f"  <title>{_xml(feed.title)}</title>",
        *([f"  <subtitle>{_xml(feed.subtitle)}</subtitle>"] if feed.subtitle else []),
        f"  <updated>{updated}</updated>",
        f"  <author><name>{_xml(feed.author)}</name></author>",
        f'  <link rel="self" type="application/atom+xml" href="{_xml(feed.atom_url)}"/>',
        f'  <link rel="alternate" type="text/html" href="{_xml(feed.home_url)}"/>',
    ]
    for entry in feed.entries:
        moment = _moment(entry.date)
        lines += [
            f'  <entry xml:lang="{_xml(entry.language)}">',
            f"    <id>{_xml(entry.url)}</id>",
            f"    <title>{_xml(entry.title)}</title>",
            f'    <link rel="alternate" type="text/html" href="{_xml(entry.url)}"/>',
            f"    <published>{moment}</published>",
            f"    <updated>{moment}</updated>",
            *([f"    <author><name>{_xml(entry.author)}</name></author>"] if entry.author else []),
            *(f'    <category term="{_xml(tag)}"/>' for tag in entry.tags),
            *([f"    <summary>{_xml(entry.summary)}</summary>"] if entry.summary else []),
            f'    <content type="html">{_xml(entry.html)}</content>',
            "  </entry>",
        ]
    lines.append("</feed>")
    return ("\n".join(lines) + "\n").encode()


def json_feed(feed: Feed) -> bytes:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), UTF-8."""
    data: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(feed.title),
        "home_page_url": feed.home_url,
        "feed_url": feed.json_url,
        **({"description": clean(feed.subtitle)} if feed.subtitle else {}),
        "language": feed.language,
        "authors": [{"name": clean(feed.author)}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def _item(entry: FeedEntry) -> dict[str, Any]:
    return {
        "id": entry.url,
        "url": entry.url,
        "title": clean(entry.title),
        "content_html": clean(entry.html),
        **({"summary": clean(entry.summary)} if entry.summary else {}),
        "date_published": _moment(entry.date),
        "language": entry.language,
        **({"authors": [{"name": clean(entry.author)}]} if entry.author else {}),
        **({"tags": [clean(tag) for tag in entry.tags]} if entry.tags else {}),
    }


def _moment(date: str) -> str:
    """The first moment, in UTC, of a day, month or year: RFC 3339 as both formats want it."""
    return f"{Moment.parse(date).first_day.isoformat()}T00:00:00Z"


def _xml(text: str) -> str:
    return str(escape(clean(text)))


def _joined(text: str, said: str) -> str:
    return f"{text} · {said}" if said and text else text or said


def _signature(person: Person) -> str:
    parts = [person.label, person.role if person.role != person.label else None, person.company]
    return ", ".join(part for part in parts if part)


def _source(quote: Quote, site_url: str) -> Markup:
    assert quote.source is not None
    if not quote.source.url:
        return Markup("<p>{}</p>").format(quote.source.label)
    return Markup('<p><a href="{}">{}</a></p>').format(absolute(site_url, quote.source.url), quote.source.label)
