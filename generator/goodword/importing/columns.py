"""Which column of a source goes where: to a field, to the private file, or to `imported`. One decision each."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from goodword.importing import personal
from goodword.importing.aliases import folded, is_strong, match, plain
from goodword.importing.recognise import filled, story_signs
from goodword.importing.shapes import BODY, Source, Value
from goodword.problems import Place, Problem, importing
from goodword.text import excerpt

IMPORTED = "imported"
PRIVATE = "private"
_MANY = frozenset({"tags"})
_KEPT = {
    "picture": "pictures are not downloaded",
    "video": "videos are not downloaded",
    "consent": "a permission is for you to judge",
}


class Column(Struct, frozen=True):
    """One column of one source: `field` is a field of a testimonial, `private`, `imported`, or empty."""

    source: str
    name: str
    field: str
    filled: int
    total: int
    sample: str
    why: str = ""


def texts(value: Value) -> list[str]:
    """The texts that a value holds."""
    if isinstance(value, str):
        return [value]
    return list(value.values()) if isinstance(value, dict) else value


def values(source: Source, column: str) -> Iterator[str]:
    """Every text in `column` that is not empty."""
    for record in source.records:
        yield from (text for text in texts(record.values.get(column, "")) if text.strip())


def map_columns(source: Source, mapping: dict[str, str]) -> tuple[tuple[Column, ...], list[Problem]]:
    """Where each column of `source` goes; `mapping` is what --map says, by folded name of the column."""
    counts = filled(source)
    keys = frozenset(map(folded, source.columns))
    decided: dict[str, tuple[str, str]] = {}
    candidates: dict[str, list[tuple[int, str]]] = {}
    for name in source.columns:
        wanted = mapping.get(folded(name))
        hit = match(name, keys)
        if wanted:
            decided[name] = (wanted, "--map")
        elif not counts[name]:
            decided[name] = ("", "empty")
        elif personal.by_name(name) and not (hit and hit[0] in ("quote", "consent")):
            decided[name] = (PRIVATE, "by its name")
        elif hit and hit[0] in _KEPT:
            decided[name] = (IMPORTED, _KEPT[hit[0]])
        elif hit:
            candidates.setdefault(hit[0], []).append((hit[1], name))
        else:
            decided[name] = _unknown(source, name)
    said = {field for field, _ in decided.values()}
    chosen = _choose(source, candidates, counts, said)
    for field, ranked in candidates.items():
        for _, name in ranked:
            if field not in chosen or name not in chosen[field]:
                instead = ", ".join(f"`{plain(other)}`" for other in chosen.get(field, ())) or "another column"
                kept = _unknown(source, name)
                decided[name] = kept if kept[0] == PRIVATE else (IMPORTED, f"{instead} is the {field}")
            else:
                decided[name] = (field, "")
    columns = tuple(_column(source, name, *decided[name], counts[name]) for name in source.columns)
    return columns, list(_remarks(source, columns))


def _unknown(source: Source, name: str) -> tuple[str, str]:
    kind = personal.by_values(values(source, name))
    return (PRIVATE, f"looks like {kind}") if kind else (IMPORTED, "no field for it")


def _choose(
    source: Source, candidates: dict[str, list[tuple[int, str]]], counts: dict[str, int], said: set[str]
) -> dict[str, set[str]]:
    """The column that wins for each field: the best name among those filled at least half as often as the fullest."""
    stories = len(story_signs(source)) > 1
    chosen: dict[str, set[str]] = {}
    for field, ranked in candidates.items():
        if field in said and field not in _MANY:
            continue
        if field in _MANY:
            chosen[field] = {name for _, name in ranked}
            continue
        pool = ranked
        if field == "quote" and stories:
            # in a list of case studies the long text is the story, not what the customer said
            pool = [pair for pair in ranked if is_strong(pair[1]) or pair[1] == BODY] or ranked
        most = max(counts[name] for _, name in pool)
        best = min(pair for pair in pool if counts[pair[1]] * 2 >= most)
        chosen[field] = _with_substitutes(source, [best[1], *(name for _, name in sorted(pool) if name != best[1])])
    taken = chosen.keys() | said
    if "author" in taken:
        chosen.pop("first_name", None)
        chosen.pop("last_name", None)
    if "quote" in taken:
        chosen.pop("pros", None)
        chosen.pop("cons", None)
    return chosen


def _with_substitutes(source: Source, ranked: list[str]) -> set[str]:
    """The first of `ranked`, and those that are filled only in rows where those before are empty."""
    taken: set[int] = set()
    chosen: set[str] = set()
    for name in ranked:
        rows = {n for n, record in enumerate(source.records) if any(texts(record.values.get(name, "")))}
        if not chosen or not rows & taken:
            chosen.add(name)
            taken |= rows
    return chosen


def _column(source: Source, name: str, field: str, why: str, count: int) -> Column:
    sample = next(values(source, name), "")
    if field == PRIVATE:
        # a report may end in a log that others can read
        sample = "•" * min(len(sample), 8)
    return Column(source.name, name, field, count, len(source.records), excerpt(plain(sample), 60), why)


def _remarks(source: Source, columns: tuple[Column, ...]) -> Iterator[Problem]:
    place = Place(source.name)
    for column in columns:
        name = plain(column.name)
        hit = match(column.name)
        if not column.filled or column.field == PRIVATE:
            continue
        if hit and hit[0] == "consent":
            yield importing.CONSENT_COLUMN(place, column=name)
        elif hit and hit[0] in ("picture", "video") and column.field == IMPORTED:
            yield importing.PICTURES(place, column=name)
        elif column.field == "role":
            packed = [text for text in values(source, column.name) if " of " in text or " at " in text]
            if len(packed) * 2 >= column.filled:
                yield importing.ROLE_OF(place, column=name, sample=f"“{excerpt(packed[0], 60)}”")
        elif column.field == "author":
            yield from _repeated(place, source, column)


def _repeated(place: Place, source: Source, column: Column) -> Iterator[Problem]:
    counts: dict[str, int] = {}
    for text in values(source, column.name):
        counts[text] = counts.get(text, 0) + 1
    repeated = sum(count for count in counts.values() if count > 1)
    if repeated * 3 >= column.filled and column.filled > 5:
        most = max(counts, key=lambda text: counts[text])
        yield importing.REPEATED_AUTHORS(place, column=plain(column.name), sample=excerpt(most, 40), count=counts[most])
