"""Finds site.yaml and everything in content/, and reads it. Never looks into private/; decides nothing."""

from __future__ import annotations

import difflib
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from goodword import files
from goodword.content import strict_yaml, tables
from goodword.content.document import Document, Tree, language_tag
from goodword.content.front_matter import Front, describe, kept, recalled, split
from goodword.content.recall import Recall
from goodword.content.rows import reading as reading_rows
from goodword.content.rows.reading import FileRows
from goodword.problems import Place, Problem, Problems, SiteError, reading

CONTENT = "content"
SITE = "site.yaml"
PLURALS: dict[str, str] = {
    "testimonials": "testimonial",
    "case-studies": "case-study",
    "awards": "award",
    "partners": "partner",
    "articles": "article",
    "pages": "page",
    "advocates": "advocate",
}
_YAML = (".yaml", ".yml")
# Which list files a kind may be kept in; the others are Markdown only.
LIST_FORMS: dict[str, tuple[str, ...]] = {
    "testimonial": tables.ENDINGS,
    "advocate": tables.ENDINGS,
    "award": _YAML,
    "partner": _YAML,
}
_DATA = (*tables.ENDINGS, ".toml", ".xlsx", ".xls", ".ods", ".docx", ".odt")
_MARKDOWN_TOO = (".markdown", ".mdown", ".mkd", ".mdx")
# How like a known name a folder must be to be taken for a slip: `testimonal` is, `images` is not like `pages`.
_CLOSE = 0.8
_ELSEWHERE = (
    "site.yml",
    "config.yaml",
    "config.yml",
    "_config.yml",
    "config.toml",
    "hugo.toml",
    "site.json",
    "site.toml",
)
# ISO 639-1: a file called NAME.XX.md is a language version when XX is one of these (or a language of the site).
_LANGUAGES = (
    " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
    " el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is "
    " it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms "
    " mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk "
    " sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    " yo za zh zu "
)


class Sources(Struct, frozen=True):
    """Everything that was read: site.yaml (None where it cannot be used), one document per entry, what went wrong.

    rows: the advocates in CSV and JSONL files, where they were asked for as such; then they have no documents.
    """

    site: Document | None
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    rows: tuple[FileRows, ...] = ()


def read_sources(root: Path, *, recall: Recall | None = None, texts: Mapping[str, bytes] | None = None) -> Sources:
    """Reads the site in the folder `root`; what cannot be read is a problem, the rest is read all the same.

    recall: for what was read before. With it the advocates of CSV and JSONL files are kept as packed rows. texts: what
    Markdown files are known to hold, by their path.
    """
    problems = Problems()
    site = _site(root, problems)
    found = list(_content(root, site, problems, recall, texts or {}))
    documents = tuple(one for one in found if isinstance(one, Document))
    return Sources(site, documents, tuple(problems), tuple(one for one in found if isinstance(one, FileRows)))


class SiteLanguages:
    """The languages site.yaml names, the default first, as far as they can be told before it is checked."""

    def __init__(self, site: Document | None) -> None:
        given = site.fields if site else {}
        one, more = given.get("language"), given.get("languages")
        self.default = (language_tag(one) if isinstance(one, str) else None) or "en"
        tags = [language_tag(tag) for tag in more if isinstance(tag, str)] if isinstance(more, list) else []
        self.listed = tuple(dict.fromkeys([self.default, *(tag for tag in tags if tag)]))

    def split(self, stem: str) -> tuple[str, str | None]:
        """The id and the language of a file name without its ending."""
        name, dot, last = stem.rpartition(".")
        tag = language_tag(last) if dot and name else None
        if tag and (tag in self.listed or f" {tag.split('-')[0]} " in _LANGUAGES):
            return name, tag
        return stem, None

    def own(self, language: str | None) -> str | None:
        """None for the default language."""
        return None if language == self.default else language


def read_site(root: Path) -> Document | None:
    """Only site.yaml; None where it cannot be read."""
    return _site(root, Problems())


def _site(root: Path, problems: Problems) -> Document | None:
    path = root / SITE
    if not path.is_file():
        problems.add(_no_site(root))
        return None
    try:
        data = files.read_bytes(path, Place(SITE))
        loaded = strict_yaml.load(files.decode(data, Place(SITE)), SITE)
        if loaded.value is not None and not isinstance(loaded.value, dict):
            hint = "Write `name: ...` and `url: ...`."
            place = Place(SITE, loaded.spot.line, loaded.spot.column)
            raise SiteError([reading.NOT_MAPPING(place, where=SITE, what=describe(loaded.value), hint=hint)])
    except SiteError as error:
        problems.extend(error.problems)
        return None
    return Document("site", "site", None, SITE, files.digest(data), loaded.value or {}, positions=Tree(loaded.spot))


