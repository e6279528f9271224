"""Case studies, awards, partners and articles as templates see them, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup
from msgspec.structs import replace

from goodword import text
from goodword.content import routes
from goodword.content.document import Document
from goodword.content.library import Item
from goodword.content.models import Article, Award, CaseStudy, Partner, When
from goodword.content.models.parts import Result
from goodword.outputs import views
from goodword.outputs.production import Production, Prose
from goodword.outputs.quote_views import QuoteViews
from goodword.outputs.wording import direction
from goodword.referral import disclosure
from goodword.referral.introductions import introduced

WORDS_A_MINUTE = 220


@dataclass(slots=True)
class StoryViews:
    """Makes the views of everything but testimonials for one language; each one once."""

    production: Production
    quotes: QuoteViews
    _cards: dict[str, views.Case] = field(default_factory=dict)
    _awards: tuple[views.Award, ...] | None = None
    _articles: dict[str, views.Article] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of the pages that these views are for."""
        return self.quotes.language

    def case(self, item: Item[CaseStudy]) -> views.Case:
        """A case study as a card: everything but its long texts."""
        if item.id not in self._cards:
            self._cards[item.id] = self._card(item)
        return self._cards[item.id]

    def _card(self, item: Item[CaseStudy]) -> views.Case:
        language, entry = item.version(self.language)
        document = item.document(language)
        picture = self.production.picture
        wording = self.production.wordings[self.language]
        customer = entry.customer or self.quotes.someone(entry.industry)
        return views.Case(
            id=item.slug,
            url=self.production.href(routes.path_of(item, language, self.production.default)),
            language=language,
            direction=direction(language),
            title=entry.title,
            customer=customer,
            summary=entry.summary or text.excerpt(self._plain(entry.body, document, ("body",), language), 240),
            industry=self.quotes.term("industry", entry.industry),
            product=self.quotes.term("product", entry.product),
            tags=tuple(term for tag in entry.tags if (term := self.quotes.term("tag", tag))),
            size=entry.size,
            location=entry.location,
            logo=picture(entry.logo, document, ("logo",), "logo", entry.customer),
            hero=picture(entry.hero, document, ("hero",), "hero"),
            results=tuple(self._result(result) for result in entry.results),
            typical=entry.typical,
            timeline=tuple((step.when, step.what) for step in entry.timeline),
            date=wording.when(entry.date) if entry.date else None,
            featured=entry.featured,
            badge=item.badge,
            extra=entry.extra,
        )

    def whole_case(self, item: Item[CaseStudy]) -> views.Case:
        """A case study as its page shows it."""
        language, entry = item.version(self.language)
        document = item.document(language)
        downloads = []
        for index, download in enumerate(entry.downloads):
            url = self.production.file(download.file, document, ("downloads", index, "file"))
            if url:
                downloads.append(views.Link(download.label, url, kind="download"))
        library = self.production.library
        quoted = [library.testimonial(quote_id) for quote_id in library.case_quotes.get(item.id, ())]
        return replace(
            self.case(item),
            challenge_html=self._challenge(item)[0] or None,
            solution_html=self._solution(item)[0] or None,
            html=self.production.html(Prose(entry.body, document, ("body",), language)),
            quotes=tuple(self.quotes.quote(quote) for quote in quoted if quote),
            downloads=tuple(downloads),
        )

    def words(self, item: Item[CaseStudy]) -> str:
        """All that the page of a case study says, as plain text; without the testimonials on it."""
        language, entry = item.version(self.language)
        case = self.case(item)
        said = [
            case.summary,
            *(self._figure(result) for result in case.results),
            self._challenge(item)[1],
            self._solution(item)[1],
            self._plain(entry.body, item.document(language), ("body",), language),
            *(f"{when}: {what}" for when, what in case.timeline),
        ]
        return "\n".join(filter(None, (one.strip() for one in said)))

    def _challenge(self, item: Item[CaseStudy]) -> tuple[Markup, str]:
        language, entry = item.version(self.language)
        prose = Prose(entry.challenge, item.document(language), ("challenge",), language, "c-", 3)
        return self.production.rendered(prose)

    def _solution(self, item: Item[CaseStudy]) -> tuple[Markup, str]:
        language, entry = item.version(self.language)
        prose = Prose(entry.solution, item.document(language), ("solution",), language, "s-", 3)
        return self.production.rendered(prose)

    def _figure(self, result: views.Result) -> str:
        """A figure with what it is compared with, and over which time."""
        said = ", ".join(filter(None, (f"{result.label}: {result.figure}", result.period)))
        if result.before and result.after:
            change = self.quotes.wording.gettext("from %(before)s to %(after)s")
            said += f" ({change % {'before': result.before, 'after': result.after}})"
        return f"{said}."

    def _result(self, result: Result) -> views.Result:
        wording = self.quotes.wording
        return views.Result(
            label=result.label,
            figure=_with_unit(result.value or result.after or "", result.unit),
            before=_with_unit(result.before, result.unit) or None,
            after=_with_unit(result.after, result.unit) or None,
            period=result.period,
            method=result.method,
            measured=wording.when(result.measured) if result.measured else None,
        )

    def _plain(self, words: str, document: Document, keys: tuple[str, ...], language: str) -> str:
        return self.production.rendered(Prose(words, document, keys, language))[1]

    def awards(self, *, past: bool = False) -> tuple[views.Award, ...]:
        """The awards that may be shown off today; or those whose licence has ended, without their badges."""
        if self._awards is None:
            self._awards = tuple(self._award(item) for item in self.production.library.awards)
        return tuple(award for award in self._awards if award.past is past)

    def _award(self, item: Item[Award]) -> views.Award:
        language, entry = item.version(self.language)
        document, wording = item.document(language), self.quotes.wording
        until = entry.licence.display_until if entry.licence else None
        past = until is not None and until < self.production.library.today
        alt = f"{entry.name}, {entry.awarder}, {entry.year or entry.when}"
        return views.Award(
            id=item.slug,
            anchor=item.slug,
            name=entry.name,
            awarder=entry.awarder,
            year=str(entry.year or entry.when.first_day.year),
            language=language,
            direction=direction(language),
            when=wording.when(entry.date or When(f"{entry.year or 0:04}")),
            past=past,
            category=entry.category,
            rank=entry.rank,
            season=entry.season,
            badge=None if past else self.production.picture(entry.badge, document, ("badge",), "badge", alt),
            url=entry.url,
            description=entry.description,
            disclosures=_said(disclosure.of_award(entry, wording)),
            extra=entry.extra,
        )

    def partner(self, item: Item[Partner]) -> views.Partner:
        """A partner; every link to it is sponsored where money flows."""
        language, entry = item.version(self.language)
        document = item.document(language)
        return views.Partner(
            id=item.slug,
            anchor=item.slug,
            name=entry.name,
            url=introduced(entry.url, self.production.host),
            rel="sponsored noopener" if entry.paid else "noopener",
            language=language,
            direction=direction(language),
            logo=self.production.picture(entry.logo, document, ("logo",), "logo", entry.name),
            what=entry.what,
            for_whom=entry.for_whom,
            offer_to_us=entry.offer_to_us,
            offer_to_them=entry.offer_to_them,
            disclosures=_said(disclosure.of_partner(entry, self.quotes.organization, self.quotes.wording)),
            initials=text.initials(entry.name),
            page_url=self.production.href(routes.path_of(item, language, self.production.default))
            if entry.has_page
            else None,
            badge=item.badge,
            extra=entry.extra,
        )

    def whole_partner(self, item: Item[Partner]) -> views.Partner:
        """A partner as the partner's own page shows it."""
        language, entry = item.version(self.language)
        return replace(
            self.partner(item),
            html=self.production.html(Prose(entry.body, item.document(language), ("body",), language)),
        )

    def article(self, item: Item[Article]) -> views.Article:
        """An article as a card."""
        if item.id not in self._articles:
            self._articles[item.id] = self._article(item)
        return self._articles[item.id]

    def _article(self, item: Item[Article]) -> views.Article:
        language, entry = item.version(self.language)
        document, wording = item.document(language), self.quotes.wording
        plain = self._plain(entry.body, document, ("body",), language)
        return views.Article(
            id=item.slug,
            url=self.production.href(routes.path_of(item, language, self.production.default)),
            language=language,
            direction=direction(language),
            title=entry.title,
            summary=entry.summary or text.excerpt(plain, 200),
            author=entry.author,
            image=self.production.picture(entry.image, document, ("image",), "hero"),
            date=wording.when(entry.date) if entry.date else None,
            tags=tuple(term for tag in entry.tags if (term := self.quotes.term("tag", tag))),
            minutes=max(1, round(len(plain.split()) / WORDS_A_MINUTE)),
            badge=item.badge,
            extra=entry.extra,
        )

    def whole_article(self, item: Item[Article]) -> views.Article:
        """An article as its page shows it."""
        language, entry = item.version(self.language)
        return replace(
            self.article(item),
            html=self.production.html(Prose(entry.body, item.document(language), ("body",), language)),
        )


def _said(sentences: tuple[disclosure.Sentence, ...]) -> tuple[views.Disclosure, ...]:
    return tuple(views.Disclosure(kind, sentence) for kind, sentence in sentences)


def _with_unit(figure: str | None, unit: str | None) -> str:
    """The figure with its unit, unless it has one already: `38` and `%` make `38 %` (a no-break space between)."""
    if not figure or not unit or not figure[-1:].isdigit():
        return figure or ""
    return f"{figure}\u202f{unit}"
