"""Walks the fields of an entry that did not fit its model, and tells every error at its own place, in plain words."""

from __future__ import annotations

import datetime
import operator
import re
from typing import Any

import msgspec
from msgspec import inspect

from goodword.content import dates
from goodword.content.document import Document, Key, language_tag
from goodword.content.field_types import KINDS_IN_WORDS, bare, group_of, unknown_field
from goodword.content.front_matter import describe
from goodword.content.models import Amount, Granted, When
from goodword.problems import Problem, fields
from goodword.text import did_you_mean

_TRUE = frozenset(("yes", "y", "on", "ja", "sí", "si", "oui", "x"))
_FALSE = frozenset(("no", "n", "off", "nein", "non"))
_FORMS = {
    "brand": "Write `#` and six digits or letters from a to f, in quotes: `'#0a7f5a'`.",
    "radius": "Write a length such as `0`, `6px` or `0.5rem`.",
    "param": "Use letters, digits, `-` and `_`, at most 40.",
}
_CODE_HINT = "Run `goodword codes`: it fills every empty code with a random one."


def explain(document: Document, values: dict[str, Any], model: inspect.StructType) -> list[Problem]:
    """Every problem of `values`, the fields of `document`, against `model`."""
    walk = _Walk(document)
    walk.struct(values, model, ())
    return walk.problems


def display(keys: tuple[Key, ...]) -> str:
    """The field's name as people say it: `consent.granted`, without numbers of list items."""
    return ".".join(key for key in keys if isinstance(key, str))


def is_blank(value: object) -> bool:
    """Whether nothing was written."""
    return value is None or (isinstance(value, str) and not value.strip())


