"""A card of thanks to print: one HTML file that brings its style and its letters along, and loads nothing."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from markupsafe import Markup
from msgspec import Struct

from goodword.outputs import views
from goodword.outputs.frames import Frame
from goodword.outputs.images import mime_of
from goodword.outputs.theme import Theme

_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_SOURCE = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
_RANGE = re.compile(r"unicode-range:([^;}]*)")
_FAMILY = re.compile(r"font-family:\s*[\"']?([^;\"'}]+)")
# So many characters fit on a card in the large, and in the middle size.
_SHORT, _MEDIUM = 330, 520


class Card(Struct, frozen=True):
    """The words of a card. size: `short`, `medium` or `long`, by how much has to fit."""

    heading: str
    paragraphs: tuple[str, ...]
    signature: str
    closing: str
    size: str


class Cards(Struct, frozen=True):
    """Makes the cards of one language."""

    frame: Frame

    def card(self, paragraphs: tuple[str, ...], signature: str, closing: str) -> bytes:
        """The file. signature, closing: who thanks; who writes, and how to stop."""
        frame = self.frame
        heading = frame.wording.gettext("Thank you")
        length = sum(map(len, paragraphs))
        size = "short" if length < _SHORT else "medium" if length < _MEDIUM else "long"
        card = Card(heading, paragraphs, signature, closing, size)
        letters = {*heading, *"".join(paragraphs), *signature, *closing, *frame.site.name}
        page = frame.private_page("thanks-card", "/thanks-card/", heading, heading)
        values = {"card": card, "style": _style(frame.production.theme, letters), "logo": self._logo()}
        return frame.rendering("thanks-card.html", page, values)()

    def _logo(self) -> views.Picture | None:
        """The site's logo, with the picture itself as its address."""
        logo = self.frame.site.logo
        if logo is None:
            return None
        production = self.frame.production
        name = logo.url.removeprefix(production.href("/"))
        data = production.images.data(name, production.published[name])
        return views.Picture(_data(mime_of(name), data), logo.width, logo.height, self.frame.site.name)


def _style(theme: Theme, letters: Iterable[str]) -> Markup:
    """The tokens of the theme, and its display fonts as far as the card needs them."""
    tokens = theme.static["tokens.css"].data.decode()
    return Markup("".join([*_faces(theme, set(map(ord, letters))), tokens]))


def _faces(theme: Theme, letters: set[int]) -> Iterator[str]:
    display = theme.tokens.get("font-display", "")
    data = {PurePosixPath(file.path).name: file.data for file in theme.static.values()}
    sheet = theme.static["theme.css"].data.decode() if "theme.css" in theme.static else ""
    for face in _FACE.findall(sheet):
        family, source = _FAMILY.search(face), _SOURCE.search(face)
        if not family or not source or family[1].strip() not in display or "italic" in face:
            continue
        name = PurePosixPath(source[1]).name
        if name in data and _has_any(face, letters):
            yield face.replace(source[0], f"url({_data('font/woff2', data[name])})") + "\n"


def _has_any(face: str, letters: set[int]) -> bool:
    """Whether a font has one of `letters`, by its unicode-range."""
    ranges = _RANGE.search(face)
    if ranges is None:
        return True
    for part in ranges[1].split(","):
        first, _, last = part.strip().upper().removeprefix("U+").partition("-")
        try:
            low, high = int(first, 16), int(last or first, 16)
        except ValueError:
            return True
        if any(low <= letter <= high for letter in letters):
            return True
    return False


def _data(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
