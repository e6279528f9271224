"""The theme's catalogues of words (gettext PO files), read with suspicion: a slip is told, with its line.

What is done with the words is in `wording.py`.
"""

from __future__ import annotations

import gettext
import io
import re
import string
from functools import lru_cache
from pathlib import PurePosixPath

from goodword import files
from goodword.problems import Place, Problems, SiteError
from goodword.problems import theme as told

# A line of a PO file: a comment, or a keyword and a string in quotes
# (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html).
_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?"(?:[^"\\]|\\.)*"\s*)?')
_PLURALS = re.compile(r"Plural-Forms:\s*nplurals\s*=([^;]*);\s*plural\s*=([^;\"]*)")
_BROKEN = re.compile(r'"[ \t\r]*\n[ \t]*"')
_EMPTY_FORM = re.compile(r'^[ \t]*msgstr\[(\d)\][ \t]*""[ \t\r]*$(?!\n[ \t]*")', re.MULTILINE)
# Arabic has the most forms, six. A rule is tried with so many numbers: none looks at more than the last two digits.
_MOST_FORMS, _TRIED = 6, 1000
_NAMED = re.compile(r"%\((\w+)\)[a-z]")


def read_catalogue(data: bytes, place: Place) -> gettext.GNUTranslations:
    """The words of the PO file `data`. Raises SiteError with every line of it that cannot be used."""
    return gettext.GNUTranslations(io.BytesIO(_compiled(data, place)))


@lru_cache(maxsize=32)  # while serving, one build after another asks
def _compiled(data: bytes, place: Place) -> bytes:
    """As a MO file."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    text = files.decode(data, place)
    problems = Problems()
    for number, line in enumerate(text.split("\n"), start=1):
        if not _LINE.fullmatch(line):
            why = "a line must be a comment, or a word such as `msgid` and a text in double quotes"
            problems.add(told.BAD_CATALOGUE(Place(place.path, number), why=why))
    problems.raise_errors()
    binary = io.BytesIO()
    tag = _locale(PurePosixPath(place.path).stem)
    forms = _forms(text, tag, place)
    # The template that everybody copies has two forms of each plural; languages with one leave the second empty.
    text = _EMPTY_FORM.sub(lambda found: found[0] if int(found[1]) < forms else "#", text)
    try:
        catalogue = read_po(io.BytesIO(text.encode()), locale=tag, abort_invalid=True, charset="utf-8")
        for message in catalogue:
            if message.id:
                _compare(message.id, message.string, Place(place.path, message.lineno or 0), problems)
        problems.raise_errors()
        write_mo(binary, catalogue)
        return binary.getvalue()
    except PoFileError as error:
        if "num_plurals" not in str(error):
            raise SiteError([told.BAD_CATALOGUE(Place(place.path, error.lineno + 1), why=str(error))]) from None
        why = f"this message has more forms than {forms}. The head of a catalogue says how many: for {_rule(tag)}"
        raise SiteError([told.BAD_CATALOGUE(Place(place.path, error.lineno + 1), why=why)]) from None
    except (ValueError, LookupError) as error:
        raise SiteError([told.BAD_CATALOGUE(place, why=str(error))]) from None


def _forms(text: str, tag: str, place: Place) -> int:
    """How many forms a plural has: as the head of the catalogue says, else as the language has them."""
    from babel.messages.plurals import get_plural

    # Editors break a long rule into several texts, one on each line.
    head = _PLURALS.search(_BROKEN.sub("", text))
    if head is None:
        return get_plural(tag).num_plurals
    try:
        rule, forms = gettext.c2py(head[2].strip()), int(head[1])  # the reader that will take it
        if not 1 <= forms <= _MOST_FORMS or not all(0 <= rule(number) < forms for number in range(_TRIED)):
            raise ValueError
        return forms
    except (ValueError, ArithmeticError):
        line = text.count("\n", 0, text.find("Plural-Forms")) + 1
        why = f"`Plural-Forms` in its head is no rule. For {_rule(tag)}"
        raise SiteError([told.BAD_CATALOGUE(Place(place.path, line), why=why)]) from None


def _locale(language: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return "en"


def _rule(tag: str) -> str:
    """The line that the head of a catalogue should have."""
    from babel.messages.plurals import get_plural

    return f"`{tag}` it is `Plural-Forms: {get_plural(tag).plural_forms}`"


def _compare(message: object, said: object, place: Place, problems: Problems) -> None:
    """Every placeholder of a translation must stand in the message, or the page could not be made."""
    known = _placeholders(message) or set()
    for text in said if isinstance(said, (tuple, list)) else [said]:
        found = _placeholders(text)
        if found is None:
            problems.add(told.BAD_CATALOGUE(place, why=f"`{text}` has a brace that is not closed"))
        elif found - known:
            names = ", ".join(f"`{name}`" for name in sorted(found - known))
            right = ", ".join(f"`{name}`" for name in sorted(known)) or "none"
            why = f"the translation has the placeholder {names}, which the message does not fill (it has {right})"
            problems.add(told.BAD_CATALOGUE(place, why=why))


def _placeholders(message: object) -> set[str] | None:
    """The placeholders of a text (of all its forms), None where a brace is not closed."""
    if isinstance(message, (tuple, list)):
        parts = [_placeholders(part) for part in message]
        return None if None in parts else set().union(*(part or set() for part in parts))
    text = str(message)
    named = {f"%({name})" for name in _NAMED.findall(text)}
    try:
        return named | {f"{{{name}}}" for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return None
