"""What site.yaml must hold true beyond its fields' types: address, time zone, languages, vocabularies, the form."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from goodword.content.addresses import email_address, web_address
from goodword.content.document import Document, Key, language_tag
from goodword.content.entry_rules import address_problem
from goodword.content.field_errors import display, is_blank
from goodword.problems import Problem, fields, settings
from goodword.text import did_you_mean

VOCABULARIES = ("products", "industries", "tags")
_SITE_HINT = "Write the address at which the site will stand: `https://www.company.example`."
# The field of `form` that each provider needs, and what it is.
_NEEDS = {
    "formspree": ("id", "the form's id from Formspree"),
    "web3forms": ("access_key", "the public access key from Web3Forms"),
    "action": ("action", "the https address that accepts the form"),
    "mailto": ("email", "the address that the mail goes to"),
}


def site_problems(document: Document, values: dict[str, Any]) -> Iterator[Problem]:
    """Everything that is wrong with `values`, the fields of site.yaml."""
    yield from _url(document, values.get("url"))
    yield from _languages(document, values)
    yield from _timezone(document, values.get("timezone"))
    for name in VOCABULARIES:
        yield from _vocabulary(document, name, values.get(name))
    yield from _form(document, values.get("form"))
    yield from _addresses(document, values)
    yield from _emails(document, values)
    yield from _contact(document, values)
    yield from _brand(document, values.get("theme"))
    yield from _form_host(document, values.get("form"), values.get("hosting"))


def _url(document: Document, url: Any) -> Iterator[Problem]:
    if not isinstance(url, str) or not url.strip():
        return
    why = web_address(url.strip())
    if why is None:
        parts = urlsplit(url)
        if "?" in url or "#" in url:
            why = "must not have a part after `?` or `#`"
        elif ".." in parts.path or "//" in parts.path or "%" in parts.path:
            why = "has a path that cannot be a folder"
    if why:
        yield settings.SITE_URL(document.place("url"), why=why, found=url, hint=_SITE_HINT)


def _languages(document: Document, values: dict[str, Any]) -> Iterator[Problem]:
    one = values.get("language")
    if isinstance(one, str) and one.strip() and language_tag(one) is None:
        yield fields.BAD_LANGUAGE(document.place("language"), field="language", found=one)
    more = values.get("languages")
    if isinstance(more, list):
        for index, tag in enumerate(more):
            if isinstance(tag, str) and tag.strip() and language_tag(tag) is None:
                yield fields.BAD_LANGUAGE(document.place("languages", index), field="languages", found=tag)


def _timezone(document: Document, name: Any) -> Iterator[Problem]:
    if not isinstance(name, str) or not name.strip():
        return
    try:
        zoneinfo.ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        known = zoneinfo.available_timezones()
        city = name.strip().replace(" ", "_").rpartition("/")[2].casefold()
        match = next((zone for zone in sorted(known) if zone.rpartition("/")[2].casefold() == city), None)
        hint = f"Did you mean `{match}`?" if match else did_you_mean(name, known)
        hint = hint or "Write continent and city: `Europe/Madrid`, or `UTC`."
        yield settings.TIMEZONE(document.place("timezone"), found=name, hint=hint)


def _vocabulary(document: Document, name: str, terms: Any) -> Iterator[Problem]:
    if not isinstance(terms, list):
        return
    seen: dict[str, int] = {}
    for index, term in enumerate(terms):
        word = term.get("id") if isinstance(term, dict) else None
        if not isinstance(word, str) or not word.strip():
            continue
        place = document.place(name, index, "id")
        if word.casefold() in seen:
            yield settings.TERM_TWICE(place, vocabulary=name, found=word, line=seen[word.casefold()])
        seen.setdefault(word.casefold(), place.line)


def _form(document: Document, form: Any) -> Iterator[Problem]:
    if not isinstance(form, dict):
        return
    provider = form.get("provider")
    if isinstance(provider, str) and provider in _NEEDS:
        name, what = _NEEDS[provider]
        if is_blank(form.get(name)):
            place = document.place("form", "provider")
            yield settings.FORM_NEEDS(place, provider=provider, field=name, what=what)
    action = form.get("action")
    if isinstance(action, str) and action.strip():
        why = web_address(action, https_only=True)
        if why:
            yield settings.FORM_ACTION(document.place("form", "action"), why=why, found=action)
    for name, owner in (("id", "Formspree"), ("access_key", "Web3Forms")):
        given = form.get(name)
        if isinstance(given, str) and given.strip() and not re.fullmatch(r"[A-Za-z0-9_-]{1,100}", given):
            yield settings.FORM_ID(document.place("form", name), field=name, provider=owner, found=given)
    redirect = form.get("redirect")
    if isinstance(redirect, str) and redirect.strip() and (not redirect.startswith("/") or redirect.startswith("//")):
        place = document.place("form", "redirect")
        hint = "Write a path of the site: `/thank-you/`."
        yield fields.BAD_URL(place, field="form.redirect", why="must be a path of the site", found=redirect, hint=hint)
    elif redirect:
        yield from address_problem(document, {"form": form}, ("form", "redirect"), path_too=True)


def _addresses(document: Document, values: dict[str, Any]) -> Iterator[Problem]:
    yield from address_problem(document, values, ("organization", "url"))
    yield from address_problem(document, values, ("cta", "url"), path_too=True)
    organization = values.get("organization")
    same_as = organization.get("same_as") if isinstance(organization, dict) else None
    for index in range(len(same_as) if isinstance(same_as, list) else 0):
        yield from address_problem(document, values, ("organization", "same_as", index))
    navigation = values.get("navigation")
    for index in range(len(navigation) if isinstance(navigation, list) else 0):
        yield from address_problem(document, values, ("navigation", index, "url"), path_too=True)


def _emails(document: Document, values: dict[str, Any]) -> Iterator[Problem]:
    paths: tuple[tuple[Key, ...], ...] = (("form", "email"), ("organization", "email"))
    for keys in paths:
        group = values.get(str(keys[0]))
        value = group.get(keys[1]) if isinstance(group, dict) else None
        if isinstance(value, str) and value.strip() and not email_address(value.strip()):
            yield settings.EMAIL(document.place(*keys), field=display(keys), found=value)


def _contact(document: Document, values: dict[str, Any]) -> Iterator[Problem]:
    keys = ("policies", "reviews", "contact")
    value: Any = values
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, str) and value.strip() and not email_address(value.strip()):
        yield from address_problem(document, values, keys)


def _brand(document: Document, theme: Any) -> Iterator[Problem]:
    """`brand: #0a7f5a` without quotes: the colour is a comment, and the field is empty."""
    if isinstance(theme, dict) and "brand" in theme and is_blank(theme["brand"]):
        hint = "A value that begins with `#` needs quotes: `'#0a7f5a'`."
        yield fields.EMPTY(document.key_place("theme", "brand"), field="theme.brand", what="the theme", hint=hint)


def _form_host(document: Document, form: Any, hosting: Any) -> Iterator[Problem]:
    provider = form.get("provider") if isinstance(form, dict) else None
    target = hosting.get("target") if isinstance(hosting, dict) else None
    if provider == "netlify" and isinstance(target, str) and target not in ("", "none", "netlify"):
        yield settings.FORM_HOST(document.place("form", "provider"), target=target)
