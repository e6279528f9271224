"""What must not be published: columns and values that look like e-mail, telephone, address, account or booking numbers.

Both the name of a column and its values are looked at; in doubt a value is private.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from goodword.importing.aliases import folded, plain
from goodword.text import words

_EMAIL = re.compile(r"[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")
_PHONE = re.compile(r"(?:\+|00)?\(?\d[\d ()./\u2013-]{5,20}\d")
_PHONE_IN_TEXT = re.compile(r"(?<![\w/=.-])(?:\+\d|\(0\d|00\d)[\d ()./-]{6,18}\d(?![\w/])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_CARD = re.compile(r"(?<!\d)\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?!\d)")
_IP = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-fA-F]{1,4}:){3,7}:?[0-9a-fA-F]{0,4}|[0-9a-fA-F:]*::[0-9a-fA-F:]+")
_DATE = re.compile(
    r"\d{4}[-/._]\d{1,2}([-/._]\d{1,2})?([T ].*)?|\d{1,2}[-/._]\d{1,2}[-/._]\d{2,4}([T ].*)?|(19|20)\d{6}"
)
_CODE = re.compile(
    r"[A-Z]{1,5}[-/ #]?\d{4,}|#?\d{7,}|(?=[^\d]*\d)(?=[^A-Z]*[A-Z])[A-Z0-9]{6,12}|[A-Z]{2,5}(-[A-Z0-9]{3,}){1,3}"
)
_STREET = re.compile(
    r"\d{1,5}[a-z]?,?\s+(?:[\w.'-]+\s+){1,4}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct)\b\.?"
    r"|[\w.-]+(?:straße|strasse|str\.|gasse|weg|platz|allee)\s+\d{1,4}\b"
    r"|\b(?:rue|avenue|calle|avenida|via|viale|piazza|rua|ulica|ul\.)\s+[\w.' -]+,?\s+\d{1,4}\b",
    re.IGNORECASE,
)
_NAMES = frozenset(
    words(
        "email emails mail phone telephone tel mobile cell "
        "cellphone phonenumber fax whatsapp address addresses street zip "
        "zipcode postcode postal plz ip iban bic swift account "
        "konto passport ssn dob birthday birthdate birth booking "
        "reservation invoice reference contract policy latitude longitude "
        "geolocation licenceplate vat taxid telefon handy "
        "telefono teléfono téléphone celular correo courriel "
        "adresse direccion dirección indirizzo strasse straße "
        "kundennummer buchungsnummer rechnungsnummer vertragsnummer телефон почта адрес"
    )
)
_NUMBERED = frozenset(words("customer client order user consumer member person network account card tax patient guest"))
_NUMBER_WORDS = frozenset(words("id no nr num number nummer code ref"))
_PHRASES = ("emailaddress", "ipaddress", "phonenumber", "ordernumber", "orderid", "customerid", "clientid", "userid")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def by_name(column: str) -> bool:
    """Whether the name of a column says that its values are private."""
    words = [word for word in re.split(r"[\W_]+", _CAMEL.sub(" ", plain(column)).casefold()) if word]
    if (_NAMES & {*words, folded(column)}) or any(phrase in folded(column) for phrase in _PHRASES):
        return True
    return bool(_NUMBERED & set(words)) and bool(_NUMBER_WORDS & set(words))


def kind_of(value: str) -> str | None:
    """What private thing the whole of `value` looks like, or None."""
    text = value.strip()
    if not text or len(text) > 200 or _DATE.fullmatch(text):
        return None
    if _EMAIL.search(text) and not text.lower().startswith(("http://", "https://")):
        return "an e-mail address"
    if _IP.fullmatch(text):
        return "an IP address"
    if _IBAN.fullmatch(text) or _CARD.fullmatch(text):
        return "an account number"
    if _PHONE.fullmatch(text) and sum(c.isdigit() for c in text) >= (9 if text.isdecimal() else 7):
        return "a telephone number"
    if _STREET.search(text) and len(text) < 120:
        return "a postal address"
    if _CODE.fullmatch(text):
        return "a booking or customer number"
    return None


_SURE = ("an e-mail address", "an IP address", "an account number", "a postal address")


def by_values(values: Iterable[str]) -> str | None:
    """What the values of an unknown column look like: one sure sign, or others in half of them, make it private."""
    kinds: dict[str, int] = {}
    total = 0
    for value in values:
        if not value.strip():
            continue
        total += 1
        kind = kind_of(value)
        if kind in _SURE:
            return kind
        if within := in_words(value):
            return within
        if kind:
            kinds[kind] = kinds.get(kind, 0) + 1
    found = max(kinds, key=lambda kind: kinds[kind], default=None)
    return found if found and sum(kinds.values()) * 2 >= total else None


def in_words(text: str) -> str | None:
    """What private thing stands somewhere in a longer text, or None."""
    if _EMAIL.search(text):
        return "an e-mail address"
    if _IBAN.search(text) or _CARD.search(text):
        return "an account number"
    if _PHONE_IN_TEXT.search(text):
        return "a telephone number"
    return None
