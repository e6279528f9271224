"""What the template of a share kit sees, besides what all templates do; see `views`."""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from goodword.outputs.views import Offer, Person, Quote


class Message(Struct, frozen=True):
    """Ready words of a kit. kind: the channel, or the name of a draft; label: what its button or its heading says.

    words: empty for a channel that takes a link only; friendly: with `{friend}` where the script may put a name; url:
    opens the channel with the words.
    """

    kind: str
    label: str
    words: str
    url: str
    subject: str = ""
    friendly: str = ""


class Code(Struct, frozen=True):
    """The QR code of a kit: one stroke `path` of the colour `ink` in a square of `size`; url: a file to download."""

    size: int
    path: str
    ink: str
    url: str


class Embed(Struct, frozen=True):
    """What an advocate can put on a website of their own. code: HTML to copy; label: the words that it is known by."""

    code: str
    label: str


class Kit(Struct, frozen=True):
    """The share kit of one advocate.

    link: the absolute address of the landing page; landing_url: as pages write it. plain: ready words without a
    link. offer: what both sides get; reward: the disclosure in the advocate's own voice, or empty. own: their own
    words, which `embed` holds. tiers: number of referrals and
    reward. results: label and count of what came of it, where somebody counted; results_since: from which day on, if
    that is known. withdraw_url: a mail to write, an address, or None. script, stylesheet: files of the theme
    that only kits load.
    """

    code: str
    person: Person
    link: str
    landing_url: str
    qr: Code
    messages: tuple[Message, ...]
    drafts: tuple[Message, ...]
    plain: str
    offer: Offer
    reward: str = ""
    ideal_html: Markup | None = None
    tiers: tuple[tuple[int, str], ...] = ()
    results: tuple[tuple[str, int], ...] = ()
    results_since: str = ""
    badge: Embed | None = None
    embed: Embed | None = None
    own: Quote | None = None
    withdraw_url: str | None = None
    script: str = ""
    stylesheet: str = ""
