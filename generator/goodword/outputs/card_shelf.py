"""The share cards that the pages of one build name, and how each is made; whoever plans a build puts them out."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from typing import NamedTuple

from goodword.outputs.card_drawing import Drawer
from goodword.outputs.card_words import QuoteWords, Words


class Card(NamedTuple):
    """One card. key: changes with its bytes."""

    words: Words
    key: str


@dataclass(slots=True)
class Shelf:
    """See the module. kept: cards drawn before, by key; cards: by their path below the output folder.

    lacking: kind and id of what has no card of its own since a letter has no font, or a disclosure no room.
    """

    drawer: Drawer
    kept: MutableMapping[str, bytes]
    cards: dict[str, Card] = field(default_factory=dict)
    lacking: set[tuple[str, str]] = field(default_factory=set)
    _paths: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def put(self, prefix: str, kind: str, name: str, words: Words) -> tuple[str, str] | None:
        """The path and the key of a card; None where it cannot be drawn.

        prefix: of the language. One that looks the same in several languages is made once.
        """
        if not self.drawer.can_draw(words):
            return None
        key = self.drawer.key(words)
        path = self._paths.setdefault((kind, name, key), f"{prefix}cards/{kind}/{name}.jpg")
        self.cards[path] = Card(words, key)
        return path, key

    def making(self, card: Card, photo_of: Callable[[str], bytes]) -> Callable[[], bytes]:
        """How a card is made, or found where it was made before. photo_of: the bytes of a published photo."""

        def make() -> bytes:
            found = self.kept.get(card.key)
            if found is None:
                photo = card.words.photo if isinstance(card.words, QuoteWords) else ""
                found = self.drawer.draw(card.words, photo_of(photo) if photo else None)
                self.kept[card.key] = found
            return found

        return make
