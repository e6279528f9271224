"""What an advocate's kit gives them to send: ready words for each channel and drafts of e-mails, in their own voice.

The words themselves are those of `messages`; here they are prepared for very many advocates, whose names and codes
are all that differs in most programs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct

from goodword.content.models.program import Channel
from goodword.referral import messages
from goodword.referral.links import LINK_ONLY, encode, share_url, with_channel
from goodword.referral.messages import Facts
from goodword.text import Words

# Where a name may stand that only the script knows.
FRIEND = "{friend}"
# Stand for a name and a code while the words of all advocates are made; no text that people write holds them. They end
# in a letter, so that a full stop follows where one would follow a name.
_MARK, _NAME, _CODE = "\ue000", "n\ue000n", "c\ue000c"
_ENCODED = {mark: encode(mark) for mark in (_NAME, _CODE)}
# So many ways of saying it are kept; offers may differ on every page.
_MOST = 1_000
# Names that would change what stands beside them.
_ODD = re.compile(f"^\\s|[\n\r{_MARK}]")


class Said(NamedTuple):
    """Ready words: what they go by, its label, the words, the address that opens them, the subject of an e-mail.

    words: empty for a channel that takes a link only. friendly: the words with `{friend}` where a friend's name may
    stand; empty where it stands nowhere.
    """

    name: str
    label: str
    words: str
    url: str
    subject: str = ""
    friendly: str = ""


class Ready(NamedTuple):
    """All that a kit has to say. plain: the ready words without a link, for any other way."""

    channels: tuple[Said, ...]
    drafts: tuple[Said, ...]
    plain: str


class Program(Struct, frozen=True):
    """What the words of one program in one language are made from. link: the address for a code."""

    company: str
    link: Callable[[str], str]
    channels: Iterable[Channel]
    messages: Mapping[Channel, str]
    emails: Mapping[str, str]


class KitWords:
    """The ready words of one program in one language."""

    def __init__(self, program: Program, words: Words) -> None:
        self._program, self._words = program, words
        self._written = "".join((program.company, *program.messages.values(), *program.emails.values()))
        self._kept: dict[tuple[str, str, bool], Ready] = {}

    def of(self, name: str, code: str, offer: str, disclosure: str) -> Ready:
        """The words of one advocate. name: that may be shown, or empty; disclosure: of their own reward, or empty."""
        around = offer + disclosure + self._written
        if _ODD.search(name) or not _ends_plainly(name) or not _ends_plainly(code) or _MARK in around:
            return self._made(name, code, offer, disclosure)
        key = (offer, disclosure, bool(name))
        model = self._kept.get(key)
        if model is None:
            model = self._made(_NAME if name else "", _CODE, offer, disclosure)
            if len(self._kept) < _MOST:
                self._kept[key] = model
        inside = encode(name), encode(code)

        def said(one: Said) -> Said:
            return Said(
                one.name,
                one.label,
                _filled(one.words, name, code),
                one.url.replace(_ENCODED[_NAME], inside[0]).replace(_ENCODED[_CODE], inside[1]),
                _filled(one.subject, name, code) if one.subject else "",
                _filled(one.friendly, name, code) if one.friendly else "",
            )

        channels, drafts = tuple([said(one) for one in model.channels]), tuple([said(one) for one in model.drafts])
        return Ready(channels, drafts, _filled(model.plain, name, code))

    def _made(self, name: str, code: str, offer: str, disclosure: str) -> Ready:
        program = self._program
        facts = Facts(
            company=program.company,
            link=program.link(code),
            code=code,
            advocate=name,
            offer=offer,
            disclosure=disclosure,
        )
        channels = tuple(self._channel(channel, facts) for channel in dict.fromkeys(program.channels))
        drafts = tuple(self._draft(draft, facts) for draft in messages.email_names(program.emails))
        return Ready(channels, drafts, messages.message("telegram", facts, self._words))

    def _channel(self, channel: Channel, facts: Facts) -> Said:
        link, words, program = with_channel(facts.link, channel), self._words, self._program
        label, title = messages.label(channel, words), messages.subject(facts, words)
        if channel in LINK_ONLY:
            return Said(channel, label, "", share_url(channel, message="", url=link))

        def text(facts: Facts) -> str:
            if channel == "telegram":  # its address has a place of its own for the link
                return messages.message(channel, facts, words, program.messages)
            return messages.whole_message(channel, facts, words, program.messages)

        said = text(facts)
        url = share_url(channel, message=said, url=link, subject=title)
        return Said(channel, label, said, url, "", _friendly(said, text, facts))

    def _draft(self, name: str, facts: Facts) -> Said:
        def text(facts: Facts) -> str:
            return messages.email(name, facts, self._words, self._program.emails).text

        draft = messages.email(name, facts, self._words, self._program.emails)
        url = share_url("email", message=draft.text, url="", subject=draft.subject)
        return Said(name, draft.subject, draft.text, url, draft.subject, _friendly(draft.text, text, facts))


def _ends_plainly(text: str) -> bool:
    """Whether a sentence that ends in `text` gets the same full stop as one that ends in a mark."""
    last = text[-1:]
    return not last or (last.isalpha() and unicodedata.east_asian_width(last) != "W") or last.isdecimal()


def _friendly(said: str, text: Callable[[Facts], str], facts: Facts) -> str:
    known = Facts(facts.company, facts.link, facts.code, facts.advocate, FRIEND, facts.offer, facts.disclosure)
    with_name = text(known)
    return with_name if with_name != said and FRIEND in with_name else ""


def _filled(text: str, name: str, code: str) -> str:
    return text.replace(_NAME, name).replace(_CODE, code)
