"""The plan of an import: what would be written, where it comes from, and what is left out. Writes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from goodword import text
from goodword.importing.aliases import FIELDS, folded, plain
from goodword.importing.columns import IMPORTED, PRIVATE, Column, map_columns
from goodword.importing.dates import Order
from goodword.importing.entries import Draft, Reader
from goodword.importing.existing import FOLDER, fingerprint, read_existing, read_vocabularies
from goodword.importing.reading import read_sources
from goodword.importing.recognise import refusal
from goodword.importing.shapes import Skipped, Source, Value
from goodword.problems import ERROR, Place, Problem, importing, in_order

TARGETS: tuple[str, ...] = (*FIELDS, IMPORTED, PRIVATE)
# Names that a file cannot have on Windows, or that mean a list page elsewhere.
_RESERVED = frozenset(
    {"con", "nul", "prn", "aux", "index", "readme", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}
)


class ImportOptions(Struct, frozen=True):
    """What the person says about the files: all of it optional, none of it guessed.

    `mapping`: column to field (one of TARGETS). `scale`: the best rating that could be given, as decimal text.
    `private`: the folder for private data, default `private/` in the site.
    """

    date_format: Order | None = None
    language: str | None = None
    scale: str | None = None
    split_author: bool = True
    mapping: Mapping[str, str] = field(default_factory=dict)
    private: Path | None = None


class PlannedEntry(Struct, frozen=True):
    """One draft to be written: `path` relative to the site, `fields` as they will stand, `body` as Markdown."""

    id: str
    path: str
    fields: dict[str, object]
    body: str
    private: dict[str, str]
    place: Place
    source: str


class SourcePlan(Struct, frozen=True):
    """One file or folder: how many records it holds and how many of them become drafts."""

    name: str
    format: str
    records: int
    planned: int
    wordless: int
    beside: tuple[str, ...] = ()


class ImportPlan(Struct, frozen=True):
    """What `write_import` would do; nothing when one of the problems is an error."""

    sources: tuple[SourcePlan, ...] = ()
    entries: tuple[PlannedEntry, ...] = ()
    columns: tuple[Column, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    private: Path | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the import."""
        return tuple(problem for problem in self.problems if problem.severity == ERROR)

    @property
    def wrong_use(self) -> tuple[Problem, ...]:
        """Those of the errors that lie in the options, not in the files."""
        codes = {importing.UNKNOWN_TARGET.code, importing.UNKNOWN_COLUMN.code}
        return tuple(problem for problem in self.errors if problem.code in codes)


def plan_import(files: Sequence[Path], *, root: Path, options: ImportOptions | None = None) -> ImportPlan:
    """Reads `files` (and folders) leniently and says what an import into the site at `root` would write.

    Never raises for content: errors stand in the plan, and then it has no entries. Deterministic: the same files,
    options and site give the same plan.
    """
    options = options or ImportOptions()
    sources, problems = read_sources(files, root)
    problems += _wrong_options(sources, options)
    mapping = {folded(column): target for column, target in options.mapping.items()}
    existing = read_existing(root)
    desk = _Desk(set(existing.ids), set(existing.fingerprints))
    vocabularies = read_vocabularies(root)
    plans: list[SourcePlan] = []
    columns: list[Column] = []
    for source in sources:
        problems += source.problems
        desk.skipped += source.skipped
        refused = refusal(source, mapping)
        if refused:
            problems.append(refused)
            continue
        mapped, found = map_columns(source, mapping)
        problems += found
        reader = Reader(
            source,
            mapped,
            vocabularies,
            date_format=options.date_format,
            language=options.language,
            scale=options.scale,
            split_author=options.split_author,
        )
        columns += [replace(column, why=reader.taken_apart(column) or column.why) for column in mapped]
        entries = [
            entry for record in source.records if (entry := desk.take(source, reader.read(record), record.place))
        ]
        problems += reader.found()
        problems += _about(source, entries, desk.repeated.get(source.name, 0))
        wordless = sum(not entry.body for entry in entries)
        plans.append(
            SourcePlan(source.name, source.format, len(source.records), len(entries), wordless, tuple(source.beside))
        )
        desk.entries += entries
    if any(problem.severity == ERROR for problem in problems):
        desk.entries.clear()
    return ImportPlan(
        tuple(plans), tuple(desk.entries), tuple(columns), tuple(desk.skipped), in_order(problems), options.private
    )


