"""What the site already holds: its ids, the words that are there, and its vocabularies. Never written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from goodword import files, text
from goodword.importing import lenient_formats as formats
from goodword.importing.aliases import looks_like_entry
from goodword.importing.lenient_yaml import BrokenYamlError, read_yaml
from goodword.importing.shapes import BODY, Table, TooLargeError, find_records
from goodword.problems import Place, SiteError

FOLDER = "content/testimonials"
_READERS = {
    ".json": formats.read_json,
    ".jsonl": formats.read_jsonl,
    ".csv": formats.read_csv,
}


class Vocabularies(Struct, frozen=True):
    """The lists of site.yaml by kind (`product`, `industry`, `tags`): folded word to id; no list: anything goes."""

    known: dict[str, dict[str, str]] = field(default_factory=dict)

    def find(self, kind: str, word: str) -> str | None:
        """The id for `word` (an id or a label), `word` itself where there is no list, None where it is not in it."""
        listed = self.known.get(kind)
        return listed.get(text.fold(word)) if listed else word


class Existing(Struct, frozen=True):
    """Ids in use (case folded) and fingerprints of the words that are there."""

    ids: frozenset[str]
    fingerprints: frozenset[str]


def fingerprint(words: str, author: str, rest: str = "") -> str:
    """What makes two entries the same: the words without marks and case, and the author; `rest` only without words."""
    parts = (" ".join(text.words(words)), " ".join(text.words(author)), "" if words else rest)
    return files.digest("\0".join(parts).encode(), 8)


def read_existing(root: Path) -> Existing:
    """The testimonials of the site at `root`, in any of their forms; what cannot be read only gives its name."""
    ids: set[str] = set()
    prints: set[str] = set()
    for table, name in _tables(root):
        ids.add(text.fold(str(table.get("id") or name)))
        imported = table.get("imported")
        mark = imported.get("fingerprint") if isinstance(imported, Table) else None
        if isinstance(mark, str):
            prints.add(mark)
        words = table.get("quote") or table.get(BODY)
        if isinstance(words, str) and words:
            prints.add(fingerprint(words, str(table.get("author") or table.get("role") or "")))
    return Existing(frozenset(ids), frozenset(prints))


def _tables(root: Path) -> Iterator[tuple[Table, str]]:
    paths = list(files.walk(root / FOLDER)) if (root / FOLDER).is_dir() else []
    paths += sorted((root / "content").glob("testimonials.*"))
    for path in paths:
        place = path.as_posix()
        suffix = path.suffix.lower()
        name = path.name.partition(".")[0]
        try:
            content, _ = formats.decode(files.read_bytes(path, Place(place)), place)
            if suffix == ".md":
                yield formats.read_markdown(content, place)[0], name
                continue
            if suffix in (".yaml", ".yml"):
                tree: object = read_yaml(content, place)[0]
            elif suffix in _READERS:
                tree = _READERS[suffix](content, place)[0]
            else:
                continue
            for record in find_records(tree, lambda line: Place("", line), looks_like_entry)[0]:
                yield Table(record.values), name
        except (formats.UnreadableError, BrokenYamlError, TooLargeError, SiteError):
            yield Table(), name


def read_vocabularies(root: Path) -> Vocabularies:
    """The vocabularies of the site's site.yaml; none where it is absent or broken."""
    path = root / "site.yaml"
    try:
        content, _ = formats.decode(files.read_bytes(path, Place("site.yaml")), "site.yaml")
        documents, _ = read_yaml(content, "site.yaml")
    except (SiteError, BrokenYamlError):
        return Vocabularies()
    site = documents[0] if documents else None
    if not isinstance(site, Table):
        return Vocabularies()
    kinds = {"product": "products", "industry": "industries", "tags": "tags"}
    return Vocabularies({kind: known for kind, key in kinds.items() if (known := dict(_words(site.get(key))))})


def _words(terms: object) -> Iterator[tuple[str, str]]:
    for term in terms if isinstance(terms, list) else ():
        if isinstance(term, str):
            yield text.fold(term), term
        elif isinstance(term, Table) and isinstance(term.get("id"), str):
            name = str(term["id"])
            label = term.get("label")
            for word in [name, *(label.values() if isinstance(label, Table) else [label])]:
                if isinstance(word, str):
                    yield text.fold(word), name
