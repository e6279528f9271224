"""The ready words of the share row: templates, what fills them, and the disclosure that always goes along.

Facts and the offer only: nobody's opinion is written for them. How words become an address is in `links`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from goodword.content.models.program import Channel
from goodword.referral.links import encode, share_url, with_channel, with_link
from goodword.referral.placeholders import Facts, Template, fill
from goodword.text import Words, as_sentence, sentence

__all__ = [
    "READY",
    "Draft",
    "Facts",
    "ShareLink",
    "ShareRow",
    "email",
    "email_names",
    "label",
    "message",
    "split_draft",
    "subject",
    "whole_message",
]

# The name of the draft that a program without drafts of its own has.
READY = "ready"
# Names that would change what stands beside them, or be changed by it.
_ODD_NAME = re.compile("^\\s|\\s$|[^\\S ]|\\0|[\ua66d\ua66e\U0002a6d6]")
# Letters that no name is written with stand for a code and a name: one as wide as most, one as wide as ideographs,
# since both decide which full stop comes behind them.
_CODE, _NARROW, _WIDE = "\ua66d", "\ua66e", "\U0002a6d6"
_MARKS = re.compile(f"[{_CODE}{_NARROW}{_WIDE}]")
_ENCODED = {mark: encode(mark) for mark in (_CODE, _NARROW, _WIDE)}
# Where the company stands in what is encoded; and how a link says that it went along with a request.
_COMPANY = "\ue001"
_INTRODUCED = encode("?c=introduction")
# What ends words that need the link behind them.
_LEADS_UP = (":", "\uff1a", ",", "-", "\u2013", "\u2014", ">", "\u2192", "(", "[")
# So many rows are kept; offers may differ on every page.
_MOST = 1_000
# The first line of a draft, in the languages that its writers may think in.
_SUBJECT = re.compile(r"\s*(?:subject|asunto|betreff|objet|assunto|oggetto|onderwerp)[ \t]*:[ \t]*(\S[^\n]*)\n", re.I)


class ShareLink(NamedTuple):
    """One way of sharing: the channel, the button's words, the address."""

    channel: Channel
    label: str
    url: str


class Draft(NamedTuple):
    """An e-mail to start from; whoever sends it can change every word."""

    subject: str
    text: str


def message(channel: Channel, facts: Facts, words: Words, templates: Mapping[Channel, str] | None = None) -> str:
    """The words for `channel`: the program's own, else the ready ones; the disclosure is added if they lack it.

    The link in them says by which channel it went (`?c=whatsapp`), unless `facts.link` says so already.
    """
    facts = replace(facts, link=with_channel(facts.link, channel))
    written = (templates or {}).get(channel)
    return _message(channel, facts, _ready_parts(facts, words), Template.of(written) if written else None)


def _message(channel: Channel, facts: Facts, ready: Sequence[str], template: Template | None) -> str:
    # Words of the program that would have a hole, say because the offer begins next month, are left for the ready ones.
    text = _ready(channel, facts, ready) if template is None or template.lacks(facts) else template.fill(facts)
    if facts.disclosure and facts.disclosure not in text:
        return _with_disclosure(text, facts)
    return text


def whole_message(channel: Channel, facts: Facts, words: Words, templates: Mapping[Channel, str] | None = None) -> str:
    """The words for `channel` with the link in them, as they are sent or copied."""
    return with_link(message(channel, facts, words, templates), with_channel(facts.link, channel))


