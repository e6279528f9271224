"""Addresses of share kits in texts for people: cut short, since whoever knows one has the kit."""

import re

_KIT = re.compile(
    r"(share[a-z]{0,2}(?:/|\\|%(?:25)*2f)+)([a-z2-7]{4})(?:[a-z2-7]{22}(?![a-z2-7])|[a-z2-7]{1,21}(?=…))", re.IGNORECASE
)


# Letters that the shortest of them has, cut off as it may be: `share/abcda…`.
SHORTEST = 12


def names_kit(text: str) -> bool:
    """Whether the address of a kit stands in `text`."""
    return "share" in text.lower() and _KIT.search(text) is not None


def shortened(text: str) -> str:
    """`text` with every address of a kit in it cut to its first letters: `/share/abcd…/`; also one cut off already."""
    return _KIT.sub(r"\1\2…", text) if "share" in text.lower() else text
