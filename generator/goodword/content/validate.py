"""From a Document to a typed entry or site: one fast conversion, and every problem told when it does not fit.

The values arrive as the text that was written; their types come from the models. Nothing here compares entries.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from goodword.content.document import Document, Key, Plain, language_tag
from goodword.content.entry_rules import entry_problems
from goodword.content.field_errors import explain, is_blank
from goodword.content.field_types import bare, group_of, shape
from goodword.content.models import KINDS, Entry, Site, decode_text
from goodword.content.site_rules import site_problems
from goodword.content.text_checks import TextScan, may_have_lines
from goodword.problems import Problem, fields

M = TypeVar("M", bound=msgspec.Struct)
_FREE = ("extra", "imported")


def to_entry(document: Document, model: type[Entry] | None = None) -> tuple[Entry | None, list[Problem]]:
    """The entry of a document, or None and what is wrong with it.

    A Markdown testimonial's body becomes its `quote`; its `body` stays empty, so that the words are in one place.
    """
    model = model or KINDS[document.kind]
    values = dict(document.fields)
    values["id"] = document.id
    if document.language is None:
        values.pop("language", None)
    else:
        values["language"] = language_tag(document.language) or document.language
    problems: list[Problem] = []
    words = "quote" if document.kind == "testimonial" else "body"
    odd = words == "quote" and "body" in values
    if document.body.strip():
        if not is_blank(values.get(words)):
            problems.append(fields.WORDS_TWICE(document.key_place(words), field=words))
        values[words] = document.body
    translations = values.get("translations")
    if isinstance(translations, dict):
        values["translations"] = {language_tag(tag) or tag: part for tag, part in translations.items()}
    entry, found = _convert(document, values, model, odd)
    problems += found
    problems += entry_problems(document, values)
    return (None if problems else entry), problems


def to_site(document: Document) -> tuple[Site | None, list[Problem]]:
    """The settings of site.yaml, languages in their usual spelling, or None and what is wrong with them."""
    values = dict(document.fields)
    site, problems = _convert(document, values, Site, True)
    problems += site_problems(document, values)
    if site is None or problems:
        return None, problems
    language = language_tag(site.language) or site.language
    languages = dict.fromkeys(language_tag(tag) or tag for tag in site.languages)
    if languages:
        languages.setdefault(language)
    return msgspec.structs.replace(site, language=language, languages=tuple(languages)), []


def to_struct(document: Document, model: type[M]) -> tuple[M | None, list[Problem]]:
    """The struct of a document that is no entry of a site, or None and what is wrong with it."""
    made, problems = _convert(document, dict(document.fields), model, False, is_public=False)
    return (None if problems else made), problems


def _convert(
    document: Document, values: dict[str, Any], model: type[M], odd: bool, *, is_public: bool = True
) -> tuple[M | None, list[Problem]]:
    """The struct of `values`, or None and every problem; `odd` asks for the closer look even if it converts."""
    for name in _FREE:
        if name in values:
            values[name] = _resolved(values[name])
    scan = TextScan(document, is_public=is_public)
    scan.scan(values.items())
    made: M | None = None
    if not (scan.odd or odd):
        try:
            made = msgspec.convert(values, model, strict=False, dec_hook=decode_text)
        except (msgspec.ValidationError, ValueError, OverflowError):
            made = None
        else:
            return made, scan.problems
    wanted = shape(model)
    found = explain(document, values, wanted)
    if not found:
        try:
            made = msgspec.convert(_tidy(values, wanted, ()), model, strict=False, dec_hook=decode_text)
        except (msgspec.ValidationError, ValueError, OverflowError) as error:
            problem = fields.WRONG_TYPE(
                document.place(), field=document.id, expected="as the fields are described", found=str(error), hint=""
            )
            found = [] if scan.problems else [problem]
    return made, scan.problems + found


def _resolved(value: Any) -> Any:
    """Numbers and booleans that were written plain, as such; below `extra` and `imported` nobody says types."""
    if isinstance(value, Plain):
        return value.resolved
    if isinstance(value, dict):
        return {key: _resolved(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_resolved(part) for part in value]
    return value


def _tidy(value: Any, wanted: inspect.Type, keys: tuple[Key, ...]) -> Any:
    """`value` without empty fields, its texts of one line without white space around them, as far as the model goes."""
    kind = bare(wanted)
    if isinstance(value, dict):
        kind = group_of(kind) or kind
    if isinstance(kind, inspect.StructType) and isinstance(value, dict):
        types = {field.encode_name: field.type for field in kind.fields}
        return {
            name: _tidy(part, types.get(name, inspect.AnyType()), (*keys, name))
            for name, part in value.items()
            if not is_blank(part)
        }
    if isinstance(kind, inspect.VarTupleType) and isinstance(value, list):
        return [_tidy(part, kind.item_type, keys) for part in value]
    if isinstance(kind, inspect.DictType) and isinstance(value, dict):
        return {name: _tidy(part, kind.value_type, (*keys, name)) for name, part in value.items()}
    if isinstance(kind, inspect.AnyType) or not isinstance(value, str):
        return value
    return value if may_have_lines(keys) else value.strip()
