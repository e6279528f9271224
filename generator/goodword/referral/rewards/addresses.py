"""When two e-mail addresses are of one person, or of one company."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# Where everybody may have an address: the domain says nothing about the company.
_FOR_EVERYBODY = frozenset(
    (
        "126.com", "163.com", "aol.com", "bluewin.ch", "bt.com", "btinternet.com", "comcast.net", "duck.com",
        "fastmail.com", "free.fr", "freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.de", "gmx.net",
        "hey.com", "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.es", "hotmail.fr", "hotmail.it",
        "icloud.com", "laposte.net", "libero.it", "live.com", "mac.com", "mail.com", "mail.ru", "me.com",
        "msn.com", "naver.com", "orange.fr", "outlook.com", "outlook.de", "outlook.es", "outlook.fr", "pm.me",
        "posteo.de", "proton.me", "protonmail.com", "qq.com", "rediffmail.com", "sky.com", "t-online.de",
        "telefonica.net", "tutanota.com", "verizon.net", "wanadoo.fr", "web.de", "yahoo.co.uk", "yahoo.com",
        "yahoo.de", "yahoo.es", "yahoo.fr", "yahoo.it", "yandex.ru", "ymail.com", "zoho.com",
    )
)  # fmt: skip
# As programs copy it: `Ana <ana@x.example>;`.
_NAMED = re.compile(r"<([^<>]*)>[\s,;]*\Z")
_POINTLESS = frozenset(("gmail.com", "googlemail.com"))


def normal(address: str | None) -> str | None:
    """The address so that those of one mailbox are equal: lower case, without `+tag`, of Gmail without points.

    As programs of the trade do it (dub: lib/api/fraud/utils.ts). Neither a name before it (`Ana <ana@x.example>`) nor
    signs that nobody sees count, nor whether the domain is written as people or as machines read it. None for what is
    no address.
    """
    folded = unicodedata.normalize("NFKC", address or "").casefold()
    seen = "".join(sign for sign in folded if unicodedata.category(sign) != "Cf").strip(" ,;")
    named = _NAMED.search(seen)
    local, at, domain = (named[1] if named else seen).removeprefix("mailto:").rpartition("@")
    local, domain = "".join(local.replace('"', "").split()), _one_form(domain)
    local = local.split("+", 1)[0] or local
    if not at or not local or not domain:
        return None
    if domain in _POINTLESS:
        local, domain = local.replace(".", "") or local, "gmail.com"
    return f"{local}@{domain}"


def company_domain(address: str | None) -> str | None:
    """The domain of an address that a company gave out; None of an address that everybody may have."""
    known = normal(address)
    domain = known.rpartition("@")[2] if known else None
    return None if domain in _FOR_EVERYBODY else domain


def domain_of_url(url: str | None) -> str | None:
    """The domain of a company's own web address, without `www.`."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return _one_form(host.casefold()).removeprefix("www.") if host else None


def _one_form(domain: str) -> str:
    """A domain as machines read it (`xn--...`), without a point at its end; what is none stays as it is."""
    domain = domain.replace("\u3002", ".").strip().rstrip(".")
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain


def is_of_company(domain: str | None, others: frozenset[str]) -> bool:
    """Whether `domain` is one of `others`, or below or above one of them."""
    return domain is not None and any(
        domain == other or domain.endswith(f".{other}") or other.endswith(f".{domain}") for other in others
    )
