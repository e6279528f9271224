"""Whether amounts can be paid: currencies by ISO 4217, and no more digits than a currency has."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from goodword.content.models import Amount
from goodword.problems import Place, Problem
from goodword.problems import rewards as told
from goodword.text import closest


def is_currency(code: str) -> bool:
    """Whether `code` is one of ISO 4217, also of a country that has changed its money since (source: CLDR)."""
    from babel.numbers import is_currency as known

    return known(code)


def digits_of(currency: str) -> int:
    """How many digits the parts of a unit have: 2 for EUR, 0 for JPY, 3 for KWD (source: CLDR)."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


def smallest_unit(currency: str) -> Decimal:
    """The smallest amount of `currency`: 0.01 for EUR, 1 for JPY."""
    return Decimal(1).scaleb(-digits_of(currency))


def currency_problem(code: str, place: Place, field: str) -> Iterator[Problem]:
    """The problem of a currency that is none."""
    if is_currency(code):
        return
    near = closest(code.upper(), ("EUR", "USD", "GBP", "CHF", "JPY", "SEK", "NOK", "DKK", "PLN", "MXN", "CAD", "AUD"))
    hint = f"Did you mean `{near}`?" if near else ""
    yield told.CURRENCY(place, field=field, found=code, hint=hint)


def amount_problem(amount: Amount, currency: str, place: Place, field: str) -> Iterator[Problem]:
    """The problem of an amount with more digits than the currency has, which must be a known one."""
    digits = digits_of(currency)
    if amount.exact != round(amount.exact, digits):
        parts = f"{digits} digits behind the point" if digits else "no parts of a unit"
        yield told.MONEY_FORM(
            place, field=field, found=f"`{amount}`", why=f"{currency} has {parts}", hint="Write what can be paid."
        )
