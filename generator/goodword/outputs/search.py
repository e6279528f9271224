"""The search: a page, and beside it all words of testimonials, case studies and awards, as their pages show them.

The script `search.js` of the theme looks through them in the browser. Nothing of advocates is here.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import asdict, replace

from goodword import files
from goodword.content import routes
from goodword.outputs import views
from goodword.outputs.absolute import clean
from goodword.outputs.frames import Frame
from goodword.outputs.production import Output
from goodword.outputs.proof_pages import WallFilters
from goodword.outputs.walls import Wall

# Of no wall: so none of the filters is the one that is shown.
_NOWHERE = Wall("", ())


class Find(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that can be found.

    kind: `quote`, `case` or `award`; title: its name, by which it is found first; by: who said, had or gave it; notes:
    what must be read beside the text; more: other words by which it is found; language, direction: of title and text,
    empty where they are those of the page.
    """

    kind: str
    url: str
    title: str
    by: str
    text: str
    notes: tuple[str, ...] = ()
    more: str = ""
    language: str = ""
    direction: str = ""


def search_outputs(frame: Frame) -> Iterator[Output]:
    """`/search/` and its words, where the site wants a search."""
    production = frame.production
    if not production.library.site.search:
        return
    finds = [_as_written(find, frame) for find in (*_quotes(frame), *_cases(frame), *_awards(frame))]
    data = msgspec.json.encode(finds) + b"\n"
    path = routes.search_words_path(frame.language)
    words = frame.wording
    title = words.gettext("Search")
    intro = words.gettext("Every word of testimonials, case studies and awards. The beginning of a word is enough.")
    here = frame.paths.tails[frame.language]
    shelves = {"case-studies/": words.gettext("Case studies"), "awards/": words.gettext("Awards")}
    page = replace(frame.page("search", routes.SEARCH, title, intro), robots="noindex", canonical=None, alternates=())
    yield frame.render(
        "search.html",
        page,
        intro=intro,
        # The address stays, so nothing old is kept; with the digest a browser asks anew once the words have changed.
        words_url=f"{production.href(path)}?v={files.digest(data, 6)}",
        filters=WallFilters(frame)(_NOWHERE),
        shelves=tuple(views.Link(label, frame.href(tail)) for tail, label in shelves.items() if tail in here),
        stylesheet=frame.static("search.css"),
        script=frame.static("search.js"),
    )
    yield Output.of(path[1:], data)


def _quotes(frame: Frame) -> Iterator[Find]:
    for item in frame.production.library.testimonials:
        quote = frame.quotes.quote(item)
        person = quote.person
        role = person.role if person.role != person.label else None
        who = (person.label, role, person.company or (None if role else person.industry))
        by = frame.wording.gettext(", ").join(dict.fromkeys(filter(None, who)))
        said = [disclosure.text for disclosure in quote.disclosures] + [original.note for original in quote.originals]
        transcript = quote.video.transcript if quote.video else None
        more = _labels(quote.industry, quote.product, *quote.tags)
        yield Find(
            kind="quote",
            url=quote.url,
            title=quote.headline or "",
            by=by,
            text=quote.plain,
            notes=_notes(quote.badge, *said),
            more=" ".join(filter(None, (more, transcript))),
            language=quote.language,
            direction=quote.direction,
        )


def _cases(frame: Frame) -> Iterator[Find]:
    usual = frame.wording.gettext("What is usual: %(typical)s")
    for item in frame.production.library.case_studies:
        case = frame.stories.case(item)
        yield Find(
            kind="case",
            url=case.url,
            title=case.title,
            by=case.customer,
            text=frame.stories.words(item),
            notes=_notes(case.badge, usual % {"typical": case.typical} if case.typical else None),
            more=" ".join(filter(None, (_labels(case.industry, case.product, *case.tags), case.location, case.size))),
            language=case.language,
            direction=case.direction,
        )


def _awards(frame: Frame) -> Iterator[Find]:
    list_url = frame.href("awards/")
    for award in (*frame.stories.awards(), *frame.stories.awards(past=True)):
        about = (award.rank, award.category, award.description if not award.past else None)
        yield Find(
            kind="award",
            url=f"{list_url}#{'past' if award.past else award.anchor}",
            title=award.name,
            by=frame.wording.gettext(", ").join((award.awarder, award.season or award.year)),
            text=" · ".join(filter(None, about)),
            notes=_notes(*(disclosure.text for disclosure in award.disclosures)),
            language=award.language,
            direction=award.direction,
        )


def _as_written(find: Find, frame: Frame) -> Find:
    """The same in characters that every reader takes, and without what the page says already."""
    said = {name: clean(value) for name, value in asdict(find).items() if isinstance(value, str)}
    if find.language == frame.language:
        said["language"] = ""
    if find.direction == frame.wording.direction:
        said["direction"] = ""
    return replace(find, **said, notes=tuple(map(clean, find.notes)))


def _notes(*said: str | None) -> tuple[str, ...]:
    return tuple(filter(None, said))


def _labels(*terms: views.Term | None) -> str:
    return " ".join(term.label for term in terms if term)
