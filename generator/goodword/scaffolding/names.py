"""What a person calls a new thing, and the id that becomes of it."""

from __future__ import annotations

import unicodedata

from goodword import text
from goodword.problems import SiteError
from goodword.problems import scaffolding as told

LONGEST = 120
# Names that no file can have on Windows, and one that Goodword does not read as an entry.
_TAKEN = frozenset(
    {"con", "prn", "aux", "nul", "readme", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)


def checked(name: str) -> str:
    """`name` in NFC without white space around it; raises SiteError when it is none."""
    tidy = unicodedata.normalize("NFC", name).strip()
    why = hint = ""
    if not tidy:
        why, hint = "it is empty", 'Give a name, in quotes if it has spaces: `"Maria Lopez"`.'
    elif any(not character.isprintable() for character in tidy):
        why, hint = "it holds an invisible character", "Type it again by hand."
    elif "/" in tidy or "\\" in tidy:
        why = "it is a path"
        hint = "Give only the name; where the file belongs is known. For another site go to its folder, or use --site."
    elif not any(character.isalnum() for character in tidy):
        why, hint = "it has neither letters nor digits", "Give a name such as `Maria Lopez`."
    elif len(tidy) > LONGEST:
        why, hint = f"it has more than {LONGEST} characters", "Give a short one; the title in the file may be longer."
    elif text.slugify(tidy) in _TAKEN:
        why, hint = "the system, or Goodword itself, has another use for it", "Add a word to it."
    if why:
        raise SiteError([told.BAD_NAME(None, name=name, why=why, hint=hint)])
    return tidy


def id_of(name: str, kind: str) -> str:
    """`Maria Lopez`: `maria-lopez`; the kind and a short digest for a name that is not in Latin letters."""
    return text.slug_or_digest(name, kind)
