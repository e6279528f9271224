"""What answers at `/r/CODE/` once a code has ended: it tells nothing personal."""

from __future__ import annotations

from collections.abc import Iterator

from goodword.content import routes
from goodword.content.library import Item
from goodword.content.models import Advocate
from goodword.outputs import views
from goodword.outputs.landing import LandingPages
from goodword.outputs.production import Output
from goodword.referral import matching


def ended_pages(pages: LandingPages) -> Iterator[Output]:
    """The pages of codes that have ended, in the language of `pages`."""
    for item in pages.frame.production.library.ended:
        if item.language == pages.frame.language:
            yield _ended(pages, item)


def _ended(pages: LandingPages, item: Item[Advocate]) -> Output:
    frame, library = pages.frame, pages.frame.production.library
    program = library.program_of(item.entry)
    over = program is not None and program.entry.has_ended(library.today)
    proof, _ = pages.ranked(None, None)
    # The company is not kept of a person who has gone; their own words are still left out.
    candidates = matching.candidates(proof, item)
    landing = views.Landing(
        code=item.entry.code,
        person=None,
        greeting=frame.wording.gettext("Welcome"),
        message_html=None,
        own=None,
        quotes=tuple(frame.quotes.quote(one.item) for one in candidates[: matching.SHOWN]),
        case=None,
        awards=(),
        offer=None,
        share=(),
        audience=None,
        audiences=(),
        form=frame.form(item.entry.code),
        cta_url=pages.cta(item.entry.code),
    )
    path = routes.landing_path(item.entry.code)
    said = frame.site.tagline or frame.site.name
    page = frame.private_page("landing", path, landing.greeting, said, card=frame.cards.site())
    reason = "ended" if over else "withdrawn"
    return frame.render("landing-ended.html", page, landing=landing, reason=reason)