def _no_site(root: Path) -> Problem:
    if not root.is_dir():
        hint = "Check the path, or make a site with `goodword new site NAME`."
        return reading.NO_SITE(Place(SITE), what="The site's folder does not exist.", hint=hint)
    what = f"There is no {SITE} in this folder."
    other = next((name for name in _ELSEWHERE if (root / name).is_file()), None)
    hint = "Go to the site's folder, or make a site with `goodword new site NAME`."
    if other == "site.yml":
        hint = f"Rename {other} to {SITE}."
    elif other:
        hint = f"Goodword does not read {other}; make a site with `goodword new site NAME`."
    return reading.NO_SITE(Place(SITE), what=what, hint=hint)


def _content(
    root: Path, site: Document | None, problems: Problems, recall: Recall | None, texts: Mapping[str, bytes]
) -> Iterator[Document | FileRows]:
    folder, languages, results = root / CONTENT, SiteLanguages(site), results_file(site)
    if folder.is_file():
        problems.add(reading.UNREADABLE(Place(CONTENT), why="it is a file and should be a folder"))
        return
    if not folder.is_dir():
        if (root / SITE).is_file():
            problems.add(reading.NO_CONTENT(Place(CONTENT)))
        return
    secret = files.private_folder()
    if secret is not None and not secret.is_relative_to(folder.resolve()):
        secret = None
    seen: dict[str, str] = {}
    strangers: set[str] = set()
    for path, written, why_not in files.survey(folder):
        if secret is not None and path.resolve().is_relative_to(secret):
            continue
        name = unicodedata.normalize("NFC", written)
        if why_not == files.UNREADABLE:
            problems.add(files.unreadable(f"{CONTENT}/{name}"))
            continue
        if why_not is not None:
            hint = f"It is {why_not}: put the files themselves there."
            problems.add(reading.NOT_READ(Place(f"{CONTENT}/{name}"), hint=hint))
            continue
        _compare(seen, name, problems)
        if name == results:
            continue
        try:
            documents, found = _file(path, name, languages, strangers, recall, texts)
        except SiteError as error:
            problems.extend(error.problems)
            continue
        problems.extend(found)
        yield from documents


def results_file(site: Document | None) -> str:
    """The file below content/ that `kits.results` names: no entry stands in it; empty where none is named."""
    kits = site.fields.get("kits") if site else None
    named = kits.get("results") if isinstance(kits, dict) else None
    return named.strip().removeprefix(f"{CONTENT}/") if isinstance(named, str) else ""


def _compare(seen: dict[str, str], name: str, problems: Problems) -> None:
    """Tells when two names are one file on a computer that does not tell large from small letters."""
    folded = unicodedata.normalize("NFC", name.casefold())
    if folded in seen:
        difference = "the spelling of accents" if seen[folded] == name else "large and small letters"
        other = f"{CONTENT}/{seen[folded]}"
        problems.add(reading.SAME_NAME(Place(f"{CONTENT}/{name}"), other=other, difference=difference))
    seen.setdefault(folded, name)


def _file(
    path: Path,
    name: str,
    languages: SiteLanguages,
    strangers: set[str],
    recall: Recall | None,
    texts: Mapping[str, bytes],
) -> tuple[Sequence[Document | FileRows], Iterable[Problem]]:
    """What one file of content/ holds, whose path below it is `name`; raises SiteError."""
    place = Place(f"{CONTENT}/{name}")
    folder, slash, _ = name.partition("/")
    stem, ending = os.path.splitext(name.rpartition("/")[2])  # noqa: PTH122 (for every file; a Path is slower)
    ending = ending.lower()
    # Editors on Windows like to save `maria.md` as `maria.md.txt`, and hide the last ending.
    if (
        ending in _MARKDOWN_TOO or (ending == ".txt" and stem.lower() != "readme" and stem[:1] != "_")
    ) and folder in PLURALS:
        return [], [reading.NOT_READ(place, hint="Give it the ending `.md`.")]
    if stem.startswith("_") or (stem.casefold() == "readme" and ending in (".md", ".txt")):
        return [], []
    if not slash and stem == "program":
        if ending not in _YAML:
            hint = "Write the program as `content/program.yaml`."
            return [], [reading.WRONG_FORM(place, kinds="Programs", ending=_shown(ending), hint=hint)]
        return _programs(path, place, languages)
    kind = PLURALS.get(folder if slash else stem)
    if kind is None:
        return [], _stranger(place, folder, stem, ending, bool(slash), strangers)
    if ending == ".md" and slash:
        return [_markdown(path, place, kind, stem, languages, recall, texts.get(str(path)))], []
    forms = LIST_FORMS.get(kind, ())
    plural = folder if slash else stem
    if recall and kind == "advocate" and ending in reading_rows.ENDINGS:
        data = files.read_bytes(path, place)
        parts = (files.digest_bytes(data), place.path, ending, languages.default)
        make = partial(reading_rows.read_rows, data, place.path, ending, languages.default)
        read = recall("rows", parts, FileRows, make)
        return [read], read.problems
    if ending in forms:
        text, digest = _read(path, place)
        documents, problems = tables.read(text, ending, place.path, kind, plural, digest)
        return [_in_default(document, languages) for document in documents], problems
    if not slash or ending in _YAML:
        shown = _shown(ending)
        return [], [reading.WRONG_FORM(place, kinds=_words(plural), ending=shown, hint=_forms(plural, forms))]
    if ending in _DATA and (forms or ending not in tables.ENDINGS):
        return [], [reading.NOT_READ(place, hint=_forms(plural, forms))]
    return [], []


