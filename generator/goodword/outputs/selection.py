"""How the testimonials on a page were chosen, and from how many: the sentence that stands beside them."""

from __future__ import annotations

from collections.abc import Sequence

from goodword.content.library import Item
from goodword.content.models import Testimonial
from goodword.outputs.frames import Frame


def selection_sentence(frame: Frame, items: Sequence[Item[Testimonial]]) -> str:
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
    chosen = frame.localized(reviews.chosen_by)
    checked = frame.localized(reviews.checked_by)
    choosing = words.gettext("chosen by {how}").format(how=chosen) if chosen else words.gettext("all with consent")
    if checked:
        checking = words.gettext("checked by {how}").format(how=checked)
        return f"{counted}, {choosing}, {checking}."
    unchecked = words.gettext("We do not check who wrote them.")
    return f"{counted}, {choosing}. {unchecked}"
