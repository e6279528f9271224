"""Stage one: a file of advocates in CSV or JSONL becomes one value that knows nothing of the day or of other files.

Almost all rows pass the fast check. What it does not let pass is looked at as any other entry is, and told if wrong.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

import msgspec

from goodword import files
from goodword.content import csv_text, json_text, tables
from goodword.content.addresses import web_address
from goodword.content.document import Document, language_tag
from goodword.content.entry_rules import BAD_IN_ID
from goodword.content.field_types import model_of, shape
from goodword.content.models import Advocate, decode_text
from goodword.content.rows.packed import Form, Packed, Packer
from goodword.content.rows.table import RowPlace, Table, Text
from goodword.content.validate import to_entry
from goodword.problems import Place, Problem, Problems, SiteError
from goodword.problems.kit_addresses import names_kit

ENDINGS = (".csv", ".jsonl")
_KIND, _PLURAL = "advocate", "advocates"
# Below this many characters a row can neither hold a text that is too long nor a list with too many items.
_SHORT = 2_000
_SPACE_BEFORE_COLON = re.compile(r'"\s+:')
_BAD_ID = re.compile(f"^\\.|[{re.escape(''.join(sorted(BAD_IN_ID)))}]")


class Name(msgspec.Struct, frozen=True, array_like=True):
    """What is asked of many rows at once. language: None for the site's own. line, column: where the row begins."""

    id: str
    code: str
    language: str | None
    aliases: tuple[str, ...]
    line: int
    column: int


class Word(msgspec.Struct, frozen=True, array_like=True):
    """The first use of a word of a vocabulary (`tags`, `industries`, `products`), in the field at `keys`."""

    vocabulary: str
    word: str
    keys: tuple[str | int, ...]
    row: Name


class Broken(msgspec.Struct, frozen=True, array_like=True):
    """A row that is no entry, and why."""

    row: Name
    problems: tuple[Problem, ...]


class Part(msgspec.Struct, frozen=True, array_like=True):
    """The good rows of a file in one group of languages, in the order of their lines."""

    names: Packed
    entries: Packed


class FileRows(msgspec.Struct, frozen=True, array_like=True):
    """All that the rest of the program has to know of a file of advocates.

    own, others: rows in the site's language, and in another one. problems: of the file, and of what is no row.
    words: first uses, own rows before others. programs: the ids named. claims: whether a row names a testimonial.
    examples: whether one has the status `example`.
    """

    table: Table
    problems: tuple[Problem, ...]
    own: Part
    others: Part
    broken: tuple[Broken, ...]
    words: tuple[Word, ...]
    languages: tuple[str, ...]
    programs: tuple[str, ...]
    claims: bool
    examples: bool

    @property
    def parts(self) -> tuple[Part, Part]:
        """Rows in the site's language, then those in others."""
        return self.own, self.others


NAMES = Form(Name)
ENTRIES = Form(Advocate)


def read_rows(data: bytes, path: str, ending: str, default: str) -> FileRows:
    """The rows of a file with the bytes `data`. path: from the site's root. default: the site's language."""
    made = _Made(Table(path, ending, files.digest(data)), default)
    # The fast way reads UTF-8; whatever is wrong with the file as a whole is told by the careful one.
    fast = _csv if ending == ".csv" else _jsonl
    try:
        if b"\0" not in data and fast(data, made):
            return made.done()
    except (UnicodeDecodeError, csv.Error):
        pass
    return _careful(data, path, ending, default)


def _careful(data: bytes, path: str, ending: str, default: str) -> FileRows:
    table = Table(path, ending, files.digest(data))
    made = _Made(table, default)
    try:
        text = files.decode(data, Place(path))
        documents, problems = tables.read(text, ending, path, _KIND, _PLURAL, table.digest)
    except SiteError as error:
        made.problems.extend(error.problems)
        return made.done()
    made.problems.extend(problems)
    for document in documents:
        positions = document.positions
        if isinstance(positions, csv_text.RowPositions):
            sheet = positions.sheet
            made.table = Table(path, ending, table.digest, sheet.header, sheet.delimiter)
        place = document.place()
        made.document(document, place.line, place.column)
    return made.done()


