"""Testimonials, their authors and terms as templates see them, in the language of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from goodword import text
from goodword.content import routes
from goodword.content.document import Document
from goodword.content.items import words_language
from goodword.content.library import Item
from goodword.content.models import Advocate, Testimonial
from goodword.content.models.parts import Translation
from goodword.content.vocabularies import Vocabulary
from goodword.outputs import views
from goodword.outputs.production import Production, Prose
from goodword.outputs.roll_views import Business
from goodword.outputs.wording import Foreign, Wording, direction
from goodword.referral import disclosure
from goodword.referral.introductions import introduced

SHORT, MEDIUM = 180, 600
EXCERPT = 320


@dataclass(slots=True)
class QuoteViews:
    """Makes the views of testimonials for one language; each one once."""

    production: Production
    language: str
    _made: dict[tuple[str, int], views.Quote] = field(default_factory=dict)
    _terms: dict[tuple[str, str], views.Term] = field(default_factory=dict)

    @property
    def wording(self) -> Wording:
        """The words of this language."""
        return self.production.wordings[self.language]

    @property
    def organization(self) -> str:
        """What the company is called in sentences."""
        return self.production.library.site.company

    def quote(self, item: Item[Testimonial]) -> views.Quote:
        """The testimonial as its page and cards show it."""
        key = (item.id, id(item.entry))
        if key not in self._made:
            self._made[key] = self._make(item)
        return self._made[key]

    def _make(self, item: Item[Testimonial]) -> views.Quote:
        entry, document, production = item.entry, item.document(item.language), self.production
        shown = words_language(item, self.language) or item.language
        translation = entry.translations.get(shown) if shown != item.language else None
        words = translation.quote if translation else entry.quote
        keys = ("translations", shown, "quote") if translation else ("quote",)
        prefix = f"{item.slug}-"
        html, plain = production.rendered(Prose(words, document, keys, shown, prefix, nofollow=True))
        width = text.width(plain)
        role = translation.role if translation and translation.role and entry.role else entry.role
        return views.Quote(
            id=item.slug,
            url=production.href(routes.path_of(item, self.language, production.default)),
            language=shown,
            direction="rtl" if text.starts_right_to_left(plain) else direction(shown),
            html=html,
            plain=plain,
            excerpt=text.excerpt(plain, EXCERPT),
            size="short" if width < SHORT else "medium" if width < MEDIUM else "long",
            person=self.person(item, role),
            headline=(translation.headline if translation else entry.headline),
            rating=self.rating(entry),
            date=self.wording.when(entry.date) if entry.date else None,
            disclosures=self.disclosures(entry),
            originals=tuple(self._originals(item, translation, prefix)),
            verified=self._verified(entry),
            source=self._source(entry),
            reply_html=production.html(Prose(entry.reply, document, ("reply",), production.default, f"{prefix}reply-"))
            or None,
            reply_language=production.default,
            video=self._video(item, document),
            industry=self.term("industry", entry.industry),
            product=self.term("product", entry.product),
            tags=tuple(term for tag in entry.tags if (term := self.term("tag", tag))),
            featured=entry.featured,
            badge=item.badge,
            extra=entry.extra,
        )

    def disclosures(self, entry: Testimonial) -> tuple[views.Disclosure, ...]:
        """What must stand beside the words."""
        found = disclosure.of_testimonial(entry, self.organization, self.wording)
        return tuple(views.Disclosure(kind, sentence) for kind, sentence in found)

    def person(self, item: Item[Testimonial], role: str | None) -> views.Person:
        """Who said it: the name, else the role, else that it was a customer."""
        entry, document = item.entry, item.document(item.language)
        name = entry.author
        picture = self.production.picture
        return views.Person(
            label=name or role or self.someone(entry.industry),
            name=name,
            role=role,
            company=entry.company,
            company_url=entry.company_url,
            industry=self.industry(entry.industry),
            photo=picture(entry.photo, document, ("photo",), "photo", name or ""),
            logo=picture(entry.logo, document, ("logo",), "logo", entry.company or ""),
            initials=text.initials(name) if name else "",
        )

    def advocate(self, item: Item[Advocate]) -> views.Person:
        """An advocate as the landing page and the thanks page show them."""
        entry, document = item.entry, item.document(item.language)
        name = entry.public_name or None
        return views.Person(
            label=name or entry.role or self.someone(entry.industry),
            name=name,
            role=entry.role,
            company=entry.company,
            company_url=entry.company_url,
            industry=self.industry(entry.industry),
            photo=self.production.picture(entry.photo, document, ("photo",), "photo", name or ""),
            initials=text.initials(name) if name else "",
        )

    def business(self, people: Sequence[Item[Advocate]]) -> Business:
        """The business of one or several advocates, who each said that it may stand in the directory."""
        first = people[0].entry
        pictures = (
            self.production.picture(item.entry.logo, item.document(item.language), ("logo",), "logo", "")
            for item in people
        )
        return Business(
            name=first.company or "",
            url=introduced(first.company_url, self.production.host) if first.company_url else None,
            logo=next((picture for picture in pictures if picture), None),
            people=tuple(dict.fromkeys(item.entry.public_name for item in people if item.entry.public_name)),
            initials=text.initials(first.company or ""),
        )

    def someone(self, industry: str | None) -> str:
        """What stands for a customer who is not named."""
        label = self.industry(industry)
        if label:
            return self.wording.gettext("A customer in {industry}").format(industry=label)
        return self.wording.gettext("A customer")

    def rating(self, entry: Testimonial) -> views.Rating | None:
        """The rating as given, with stars of five for the eye."""
        if entry.rating is None:
            return None
        return self.rating_of(entry.rating, entry.scale)

    def rating_of(self, rating: float, scale: float) -> views.Rating:
        """So many of so many points, in words and stars."""
        halves = min(10, max(0, round(rating / scale * 10)))
        value, best = self.wording.number(rating), self.wording.number(scale)
        said = self.wording.gettext("{value} out of {scale}").format(value=value, scale=best)
        full, half = divmod(halves, 2)
        return views.Rating(rating, scale, value, best, said, full, half, 5 - full - half)

    def _originals(self, item: Item[Testimonial], translation: Translation | None, prefix: str) -> list[views.Original]:
        entry, document, words = item.entry, item.document(item.language), self.wording
        found = []
        if translation:
            said = words.gettext("Translated from {language}.").format(language=words.language_name(item.language))
            if translation.translator:
                said = words.gettext("Translated from {language} by {translator}.").format(
                    language=words.language_name(item.language), translator=translation.translator
                )
            html = self.production.html(
                Prose(entry.quote, document, ("quote",), item.language, f"{prefix}o-", nofollow=True)
            )
            found.append(views.Original(said, item.language, direction(item.language), html, entry.headline))
        if entry.original:
            html = self.production.html(
                Prose(entry.original, document, ("original",), item.language, f"{prefix}e-", nofollow=True)
            )
            note = words.gettext("Edited, with the author\u2019s agreement. These were the words before.")
            found.append(views.Original(note, item.language, direction(item.language), html))
        return found

    def _verified(self, entry: Testimonial) -> str | None:
        if entry.verified is None:
            return None
        sentence = self.wording.gettext("Checked on {date}: {method}")
        return sentence.format(date=self.wording.day(entry.verified.date), method=entry.verified.method)

    def _source(self, entry: Testimonial) -> views.Link | None:
        if entry.source is None or not (entry.source.platform or entry.source.url):
            return None
        label = entry.source.platform or self.wording.gettext("the original")
        return views.Link(label, entry.source.url or "", kind="source")

    def _video(self, item: Item[Testimonial], document: Document) -> views.Video | None:
        video = item.entry.video
        if video is None:
            return None
        url = self.production.file(video.file, document, ("video", "file"), (".mp4", ".webm"))
        if url is None:
            return None
        return views.Video(
            url=url,
            mime="video/webm" if video.file.lower().endswith(".webm") else "video/mp4",
            captions_url=self.production.file(video.captions, document, ("video", "captions"), (".vtt",)),
            captions_language=item.language,
            transcript=video.transcript,
            poster=self.production.picture(video.poster, document, ("video", "poster"), "poster"),
        )

    def term(self, kind: str, term_id: str | None) -> views.Term | None:
        """A tag, industry or product with the address of its wall, where testimonials stand under it."""
        if not term_id:
            return None
        key = (kind, term_id)
        if key not in self._terms:
            self._terms[key] = self._term(kind, term_id)
        return self._terms[key]

    def _term(self, kind: str, term_id: str) -> views.Term:
        vocabulary = self.vocabulary(kind)
        tail = routes.wall_tail(**{kind: vocabulary.slug(term_id)})
        path = routes.prefix(self.language, self.production.default) + tail
        url = self.production.href(path) if path in self.production.paths else None
        label, language = vocabulary.label(term_id, self.language), vocabulary.label_language(term_id, self.language)
        if language not in (None, self.language):
            label = Foreign(label, language)
        return views.Term(vocabulary.slug(term_id), label, url)

    def vocabulary(self, kind: str) -> Vocabulary:
        """The vocabulary that terms of `kind` (tag, industry, product) belong to."""
        return self.production.library.vocabulary(kind)

    def industry(self, term_id: str | None) -> str | None:
        """What an industry is called."""
        return self.vocabulary("industry").label(term_id, self.language) if term_id else None
