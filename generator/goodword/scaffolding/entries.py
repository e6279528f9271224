"""A new entry of any kind: where it goes and what stands in it. The fields come from the models."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from goodword import text
from goodword.content.collect import FORKED
from goodword.content.document import Document, language_tag
from goodword.content.models import KINDS
from goodword.content.routes import RESERVED, WALL_PARTS
from goodword.content.sources import CONTENT, PLURALS, SiteLanguages, Sources, read_sources
from goodword.problems import ERROR, SiteError
from goodword.problems import scaffolding as told
from goodword.scaffolding.advocates import PATH as ADVOCATES
from goodword.scaffolding.advocates import advocate_row
from goodword.scaffolding.fields import described, scalar
from goodword.scaffolding.names import checked, id_of
from goodword.scaffolding.planned import Planned

# In the order of the docs.
NAMED_KINDS = ("testimonial", "case-study", "award", "advocate", "partner", "article", "page", "program")
_FOLDERS = {kind: plural for plural, kind in PLURALS.items()}
# Common to all kinds; said last.
_LAST = ("date", "tags", "featured", "language", "slug", "aliases", "extra")
# Named by the file, written by an import, or the text below the second line of dashes.
_ELSEWHERE = frozenset({"id", "imported", "body", "quote"})
_BODIES = {
    "testimonial": "The words go below the second line `---`, exactly as they were said.",
    "case-study": "The story goes below the second line `---`, in Markdown.",
    "article": "The text goes below the second line `---`, in Markdown.",
    "page": "The text goes below the second line `---`, in Markdown.",
    "partner": "A text below the second line `---`, in Markdown, makes a page of the partner's own.",
}
_CONSENT_NOTE = (
    "Nothing is granted yet. Once you have asked, use these lines: write the day, and into `scope` only what was"
    " allowed. `granted: no` keeps a refusal."
)


def plan_entry(kind: str, name: str, root: Path, day: datetime.date, language: str | None = None) -> list[Planned]:
    """The files of a new entry of the site in `root`, a draft; `day` is today.

    Raises SiteError: the site has no usable site.yaml, the name or language is none, or such an entry exists.
    """
    wanted = checked(name)
    sources = read_sources(root)
    if sources.site is None:
        raise SiteError(sources.problems)
    languages = SiteLanguages(sources.site)
    default, known = languages.default, languages.listed
    tag = _tag(language, kind, known)
    entry_id = id_of(wanted, kind)
    if entry_id in _reserved(kind, known):
        hint = "Add a word to it; the title in the file may be any."
        raise SiteError([told.BAD_NAME(None, name=name, why="Goodword's own pages have that address", hint=hint)])
    if kind == "program":
        return [_program(entry_id, wanted, sources, tag if tag != default else None)]
    if kind in FORKED and tag not in (None, default):
        return [_version(kind, entry_id, wanted, sources, str(tag), default)]
    _refuse_twice(kind, entry_id, sources.documents, language)
    if kind == "advocate":
        wrong = [problem for problem in sources.problems if problem.place and problem.place.path == ADVOCATES]
        if any(problem.severity == ERROR for problem in wrong):
            raise SiteError(wrong)
        codes = [str(found.fields["code"]) for found in sources.documents if found.fields.get("code")]
        return [advocate_row(root, entry_id, wanted, codes, tag if tag != default else None)]
    values = _values(kind, wanted, entry_id, day)
    if tag not in (None, default):
        values["language"] = scalar(str(tag))
    return [Planned(f"{CONTENT}/{_FOLDERS[kind]}/{entry_id}.md", _markdown(kind, values))]


def _reserved(kind: str, languages: Sequence[str]) -> frozenset[str]:
    """The ids that would be told once the entry is published, when it is too late for a good name."""
    if kind == "page":
        return RESERVED | {language.lower() for language in languages}
    return WALL_PARTS if kind == "testimonial" else frozenset()


def _tag(language: str | None, kind: str, known: Sequence[str]) -> str | None:
    """`language` as the site writes it. Testimonials may be in any language: they are shown as they were said."""
    if language is None:
        return None
    tag = language_tag(language)
    if tag is None or (kind != "testimonial" and tag not in known):
        listed = text.did_you_mean(language, known)
        hint = f"{listed} Or add it to `languages` in site.yaml." if tag else "Write a tag such as `es` or `pt-BR`."
        raise SiteError([told.NOT_A_LANGUAGE(None, language=language, hint=hint)])
    return tag


def _refuse_twice(kind: str, entry_id: str, documents: Sequence[Document], language: str | None) -> None:
    found = _find(kind, entry_id, documents)
    if found is None:
        return
    if language and kind in ("testimonial", "advocate"):
        hint = "Put the words in other languages under `translations` there."
        if kind == "advocate":
            hint = "An advocate has one page, in the advocate's language."
        raise SiteError([told.NOT_FORKED(found.place(), kind=_one(kind), id=found.id, language=language, hint=hint)])
    raise SiteError([told.ENTRY_EXISTS(found.place(), kind=_one(kind), id=found.id)])


def _find(kind: str, entry_id: str, documents: Sequence[Document]) -> Document | None:
    """The document of an entry, also one that a person or a disk would take for it."""
    same = [found for found in documents if found.kind == kind and found.id.casefold() == entry_id.casefold()]
    return min(same, key=lambda found: found.language is not None, default=None)


def _one(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind.replace('-', ' ')}"


def _values(kind: str, name: str, entry_id: str, day: datetime.date) -> dict[str, str]:
    """The fields that are filled at once, as YAML; what nobody can know yet is plainly a gap to fill."""
    named = scalar(name)
    filled = {
        "testimonial": {"author": named},
        "case-study": {"title": named, "customer": named},
        "award": {"name": named, "awarder": '"?"', "year": str(day.year)},
        "partner": {"name": named, "url": f"https://{entry_id[:63].strip('-')}.example"},
        "article": {"title": scalar(name[0].upper() + name[1:])},
        "page": {"title": scalar(name[0].upper() + name[1:])},
        "program": {"name": named},
    }
    return {**filled[kind], "status": "draft"}


def _markdown(kind: str, values: dict[str, str]) -> bytes:
    lines = ["---", *_head(kind), "", *_body(kind, values), "---", ""]
    return ("\n".join(lines) + "\n").encode()


def _head(kind: str) -> list[str]:
    lines = [
        f"# {_one(kind).capitalize()}. Lines that begin with # are not read: take the # away before a field to use it,",
        "# and delete what you do not need. `goodword serve` shows drafts, too.",
    ]
    return [*lines, f"# {_BODIES[kind]}"] if kind in _BODIES else lines


def _body(kind: str, values: dict[str, str]) -> list[str]:
    """Required fields and those of the kind, consent, then what all kinds have."""
    model = KINDS[kind]
    own = [name for name in model.__struct_fields__ if name not in _ELSEWHERE and name not in (*_LAST, "status")]
    filled = [name for name in own if name in values and name != "consent"]
    rest = [name for name in own if name not in filled and name != "consent"]
    lines = [*described(model, values, {}, filled), *described(model, values, _NOTES.get(kind, {}), rest)]
    if "consent" in own:
        lines += ["", *described(model, values, {"consent": _CONSENT_NOTE}, ["consent"])]
    note = {"status": "Write `published` (or delete the line) when it is ready."}
    lines += ["", *described(model, values, note, ["status"])]
    return [*lines, "", *described(model, values, {}, list(_LAST))]


_NOTES = {"testimonial": {"role": "Needed where `author` is missing."}}


def _version(kind: str, entry_id: str, name: str, sources: Sources, tag: str, default: str) -> Planned:
    """The version of an entry in another language: it inherits what it does not say, consent always."""
    same = [found for found in sources.documents if found.kind == kind and found.id.casefold() == entry_id.casefold()]
    base = next((found for found in same if found.language in (None, default)), None)
    if base is None:
        raise SiteError([told.NO_ORIGINAL(None, language=tag, kind=kind, id=entry_id)])
    other = next((found for found in same if found.language == tag), None)
    if other is not None:
        raise SiteError([told.ENTRY_EXISTS(other.place(), kind=f"{_one(kind)} in `{tag}`", id=other.id)])
    model = KINDS[kind]
    texts = [field for field in _TEXTS[kind] if field in model.__struct_fields__]
    lines = [
        "---",
        f"# The `{tag}` version of {base.path}. It inherits every field that it does not say, and the consent always.",
        *([f"# {_BODIES[kind]}"] if kind in _BODIES else []),
        "",
        *described(model, {texts[0]: scalar(name), "status": "draft"}, {}, [*texts, "status"]),
        "---",
        "",
    ]
    path = f"{CONTENT}/{_FOLDERS[kind]}/{base.id}.{tag}.md"
    return Planned(path, ("\n".join(lines) + "\n").encode())


# What is worth saying again in another language, the name first.
_TEXTS = {
    "case-study": ("title", "size", "location", "summary", "challenge", "solution", "results", "typical", "timeline"),
    "award": ("name", "awarder", "category", "rank", "season", "description", "entry_fee"),
    "partner": ("name", "what", "for_whom", "offer_to_us", "offer_to_them"),
    "article": ("title", "summary"),
    "page": ("title",),
}


def _program(entry_id: str, name: str, sources: Sources, tag: str | None) -> Planned:
    standing = next((found for found in sources.documents if found.kind == "program"), None)
    path = f"{CONTENT}/program.yaml"
    if standing is not None:
        raise SiteError([told.PROGRAM_EXISTS(standing.place())])
    values = {**_values("program", name, entry_id, datetime.date.min), "id": scalar(entry_id)}
    if tag:
        values["language"] = scalar(tag)
    model = KINDS["program"]
    lines = [*_head("program"), "", *described(model, values, {}, ["id"]), *_body("program", values)]
    return Planned(path, ("\n".join(lines) + "\n").encode())
