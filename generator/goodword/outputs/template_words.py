"""What templates call for words, and the filters that write a number or a text in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import cast

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from goodword.outputs.moulds import Slot, TouchedError
from goodword.outputs.untranslated import IN_TEXT
from goodword.outputs.wording import Wording, enclosed, marked

# A place for a value that does more than to take it in as it is: cuts it, or fills it up.
_CUTS = re.compile(r"%\(\w*\)(?!s)")


def _filled(message: str, values: Mapping[str, object]) -> Markup:
    if any(type(value) is Slot for value in values.values()) and _CUTS.search(message):
        raise TouchedError
    return Markup(message) % values


def words_of(wording: Wording) -> dict[str, Callable[..., Markup]]:
    """What templates call for words: as Jinja's own newstyle functions, but without a context looked up each time."""
    kept: dict[str, Markup] = {}
    kept_in_text: dict[str, Markup] = {}

    def gettext(message: str, /, **values: object) -> Markup:
        # a format string in any case, so that a theme's author can always write %%
        if values:
            return _filled(wording.gettext(message), values)
        if message not in kept:
            kept[message] = Markup(wording.gettext(message)) % {}
        return kept[message]

    def ngettext(singular: str, plural: str, n: int, /, **values: object) -> Markup:
        return _filled(wording.ngettext(singular, plural, n), {"num": n, **values})

    def message_in_text(message: str, /, **values: object) -> Markup:
        if values:
            return said(gettext(message, **values), wording.gettext(message), message)
        if message not in kept_in_text:
            kept_in_text[message] = said(gettext(message), wording.gettext(message), message)
        return kept_in_text[message]

    def forms_in_text(singular: str, plural: str, n: int, /, **values: object) -> Markup:
        return said(ngettext(singular, plural, n, **values), wording.ngettext(singular, plural, n), singular, plural)

    def said(made: Markup, found: str, *messages: str) -> Markup:
        # a message without a translation comes back as the same object; one may well have the same words
        is_english = not wording.is_english and any(found is message for message in messages)
        return enclosed("span", made, "en", wording.language) if is_english else made

    return {
        "_": gettext,
        "gettext": gettext,
        "ngettext": ngettext,
        IN_TEXT["gettext"]: message_in_text,
        IN_TEXT["ngettext"]: forms_in_text,
    }


@pass_context
def number(context: Context, value: float) -> str:
    return cast(Wording, context["wording"]).number(value)


@pass_context
def in_language(context: Context, words: str, language: str | None = None) -> str:
    return marked(words, cast(Wording, context["wording"]).language, language)