def _shown(ending: str) -> str:
    return f"`{ending}` files" if ending else "files without an ending"


def _words(plural: str) -> str:
    return plural.replace("-", " ").capitalize()


def _forms(plural: str, forms: tuple[str, ...]) -> str:
    ways = [f"Markdown files in `content/{plural}/`"]
    if forms:
        ways.append(f"a list in `content/{plural}.yaml`")
    if ".csv" in forms:
        ways.append(f"`content/{plural}.csv`, `.json` or `.jsonl`")
    return "Write " + ", or ".join(ways) + "; foreign files come in with `goodword import`."


def _stranger(place: Place, folder: str, stem: str, ending: str, in_folder: bool, strangers: set[str]) -> list[Problem]:
    """A file under a name that Goodword does not know: an error when it looks mistyped, fine when it is a picture."""
    known = [*PLURALS, "program"]
    name = folder if in_folder else stem
    near = difflib.get_close_matches(name.casefold().replace("_", "-"), known, n=1, cutoff=_CLOSE)
    match = near[0] if near else None
    if not in_folder and ending not in (".md", *_DATA):
        return []
    if match and match != name:
        if name in strangers:
            return []
        strangers.add(name)
        shown = f"{CONTENT}/{name}/" if in_folder else place.path
        target = f"{CONTENT}/{match}/" if in_folder else f"{CONTENT}/{match}{ending}"
        where = Place(f"{CONTENT}/{name}") if in_folder else place
        return [reading.UNKNOWN_FOLDER(where, name=shown, suggestion=f"Did you mean `{target}`?")]
    if ending == ".md" or ending in _YAML or (not in_folder and ending in _DATA):
        hint = "Move it into the folder of its kind: " + ", ".join(f"`{plural}/`" for plural in PLURALS) + "."
        return [reading.NOT_READ(place, hint=hint)]
    return []


def _read(path: Path, place: Place, data: bytes | None = None) -> tuple[str, str]:
    if data is None:
        data = files.read_bytes(path, place)
    return files.decode(data, place), files.digest(data)


def _markdown(
    path: Path,
    place: Place,
    kind: str,
    stem: str,
    languages: SiteLanguages,
    recall: Recall | None,
    data: bytes | None,
) -> Document:
    text, digest = _read(path, place, data)
    if recall:
        front = recall("front", (digest,), Front, partial(kept, text, place.path))
        parts = recalled(front, text, place.path)
    else:
        parts = split(text, place.path)
    name, language = languages.split(unicodedata.normalize("NFC", stem))
    if language is None:
        given = parts.fields.get("language")
        language = (language_tag(given) or given) if isinstance(given, str) else None
    return Document(
        kind,
        name,
        languages.own(language),
        place.path,
        digest,
        parts.fields,
        parts.body,
        parts.body_line,
        parts.positions,
    )


def _in_default(document: Document, languages: SiteLanguages) -> Document:
    if document.language is None or document.language != languages.default:
        return document
    return replace(document, language=None)


def _programs(path: Path, place: Place, languages: SiteLanguages) -> tuple[list[Document], list[Problem]]:
    """program.yaml: one mapping, whose id may be left out, or a list."""
    text, digest = _read(path, place)
    loaded: Any = strict_yaml.load(text, place.path)
    if loaded.value is None:
        return [], []
    if isinstance(loaded.value, dict) and set(loaded.value) != {"programs"}:
        problems = Problems()
        document = tables.entry(
            loaded.value, Tree(loaded.spot), place.path, "program", digest, problems, default_id="default"
        )
        return ([_in_default(document, languages)] if document else []), list(problems)
    documents, found = tables.read(text, ".yaml", place.path, "program", "programs", digest)
    return [_in_default(document, languages) for document in documents], found
