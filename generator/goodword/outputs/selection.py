"""How the testimonials on a page were chosen, and from how many: the sentence that stands beside them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from goodword.content.library import Item
from goodword.content.models import Testimonial
from goodword.outputs.frames import Frame
from goodword.outputs.wording import marked


def selection_sentence(frame: Frame, items: Sequence[Item[Testimonial]]) -> Markup:
    """How many of those collected are shown here, how they were chosen, how checked (UCPD Art. 7(6))."""
    library = frame.production.library
    words, reviews = frame.wording, library.site.policies.reviews
    published = sum(item.badge is None for item in items)
    shown, collected = words.number(published), words.number(library.collected)
    counted = words.ngettext(
        "{shown} of {collected} collected testimonial is shown here",
        "{shown} of {collected} collected testimonials are shown here",
        library.collected,
    ).format(shown=shown, collected=collected)
    chosen, checked = frame.localized(reviews.chosen_by), frame.localized(reviews.checked_by)
    choosing = Markup(words.gettext("all with consent"))
    if chosen:
        choosing = Markup(words.gettext("chosen by {how}")).format(how=marked(chosen, frame.language))
    if checked:
        checking = Markup(words.gettext("checked by {how}")).format(how=marked(checked, frame.language))
        whole = Markup(words.gettext("{counted}, {choosing}, {checking}."))
        return whole.format(counted=counted, choosing=choosing, checking=checking)
    unchecked = words.gettext("We do not check who wrote them.")
    whole = Markup(words.gettext("{counted}, {choosing}. {unchecked}"))
    return whole.format(counted=counted, choosing=choosing, unchecked=unchecked)