@dataclass
class _Made:
    """What has been read of a file so far."""

    table: Table
    default: str
    problems: Problems = field(default_factory=Problems)

    def __post_init__(self) -> None:
        self._parts = tuple((Packer(NAMES), Packer(ENTRIES)) for _ in range(2))
        self._words: tuple[dict[tuple[str, str], Word], ...] = ({}, {})
        self._broken: list[Broken] = []
        self._languages: dict[str, None] = {}
        self._programs: dict[str, None] = {}
        self._tags: dict[str, str | None] = {}
        self._claims = self._examples = False

    def values(self, values: dict[str, Any], line: int, column: int) -> bool:
        """Takes a row whose texts are known to be printable and short, without spaces around; False if it looks wrong.

        A row that is taken is one in which `validate.to_entry` finds nothing wrong, and gives the same entry.
        """
        name, language, address = values["id"], values.get("language"), values.get("company_url")
        if _BAD_ID.search(name):
            return False
        if isinstance(language, str):
            if language not in self._tags:
                self._tags[language] = language_tag(language)
            tag = self._tags[language]
            if tag is None:
                return False
            language = None if tag == self.default else tag
            values["language"] = language
        if isinstance(address, str) and web_address(address):
            return False
        try:
            entry = msgspec.convert(values, Advocate, strict=False, dec_hook=decode_text)
        except (msgspec.ValidationError, ValueError, OverflowError):
            return False
        consent = entry.consent
        if consent and (consent.expires or consent.withdrawn):
            granted = consent.granted.day
            if granted and any(end and end < granted for end in (consent.expires, consent.withdrawn)):
                return False
        self._entry(entry, Name(name, entry.code, language, entry.aliases, line, column))
        return True

    def document(self, document: Document, line: int, column: int) -> None:
        """Takes a row as any other entry is taken, with all that is wrong with it."""
        if document.language == self.default:
            document = replace(document, language=None)
        entry, problems = to_entry(document)
        name = Name(document.id, "", document.language, (), line, column)
        if document.language is not None:
            self._languages[document.language] = None
        if isinstance(entry, Advocate):
            self._entry(entry, msgspec.structs.replace(name, code=entry.code, aliases=entry.aliases))
        else:
            self._broken.append(Broken(name, tuple(problems)))

    def _entry(self, entry: Advocate, name: Name) -> None:
        group = 0
        if name.language is not None:
            group = 1
            self._languages[name.language] = None
        names, entries = self._parts[group]
        names.add(name)
        entries.add(entry)
        words = self._words[group]
        if entry.industry and ("industries", entry.industry) not in words:
            self._word("industries", entry.industry, ("industry",), name, words)
        if entry.product and ("products", entry.product) not in words:
            self._word("products", entry.product, ("product",), name, words)
        for index, tag in enumerate(entry.tags):
            self._word("tags", tag, ("tags", index), name, words)
        for index, audience in enumerate(entry.audiences):
            self._word("industries", audience, ("audiences", index), name, words)
        if entry.program:
            self._programs[entry.program] = None
        if entry.testimonial:
            self._claims = True
        if entry.status == "example":
            self._examples = True

    def _word(
        self, of: str, word: str, keys: tuple[str | int, ...], name: Name, words: dict[tuple[str, str], Word]
    ) -> None:
        if (of, word) not in words:
            words[of, word] = Word(of, word, keys, name)

    def done(self) -> FileRows:
        """Everything."""
        own, others = (Part(names.done(), entries.done()) for names, entries in self._parts)
        first, later = self._words
        for key, word in later.items():
            first.setdefault(key, word)
        return FileRows(
            table=self.table,
            problems=tuple(self.problems),
            own=own,
            others=others,
            broken=tuple(self._broken),
            words=tuple(first.values()),
            languages=tuple(self._languages),
            programs=tuple(self._programs),
            claims=self._claims,
            examples=self._examples,
        )


