"""Pages of words: those written by hand, and /about/, /privacy/, /review-policy/, /program/ unless they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from markupsafe import Markup
from msgspec.structs import replace

from goodword import text
from goodword.content import routes
from goodword.content.models.parts import LEGAL_RELATIONS
from goodword.outputs import views
from goodword.outputs.displays import story
from goodword.outputs.frames import Frame
from goodword.outputs.production import Output, Prose
from goodword.outputs.selection import selection_sentence
from goodword.referral import offers
from goodword.referral.disclosure import nothing
from goodword.referral.reward_words import on_top

_HOSTS = {
    "netlify": "Netlify",
    "cloudflare": "Cloudflare",
    "vercel": "Vercel",
    "github": "GitHub",
    "gitlab": "GitLab",
    "s3": "Amazon Web Services",
}
_PROVIDERS = {"formspree": ("Formspree", "formspree.io"), "web3forms": ("Web3Forms", "api.web3forms.com")}


def written_pages(frame: Frame) -> Iterator[Output]:
    """Every page of content/pages, and the generated ones that nobody wrote by hand."""
    production = frame.production
    written = set()
    for item in production.library.pages:
        version = item.versions.get(frame.language)
        if version is None:
            continue
        written.add(item.slug)
        document = item.document(frame.language)
        html, plain = production.rendered(Prose(version.body, document, ("body",), frame.language))
        kind = item.slug if item.slug == "about" else "page"
        page = frame.page(kind, f"{item.slug}/", version.title, text.excerpt(plain, 200) or version.title)
        yield frame.render(
            "page.html", page, title=version.title, html=html, story=story(frame, item), badge=item.badge
        )
    generated: dict[str, Callable[[Frame], Output]] = {
        "about": _about,
        "privacy": _privacy,
        "review-policy": _review_policy,
        "program": _program,
    }
    for name, make in generated.items():
        if name not in written:
            yield make(frame)


def not_found(frame: Frame) -> Output:
    """`/404.html`, which every host answers unknown addresses with."""
    title = frame.wording.gettext("There is nothing at this address")
    page = frame.private_page("not-found", frame.path("404.html"), title, title)
    code_url = frame.production.href(routes.landing_path(routes.ANY_CODE))
    return frame.render(
        "not-found.html", page, code_url=code_url, script=frame.static("find-code.js"), form=frame.form()
    )


def _about(frame: Frame) -> Output:
    library = frame.production.library
    organization = library.site.organization
    title = frame.wording.gettext("About {name}").format(name=frame.site.organization_name)
    page = frame.page("about", "about/", title, frame.site.tagline or title)
    return frame.render(
        "about.html",
        page,
        organization=organization,
        html=frame.localized_html(organization.description, ("organization", "description")),
        total=len(library.testimonials),
        award_total=len(frame.stories.awards()),
        case_total=len(library.case_studies),
        form=frame.form(),
    )


def _privacy(frame: Frame) -> Output:
    site = frame.production.library.site
    privacy, words = site.policies.privacy, frame.wording
    title = words.gettext("Privacy")
    page = frame.page("privacy", "privacy/", title, words.gettext("What happens to your data on this site."))
    provider = site.form.provider
    name, host = _PROVIDERS.get(provider, (provider, None))
    if provider == "action":
        host = urlsplit(site.form.action or "").hostname
        name = host or name
    cta_host = urlsplit(site.cta.url).hostname if site.cta else None
    own_host = urlsplit(site.url).hostname
    return frame.render(
        "privacy.html",
        page,
        privacy=privacy,
        controller=privacy.controller or offers.promoter(None, site),
        contact=privacy.contact or site.organization.email,
        form_provider=name if host else provider,
        form_host=host,
        hosting=_HOSTS.get(site.hosting.target, ""),
        retention=frame.localized(privacy.retention),
        logs=frame.localized(privacy.logs),
        cta_host=cta_host if cta_host != own_host else None,
    )


def _review_policy(frame: Frame) -> Output:
    library = frame.production.library
    reviews, words = library.site.policies.reviews, frame.wording
    entries = [item.entry for item in library.testimonials]
    title = words.gettext("How we collect and choose")
    sentence = selection_sentence(frame, library.testimonials)
    page = frame.page("review-policy", "review-policy/", title, sentence.striptags())
    shown = replace(
        reviews,
        chosen_by=frame.localized(reviews.chosen_by),
        checked_by=frame.localized(reviews.checked_by),
        incentives=frame.localized_html(reviews.incentives, ("policies", "reviews", "incentives")),
        negative=frame.localized_html(reviews.negative, ("policies", "reviews", "negative")),
    )
    return frame.render(
        "review-policy.html",
        page,
        reviews=shown,
        shown=len(entries),
        collected=library.collected,
        incentivised=sum(not nothing(entry.incentive) for entry in entries),
        insiders=sum(entry.relationship in LEGAL_RELATIONS for entry in entries),
        unknown=sum(entry.relationship is None or entry.incentive is None for entry in entries),
        sentence=sentence,
    )


def _program(frame: Frame) -> Output:
    library, words = frame.production.library, frame.wording
    title = words.gettext("Referral program")
    programs = [(item, *item.version(frame.language)) for item in library.programs]
    today, day = library.today, words.day
    # Of a program that is to begin, what it will give is said with the day; of one that has ended, that it did.
    begins = tuple(day(p.starts) if p.starts and today < p.starts else "" for *_, p in programs)
    ended = tuple(day(p.ends) if p.ends and p.has_ended(today) else "" for *_, p in programs)
    made = [general_offer(frame, program) for _, _, program in programs] or [general_offer(frame, None)]
    if any(offer.friend or offer.advocate for offer in made):
        description = words.gettext("What you and your friends get when you recommend us, and the conditions.")
    else:
        description = words.gettext("How to recommend us to somebody, and what happens then.")
    page = frame.page("program", "program/", title, description)
    html = frame.production.html
    ideal: list[Markup | None] = [None] * (not programs)
    terms: list[Markup | None] = [None] * (not programs)
    for item, language, program in programs:
        document = item.document(language)
        ideal.append(
            html(Prose(program.ideal_customer, document, ("ideal_customer",), language, heading_start=4)) or None
        )
        terms.append(html(Prose(program.terms, document, ("terms",), language, heading_start=4)) or None)
    return frame.render(
        "program.html",
        page,
        offers=tuple(made),
        ideal_html=tuple(ideal),
        terms_html=tuple(terms),
        tiers=tuple(tuple(on_top(program, words)) for *_, program in programs) or ((),),
        begins=begins or ("",),
        ended=ended or ("",),
        form=frame.form(),
    )


def general_offer(frame: Frame, program: offers.Program | None) -> views.Offer:
    """The offer of a program to whoever reads about it, not on somebody's page; before its first day, that of then."""
    library, words = frame.production.library, frame.wording
    conditions = offers.conditions_of(program, library.site, words, words.day)
    day = max(library.today, program.starts) if program and program.starts else library.today
    return offer_view(frame, offers.offer_words(program, None, day, words, conditions))


def offer_view(frame: Frame, said: offers.OfferWords) -> views.Offer:
    """An offer as templates see it."""
    disclosure = views.Disclosure(*said.disclosure) if said.disclosure else None
    return views.Offer(
        program=said.program,
        summary=said.summary,
        friend=said.friend,
        advocate=said.advocate,
        disclosure=disclosure,
        conditions=said.conditions,
        terms_url=frame.href("program/"),
    )
