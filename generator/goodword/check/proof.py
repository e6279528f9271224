"""Whether proof is complete: ties known, figures with their basis, awards that can be looked up, nothing stale.

From the table of what must stand on the page (docs/check.md); what is required outright is an error of the build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodword.check.subject import Subject
from goodword.content.document import Document, Key
from goodword.problems import Problem, checks
from goodword.referral.disclosure import nothing
from goodword.referral.reward_words import gives_advocate, is_given, own_words

_PRAISE = re.compile(
    r"(?:positive|good|great|excellent|glowing|favou?rable|happy)\s+(?:\w+\s+)?(?:reviews?|ratings?|testimonials?|feedback)"
    r"|(?:5|five)[\s-]?stars?\s+(?:\w+\s+)?(?:reviews?|ratings?|testimonials?|feedback)"
    r"|(?:leav|giv|rat|writ)\w*\s+(?:\w+\s+){0,3}(?:5|five|★{5})[\s-]?stars?\b"
    r"|(?:reseñas?|opini(?:ón|ones)|valoraci(?:ón|ones)|testimonios?)\s+(?:positiv|buen|favorable|excelente)\w*"
    r"|buenas?\s+(?:reseñas?|opiniones|opinión|valoraciones|valoración)"
    r"|(?:reseñas?|valoraci(?:ón|ones)|opini(?:ón|ones))\s+(?:de|con)\s+(?:5|cinco)\s+estrellas"
    r"|(?:positive|gute)n?\s+(?:bewertung|rezension)\w*|(?:5|fünf)[\s-]sterne[\s-]bewertung\w*"
    r"|(?:avis|témoignages?)\s+positifs?|avis\s+(?:à\s+)?(?:5|cinq)\s+étoiles",
    re.IGNORECASE,
)
# A sentence that says that praise is not wanted says the opposite.
_DENIED = re.compile(
    r"\b(?:not|no|never|neither|whether|regardless|independent\w*|negative|critical|nunca|tampoco|negativ\w+|sea\s+cual"
    r"|nicht|kein\w*|unabhängig|jamais|pas)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;!?\n]+")


def unknown_ties(subject: Subject) -> Iterator[Problem]:
    """Testimonials of which relationship or incentive is unknown."""
    for item in subject.library.testimonials:
        entry = item.entry
        what = [name for name in ("relationship", "incentive") if not getattr(entry, name)]
        if what:
            place = item.document(item.language).place()
            yield checks.TIE_UNKNOWN(place, testimonial=item.id, what=" and ".join(f"`{name}`" for name in what))


def stale(subject: Subject) -> Iterator[Problem]:
    """Testimonials older than `checks.stale_years`, and those without a date."""
    library = subject.library
    years = library.site.checks.stale_years
    limit = f"{library.today.year - years:04}{library.today.isoformat()[4:]}"
    for item in library.testimonials:
        date = item.entry.date
        document = item.document(item.language)
        if date is None:
            yield checks.NO_DATE(document.place(), testimonial=item.id)
        elif str(date) < limit[: len(date)]:
            yield checks.STALE(document.place("date"), testimonial=item.id, date=date, years=years)


def translators(subject: Subject) -> Iterator[Problem]:
    """Translations of testimonials that do not say who made them."""
    for item in subject.library.testimonials:
        for language, translation in item.entry.translations.items():
            if not translation.translator:
                place = item.document(item.language).key_place("translations", language)
                yield checks.NO_TRANSLATOR(place, testimonial=item.id, language=language)


def results(subject: Subject) -> Iterator[Problem]:
    """Figures of case studies without baseline, period or method."""
    wanted = {"before": "the baseline", "period": "the period", "method": "how it was measured", "measured": "when"}
    for item in subject.library.case_studies:
        for language, entry in item.versions.items():
            document = item.document(language)
            for index, result in enumerate(entry.results):
                place = document.place("results", index)
                what = [f"{said} (`{name}`)" for name, said in wanted.items() if not getattr(result, name)]
                if what and place.path == document.path:
                    yield checks.THIN_RESULT(place, label=result.label, case=item.id, what=", ".join(what))


def awards(subject: Subject) -> Iterator[Problem]:
    """Awards without an address, a category or a word on what entering cost."""
    for item in subject.library.awards:
        entry, place = item.entry, item.document(item.language).place()
        if not entry.url:
            yield checks.NO_AWARD_URL(place, award=entry.name)
        what = [
            said
            for name, said in (("category", "its `category`"), ("entry_fee", "what entering cost (`entry_fee`)"))
            if getattr(entry, name) is None
        ]
        if what:
            yield checks.THIN_AWARD(place, award=entry.name, what=" and ".join(what))


def recordings(subject: Subject) -> Iterator[Problem]:
    """Recordings that have neither captions nor a transcript (WCAG 1.2.2)."""
    for item in subject.library.testimonials:
        video = item.entry.video
        if video and not video.captions and not video.transcript:
            yield checks.VIDEO_UNREADABLE(item.document(item.language).place("video"), video=video.file)


def policies(subject: Subject) -> Iterator[Problem]:
    """What the generated policy pages cannot say because site.yaml does not."""
    site, place = subject.library.site, subject.library.site_document.place
    reviews = site.policies.reviews
    if subject.library.testimonials:
        if not reviews.checked_by:
            yield checks.NOT_CHECKED(place("policies", "reviews"))
        for field, what in (
            ("chosen_by", "who chooses what is shown, and how"),
            ("negative", "what happens with negative ones"),
            ("contact", "where to report a false one"),
        ):
            if not getattr(reviews, field):
                yield checks.THIN_POLICY(place("policies", "reviews"), field=field, what=what)
        told = any(not nothing(item.entry.incentive) for item in subject.library.testimonials)
        if told and not reviews.incentives:
            what = "how testimonials are handled for which something was given"
            yield checks.THIN_POLICY(place("policies", "reviews"), field="incentives", what=what)
    if site.form.provider != "none" and not (site.policies.privacy.contact or site.organization.email):
        yield checks.NO_PRIVACY_CONTACT(place("form"))


def programs(subject: Subject) -> Iterator[Problem]:
    """Programs with a reward that do not say when they start and end (CAP 8.17)."""
    for item in subject.library.programs:
        program = item.entry
        if not (gives_advocate(program) or is_given(program.friend_reward)):
            continue
        what = [f"`{name}`" for name in ("starts", "ends") if getattr(program, name) is None]
        if what:
            place = item.document(item.language).place()
            yield checks.THIN_PROGRAM(place, program=item.id, what=" and ".join(what))


def praise(subject: Subject) -> Iterator[Problem]:
    """Rewards and incentives that are tied to what is said (16 CFR 465.4)."""
    for item in subject.library.programs:
        for language, program in item.versions.items():
            document = item.document(language)
            for name in ("advocate_reward", "friend_reward"):
                yield from _tied(document, (name,), own_words(getattr(program, name)), name)
            for name in ("eligibility", "limits", "terms"):
                yield from _tied(document, (name,), getattr(program, name), name)
            for index, tier in enumerate(program.tiers):
                yield from _tied(document, ("tiers", index), own_words(tier.reward), "tiers")
    for testimonial in subject.library.testimonials:
        document = testimonial.document(testimonial.language)
        yield from _tied(document, ("incentive",), testimonial.entry.incentive, "incentive")


def _tied(document: Document, keys: tuple[Key, ...], words: str | None, field: str) -> Iterator[Problem]:
    for sentence in _SENTENCE.split(words or ""):
        found = _PRAISE.search(sentence)
        if found and not _DENIED.search(sentence):
            yield checks.REWARD_FOR_PRAISE(document.place(*keys), field=field, words=found[0])