def email_names(emails: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The names of a program's drafts; of the ready one where it has none."""
    return tuple(emails or (READY,))


def email(name: str, facts: Facts, words: Words, emails: Mapping[str, str] | None = None) -> Draft:
    """The draft `name` of a program, else the ready one; the disclosure is added behind the link if it lacks it."""
    facts = replace(facts, link=with_channel(facts.link, "email"))
    written = (emails or {}).get(name)
    if written is None or Template.of(written).lacks(facts):
        return Draft(subject(facts, words), _ready_draft(facts, words))
    title, body = split_draft(written)
    text = fill(body, facts)
    if facts.disclosure and facts.disclosure not in text:
        text = _disclosed_paragraph(text, facts)
    return Draft(" ".join(fill(title, facts).split()) or subject(facts, words), text)


def split_draft(written: str) -> tuple[str, str]:
    """Subject and text of a draft; the subject is empty where it does not begin with one."""
    match = _SUBJECT.match(written)
    return (match[1].strip(), written[match.end() :].strip()) if match else ("", written.strip())


def _ready_draft(facts: Facts, words: Words) -> str:
    first = fill(words.gettext("Hello {friend},") if facts.friend else words.gettext("Hello,"), facts)
    page = fill(words.gettext("Here is what customers of {company} say: {link}"), facts)
    parts = (first, page, as_sentence(facts.offer), facts.disclosure, facts.advocate)
    return "\n\n".join(part for part in parts if part)


def _disclosed_paragraph(text: str, facts: Facts) -> str:
    """With the disclosure in a paragraph of its own, right behind the one that holds the link, else at the end."""
    paragraphs = text.split("\n\n")
    with_it = [number for number, paragraph in enumerate(paragraphs) if facts.link and facts.link in paragraph]
    paragraphs.insert(with_it[-1] + 1 if with_it else len(paragraphs), facts.disclosure)
    return "\n\n".join(paragraphs)


def subject(facts: Facts, words: Words) -> str:
    """The subject of the e-mail, without an opinion."""
    if facts.advocate:
        return fill(words.gettext("{company}: a page from {advocate}"), facts)
    return fill(words.gettext("{company}: what customers say"), facts)


class ShareRow:
    """The share row of one program in one language, each channel once; prepared for very many advocates.

    Its addresses are made once around marks, which give way to name and code on each page.
    """

    def __init__(
        self, channels: Iterable[Channel], words: Words, templates: Mapping[Channel, str] | None = None
    ) -> None:
        self._channels = [(channel, label(channel, words)) for channel in dict.fromkeys(channels)]
        self._words, self._templates = words, templates or {}
        self._written = "\n".join(self._templates.values())
        self._rows: dict[tuple[str, str, str, str, str], tuple[ShareLink, ...]] = {}
        self._introductions = (self._introduction(named=True), self._introduction(named=False))

    def links(self, facts: Facts) -> tuple[ShareLink, ...]:
        """One link for each channel, in their order. `facts.link` has neither a query nor a fragment."""
        name, code = facts.advocate, facts.code
        mark = self.name_mark(name, code)
        if mark is None or f"/{code}" not in facts.link:
            return self._made(facts)
        disclosure = facts.disclosure.replace(name, mark) if name else facts.disclosure
        key = (mark, facts.company, facts.offer, disclosure, facts.link.replace(code, _CODE))
        row = self._rows.get(key)
        if row is None:
            if len(self._rows) == _MOST or _MARKS.search(f"{facts.company}{facts.offer}{self._written}"):
                return self._made(facts)
            marked = Facts(facts.company, key[4], _CODE, mark if name else "", "", facts.offer, disclosure)
            row = self._rows[key] = self._made(marked)
        person, given, around = encode(name), encode(code), _ENCODED[mark]
        return tuple(
            [
                ShareLink(channel, button, url.replace(around, person).replace(_ENCODED[_CODE], given))
                for channel, button, url in row
            ]
        )

    def _made(self, facts: Facts) -> tuple[ShareLink, ...]:
        title = subject(facts, self._words)
        row = []
        for channel, button in self._channels:
            said = message(channel, facts, self._words, self._templates)
            address = with_channel(facts.link, channel)
            row.append(ShareLink(channel, button, share_url(channel, message=said, url=address, subject=title)))
        return tuple(row)

    def name_mark(self, name: str, code: str) -> str | None:
        """A letter that may stand for the name: the words around it come out the same; None where that is not sure."""
        if not (code.isascii() and code[-1:].isalnum()) or "/r/" in self._written:
            return None
        if not name:
            return _NARROW
        if not name[-1].isalnum() or _ODD_NAME.search(name) or name in self._written:
            return None
        return _NARROW if name.isascii() or unicodedata.east_asian_width(name[-1]) != "W" else _WIDE

    def introduction(self, facts: Facts) -> tuple[str, str]:
        """Button and address of a mail without a recipient: a friend asks the advocate for an introduction."""
        label, (before, between, after) = self._introductions[0 if facts.advocate else 1]
        company, link = encode(facts.company), encode(facts.link)
        start = before.replace(_COMPANY, company) + encode(facts.advocate) + between.replace(_COMPANY, company)
        return facts.advocate.join(label), start + link + _INTRODUCED + after

    def _introduction(self, *, named: bool) -> tuple[list[str], tuple[str, str, str]]:
        """The button's words around the name; the address, encoded, around the name and the link."""
        words = self._words
        label = words.gettext("Ask {name} to introduce us")
        if not named:
            label = words.gettext("Ask the person who sent you to introduce us")
        hello = words.gettext("Hello {name},") if named else "{name}" + words.gettext("Hello,")
        asked = words.gettext("could you introduce me to somebody at {company}? I come from this page: {link}")
        title = encode(words.gettext("An introduction to {company}"))
        body = encode(f"{hello}\r\n\r\n{asked}")
        whole = f"mailto:?subject={title}&body={body}".replace(encode("{company}"), _COMPANY)
        before, _, rest = whole.partition(encode("{name}"))
        between, _, after = rest.partition(encode("{link}"))
        return label.split("{name}"), (before, between, after)


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
    return [part for part in (fill(first, facts), as_sentence(facts.offer), facts.disclosure) if part]


def _ready(channel: Channel, facts: Facts, parts: Sequence[str]) -> str:
    """The ready words: e-mail gets line breaks and the link, the others one line."""
    if channel == "email":
        return "\n\n".join([*parts, facts.link] if facts.link else parts)
    return " ".join(parts)


def _with_disclosure(text: str, facts: Facts) -> str:
    """Before a link that ends the text, so that the link stays last; behind it where the words lead up to it."""
    words = text.removesuffix(facts.link).rstrip() if facts.link else text
    if words == text or words.endswith(_LEADS_UP):
        return f"{sentence(text) if words == text else text} {facts.disclosure}".strip()
    return f"{sentence(words)} {facts.disclosure} {facts.link}".strip()
