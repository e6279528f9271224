"""What stands beside several testimonials: how they were chosen, from how many, and what all of them say together."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup

from goodword.content.library import Item
from goodword.content.models import Testimonial
from goodword.outputs.frames import Frame
from goodword.outputs.wording import marked
from goodword.referral.disclosure import of_testimonial


def counted(frame: Frame, items: Sequence[Item[Testimonial]]) -> str:
    """How many of those collected are shown here, as the beginning of a sentence."""
    words, collected = frame.wording, frame.production.library.collected
    published = sum(item.badge is None for item in items)
    return words.ngettext(
        "{shown} of {collected} collected testimonial is shown here",
        "{shown} of {collected} collected testimonials are shown here",
        collected,
    ).format(shown=words.number(published), collected=words.number(collected))


def selection_sentence(frame: Frame, items: Sequence[Item[Testimonial]]) -> Markup:
    """How many of those collected are shown here, how they were chosen, how checked (UCPD Art. 7(6))."""
    words, reviews = frame.wording, frame.production.library.site.policies.reviews
    begin = counted(frame, items)
    chosen, checked = frame.localized(reviews.chosen_by), frame.localized(reviews.checked_by)
    choosing = Markup(words.gettext("all with consent"))
    if chosen:
        choosing = Markup(words.gettext("chosen by {how}")).format(how=marked(chosen, frame.language))
    if checked:
        checking = Markup(words.gettext("checked by {how}")).format(how=marked(checked, frame.language))
        whole = Markup(words.gettext("{counted}, {choosing}, {checking}."))
        return whole.format(counted=begin, choosing=choosing, checking=checking)
    unchecked = words.gettext("We do not check who wrote them.")
    whole = Markup(words.gettext("{counted}, {choosing}. {unchecked}"))
    return whole.format(counted=begin, choosing=choosing, unchecked=unchecked)


def mean_rating(entries: Sequence[Testimonial]) -> float:
    """The average of ratings in stars of five, never rounded up: to the tenth below."""
    mean = sum((entry.rating or 0) / entry.scale * 5 for entry in entries) / len(entries)
    return math.floor(mean * 10 + 1e-9) / 10


def ties_sentence(frame: Frame, entries: Sequence[Testimonial]) -> str:
    """How many of those who rated were given something, or have other ties; empty where none was."""
    words, company = frame.wording, frame.site.organization_name
    paid = sum(bool(of_testimonial(entry, company, words)) for entry in entries)
    told = words.ngettext(
        "{count} of them got something for it, or has other ties to {company}.",
        "{count} of them got something for it, or have other ties to {company}.",
        paid,
    )
    return told.format(count=words.number(paid), company=company) if paid else ""