def _csv(data: bytes, made: _Made) -> bool:
    """Takes all rows of a CSV file; False where its header is not plain and known."""
    text = _text(data)
    before = []
    for first in text:
        before.append(first)
        if first != "\n":
            break
    head = before[-1].rstrip("\n") if before else ""
    delimiter = csv_text.delimiter_of(head)
    header = _plain_header(head, delimiter)
    if header is None:
        return False
    table = made.table = msgspec.structs.replace(made.table, header=tuple(header), delimiter=delimiter)
    source = Text(table, lambda _: data)
    columns = csv_text.Columns(header, _KIND, shape(model_of(_KIND)))
    width, begins, number = len(header), 0, -1
    odd: list[Callable[[csv_text.Sheet], Problem]] = []
    with csv_text.wide_cells():
        reader = csv.reader(chain(before, text), delimiter=delimiter, strict=True)
        for row in reader:
            line, begins = begins + 1, reader.line_num
            if not row:
                continue
            number += 1
            if number == 0:
                continue
            if len(row) != width and (len(row) < width or any(cell.strip() for cell in row[width:])):
                if any(cell.strip() for cell in row):
                    odd.append(_wrong_width(table.path, number, len(row)))
                continue
            values = columns.values(row)
            if not values:
                continue
            name = values.get("id")
            if name is None:
                odd.append(_no_id(table.path, number))
                continue
            together = "".join(row)
            columns.nest(values)
            is_plain = len(together) <= _SHORT and together.isprintable() and not names_kit(together)
            if is_plain and made.values(values, line, 1):
                continue
            language = values.get("language")
            if language is not None:
                language = language_tag(language) or language
            positions = RowPlace(source, line, 1)
            document = Document(_KIND, name, language, table.path, table.digest, values, positions=positions)
            made.document(document, line, 1)
    if odd:
        sheet = csv_text.Sheet(files.decode(data, Place(table.path)), delimiter, table.header)
        made.problems.extend(problem(sheet) for problem in odd)
    return True


def _wrong_width(path: str, number: int, found: int) -> Callable[[csv_text.Sheet], Problem]:
    return lambda sheet: csv_text.wrong_width(sheet, path, number, found)


def _no_id(path: str, number: int) -> Callable[[csv_text.Sheet], Problem]:
    return lambda sheet: csv_text.no_id(Place(path, *sheet.record(number)[:2]))


def _text(data: bytes) -> Iterator[str]:
    """The lines, with line ends as `\\n`."""
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline=None)


def _plain_header(head: str, delimiter: str) -> list[str] | None:
    """The columns of a first line in which nothing is wrong or odd."""
    header = [name.strip() for name in head.split(delimiter)]
    known = set(header)
    model = shape(model_of(_KIND))
    is_plain = (
        head.isprintable()
        and '"' not in head
        and "id" in known
        and "" not in known
        and len(known) == len(header)
        and not any(name.rpartition(".")[0] in known for name in header)
        and all(name.count(".") < 2 for name in header)
        and all(csv_text.unknown_column(name, _KIND, model, Place("")) is None for name in header)
    )
    return header if is_plain else None


def _jsonl(data: bytes, made: _Made) -> bool:
    """Takes all rows of a file with one JSON object on each line."""
    path, digest = made.table.path, made.table.digest
    for number, ended in enumerate(_text(data), start=1):
        if not ended.strip():
            continue
        line = ended.rstrip("\n")
        column = len(line) - len(line.lstrip()) + 1
        values = None if names_kit(line) else _plain_object(line)
        if values is not None and made.values(values, number, column):
            continue
        try:
            value = json_text.parse(line, path, number)
        except SiteError as error:
            made.problems.extend(error.problems)
            continue
        positions = json_text.JsonPositions(json_text.Sheet(line, number), ())
        document = tables.entry(value, positions, path, _KIND, digest, made.problems)
        if document is not None:
            place = document.place()
            made.document(document, place.line, place.column)
    return True


def _plain_object(line: str) -> dict[str, Any] | None:
    """The fields of a JSON object of short, printable texts without spaces around, where no key stands twice."""
    if len(line) > _SHORT:
        return None
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return None
    if not isinstance(value, dict) or not isinstance(value.get("id"), str) or "extra" in value or "imported" in value:
        return None
    keys = len(value)
    texts: list[str] = []
    for part in value.values():
        if isinstance(part, str):
            texts.append(part)
        elif isinstance(part, list):
            texts += part
        elif isinstance(part, dict):
            keys += len(part)
            for one in part.values():
                texts += one if isinstance(one, list) else [one]
        else:
            return None
    for text in texts:
        if not isinstance(text, str) or not text or text[0] == " " or text[-1] == " " or not text.isprintable():
            return None
    # A key that stands twice is told; counting is enough to see that none does.
    if line.count('":') != keys or _SPACE_BEFORE_COLON.search(line):
        return None
    return value