def _wrong_options(sources: Sequence[Source], options: ImportOptions) -> list[Problem]:
    names = {folded(column): plain(column) for source in sources for column in source.columns}
    found = []
    for column, target in options.mapping.items():
        if target not in TARGETS:
            hint = text.did_you_mean(target, TARGETS) or "Known: " + ", ".join(TARGETS) + "."
            found.append(importing.UNKNOWN_TARGET(None, column=column, field=target, hint=hint))
        if sources and folded(column) not in names:
            hint = text.did_you_mean(column, names.values()) or "The dry run lists the columns."
            found.append(importing.UNKNOWN_COLUMN(None, column=column, hint=hint))
    return found


class _Desk:
    """Gives each draft its id and leaves out what is there already."""

    def __init__(self, ids: set[str], fingerprints: set[str]) -> None:
        self.ids = ids
        self.known = frozenset(fingerprints)
        self.seen: dict[str, Place] = {}
        self.entries: list[PlannedEntry] = []
        self.skipped: list[Skipped] = []
        self.repeated: dict[str, int] = {}

    def take(self, source: Source, draft: Draft | str, place: Place) -> PlannedEntry | None:
        """The planned entry, or None when the record is skipped (then the reason is noted)."""
        if isinstance(draft, str):
            self.skipped.append(Skipped(place, draft))
            return None
        author = str(draft.fields.get("author") or draft.fields.get("role") or "")
        rest = json.dumps([draft.fields, draft.imported], sort_keys=True, ensure_ascii=False)
        mark = fingerprint(draft.words, author, rest)
        if mark in self.known:
            self.skipped.append(Skipped(place, "already there: the same words by the same author"))
            return None
        if mark in self.seen:
            self.skipped.append(Skipped(place, f"the same words by the same author as {self.seen[mark]}"))
            self.repeated[source.name] = self.repeated.get(source.name, 0) + 1
            return None
        self.seen[mark] = place
        name = self._name(author, mark)
        fields = _nested(draft.fields)
        fields["status"] = "draft"
        fields["imported"] = _provenance(draft, mark)
        path = f"{FOLDER}/{name}.md"
        return PlannedEntry(name, path, fields, draft.words, draft.private, place, source.name)

    def _name(self, author: str, mark: str) -> str:
        stem = text.slug_or_digest(author, "testimonial") if author else text.digest_slug(mark, "testimonial")
        if stem in _RESERVED:
            stem = f"testimonial-{stem}"
        name, number = stem, 1
        while name in self.ids:
            number += 1
            name = f"{stem}-{number}"
        self.ids.add(name)
        return name


def _nested(flat: dict[str, object]) -> dict[str, object]:
    nested: dict[str, object] = {}
    for name, value in flat.items():
        head, dot, leaf = name.partition(".")
        if dot:
            inner = nested.setdefault(head, {})
            assert isinstance(inner, dict)
            inner[leaf] = value
        else:
            nested[head] = value
    return nested


def _provenance(draft: Draft, mark: str) -> dict[str, object]:
    """What `imported:` says: the file (its name only: where it lay is nobody's business), the mark, the columns."""
    found: dict[str, object] = {"file": draft.place.path.rpartition("/")[2], "fingerprint": mark}
    if not draft.words:
        found["note"] = "the file has no words for this entry"
    if draft.imported:
        columns: dict[str, Value] = {}
        for column, value in draft.imported.items():
            columns[plain(column) or column] = value
        found["columns"] = columns
    return found


def _about(source: Source, entries: Sequence[PlannedEntry], repeated: int) -> list[Problem]:
    place = Place(source.name)
    found = []
    unnamed = sum("author" not in entry.fields and "role" not in entry.fields for entry in entries)
    if unnamed:
        found.append(importing.NO_AUTHOR(place, count=unnamed))
    wordless = [entry for entry in entries if not entry.body]
    if wordless:
        what = "a rating" if all("rating" in entry.fields for entry in wordless) else "a rating or a video"
        found.append(importing.WITHOUT_WORDS(place, count=len(wordless), what=what))
    if repeated:
        found.append(importing.DUPLICATE(place, count=repeated))
    for key, value in source.beside.items():
        leaf = folded(key.rpartition(".")[2])
        if leaf.startswith(("total", "count")) and value.isdecimal() and int(value) > len(source.records):
            found.append(importing.COUNT_DIFFERS(place, said=value, key=key, found=len(source.records)))
    return found
