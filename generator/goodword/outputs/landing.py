"""`/r/CODE/`: the page that a friend lands on.

Nothing site-wide that changes often stands on it, so a page stays the same until its own proof does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import get_args

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from goodword import files, text
from goodword.content import routes
from goodword.content.document import Document
from goodword.content.library import Item
from goodword.content.markdown import has_markup
from goodword.content.models import Advocate, CaseStudy, Testimonial
from goodword.content.models.people import AdvocateKind
from goodword.content.rows.roll import DIGEST as ROW
from goodword.content.rows.roll import Group, Member, Roll
from goodword.outputs import views
from goodword.outputs.frames import Frame
from goodword.outputs.landing_cards import LandingCards, greeting, tie
from goodword.outputs.landing_moulds import TEMPLATE, LandingMoulds
from goodword.outputs.production import Output, Prose, encoded, part_of_key
from goodword.outputs.written_pages import offer_view
from goodword.referral import links, matching, messages, offers
from goodword.referral.codes import LENGTH
from goodword.referral.matching import Candidate, Ranking, Wanted

AWARDS = 6
# What the template gets besides the page.
_GIVEN = ("landing", "badge")
# Bytes of the digest of a group.
DIGEST = 16
# Stands for a code where the address around it is worked out; no address holds it.
_MARK = "\ue000"
_NOWHERE = Document("advocate", "-", None, "", "", {})


class ProgramWords(Struct, frozen=True):
    """What the pages of one program share. program: in the language of the pages."""

    program: offers.Program | None
    conditions: tuple[tuple[str, str], ...]
    row: messages.ShareRow


@dataclass(slots=True)
class LandingPages:
    """Makes the landing pages of one language; the ranking of proof is kept for each match group."""

    frame: Frame
    cards: LandingCards = field(init=False)
    _moulds: LandingMoulds | None = field(init=False)
    _rankings: dict[tuple[str | None, str | None], tuple[Ranking[Testimonial], Ranking[CaseStudy]]] = field(
        default_factory=dict
    )
    _programs: dict[str | None, ProgramWords] = field(default_factory=dict)
    _shared: dict[tuple[str | None, AdvocateKind], bytes] = field(default_factory=dict)
    _digests: dict[int, bytes] = field(default_factory=dict)
    _speaking: tuple[tuple[bool, ...], ...] | None = None
    _awards: tuple[views.Award, ...] | None = None
    _around_code: list[str] | None = None

    def __post_init__(self) -> None:
        self.cards = LandingCards(self.frame)
        production = self.frame.production
        # in the preview each page leads to its kit, and a card of its own has an address of its own
        is_plain = not production.personal_cards and not (production.kits and production.library.preview)
        self._moulds = LandingMoulds(self.frame, self) if is_plain else None

    def foresee(self, pages: int) -> None:
        """Is told how many pages there are."""
        frame = self.frame
        frame.production.templates.foresee(TEMPLATE, frame.wording, pages)

    def slow_because(self, item: Item[Advocate]) -> str | None:
        """Why pages like that of `item` take longer than with another template; None if they do not."""
        frame = self.frame
        templates = frame.production.templates
        plain = templates.plain_because(TEMPLATE, frame.site, frame.wording, _GIVEN)
        if plain:
            return f"each page from start to end, which takes long: {plain}"
        more = templates.more_than_written(TEMPLATE, frame.wording, _GIVEN)
        if not more and self._moulds and not self._moulds.suits(item.entry, self._shown(*self.chosen(item))):
            more = "it looks into a text that differs from page to page"
        return f"each page by itself, which takes longer than to fill it in: {more}" if more else None

    def of(self, member: Member) -> Iterator[Output]:
        """The pages of an advocate whose language this is: one, and one for each audience."""
        yield self._page(member, None)
        for audience in member.entry.audiences:
            yield self._page(member, audience)

    def chosen(
        self, item: Item[Advocate] | Member, audience: str | None = None
    ) -> tuple[list[Candidate[Testimonial]], Candidate[CaseStudy] | None]:
        """The proof of one page with the reason for each: three testimonials, one case study."""
        quotes, cases = self.considered(item, audience)
        seed = matching.seed_of(item.id)
        return matching.pick(quotes, seed), matching.pick_case(cases, seed)

    def offer(self, entry: Advocate) -> offers.OfferWords:
        """What both sides get by the advocate's program today."""
        program = self.words_of(self.frame.production.library.program_of(entry))
        return self.offer_of(program, entry)

    def considered(
        self, item: Item[Advocate] | Member, audience: str | None = None
    ) -> tuple[Sequence[Candidate[Testimonial]], Sequence[Candidate[CaseStudy]]]:
        """The candidates, best first, that the proof of one page is chosen from."""
        quotes, cases = self.ranked(audience or item.entry.industry, item.entry.product)
        return matching.candidates(quotes, item), matching.candidates(cases, item)

    def ranked(self, industry: str | None, product: str | None) -> tuple[Ranking[Testimonial], Ranking[CaseStudy]]:
        """All proof as it fits one match group."""
        group = (industry, product)
        if group not in self._rankings:
            library = self.frame.production.library
            wanted = Wanted(self.frame.language, industry, product)
            if self._speaking is None:
                language = self.frame.language
                self._speaking = (
                    matching.speaking(library.testimonials, language),
                    matching.speaking(library.case_studies, language),
                )
            self._rankings[group] = (
                matching.ranking(library.testimonials, wanted, self._speaking[0]),
                matching.ranking(library.case_studies, wanted, self._speaking[1]),
            )
        return self._rankings[group]

    def wanted(self, item: Item[Advocate], audience: str | None = None) -> Wanted:
        """The match group of one page."""
        return Wanted(self.frame.language, audience or item.entry.industry, item.entry.product)

    def _page(self, member: Member, audience: str | None) -> Output:
        chosen = self.chosen(member, audience)
        card = self.cards.of(member.entry)
        own = self._own(member, audience, *chosen)
        return Output(
            self.frame.production.style.file(self._path(member.entry, audience)),
            self.frame.key(TEMPLATE, b"\0".join((own, card.url.encode())) if card else own),
            lambda: self._made(member, audience, *chosen, card),
        )

    def _own(
        self,
        member: Member,
        audience: str | None,
        quotes: Sequence[Candidate[Testimonial]],
        case: Candidate[CaseStudy] | None,
    ) -> bytes:
        """Everything that a page shows and others do not, in a few bytes and without making its views.

        There may be a million of them, and most have not changed. What is left out here has to be in `_probe`.
        """
        entry = member.entry
        library, frame = self.frame.production.library, self.frame
        parts = [member.digest, self._probe(library.program_of(entry), entry.kind), *map(self._proof, quotes)]
        parts += [b"case", self._proof(case)] if case else []
        own = library.own_words.get(member.id)
        parts += [b"own", frame.digest_of(frame.quotes.quote(own))] if own else []
        parts += [b"label", library.industries.label(entry.industry, frame.language).encode()] if entry.industry else []
        # What is in other files, too: links and pictures of a message, a photo; and the addresses of other pages.
        if entry.message and has_markup(entry.message):
            parts += [b"message", self._message(member.item).encode()]
        if entry.photo:
            parts += [b"photo", encoded(frame.quotes.advocate(member.item).photo)]
        if entry.audiences:
            term = audience and frame.quotes.term("industry", audience)
            parts += [b"audiences", encoded((term, self._audiences(entry, audience)))]
        return b"\0".join(parts)

    def digest(self, group: Group, people: Roll) -> bytes:
        """Everything that the pages of a plain group depend on: each has another key only if this is another one."""
        library, frame, records = self.frame.production.library, self.frame, people.records
        program = library.program_of(Advocate(id="-", public_name="-", code="-", program=group.program))
        label = library.industries.label(group.industry, frame.language) if group.industry else ""
        told = [frame.key(TEMPLATE, b""), label.encode(), group.codes.encode()]
        told += [self._probe(program, kind) for kind in get_args(AdvocateKind)]
        told.append(records.digests[group.start * ROW : group.stop * ROW])
        if frame.production.shelf is not None:
            told += [card.url.encode() if card else b"" for card in self.cards.shared(program)]
        quotes, cases = self.ranked(group.industry, group.product)
        for reach in (matching.within_reach(quotes), matching.within_reach(cases)):
            for one in reach:
                keys = (one.item.company_key, one.item.author_key, one.item.person_key)
                told.append(encoded((one.same_language, one.level, keys, self._proof(one))))
            told.append(b"-")
        for item in people.part(group.start, group.stop).with_keys(
            own.author_key for own in library.own_words.values()
        ):
            if item.id in library.own_words:
                told += [item.id.encode(), frame.digest_of(frame.quotes.quote(library.own_words[item.id]))]
        return files.digest_bytes(encoded(told), DIGEST)

    def files(self, group: Group) -> list[str]:
        """The files of the pages of a plain group."""
        return self.frame.production.style.files_of(map(routes.landing_path, group.codes.split("\n")))

    def _proof(self, candidate: Candidate[Testimonial] | Candidate[CaseStudy]) -> bytes:
        """The digest of the view of one proof; candidates are kept with their rankings, so they stand for it."""
        found = self._digests.get(id(candidate))
        if found is None:
            item = candidate.item
            quotes, stories = self.frame.quotes, self.frame.stories
            view = stories.case(item) if isinstance(item.entry, CaseStudy) else quotes.quote(item)
            found = self._digests[id(candidate)] = self.frame.digest_of(view)
        return found

    def _probe(self, program: Item[offers.Program] | None, kind: AdvocateKind) -> bytes:
        """What the pages of one kind of advocates of a program share: the digest of pages of some who do not exist.

        And of the program itself: its words may hold what looks like the name or the code of such a one.
        """
        key = program.id if program else None, kind
        if key not in self._shared:
            people = [
                Advocate(id="-", public_name="A", code="2" * LENGTH, role="R", kind=kind, program=key[0], offer=offer)
                for offer in (None, "O")
            ]
            made = [self.views_of(entry, (), None) for entry in people]
            self._shared[key] = part_of_key(encoded((made, self.words_of(program).program)))
        return self._shared[key]

    def _path(self, entry: Advocate, audience: str | None) -> str:
        slug = self.frame.production.library.industries.slug(audience) if audience else None
        return routes.landing_path(entry.code, slug)

    def _made(
        self,
        member: Member,
        audience: str | None,
        quotes: Sequence[Candidate[Testimonial]],
        case: Candidate[CaseStudy] | None,
        card: views.Picture | None,
    ) -> bytes:
        frame, shown = self.frame, self._shown(quotes, case)

        def render() -> bytes:
            item = member.item
            page, landing = self._views(item, audience, *_apart(shown))
            page = replace(page, og_image=card) if card else page
            return frame.rendering(TEMPLATE, page, {"landing": landing, "badge": item.badge})()

        if self._moulds and audience is None and member.id not in frame.production.library.own_words:
            found = self._moulds.filled(member, shown, card, render)
            if found is not None:
                return found
        return render()

    def _shown(
        self, quotes: Sequence[Candidate[Testimonial]], case: Candidate[CaseStudy] | None
    ) -> tuple[views.Quote | views.Case, ...]:
        shown = [self.frame.quotes.quote(candidate.item) for candidate in quotes]
        return (*shown, self.frame.stories.case(case.item)) if case else tuple(shown)

    def views_of(
        self, entry: Advocate, quotes: tuple[views.Quote, ...], case: views.Case | None
    ) -> tuple[views.PageView, views.Landing]:
        """The views of the page of somebody who is in no file; see `_moulds`."""
        return self._views(_item(entry, self.frame.language), None, quotes, case)

    def message(self, member: Member) -> str:
        """The advocate's greeting as HTML; empty where there is none."""
        said = member.entry.message
        if not said or not said.strip():
            return ""
        plain = self.frame.production.markdown.paragraphs(said, self.frame.language)
        return self._message(member.item) if plain is None else plain

    def name_mark(self, entry: Advocate) -> str | None:
        """What may stand for the name in the words of the share row; see `ShareRow.name_mark`."""
        program = self.words_of(self.frame.production.library.program_of(entry))
        return program.row.name_mark(entry.public_name, entry.code)

    def _views(
        self,
        item: Item[Advocate],
        audience: str | None,
        quotes: tuple[views.Quote, ...],
        case: views.Case | None,
    ) -> tuple[views.PageView, views.Landing]:
        frame, entry = self.frame, item.entry
        library = frame.production.library
        person = frame.quotes.advocate(item)
        program = self.words_of(library.program_of(entry))
        said = self.offer_of(program, entry)
        own = library.own_words.get(item.id)
        facts, tied = self.facts(entry, said, person.name or ""), tie(frame, entry)
        landing = views.Landing(
            code=entry.code,
            person=person,
            greeting=greeting(frame, entry, person.name),
            message_html=self._message(item) or None,
            own=frame.quotes.quote(own) if own else None,
            quotes=quotes,
            case=case,
            awards=self._best_awards(),
            offer=offer_view(frame, said),
            share=self._share(program, facts),
            introduction=views.Link(*program.row.introduction(facts)),
            audience=frame.quotes.term("industry", audience) if audience else None,
            audiences=self._audiences(entry, audience),
            form=frame.form(entry.code),
            cta_url=self.cta(entry.code),
            kind_disclosure=views.Disclosure(*tied) if tied else None,
        )
        reward = said.disclosure[1] if said.disclosure else ""
        path = self._path(entry, audience)
        page = frame.private_page("landing", path, landing.greeting, self.description(said), reward)
        kits = frame.production.kits
        if kits and library.preview:  # nothing that is published leads to a kit
            page = replace(page, kit_url=frame.production.href(kits.path(entry.id, entry.kit_version)))
        return page, landing

    def _message(self, item: Item[Advocate]) -> Markup:
        document = item.document(item.language)
        return self.frame.production.html(Prose(item.entry.message, document, ("message",), self.frame.language))

    def words_of(self, item: Item[offers.Program] | None) -> ProgramWords:
        """The words of a program, or of none."""
        key = item.id if item else None
        if key not in self._programs:
            words, site = self.frame.wording, self.frame.production.library.site
            program = item.version(self.frame.language)[1] if item else None
            self._programs[key] = ProgramWords(
                program,
                offers.conditions_of(program, site, words, words.day),
                messages.ShareRow(
                    program.channels if program else offers.CHANNELS, words, program.messages if program else None
                ),
            )
        return self._programs[key]

    def offer_of(self, program: ProgramWords, entry: Advocate) -> offers.OfferWords:
        """What both sides get by `program` today."""
        today = self.frame.production.library.today
        return offers.offer_words(program.program, entry, today, self.frame.wording, program.conditions)

    def description(self, said: offers.OfferWords) -> str:
        """The words of the share card, to which the disclosure is added whole."""
        company = self.frame.site.organization_name
        first = self.frame.wording.gettext("What customers of {company} say.").format(company=company)
        return f"{first} {text.as_sentence(said.friend or '')}".strip()

    def _share(self, program: ProgramWords, facts: messages.Facts) -> tuple[views.Link, ...]:
        return tuple([views.Link(link.label, link.url, kind=link.channel) for link in program.row.links(facts)])

    def facts(self, entry: Advocate, said: offers.OfferWords, name: str) -> messages.Facts:
        """What messages about the page may say. name: the one that may be shown, or empty."""
        return messages.Facts(
            company=self.frame.site.organization_name,
            link=self.frame.production.absolute(routes.landing_path(entry.code)),
            code=entry.code,
            advocate=name,
            offer=said.friend or "",
            disclosure=said.disclosure[1] if said.disclosure else "",
        )

    def _audiences(self, entry: Advocate, current: str | None) -> tuple[views.Link, ...]:
        industries = self.frame.production.library.industries
        return tuple(
            views.Link(
                industries.label(audience, self.frame.language),
                self.frame.production.href(routes.landing_path(entry.code, industries.slug(audience))),
                current=audience == current,
            )
            for audience in entry.audiences
        )

    def _best_awards(self) -> tuple[views.Award, ...]:
        if self._awards is None:
            self._awards = self.frame.stories.awards()[:AWARDS]
        return self._awards

    def cta(self, code: str) -> str | None:
        """Where the call to action leads; what stands around the code is the same on every page."""
        cta = self.frame.production.library.site.cta
        if cta is None:
            return None
        if self._around_code is None:
            target = self.frame.production.link(cta.url, self.frame.language)
            self._around_code = links.with_ref(target, cta.param, _MARK).split(links.encode(_MARK))
        return links.encode(code).join(self._around_code)


def _apart(shown: tuple[views.Quote | views.Case, ...]) -> tuple[tuple[views.Quote, ...], views.Case | None]:
    quotes = tuple([view for view in shown if isinstance(view, views.Quote)])
    return quotes, next((view for view in shown if isinstance(view, views.Case)), None)


def _item(entry: Advocate, language: str) -> Item[Advocate]:
    return Item("advocate", entry.id, "", entry, {language: entry}, {language: _NOWHERE}, language)