class _Walk:
    """Collects the problems of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.what = KINDS_IN_WORDS.get(document.kind, "it")
        self.problems: list[Problem] = []

    def add(self, problem: Problem) -> None:
        self.problems.append(problem)

    def struct(self, value: Any, model: inspect.StructType, keys: tuple[Key, ...]) -> None:
        if not isinstance(value, dict):
            first = ", ".join(f"`{field.encode_name}`" for field in model.fields[:4])
            hint = f"Write the fields on lines of their own below it, indented: {first}."
            place = self.document.place(*keys)
            self.add(
                fields.WRONG_TYPE(
                    place, field=display(keys), expected="a group of fields", found=describe(value), hint=hint
                )
            )
            return
        known = {field.encode_name: field for field in model.fields}
        names = [name for name in known if not (name == "body" and (keys or self.document.kind == "testimonial"))]
        for name in value:
            if name not in names:
                place = self.document.key_place(*keys, name)
                self.add(unknown_field(self.document.kind, keys, name, names, place))
        for name, field in known.items():
            path = (*keys, name)
            if is_blank(value.get(name)):
                if field.required:
                    self.missing(path, field, name in value)
                continue
            self.value(value[name], field.type, path)

    def missing(self, keys: tuple[Key, ...], field: inspect.Field, there: bool) -> None:
        hint = _description(field.type)
        if self.document.kind == "advocate" and keys == ("code",):
            hint = _CODE_HINT
        if there:
            place = self.document.key_place(*keys)
            self.add(fields.EMPTY(place, field=display(keys), what=self.what, hint=hint))
        else:
            place = self.document.key_place(*keys[:-1])
            self.add(fields.MISSING(place, field=display(keys), hint=hint))

    def value(self, value: Any, wanted: inspect.Type, keys: tuple[Key, ...]) -> None:
        described = _description(wanted)
        kind = bare(wanted)
        if isinstance(kind, inspect.StructType):
            self.struct(value, kind, keys)
        elif isinstance(kind, inspect.VarTupleType):
            self.sequence(value, kind, keys)
        elif isinstance(kind, inspect.DictType):
            self.mapping(value, kind, keys)
        elif isinstance(kind, inspect.UnionType):
            group = group_of(kind)
            if group is None:
                self.localized(value, keys)
            elif isinstance(value, dict):
                self.struct(value, group, keys)
            else:
                self.text(value, inspect.StrType(), keys, described)
        elif isinstance(kind, inspect.StrType):
            self.text(value, kind, keys, described)
        elif isinstance(kind, inspect.LiteralType):
            self.word(value, kind, keys)
        elif isinstance(kind, inspect.BoolType):
            self.boolean(value, keys)
        elif isinstance(kind, (inspect.IntType, inspect.FloatType)):
            self.number(value, kind, keys)
        elif isinstance(kind, inspect.CustomType) and kind.cls is Amount:
            self.amount(value, keys)
        elif isinstance(kind, (inspect.DateType, inspect.CustomType)):
            self.date(value, kind, keys)

    def sequence(self, value: Any, wanted: inspect.VarTupleType, keys: tuple[Key, ...]) -> None:
        place = self.document.place(*keys)
        if not isinstance(value, list):
            name = str(keys[-1])
            hint = f"Write each item on a line of its own below `{name}:`, with `- ` before it."
            if isinstance(value, str) and not isinstance(bare(wanted.item_type), inspect.StructType):
                items = ", ".join(part.strip() for part in re.split(r"[,;|]", value) if part.strip())
                hint = f"Write it as a list: `{name}: [{items}]`."
            self.add(fields.NOT_A_LIST(place, field=display(keys), found=describe(value), hint=hint))
            return
        if wanted.max_length is not None and len(value) > wanted.max_length:
            self.add(fields.TOO_MANY(place, field=display(keys), length=len(value), limit=wanted.max_length))
        for index, item in enumerate(value):
            path = (*keys, index)
            if is_blank(item):
                hint = "Delete the empty item, or fill it."
                self.add(fields.EMPTY(self.document.place(*path), field=display(keys), what="each item", hint=hint))
            else:
                self.value(item, wanted.item_type, path)

    def mapping(self, value: Any, wanted: inspect.DictType, keys: tuple[Key, ...]) -> None:
        if not isinstance(value, dict):
            hint = "Write `name: value` on lines of their own below it, indented."
            self.add(
                fields.WRONG_TYPE(
                    self.document.place(*keys),
                    field=display(keys),
                    expected="a group of `name: value` lines",
                    found=describe(value),
                    hint=hint,
                )
            )
            return
        names = bare(wanted.key_type)
        for name, part in value.items():
            path = (*keys, name)
            if isinstance(names, inspect.LiteralType) and name not in names.values:
                hint = did_you_mean(name, [str(word) for word in names.values])
                self.add(fields.NOT_ONE_OF(self.document.key_place(*path), field=display(keys), found=name, hint=hint))
            if isinstance(bare(wanted.value_type), inspect.AnyType):
                continue
            if is_blank(part):
                hint = "Write a text, or delete the line."
                place = self.document.key_place(*path)
                self.add(fields.EMPTY(place, field=display(path), what=self.what, hint=hint))
            else:
                self.value(part, wanted.value_type, path)

    def localized(self, value: Any, keys: tuple[Key, ...]) -> None:
        if isinstance(value, str):
            return
        if not isinstance(value, dict):
            hint = "Write one text, or one for each language: `en: ...` and `es: ...` on lines of their own."
            place = self.document.place(*keys)
            self.add(fields.NOT_TEXT(place, field=display(keys), found=describe(value), hint=hint))
            return
        for tag, part in value.items():
            path = (*keys, tag)
            if language_tag(tag) is None and part is None and " " in tag:
                hint = "Put the whole text in quotes: inside `{...}` a comma ends it."
                place = self.document.key_place(*path)
                self.add(fields.BAD_FORM(place, field=display(keys), found=tag, hint=hint))
                continue
            if language_tag(tag) is None:
                self.add(fields.BAD_LANGUAGE(self.document.key_place(*path), field=display(keys), found=tag))
            if is_blank(part):
                hint = "Write the text, or delete the line."
                place = self.document.key_place(*path)
                self.add(fields.EMPTY(place, field=display(path), what=self.what, hint=hint))
            else:
                self.text(part, inspect.StrType(), path, "")

    def text(self, value: Any, wanted: inspect.StrType, keys: tuple[Key, ...], described: str) -> None:
        place = self.document.place(*keys)
        name = display(keys)
        if not isinstance(value, str):
            hint = "Write one text."
            if isinstance(value, dict):
                hint = "Write one text; put it in quotes if it holds a colon or begins with `{`."
            elif isinstance(value, list):
                hint = "Write one text; put it in quotes if it begins with `[`."
            self.add(fields.NOT_TEXT(place, field=name, found=describe(value), hint=hint))
            return
        if wanted.max_length is not None and len(value) > wanted.max_length:
            self.add(fields.TOO_LONG(place, field=name, length=len(value), limit=wanted.max_length))
        if wanted.pattern is not None and not re.search(wanted.pattern, value):
            hint = _FORMS.get(str(keys[-1]), described)
            self.add(fields.BAD_FORM(place, field=name, found=value, hint=hint))

    def word(self, value: Any, wanted: inspect.LiteralType, keys: tuple[Key, ...]) -> None:
        if isinstance(value, str) and value in wanted.values:
            return
        place = self.document.place(*keys)
        if not isinstance(value, str):
            hint = "Write one word."
            self.add(fields.NOT_TEXT(place, field=display(keys), found=describe(value), hint=hint))
            return
        words = [str(word) for word in wanted.values]
        hint = did_you_mean(value, words) or "Known: " + ", ".join(f"`{word}`" for word in words) + "."
        several = [part.strip() for part in value.replace(";", ",").split(",")]
        if len(several) > 1 and set(several) <= set(words):
            hint = f"In a table, put `|` between them: `{'|'.join(several)}`."
        self.add(fields.NOT_ONE_OF(place, field=display(keys), found=value, hint=hint))

    def boolean(self, value: Any, keys: tuple[Key, ...]) -> None:
        if isinstance(value, bool) or (isinstance(value, str) and value.lower() in ("true", "false", "1", "0")):
            return
        word = value.lower() if isinstance(value, str) else ""
        hint = "Write `true`." if word in _TRUE else "Write `false`." if word in _FALSE else "Write one of the two."
        self.wrong(value, keys, "`true` or `false`", hint)

    def number(self, value: Any, wanted: inspect.IntType | inspect.FloatType, keys: tuple[Key, ...]) -> None:
        whole = isinstance(wanted, inspect.IntType)
        try:
            number: float = msgspec.convert(value, int if whole else float, strict=False)
        except (msgspec.ValidationError, OverflowError):
            hint = "Write it with digits."
            if isinstance(value, str) and re.fullmatch(r"[-+]?\d+,\d+", value):
                hint = f"Write a point, not a comma: `{value.replace(',', '.')}`."
            elif isinstance(value, str) and re.fullmatch(r"\s*\d+([.,]\d+)?\s*(/|out of|of|von)\s*\d+.*", value):
                hint = "Write only the rating; the best possible one goes into `scale`."
            elif isinstance(value, str) and re.fullmatch(r"0\d+", value):
                hint = "Write it without leading zeros."
            self.wrong(value, keys, "a whole number" if whole else "a number", hint)
            return
        limits = (
            ("at least", wanted.ge, operator.ge),
            ("more than", wanted.gt, operator.gt),
            ("at most", wanted.le, operator.le),
            ("less than", wanted.lt, operator.lt),
        )
        for words, limit, holds in limits:
            if limit is not None and not holds(number, limit):
                place = self.document.place(*keys)
                self.add(
                    fields.OUT_OF_RANGE(
                        place, field=display(keys), limit=f"{words} {limit:g}", found=value, hint="Correct it."
                    )
                )
                return
        if number != number or number in (float("inf"), float("-inf")):
            self.wrong(value, keys, "a number", "Write it with digits.")

    def amount(self, value: Any, keys: tuple[Key, ...]) -> None:
        try:
            Amount.parse(value if isinstance(value, str) else "")
        except ValueError:
            hint = "Write digits, with a point before cents and nothing else: `1250` or `12.50`."
            self.wrong(value, keys, "an amount like 50 or 12.50", hint)

    def date(self, value: Any, wanted: inspect.DateType | inspect.CustomType, keys: tuple[Key, ...]) -> None:
        cls = getattr(wanted, "cls", None)
        if isinstance(value, str) and _is_date(value, cls):
            return
        place = self.document.place(*keys)
        expected = "a day like 2026-05-01"
        if cls is When:
            expected = "a day like 2026-05-01, a month like 2026-05 or a year"
        elif cls is Granted:
            expected = "the day it was given, like 2026-05-01, or `no`"
        if not isinstance(value, (str, bool)):
            self.wrong(value, keys, expected, "Write one date.")
            return
        found = str(value).strip()
        if not dates.exists(found):
            self.add(fields.NO_SUCH_DAY(place, field=display(keys), found=found))
            return
        hint = dates.suggestion(found) or "Write year, month and day with hyphens."
        if cls is Granted and found.lower() in ("false", "none", "never", *_FALSE):
            hint = "Write `no` for a refusal."
        elif cls is Granted and found.lower() in ("true", *_TRUE):
            hint = "Write the day on which the person said yes."
        elif cls is None and re.fullmatch(r"\d{4}(-\d\d)?", found):
            hint = "Write the whole day."
        self.add(fields.BAD_DATE(place, field=display(keys), expected=expected, found=found, hint=hint))

    def wrong(self, value: Any, keys: tuple[Key, ...], expected: str, hint: str) -> None:
        found = f"`{value}`" if isinstance(value, str) else describe(value)
        place = self.document.place(*keys)
        self.add(fields.WRONG_TYPE(place, field=display(keys), expected=expected, found=found, hint=hint))


def _is_date(text: str, cls: Any) -> bool:
    try:
        if cls is When or cls is Granted:
            cls.parse(text)
        else:
            msgspec.convert(text, datetime.date)
    except (ValueError, msgspec.ValidationError):
        return False
    return True


def _description(wanted: inspect.Type) -> str:
    """What a field is for, from its model."""
    if isinstance(wanted, inspect.UnionType):
        return next(filter(None, map(_description, wanted.types)), "")
    if isinstance(wanted, inspect.Metadata):
        return str((wanted.extra_json_schema or {}).get("description", ""))
    return ""
