"""JSON-LD of each kind of page: what the search engines' rules allow, and no more (docs/structured-data.md says why).

No stars for one's own organisation, nothing about words that were first published elsewhere, nothing on pages
that are not to be indexed. Every value is one that the page shows.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from goodword.outputs.absolute import absolute, clean
from goodword.outputs.views import Article, Case, PageView, Person, Picture, Quote, SiteView

# The smallest logo that Google takes, in pixels.
SMALLEST_LOGO = 112
# Kinds of page that a visitor reaches by a personal address, or by mistake.
_NEVER = frozenset({"landing", "share", "not-found"})
_OF_ORGANIZATION = frozenset({"home", "about"})

Node = dict[str, Any]


class OrganizationFacts(Struct, frozen=True):
    """Who is behind the site, as /about/ says it. `url` is the main site's, else empty; awards are those shown."""

    name: str
    legal_name: str = ""
    url: str = ""
    description: str = ""
    founded: str = ""
    logo: Picture | None = None
    same_as: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()


def json_ld(
    page: PageView,
    site: SiteView,
    organization: OrganizationFacts,
    subject: Quote | Case | Article | None = None,
    *,
    customer_named: bool = True,
) -> Markup | None:
    """What goes between <script type="application/ld+json"> and its end; None where a page is to carry none.

    subject: what the page is about. customer_named: False where a case study's `customer` is a description that
    stands in for the name. Keys come in the same order in every build; `<`, `>`, `&` and the two line separators
    are escaped, so that nothing in a text can end the script element.
    """
    if page.kind in _NEVER or page.preview or site.demo or "noindex" in (page.robots or ""):
        return None
    url = page.canonical or absolute(site.url, page.url)
    nodes: list[Node] = []
    if page.kind in _OF_ORGANIZATION:
        nodes.append(_organization(organization, site, full=True))
    if page.kind == "home":
        nodes.append({"@type": "WebSite", "name": site.name, "url": url, "inLanguage": site.language})
    match subject:
        case Quote():
            nodes += _testimonial(subject, page, site, url)
        case Case():
            nodes.append(_case_study(subject, organization, site, url, customer_named=customer_named))
        case Article():
            nodes.append(_article(subject, organization, site, url))
        case None:
            pass
    crumbs = _breadcrumbs(page, site)
    if crumbs:
        nodes.append(crumbs)
    if not nodes:
        return None
    data = {"@context": "https://schema.org", "@graph": nodes}
    return Markup(script_json(data))


def script_json(data: object) -> str:
    """`data` as JSON that may stand inside a script element."""
    text = json.dumps(_cleaned(data), ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in (("<", "003c"), (">", "003e"), ("&", "0026"), ("\u2028", "2028"), ("\u2029", "2029")):
        text = text.replace(sign, f"\\u{escaped}")
    return text


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): _cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return value


def _without_gaps(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def _organization(facts: OrganizationFacts, site: SiteView, *, full: bool) -> Node:
    logo = facts.logo
    large = logo is not None and min(logo.width, logo.height) >= SMALLEST_LOGO
    node: Node = {
        "@type": "Organization",
        "name": facts.name,
        "url": facts.url or absolute(site.url, site.home_url),
        "logo": absolute(site.url, logo.url) if logo is not None and large else None,
    }
    if full:
        node |= {
            "legalName": facts.legal_name,
            "description": facts.description,
            "foundingDate": facts.founded,
            "sameAs": list(facts.same_as),
            "award": list(facts.awards),
        }
    return _without_gaps(node)


def _breadcrumbs(page: PageView, site: SiteView) -> Node | None:
    if len(page.breadcrumbs) < 2:
        return None
    last = len(page.breadcrumbs)
    items = [
        _without_gaps(
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb.label,
                "item": absolute(site.url, crumb.url) if crumb.url and position < last else None,
            }
        )
        for position, crumb in enumerate(page.breadcrumbs, 1)
    ]
    if any(not item.get("name") for item in items):
        return None
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _testimonial(quote: Quote, page: PageView, site: SiteView, url: str) -> list[Node]:
    """The words as a quotation, and the recording; nothing where they belong to another site."""
    if quote.source is not None:
        return []
    said = " ".join(disclosure.text for disclosure in quote.disclosures)
    notes = " ".join(original.note for original in quote.originals)
    quotation = _without_gaps(
        {
            "@type": "Quotation",
            "text": quote.plain,
            "inLanguage": quote.language,
            "datePublished": quote.date.iso if quote.date else None,
            "spokenByCharacter": _person(quote.person),
            "description": " ".join(part for part in (said, notes) if part),
        }
    )
    nodes: list[Node] = [
        {
            "@type": "WebPage",
            "@id": url,
            "url": url,
            "name": page.title,
            "inLanguage": site.language,
            "mainEntity": quotation,
        }
    ]
    video = quote.video
    if video is not None and video.poster is not None and quote.date is not None and len(quote.date.iso) == 10:
        nodes.append(
            _without_gaps(
                {
                    "@type": "VideoObject",
                    "name": page.title,
                    "description": " ".join(part for part in (quote.excerpt, said) if part),
                    "thumbnailUrl": absolute(site.url, video.poster.url),
                    "uploadDate": quote.date.iso,
                    "contentUrl": absolute(site.url, video.url),
                    "encodingFormat": video.mime,
                    "transcript": video.transcript,
                }
            )
        )
    return nodes


def _person(person: Person) -> Node | None:
    """As far as shown; None where neither name nor role may be."""
    if not person.name and not person.role:
        return None
    company = _without_gaps({"@type": "Organization", "name": person.company, "url": person.company_url})
    return _without_gaps(
        {
            "@type": "Person",
            "name": person.name,
            "jobTitle": person.role,
            "worksFor": company if person.company else None,
        }
    )


def _case_study(case: Case, organization: OrganizationFacts, site: SiteView, url: str, *, customer_named: bool) -> Node:
    about = {"@type": "Organization", "name": case.customer} if customer_named and case.customer else None
    description = " ".join(part for part in (case.summary, case.typical or "") if part)
    return _written(case, case.hero or case.logo, description, organization, site, url) | (
        {"about": about} if about else {}
    )


def _article(article: Article, organization: OrganizationFacts, site: SiteView, url: str) -> Node:
    node = _written(article, article.image, article.summary, organization, site, url)
    if article.author:
        node["author"] = {"@type": "Person", "name": article.author}
    return node


def _written(
    work: Case | Article,
    picture: Picture | None,
    description: str,
    organization: OrganizationFacts,
    site: SiteView,
    url: str,
) -> Node:
    publisher = _organization(organization, site, full=False)
    return _without_gaps(
        {
            "@type": "Article",
            "headline": work.title,
            "description": description,
            "inLanguage": work.language,
            "datePublished": work.date.iso if work.date else None,
            "image": absolute(site.url, picture.url) if picture else None,
            "author": publisher,
            "publisher": publisher,
            "mainEntityOfPage": url,
        }
    )
