"""What other sites show of this one: a page for each embed, its oEmbed record, the script, and where to choose.

The pages are for frames, and what the script shows is taken from the same pages. They hold what the site's own pages
show, load no font, keep nothing, and are not to be listed alone. Which there are is `embed_choice`'s matter.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from goodword.outputs import embed_code, views
from goodword.outputs.absolute import clean
from goodword.outputs.embed_choice import CHOOSER, ON_CAROUSEL, Choice, embed_choice
from goodword.outputs.embed_views import Embed, Snippet
from goodword.outputs.frames import Frame
from goodword.outputs.production import Output
from goodword.outputs.proof_pages import logos
from goodword.outputs.selection import mean_rating, selection_sentence, ties_sentence

# Search engines take the words of a frame for those of the page around it:
# https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
FRAMED = "noindex, indexifembedded"
# The width that a record of oEmbed names; a frame is as wide as its place.
_WIDTH = 600
_HOUR = 3600


def embed_pages(frame: Frame) -> Iterator[Output]:
    """The embeds of one language; none where site.yaml does not say `embeds`."""
    choice = embed_choice(frame.production.library)
    if choice is None:
        return
    snippets = []
    for name, embed in _embeds(frame, choice):
        path = frame.embed_path(f"{name}/")
        yield _page(frame, path, embed)
        if embed.kind != "gone":
            snippets.append(_snippet(frame, name, path, embed))
            yield Output.of(frame.embed_path(f"{name}.json")[1:], _oembed(frame, snippets[-1]))
    words = frame.wording
    title = words.gettext("For other websites")
    about = words.gettext("Choose, look, copy: what customers say about us, for a website of yours.")
    page = frame.private_page("embeds", frame.path(CHOOSER), title, about)
    yield frame.render(
        "embeds.html",
        page,
        snippets=tuple(snippets),
        stylesheet=frame.static("embed.css"),
        script=frame.static("embed.js"),
    )


def script(frame: Frame) -> Iterator[Output]:
    """The script under the name that other sites know it by, which stays whatever is in it."""
    if frame.production.library.site.embeds:
        yield Output.of(embed_code.SCRIPT, frame.production.theme.static["embed.js"].data)


def _embeds(frame: Frame, choice: Choice) -> Iterator[tuple[str, Embed]]:
    """Each embed with its name."""
    words, company, demo = frame.wording, frame.site.organization_name, frame.site.demo
    said = words.gettext("What customers say about {company}").format(company=company)
    wall = frame.href("testimonials/")
    if choice.first:
        policy = frame.href("review-policy/")
        yield "wall", _many(frame, choice, "wall", said, policy)
        yield "carousel", _many(frame, choice, "carousel", said, policy)
    if choice.rated:
        more = views.Link(words.gettext("Read what they say"), wall)
        title = words.gettext("How customers rate {company}").format(company=company)
        yield "badge", _badge(frame, choice, title, more)
    shown = logos(frame)
    if shown:
        title = words.gettext("Customers of {company}").format(company=company)
        more = views.Link(title, frame.href(""))
        yield "logos", Embed("logos", title, more, embed_code.height("logos", demo=demo), logos=shown)
    for item in choice.alone:
        quote = frame.quotes.quote(item)
        title = words.gettext("{person} in their own words").format(person=quote.person.label)
        pixels = embed_code.height("quote", [quote], demo=demo)
        yield choice.names[item.id], Embed("quote", title, views.Link(said, quote.url), pixels, (quote,))
    for name in choice.gone:
        title = words.gettext("These words are no longer published")
        yield name, Embed("gone", title, views.Link(said, wall), embed_code.height("gone", demo=demo))


def _many(frame: Frame, choice: Choice, kind: str, title: str, policy_url: str) -> Embed:
    words, library = frame.wording, frame.production.library
    items = choice.first if kind == "wall" else choice.first[:ON_CAROUSEL]
    quotes = tuple(frame.quotes.quote(item) for item in items)
    sentence = selection_sentence(frame, items)
    total = len(library.testimonials)
    label = words.ngettext("Read the {count} testimonial", "Read all {count} testimonials", total)
    return Embed(
        kind="wall" if kind == "wall" else "carousel",
        title=title,
        more=views.Link(label.format(count=words.number(total)), frame.href("testimonials/")),
        height=embed_code.height(kind, quotes, sentence, demo=frame.site.demo),
        quotes=quotes,
        sentence=sentence,
        policy_url=policy_url,
    )


def _badge(frame: Frame, choice: Choice, title: str, more: views.Link) -> Embed:
    """The average of all ratings that are shown, never rounded up, with how many of them are not of plain customers."""
    words, entries = frame.wording, [item.entry for item in choice.rated]
    count = len(entries)
    counted = words.ngettext("from {count} rating", "from {count} ratings", count).format(count=words.number(count))
    return Embed(
        kind="badge",
        title=title,
        more=more,
        height=embed_code.height("badge", demo=frame.site.demo),
        rating=frame.quotes.rating_of(mean_rating(entries), 5),
        counted=counted,
        paid=ties_sentence(frame, entries),
    )


def _page(frame: Frame, path: str, embed: Embed) -> Output:
    """The page of an embed. The address that search engines are to show is that of the proof."""
    page = frame.private_page("embed", path, embed.title, embed.title)
    if frame.production.library.is_indexed:
        page = replace(page, robots=FRAMED, canonical=frame.production.origin + embed.more.url)
    return frame.render(
        "embed.html",
        page,
        embed=embed,
        tokens=frame.static("tokens.css"),
        stylesheet=frame.static("embed.css"),
        script=frame.static("embed.js"),
    )


def _snippet(frame: Frame, name: str, path: str, embed: Embed) -> Snippet:
    production = frame.production
    url, script_url = production.absolute(path), production.absolute(f"/{embed_code.SCRIPT}")
    more = views.Link(embed.more.label, production.origin + embed.more.url)
    return Snippet(
        id=name,
        embed=embed,
        url=production.href(path),
        frame=embed_code.frame(url, embed.title, embed.height, script_url),
        element=embed_code.element(url, more, embed.height, script_url),
        plain=embed_code.plain(embed, frame.site, frame.wording.gettext(", ")),
    )


def _oembed(frame: Frame, snippet: Snippet) -> bytes:
    """The record by which other programs find the frame (https://oembed.com, 2.3.4.4); it needs no script."""
    embed = snippet.embed
    author = embed.quotes[0].person.label if embed.kind == "quote" else ""
    record = {
        "version": "1.0",
        "type": "rich",
        "title": clean(embed.title),
        **({"author_name": clean(author)} if author else {}),
        "provider_name": clean(frame.site.name),
        "provider_url": frame.production.absolute(frame.path("")),
        "cache_age": _HOUR,
        "html": clean(snippet.frame.partition("\n")[0]),
        "width": _WIDTH,
        "height": embed.height,
    }
    return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"
