"""`/r/CODE/`: the page that a friend lands on, and what answers at the address once a code has ended.

Nothing site-wide that changes often stands on it, so a page stays the same until its own proof does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from goodword import text
from goodword.content import routes
from goodword.content.library import Item
from goodword.content.models import Advocate, CaseStudy, Testimonial
from goodword.outputs import views
from goodword.outputs.frames import Frame
from goodword.outputs.production import Output
from goodword.outputs.written_pages import offer_view
from goodword.problems import Problem
from goodword.referral import disclosure, links, matching, messages, offers
from goodword.referral.codes import LENGTH
from goodword.referral.matching import Candidate, Wanted

AWARDS = 6


@dataclass(slots=True)
class LandingPages:
    """Makes the landing pages of one language; the ranking of proof is kept for each match group."""

    frame: Frame
    _quotes: dict[Wanted, list[Candidate[Testimonial]]] = field(default_factory=dict)
    _cases: dict[Wanted, list[Candidate[CaseStudy]]] = field(default_factory=dict)

    def pages(self) -> Iterator[Output]:
        """The pages of every advocate whose language this is, live or ended."""
        yield from self.of(self.people())
        yield from self.others()

    def people(self) -> list[Item[Advocate]]:
        """Every advocate with a page in this language."""
        return [item for item in self.frame.production.library.advocates if item.language == self.frame.language]

    def of(self, people: Iterable[Item[Advocate]]) -> Iterator[Output]:
        """The pages of some of `people`."""
        for item in people:
            yield self._page(item, None)
            for audience in item.entry.audiences:
                yield self._page(item, audience)

    def others(self) -> Iterator[Output]:
        """The pages of codes that have ended."""
        for item in self.frame.production.library.ended:
            if item.language == self.frame.language:
                yield self._ended(item)

    def chosen(
        self, item: Item[Advocate], audience: str | None = None
    ) -> tuple[list[Candidate[Testimonial]], Candidate[CaseStudy] | None]:
        """The proof of one page with the reason for each: three testimonials, one case study."""
        quotes, cases = self.considered(item, audience)
        return matching.pick(quotes, item.id), matching.pick_case(cases, item.id)

    def considered(
        self, item: Item[Advocate], audience: str | None = None
    ) -> tuple[list[Candidate[Testimonial]], list[Candidate[CaseStudy]]]:
        """The candidates, best first, that the proof of one page is chosen from."""
        quotes, cases = self._ranked(self.wanted(item, audience))
        return (
            matching.candidates(quotes, item),
            matching.candidates(cases, item),
        )

    def _ranked(self, wanted: Wanted) -> tuple[list[Candidate[Testimonial]], list[Candidate[CaseStudy]]]:
        if wanted not in self._quotes:
            library = self.frame.production.library
            self._quotes[wanted] = matching.ranking(library.testimonials, wanted)
            self._cases[wanted] = matching.ranking(library.case_studies, wanted)
        return self._quotes[wanted], self._cases[wanted]

    def wanted(self, item: Item[Advocate], audience: str | None = None) -> Wanted:
        """The match group of one page."""
        return Wanted(self.frame.language, audience or item.entry.industry, item.entry.product)

    def message_problems(self) -> Iterator[Problem]:
        """What is wrong with each program's messages, filled with the longest name that they may have to hold."""
        library = self.frame.production.library
        longest = max((item.entry.public_name for item in library.advocates), key=len, default="")
        for item in library.programs:
            program = item.versions.get(self.frame.language)
            if program is None:
                continue
            advocate = Advocate(id="-", public_name=longest or "-", code="2" * LENGTH)
            facts = self._facts(advocate, self._offer(program, advocate), longest)
            written = item.document(self.frame.language).place
            places = {channel: written("messages", channel) for channel in program.messages}
            yield from messages.check_messages(
                program.channels, facts, self.frame.wording, program.messages, written("messages"), places
            )

    def _page(self, item: Item[Advocate], audience: str | None) -> Output:
        frame, entry = self.frame, item.entry
        production, library = frame.production, frame.production.library
        person = frame.quotes.advocate(item)
        program = library.program_of(entry)
        said = self._offer(program.version(frame.language)[1] if program else None, entry)
        quotes, case = self.chosen(item, audience)
        own = library.own_words.get(item.id)
        slug = library.industries.slug(audience) if audience else None
        path = routes.landing_path(entry.code, slug)
        landing = views.Landing(
            code=entry.code,
            person=person,
            greeting=self._greeting(person),
            message_html=production.html(entry.message, item.document(item.language), ("message",), frame.language)
            or None,
            own=frame.quotes.quote(own) if own else None,
            quotes=tuple(frame.quotes.quote(candidate.item) for candidate in quotes),
            case=frame.stories.case(case.item) if case else None,
            awards=frame.stories.awards()[:AWARDS],
            offer=offer_view(frame, said),
            share=self._share(entry, program.version(frame.language)[1] if program else None, said, person),
            audience=frame.quotes.term("industry", audience) if audience else None,
            audiences=self._audiences(entry, audience),
            form=frame.form(entry.code),
            cta_url=self._cta(entry.code),
            kind_disclosure=self._kind(entry),
        )
        reward = said.disclosure[1] if said.disclosure else ""
        page = frame.private_page("landing", path, landing.greeting, self._description(said), reward)
        return frame.render("landing.html", page, landing=landing, badge=item.badge)

    def _ended(self, item: Item[Advocate]) -> Output:
        frame, library = self.frame, self.frame.production.library
        program = library.program_of(item.entry)
        over = program is not None and program.entry.has_ended(library.today)
        proof, _ = self._ranked(Wanted(frame.language, None, None))
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
            cta_url=self._cta(item.entry.code),
        )
        path = routes.landing_path(item.entry.code)
        page = frame.private_page("landing", path, landing.greeting, frame.site.tagline or frame.site.name)
        reason = "ended" if over else "withdrawn"
        return frame.render("landing-ended.html", page, landing=landing, reason=reason)

    def _greeting(self, person: views.Person) -> str:
        words, company = self.frame.wording, self.frame.site.organization_name
        if person.name:
            return words.gettext("{name} thought of you").format(name=person.name)
        return words.gettext("A customer of {company} thought of you").format(company=company)

    def _offer(self, program: offers.Program | None, entry: Advocate) -> offers.OfferWords:
        frame, library = self.frame, self.frame.production.library
        return offers.offer_words(program, entry, library.site, library.today, frame.wording, frame.wording.day)

    def _description(self, said: offers.OfferWords) -> str:
        """The words of the share card, to which the disclosure is added whole."""
        company = self.frame.site.organization_name
        first = self.frame.wording.gettext("What customers of {company} say.").format(company=company)
        return f"{first} {text.sentence(said.friend or '')}".strip()

    def _share(
        self,
        entry: Advocate,
        program: offers.Program | None,
        said: offers.OfferWords,
        person: views.Person,
    ) -> tuple[views.Link, ...]:
        facts = self._facts(entry, said, person.name or "")
        channels = program.channels if program else offers.CHANNELS
        templates = program.messages if program else {}
        made = messages.share_links(channels, facts, self.frame.wording, templates)
        return tuple(views.Link(link.label, link.url, kind=link.channel) for link in made)

    def _facts(self, entry: Advocate, said: offers.OfferWords, name: str) -> messages.Facts:
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

    def _cta(self, code: str) -> str | None:
        cta = self.frame.production.library.site.cta
        if cta is None:
            return None
        return links.with_ref(self.frame.production.link(cta.url, self.frame.language), cta.param, code)

    def _kind(self, entry: Advocate) -> views.Disclosure | None:
        said = disclosure.of_advocate(entry, self.frame.site.organization_name, self.frame.wording)
        return views.Disclosure(*said) if said else None
