"""HTML to paste on another site: a frame, an element with its script, or plain HTML that loads no more than pictures.

None of it has a style attribute or a script in it, which strict policies forbid. Also how high an embed is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from markupsafe import Markup

from goodword.outputs import views
from goodword.outputs.absolute import absolute, absolute_html
from goodword.outputs.embed_views import Embed

SCRIPT = "embed/goodword.js"
# A wall is as high as a good part of a screen, and scrolls where it cannot grow.
WALL_HEIGHT = 640
BADGE_HEIGHT, LOGOS_HEIGHT, GONE_HEIGHT = 170, 125, 150
_DEMO = 60
# The box that a logo is scaled into where no style sheet of ours is.
_LOGO = (160, 64)
# How much of the width a slide of a carousel has.
_SLIDE = 0.86
# Signs on a line of 400 pixels, and the height of a line, for words by their size.
_LINES = {"short": (26, 32), "medium": (36, 28), "long": (36, 28)}
# Signs on a line of what stands around the words, and the height of that line.
_SMALL = (44, 24)


def height(embed_kind: str, quotes: Iterable[views.Quote] = (), below: str = "", *, demo: bool = False) -> int:
    """The pixels that an embed needs where it is 400 pixels wide, a little more rather than less.

    below: the sentence that stands under a carousel.
    """
    fixed = {"wall": WALL_HEIGHT, "badge": BADGE_HEIGHT, "logos": LOGOS_HEIGHT, "gone": GONE_HEIGHT}
    if embed_kind in fixed:
        return fixed[embed_kind] + _DEMO * demo
    share = _SLIDE if embed_kind == "carousel" else 1
    tallest = max((_quote_height(quote, share) for quote in quotes), default=0)
    around = 40 + (_room(below, *_SMALL) + 40 if below else 0)
    return math.ceil((tallest + around + _DEMO * demo) / 10) * 10


def _quote_height(quote: views.Quote, share: float) -> int:
    words = quote.excerpt if quote.size == "long" else quote.plain
    blocks = str(quote.html).count("<p>") if quote.size != "long" else 2
    small = [one.text for one in quote.disclosures] + [one.note for one in quote.originals]
    small += [quote.headline or "", "", "", ""]  # and who said it, stars, a link
    around = sum(_room(one, *_SMALL, share) + 8 for one in small)
    return _room(words, *_LINES[quote.size], share) + 14 * blocks + around + 10


def _room(words: str, signs: int, line: int, share: float = 1) -> int:
    return max(1, math.ceil(len(words) / (signs * share))) * line


def frame(url: str, title: str, pixels: int, script_url: str) -> str:
    """An iframe of known height; the script lets it grow where nothing moves by it, and may be left out."""
    return str(
        Markup(
            '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" frameborder="0"></iframe>\n'
            '<script src="{}" async></script>'
        ).format(url, title, pixels, script_url)
    )


def element(url: str, more: views.Link, pixels: int, script_url: str) -> str:
    """The element of the script. What is in it keeps its room, and leads to this site where no script runs."""
    return str(
        Markup(
            '<goodword-embed src="{url}" height="{height}"><svg display="block" width="100%" height="{height}">'
            '<foreignObject width="100%" height="100%"><a href="{more}">{label}</a></foreignObject></svg>'
            "</goodword-embed>\n"
            '<script src="{script}" async></script>'
        ).format(url=url, height=pixels, more=more.url, label=more.label, script=script_url)
    )


def plain(embed: Embed, site: views.SiteView, comma: str) -> str:
    """The same words as HTML alone, with whatever has to stand beside them, which comes first.

    comma: what stands between name, role and company in the language of the page.
    """
    more = Markup('<a href="{}">{}</a>').format(absolute(site.url, embed.more.url), embed.more.label)
    if embed.rating:
        told = Markup("{}<br>\n").format(embed.paid) if embed.paid else Markup("")
        stars = "\u2605" * embed.rating.full + "\u00bd" * embed.rating.half + "\u2606" * embed.rating.empty
        return str(
            Markup('<p>{}<span aria-hidden="true">{}</span> <b>{}</b> {}<br>\n{}</p>').format(
                told, stars, embed.rating.text, embed.counted, more
            )
        )
    if embed.logos:
        rows = [_logo(logo, site) for logo in embed.logos]
        return str(Markup("<ul>\n{}\n</ul>\n<p>{}</p>").format(Markup("\n").join(rows), more))
    figures = [_figure(quote, site, comma, short=embed.kind != "quote") for quote in embed.quotes]
    told = Markup("\n<p>{} {}</p>").format(embed.sentence, more) if embed.sentence else Markup("")
    return str(Markup("\n").join(figures) + told)


def _logo(logo: views.Picture, site: views.SiteView) -> Markup:
    share = min(1, _LOGO[0] / logo.width, _LOGO[1] / logo.height)
    width, height = (max(1, round(side * share)) for side in (logo.width, logo.height))
    return Markup('<li><img src="{}" alt="{}" width="{}" height="{}" loading="lazy"></li>').format(
        absolute(site.url, logo.url), logo.alt, width, height
    )


def _figure(quote: views.Quote, site: views.SiteView, comma: str, *, short: bool) -> Markup:
    page = absolute(site.url, quote.url)
    person = quote.person
    parts = dict.fromkeys(part for part in (person.label, person.role, person.company) if part)
    first = " ".join(one.text for one in quote.disclosures)
    cut = short and quote.size == "long"
    words = Markup("<p>{}</p>").format(quote.excerpt) if cut else Markup(absolute_html(site.url, quote.html, page))
    notes = "".join(f" {one.note}" for one in quote.originals)
    link = Markup('<a href="{}">{}</a>').format(page, site.organization_name)
    return Markup(
        '<figure>\n{first}<blockquote cite="{page}" lang="{language}" dir="{direction}">\n{words}\n</blockquote>\n'
        "<figcaption>{who}.{notes} <cite>{link}</cite></figcaption>\n</figure>"
    ).format(
        first=Markup("<p>{}</p>\n").format(first) if first else "",
        page=page,
        language=quote.language,
        direction=quote.direction,
        words=words,
        who=comma.join(parts),
        notes=notes,
        link=link,
    )
