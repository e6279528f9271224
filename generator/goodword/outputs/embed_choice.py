"""What of a site can be embedded elsewhere, and under which names. Pure arithmetic over the library, like `walls`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct, field

from goodword import text
from goodword.content.library import Library
from goodword.outputs.walls import Quotes, rated

# Where somebody chooses, without the prefix of the language.
CHOOSER = "embed/"
ON_WALL, ON_CAROUSEL = 12, 8
# An average of fewer ratings says nothing.
FEWEST_RATINGS = 3
# Whose words stood on the site once, and may do so no longer.
_ENDED = frozenset({"withdrawn", "expired", "archived"})


class Choice(Struct, frozen=True):
    """What the embeds of all languages show. first: in the order of walls; alone: have an embed of their own.

    gone: names of the embeds whose testimonial is no longer shown. rated: those that the badge counts.
    """

    first: Quotes = ()
    alone: Quotes = ()
    gone: tuple[str, ...] = ()
    rated: Quotes = ()
    names: dict[str, str] = field(default_factory=dict)


def embed_name(entry_id: str) -> str:
    """The name of a testimonial's embed. It tells nobody's name, for it goes on answering when the words are gone."""
    return text.digest_slug(entry_id, "quote")


def embed_choice(library: Library) -> Choice | None:
    """The embeds of a site; None where it has none."""
    asked = library.site.embeds
    if asked is None:
        return None
    shown = library.testimonials
    known = {item.id: item for item in shown}
    alone = (
        tuple(known[one] for one in dict.fromkeys(asked.testimonials) if one in known)
        if asked.testimonials
        else tuple(item for item in shown if item.entry.featured)
    )
    gone = {
        embed_name(one.id)
        for one in library.hidden
        if one.kind == "testimonial" and one.reason.code in _ENDED and one.id not in known
        if not asked.testimonials or one.id in asked.testimonials
    }
    counted = rated(shown)
    return Choice(
        first=tuple(islice(sorted(shown, key=lambda item: not item.entry.featured), ON_WALL)),
        alone=alone,
        gone=tuple(sorted(gone)),
        rated=counted if len(counted) >= FEWEST_RATINGS else (),
        names={item.id: embed_name(item.id) for item in alone},
    )


def embed_names(library: Library) -> Iterator[tuple[str, str]]:
    """The name of each embed below `/embed/`, and what it is."""
    choice = embed_choice(library)
    if choice is None:
        return
    if choice.first:
        yield "wall/", "the wall for other sites"
        yield "carousel/", "the carousel for other sites"
    if choice.rated:
        yield "badge/", "the rating badge for other sites"
    if has_logos(library):
        yield "logos/", "the logo strip for other sites"
    for item in choice.alone:
        yield f"{choice.names[item.id]}/", f"testimonial `{item.id}` for other sites"
    for name in choice.gone:
        yield f"{name}/", "the embed of a testimonial that is no longer shown: it says so, and nothing else"


def has_logos(library: Library) -> bool:
    """Whether anybody's logo may be shown."""
    return any(case.entry.logo for case in library.case_studies) or any(
        item.entry.logo for item in library.testimonials
    )
