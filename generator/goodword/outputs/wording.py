"""The words of one language: the theme's gettext catalogue, and dates, numbers and language names by Babel's data.

Formatted values are kept for the life of a `Wording`, since a page needs the same few again and again.
"""

from __future__ import annotations

import datetime
import gettext
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from goodword import files
from goodword.content.models import When
from goodword.outputs import views
from goodword.outputs.catalogues import read_catalogue
from goodword.problems import Place

if TYPE_CHECKING:
    from babel import Locale

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "ha-arab", "he", "khw", "ks", "ku-arab", "ps", "sd", "ug", "ur", "yi"}
)


def direction(language: str) -> str:
    """`rtl` or `ltr`, for the `dir` attribute of a passage in `language` (BCP 47)."""
    tag = language.lower()
    primary = tag.split("-", 1)[0]
    if "-latn" in tag:
        return "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT or "-arab" in tag or "-hebr" in tag else "ltr"


class Foreign(str):
    """A text of site.yaml that is not there in the language of the page; `marked` says in which it is."""

    language: str

    def __new__(cls, said: str, language: str) -> Foreign:
        """`said`, which is in `language` (BCP 47)."""
        made = super().__new__(cls, said)
        made.language = language
        return made


class Wording:
    """The words and formats of one language. Satisfies `text.Formats`."""

    def __init__(self, language: str, catalogues: list[Path]) -> None:
        """catalogues: PO files, the first wins. Raises SiteError for a broken one."""
        self.language = language
        self.direction = direction(language)
        self.is_english = language.split("-", 1)[0].lower() == "en"
        self._translations, self.digest = _translations(catalogues)
        self._locale: Locale = _locale(language)
        self._dates: dict[str, views.When] = {}
        self._names: dict[str, str] = {}
        self._numbers: dict[float, str] = {}

    def gettext(self, message: str, /) -> str:
        """The message in this language, or as it is."""
        return self._translations.gettext(message)

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """The form of the message for the number `n`."""
        return self._translations.ngettext(singular, plural, n)

    def when(self, date: When | datetime.date) -> views.When:
        """A date as precisely as it is known, for people and for machines."""
        iso = str(date)
        if iso not in self._dates:
            self._dates[iso] = views.When(iso, self._format(iso))
        return self._dates[iso]

    def _format(self, iso: str) -> str:
        from babel.dates import format_date, format_skeleton

        parts = [int(part) for part in iso.split("-")]
        if len(parts) == 1:
            return iso
        day = datetime.date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
        if len(parts) == 2:
            return format_skeleton("yMMMM", day, locale=self._locale)
        return format_date(day, format="long", locale=self._locale)

    def day(self, date: datetime.date) -> str:
        """A day in words: `1 May 2026`."""
        return self.when(date).text

    def number(self, value: float) -> str:
        """A number with the separators of this language."""
        if value not in self._numbers:
            from babel.numbers import format_decimal

            self._numbers[value] = format_decimal(value, locale=self._locale)
        return self._numbers[value]

    def money(self, amount: Decimal, currency: str, /) -> str:
        """An amount as this language writes it, without cents where there are none: `€50`, `12,50 €`."""
        from babel.numbers import format_currency

        pattern = self._locale.currency_formats["standard"].pattern
        if amount == amount.to_integral_value():
            pattern = pattern.replace("0.00", "0")
            return format_currency(amount, currency, pattern, locale=self._locale, currency_digits=False)
        return format_currency(amount, currency, pattern, locale=self._locale)

    def percent(self, percent: Decimal, /) -> str:
        """A percentage as this language writes it: `8%`, `8,5 %`."""
        from babel.numbers import format_percent

        return format_percent(percent / 100, locale=self._locale, decimal_quantization=False)

    def language_name(self, language: str) -> str:
        """What `language` is called in this language."""
        if language not in self._names:
            name = _locale(language).get_display_name(self._locale)
            self._names[language] = name or language
        return self._names[language]


def enclosed(element: str, words: str, language: str, around: str) -> Markup:
    """`words` (escaped, unless HTML) in an element that says their language, where it is not that `around` it."""
    if language == around:
        return escape(words)
    attributes = Markup(' lang="{}" dir="{}"').format(language, direction(language))
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(element), attributes, words)


def marked(words: str, around: str, language: str | None = None) -> str:
    """`words` in an element that says their language (that of `Foreign` ones is known), unless it is that `around`."""
    known = language or (words.language if isinstance(words, Foreign) else around)
    return words if known == around else enclosed("bdi", words, known, around)


@lru_cache(maxsize=64)  # every page says it for each language
def own_name(language: str) -> str:
    """What a language calls itself: `Español`; the tag where that is not known."""
    locale = _locale(language)
    if locale.language == "en" and not language.lower().startswith("en"):
        return language
    name = locale.get_display_name(locale) or language
    return name[:1].upper() + name[1:]


def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    parts = language.replace("_", "-").split("-")
    for end in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:end]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")


def _translations(catalogues: list[Path]) -> tuple[gettext.NullTranslations, str]:
    """The first of `catalogues` wins; a message it lacks is looked up in the next. With the digest of them all."""
    read: list[bytes] = []
    merged: gettext.NullTranslations = gettext.NullTranslations()
    for path in reversed(catalogues):
        name = Place(f"themes/{path.parent.parent.name}/i18n/{path.name}")
        read.append(files.read_bytes(path, name))
        one = read_catalogue(read[-1], name)
        one.add_fallback(merged)
        merged = one
    return merged, files.digest(b"".join(files.digest(data).encode() for data in read))
