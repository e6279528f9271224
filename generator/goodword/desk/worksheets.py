"""A worksheet for one person, to print and fill in by hand before anything is asked: HTML without a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from goodword import text
from goodword.content.library import Library
from goodword.content.markdown import MarkdownRenderer
from goodword.desk.readiness import Judged
from goodword.referral.readiness import Counted

# Questions of the literature on referrals: what was earned, what was given besides the sale, how strong the relation
# is, whether asking now would feel awkward, why they would.
_EARNED = "What have we earned?"
_BESIDES = "What did we do for them besides the sale?"
_RELATION = "How strong is the relation?"
_AWKWARD = "Would asking now feel awkward?"
_WHY = "Why would they?"
_NEXT = "So what do I do next, and when?"

_STYLE = """
@page { size: A4; margin: 16mm }
:root { color-scheme: light }
body { font: 15px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .2rem; overflow-wrap: anywhere }
h2 { font-size: 1.08rem; margin: 1.3rem 0 .2rem; break-after: avoid }
p, ul { margin: .2rem 0; overflow-wrap: anywhere }
ul { padding-inline-start: 1.2rem }
section { break-inside: avoid }
.who, footer { color: #555 }
.call { border: 2px solid #1b1b1b; border-radius: 6px; padding: .6rem .9rem; margin: 1rem 0 }
.call strong { font-size: 1.15rem }
table { border-collapse: collapse; width: 100%; margin-top: .4rem; font-size: .93rem }
td { border-top: 1px solid #ccc; padding: .15rem 0; vertical-align: top }
td:last-child { text-align: end; white-space: nowrap; padding-inline-start: 1rem; font-variant-numeric: tabular-nums }
.missing { color: #555; font-style: italic }
.lines { height: 4.5rem; background: repeating-linear-gradient(#fff 0 1.45rem, #bbb 1.45rem 1.5rem) }
.lines { -webkit-print-color-adjust: exact; print-color-adjust: exact }
footer { margin-top: 1.6rem; font-size: .85rem; border-top: 1px solid #ccc; padding-top: .4rem }
""".strip()
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_CALLS = {
    "ask": "Ask: it has been earned.",
    "give first": "Give first, ask later.",
    "leave alone": "Leave alone for now.",
}


def file_name(person_id: str) -> str:
    """The worksheet's name in `private/out/worksheets/`: the id, or one that no two ids share on any disk."""
    slug = text.slugify(person_id)
    return f"{slug}.html" if slug == person_id else f"{text.digest_slug(person_id, slug[:60] or 'person')}.html"


def worksheet(one: Judged, library: Library) -> bytes:
    """The worksheet of one person, with what is known filled in."""
    return ("\n".join(_page(one, library)) + "\n").encode("utf-8", "replace")


def _page(one: Judged, library: Library) -> Iterator[str]:
    name = escape(one.name)
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="robots" content="noindex">'
    yield f"<title>{name}: before you ask</title><style>{_STYLE}</style></head><body>"
    yield f'<h1>Before you ask <bdi dir="auto">{name}</bdi></h1>'
    yield f'<p class="who">{_who(one)}</p>'
    yield from _call(one)
    yield from _question(_EARNED, _earned(one, library))
    yield from _question(_BESIDES, _items(one.person.given, "Nothing is noted."))
    yield from _question(_RELATION, _relation(one))
    yield from _question(_AWKWARD, _awkward(one))
    yield from _question(_WHY, _why(one, library))
    yield from _question(_NEXT, _next(one))
    day = library.today.isoformat()
    yield f"<footer>{escape(library.site.company)}, {day}. Private: made by <code>goodword ready</code>, not to be"
    yield "handed on. Whatever is not noted is not known; nothing here was guessed.</footer></body></html>"


def _who(one: Judged) -> str:
    entry = one.entry
    known = [entry.role, entry.company] if entry else ["Known in private/ only"]
    parts = [f'<bdi dir="auto">{escape(part)}</bdi>' for part in known if part]
    return " · ".join([*parts, f"<code>{escape(one.id)}</code>"])


def _call(one: Judged) -> Iterator[str]:
    verdict = one.verdict
    yield f'<div class="call"><strong>{_CALLS[verdict.call]}</strong> {verdict.points} of {verdict.of} points.'
    yield "<table>"
    for counted in verdict.counted:
        kind = ' class="missing"' if counted.is_missing else ""
        yield f"<tr{kind}><td>{_said(counted)}</td><td>{_points(counted.points)}</td></tr>"
    yield "</table></div>"


def _question(question: str, facts: Iterable[str]) -> Iterator[str]:
    yield f"<section><h2>{question}</h2>"
    yield from facts
    yield '<div class="lines"></div></section>'


def _earned(one: Judged, library: Library) -> Iterator[str]:
    yield from _counted(one, "loyalty", "nps", "problem")
    for entry_id in one.recipient.facts.testimonials:
        item = library.testimonial(entry_id)
        if item:
            words = escape(text.excerpt(MarkdownRenderer().plain(item.entry.quote, item.language), 240))
            yield f'<p>They wrote: “<bdi dir="auto">{words}</bdi>” (<code>{escape(entry_id)}</code>)</p>'
    if not one.recipient.facts.testimonials:
        yield from _counted(one, "testimonial")


def _relation(one: Judged) -> Iterator[str]:
    yield from _counted(one, "strength", "contact")
    yield from _items(one.person.interests, "No interests are noted.", "They care about ")
    if one.person.notes:
        yield f'<p>Notes: <bdi dir="auto">{escape(one.person.notes)}</bdi></p>'


def _awkward(one: Judged) -> Iterator[str]:
    yield from _counted(one, "ask")
    for stop in one.verdict.stops:
        yield f"<p>{_first_up(escape(stop.told))}</p>"
    if not one.verdict.stops:
        yield "<p>Nothing that is noted speaks against it.</p>"


def _why(one: Judged, library: Library) -> Iterator[str]:
    entry = one.entry
    if entry and entry.audiences:
        industries = library.industries
        known = [industries.resolve(word) or word for word in entry.audiences]
        language = library.site.language
        labels = [industries.label(word, language) if word in industries.ids else word for word in known]
        yield f"<p>Friends of theirs who may need it: {escape(', '.join(labels))}.</p>"
    program = library.program_of(entry) if entry else None
    if program and program.entry.is_running(library.today):
        yield f"<p>Their program is “{escape(program.entry.name)}”: what it gives to whom stands on /program/.</p>"
    else:
        yield "<p>No program runs for them: they would do it for their friend, and because it was earned.</p>"


def _next(one: Judged) -> Iterator[str]:
    for gift in one.gifts:
        yield f"<p>{escape(gift.told)}.</p>"
    if one.verdict.until:
        yield f"<p>Not before {one.verdict.until}.</p>"


def _counted(one: Judged, *facts: str) -> Iterator[str]:
    for counted in one.verdict.counted:
        if counted.fact in facts:
            yield f"<p>{_said(counted)}.</p>"


def _said(counted: Counted) -> str:
    said = f"Not noted: {escape(counted.text)}" if counted.is_missing else _first_up(escape(counted.text))
    return f"{said}: {_words(counted.words)}" if counted.words else said


def _items(things: tuple[str, ...], none: str, before: str = "") -> Iterator[str]:
    if not things:
        yield f"<p>{none}</p>"
    elif before:
        yield f"<p>{before}{_words(things)}.</p>"
    else:
        yield "<ul>" + "".join(f'<li><bdi dir="auto">{escape(thing)}</bdi></li>' for thing in things) + "</ul>"


def _words(words: tuple[str, ...]) -> str:
    return ", ".join(f'<bdi dir="auto">{escape(word)}</bdi>' for word in words)


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]


def _points(points: int) -> str:
    return f"+{points}" if points > 0 else str(points).replace("-", "\u2212")
