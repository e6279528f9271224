"""The ready words of the share row: templates, what fills them, and the disclosure that always goes along.

Facts and the offer only: nobody's opinion is written for them. How words become an address is in `links`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from goodword.content.models.program import Channel
from goodword.problems import Place, Problem
from goodword.problems import referral as rules
from goodword.referral.links import LINK_ONLY, check_share, encode, share_url
from goodword.text import Words, closest, sentence

PLACEHOLDERS = ("friend", "advocate", "company", "offer", "link", "code")
_PLACEHOLDER = re.compile(r"\{([^{}\n]{0,40})\}")
_GAPS = re.compile(r"[ \t]{2,}")
_GAP_BEFORE_POINT = re.compile(r"[ \t]+([.,;!?])")
# Names that `fill` would change, or that would change what stands beside them; and what stands for all others.
_ODD_NAME = re.compile(r"^[\s.,;!?]|\s$|[ \t]{2}|\t|\0|[ \t][.,;!?]")
_SOMEBODY = "\ue000"
_MARKS = re.compile("[\0\ue000]")
# So many texts are kept; offers may differ on every page.
_MOST = 1_000
_GAPS_BEFORE_POINTS = tuple(f"{gap}{point}" for gap in " \t" for point in ".,;!?")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message may say, in its language; an empty text says nothing.

    company: who offers. advocate: the name that may be shown. offer: what the friend gets, a sentence.
    disclosure: that the advocate gets a reward, a sentence. link: absolute. friend is known to desk commands only.
    """

    company: str
    link: str
    code: str
    advocate: str = ""
    friend: str = ""
    offer: str = ""
    disclosure: str = ""


class ShareLink(NamedTuple):
    """One way of sharing: the channel, the button's words, the address."""

    channel: Channel
    label: str
    url: str


def fill(template: str, facts: Facts) -> str:
    """`template` with its placeholders filled; unknown ones stay as they are, and nothing else is interpreted."""
    values = {name: getattr(facts, name) for name in PLACEHOLDERS}

    def value(match: re.Match[str]) -> str:
        name = match[1].strip().lower()
        return str(values[name]) if name in values else match[0]

    filled = _PLACEHOLDER.sub(value, template)
    if "  " in filled or "\t" in filled:
        filled = _GAPS.sub(" ", filled)
    if any(gap in filled for gap in _GAPS_BEFORE_POINTS):
        filled = _GAP_BEFORE_POINT.sub(r"\1", filled)
    return filled.strip()


def check_template(channel: str, template: str, place: Place | None = None) -> tuple[Problem, ...]:
    """Placeholders that nothing fills, and words for a channel that shows none."""
    found = [
        rules.PLACEHOLDER(place, channel=channel, placeholder=match[0], hint=_hint(match[1]))
        for match in _PLACEHOLDER.finditer(template)
        if match[1].strip().lower() not in PLACEHOLDERS
    ]
    if channel in LINK_ONLY:
        found.append(rules.NO_PREFILL(place, channel=channel))
    return tuple(dict.fromkeys(found))


def _hint(word: str) -> str:
    match = closest(word, PLACEHOLDERS)
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    return f"Did you mean `{{{match}}}`?" if match else f"Known: {known}."


def message(channel: Channel, facts: Facts, words: Words, templates: Mapping[Channel, str] | None = None) -> str:
    """The words for `channel`: the program's own, else the ready ones; the disclosure is added if they lack it."""
    return _message(channel, facts, _ready_parts(facts, words), templates or {})


def _message(channel: Channel, facts: Facts, ready: Sequence[str], templates: Mapping[Channel, str]) -> str:
    template = templates.get(channel)
    text = fill(template, facts) if template else _ready(channel, facts, ready)
    if facts.disclosure and facts.disclosure not in text:
        return _with_disclosure(text, facts)
    return text


def subject(facts: Facts, words: Words) -> str:
    """The subject of the e-mail, without an opinion."""
    if facts.advocate:
        return fill(words.gettext("{company}: a page from {advocate}"), facts)
    return fill(words.gettext("{company}: what customers say"), facts)


