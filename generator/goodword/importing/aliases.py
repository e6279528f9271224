"""Which column means which field: the alias table. Names are compared without case, spaces, `_`, `-`, dots and HTML.

Source of the names: the export formats of about twenty tools; a column matches as a whole, never by a part of its
name (`product_name` is no name). What the values look like is not looked at here.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

from goodword.importing.shapes import BODY, LANGUAGE, TEXT, TOPIC, Table, by_language

# Best first: where two columns fit, the earlier name wins.
_ALIASES: dict[str, str] = {
    "quote": (
        "quote, testimonial, testimonial text, review text, review content, review message, review body, "
        "review comment, review, (body), (text), quote text, text, message, content, body, feedback, feedback text, "
        "comment, comments, "
        "post content, overall, service comment, statement, "
        "please share your testimonial, share your testimonial, what would you like to say"
    ),
    "pros": "pros, pros text, what do you like best",
    "cons": "cons, cons text, what do you dislike",
    "headline": "headline, title, review title, heading, post title",
    "author": (
        "author, author name, quote author, name, full name, customer name, client name, reviewer name, reviewer, "
        "review username, consumer name, consumer display name, endorser name, review display, display name, byline, "
        "person, customer, what is your name, what's your name, username, user name"
    ),
    "first_name": "author firstname, first name, firstname, given name, author first name, customer first name",
    "last_name": "author lastname, last name, lastname, surname, family name, author last name, customer last name",
    "role": (
        "role, quote role, job title, job role, position, tagline, customer tagline, author title, reviewer title, "
        "author role, author position, title of person, designation, occupation, what is your role, "
        "what is your job title"
    ),
    "company": (
        "company, customer company, company name, organisation, organization, author company, employer, "
        "what company do you work for"
    ),
    "company_url": "company url, company website, company website url, customer company url",
    "rating": (
        "rating, stars, star rating, review stars, review score, rating value, review rating, service rating, score, "
        "nps, nps score, net promoter score, likelihood to recommend"
    ),
    "date": (
        "date, review date, review created (utc), review created, created at, submit date (utc), submit date, "
        "timestamp, published at, date created, feedback date, created, submitted at, date published, pub date"
    ),
    "source.platform": "source, source of review, integration, platform",
    "source.url": "source url, url, link, review url, review link, original url, permalink",
    "reply": "response, company response, reply, company reply, company reply text, owner response",
    "language": "(language), lang, language, review language, locale",
    "tags": "(topic), tags, tag, assigned terms, categories, category, topics, topic",
    "product": "product, product name, service, app",
    "industry": "industry, sector, reviewer industry",
    "video": "video, video url, video link",
    "picture": (
        "avatar, customer avatar, photo, image, picture, reviewer image, profile image, profile image url, "
        "profile picture, author photo url, photo url, avatar url, thumbnail url, author image, author avatar, "
        "reviewer photo, "
        "customer company logo, company logo url, company logo, logo, logo url, featured image, headshot"
    ),
    "consent": "consent, permission, terms, consent given, may we publish this, publish consent, permission to publish",
}
# What stands below a key for a person: `endorser: {name, tagline}` and `customer_tagline` mean the same.
_PERSONS = ("author", "customer", "client", "reviewer", "endorser", "consumer", "user", "person", "quote author")
_LEAVES = {
    "name": "author",
    "fullname": "author",
    "displayname": "author",
    "title": "role",
    "jobtitle": "role",
    "role": "role",
    "position": "role",
    "tagline": "role",
    "company": "company",
    "companyname": "company",
    "organization": "company",
    "avatar": "picture",
    "image": "picture",
    "photo": "picture",
    "picture": "picture",
}
# Keys that only wrap the entry.
_PSEUDO = frozenset({BODY, TEXT, TOPIC, LANGUAGE})
_WRAPPERS = ("params", "attributes", "fields", "data", "node", "acf", "frontmatter", "custom", "properties")
_PREFIXED = {"whatdoyoulikebest": "pros", "whatdoyoudislike": "cons"}
# Columns of these files mean something else than their names say.
_SITE_REVIEWS = frozenset({"assignedposts", "assignedterms", "isapproved", "ispinned", "authorid"})
_STRONG_WORDS = ("quote", "testimonial", "review", "feedback")

FIELDS: tuple[str, ...] = (
    *("quote", "pros", "cons", "headline", "author", "first_name", "last_name", "role", "company", "company_url"),
    *("rating", "date", "source.platform", "source.url", "reply", "language", "tags", "product", "industry"),
)
"""What `--map COLUMN=FIELD` may name, besides `imported` and `private`."""


def plain(column: str) -> str:
    """`column` as people see it: without HTML, on one line."""
    return " ".join(html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", column)).split())


def folded(column: str) -> str:
    """For comparing names of columns: letters and digits of any script only, case folded."""
    text = unicodedata.normalize("NFKC", plain(column)).casefold()
    return "".join(c for c in text if c.isalnum() or unicodedata.combining(c))


@cache
def _table() -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for field, names in _ALIASES.items():
        for rank, name in enumerate(names.split(", ")):
            key = name if name in _PSEUDO else folded(name)
            found.setdefault(key, (field, rank))
    return found


def match(column: str, columns: frozenset[str] = frozenset()) -> tuple[str, int] | None:
    """The field that `column` means and its rank (0 is the best name for it), or None.

    `columns` are the folded names of all columns of the source: some tools use a name differently.
    """
    if column in _PSEUDO:
        return _table()[column]
    names = [column]
    head, dot, rest = column.partition(".")
    if dot and folded(head) in _WRAPPERS:
        names.append(rest)
    for name in names:
        key = folded(name).removeprefix("your")
        site_reviews = len(columns & _SITE_REVIEWS) >= 2
        if key == "score" and (site_reviews or "rating" in columns):
            return None
        if key == "type":
            return ("source.platform", 9) if site_reviews else None
        if key == "author" and site_reviews:
            return None
        if key in _table():
            return _table()[key]
        for start, field in _PREFIXED.items():
            if key.startswith(start):
                return field, 5
        for person in map(folded, _PERSONS):
            leaf = key.removeprefix(person)
            if leaf != key and leaf in _LEAVES:
                return _LEAVES[leaf], 20
    return None


def is_strong(column: str) -> bool:
    """Whether the name alone says that a customer speaks (`quote`, `testimonial`), unlike `text` or `body`."""
    return folded(column).startswith(_STRONG_WORDS) or column == TEXT


def looks_like_entry(table: Table) -> bool:
    """Whether a mapping holds words, or a rating with a name, by the names of its keys and the shape of its values."""
    fields = set()
    for key, value in table.items():
        if isinstance(value, Table) and not by_language(value):
            fields |= {
                hit[0]
                for leaf, item in value.items()
                if not isinstance(item, (list, Table)) and (hit := match(f"{key}.{leaf}"))
            }
        elif not isinstance(value, list) and (hit := match(key)):
            fields.add(hit[0])
    return bool(fields & {"quote", "pros", "cons"}) or {"rating", "author"} <= fields