class ShareRow:
    """The share row of one program in one language, each channel once; prepared for very many advocates.

    What they have in common is filled and encoded once: only names, codes and offers are new on each page.
    """

    def __init__(
        self, channels: Iterable[Channel], words: Words, templates: Mapping[Channel, str] | None = None
    ) -> None:
        self._words = words
        self._templates = templates or {}
        self._channels = [(channel, label(channel, words)) for channel in dict.fromkeys(channels)]
        self._encoded: dict[str, str] = {}
        self._around: dict[tuple[str, str], tuple[list[str], list[str]]] = {}

    def links(self, facts: Facts) -> tuple[ShareLink, ...]:
        """One link for each channel, in their order."""
        title, parts = self._title_and_parts(facts)
        name, inside = facts.advocate, encode(facts.advocate)
        encoded = [self._encode(part, name, inside) for part in parts]
        link = self._encode(facts.link, facts.code, encode(facts.code))
        # most channels say the same, and what they say is put together from parts that are encoded already
        known = {" ".join(parts): "%20".join(encoded), facts.link: link, title: self._encode(title, name, inside)}
        known["\r\n\r\n".join((*parts, facts.link))] = "%0D%0A%0D%0A".join((*encoded, link))
        said: dict[tuple[str | None, bool], str] = {}

        def remembered(text: str) -> str:
            if text not in known:
                known[text] = encode(text)
            return known[text]

        row = []
        for channel, button in self._channels:
            key = (self._templates.get(channel), channel == "email")
            if key not in said:
                said[key] = _message(channel, facts, parts, self._templates)
            url = share_url(channel, message=said[key], url=facts.link, subject=title, encode=remembered)
            row.append(ShareLink(channel, button, url))
        return tuple(row)

    def _title_and_parts(self, facts: Facts) -> tuple[str, list[str]]:
        """The subject and the ready words. Around a name without odd spaces they are the same on every page."""
        name = facts.advocate
        if not name or _ODD_NAME.search(name) or _MARKS.search(facts.company + facts.offer):
            return subject(facts, self._words), _ready_parts(facts, self._words)
        kept = self._around.get((facts.company, facts.offer))
        if kept is None:
            model = replace(facts, advocate=_SOMEBODY, disclosure="")
            title, first = subject(model, self._words), _ready_parts(model, self._words)
            kept = (title.split(_SOMEBODY), "\0".join(first).split(_SOMEBODY))
            if len(self._around) < _MOST:
                self._around[facts.company, facts.offer] = kept
        parts = name.join(kept[1]).split("\0")
        return name.join(kept[0]), [*parts, facts.disclosure] if facts.disclosure else parts

    def _encode(self, text: str, personal: str, inside: str) -> str:
        """`encode(text)`: what stands around `personal`, which becomes `inside`, is encoded once for all pages."""
        if not personal or personal not in text:
            return self._encode_shared(text)
        return inside.join(map(self._encode_shared, text.split(personal)))

    def _encode_shared(self, text: str) -> str:
        found = self._encoded.get(text)
        if found is None:
            found = encode(text)
            if len(self._encoded) < _MOST:
                self._encoded[text] = found
        return found


def check_messages(
    channels: Iterable[Channel],
    facts: Facts,
    words: Words,
    templates: Mapping[Channel, str] | None = None,
    place: Place | None = None,
    places: Mapping[Channel, Place] | None = None,
) -> tuple[Problem, ...]:
    """Everything wrong with the words of a program, once filled with `facts`; told at `places`, else at `place`."""
    found: list[Problem] = []
    at = places or {}
    for channel, template in (templates or {}).items():
        found += check_template(channel, template, at.get(channel, place))
    for channel in dict.fromkeys(channels):
        text = message(channel, facts, words, templates)
        found += check_share(
            channel, message=text, url=facts.link, subject=subject(facts, words), place=at.get(channel, place)
        )
    return tuple(dict.fromkeys(found))


def label(channel: Channel, words: Words) -> str:
    """What the button says."""
    match channel:
        case "whatsapp":
            return words.gettext("Share on WhatsApp")
        case "email":
            return words.gettext("Share by e-mail")
        case "sms":
            return words.gettext("Share by SMS")
        case "linkedin":
            return words.gettext("Share on LinkedIn")
        case "x":
            return words.gettext("Share on X")
        case "facebook":
            return words.gettext("Share on Facebook")
        case "telegram":
            return words.gettext("Share on Telegram")


def _ready_parts(facts: Facts, words: Words) -> list[str]:
    """Facts in one to three sentences."""
    if facts.advocate:
        first = words.gettext("What customers of {company} say, on a page from {advocate}.")
    else:
        first = words.gettext("What customers of {company} say.")
    return [part for part in (fill(first, facts), sentence(facts.offer), facts.disclosure) if part]


def _ready(channel: Channel, facts: Facts, parts: Sequence[str]) -> str:
    """The ready words: e-mail gets line breaks and the link, the others one line."""
    if channel == "email":
        return "\n\n".join([*parts, facts.link] if facts.link else parts)
    return " ".join(parts)


def _with_disclosure(text: str, facts: Facts) -> str:
    """Before a link that ends the text, so that the link stays last."""
    if facts.link and text.endswith(facts.link):
        text = text.removesuffix(facts.link).rstrip()
        return f"{sentence(text)} {facts.disclosure} {facts.link}".strip()
    return f"{sentence(text)} {facts.disclosure}".strip()
