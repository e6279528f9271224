"""From a model to lines of YAML with every field in them: what it is for above it, the `#` before it to be taken away.

A line `# words` explains; a line `#field:` is a field that is not used yet.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import inspect

from goodword.content.field_types import bare, shape

WIDTH = 110
# Plain only what no YAML could take for anything but this text.
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ](?:[\w ()+&'-]*[\w)])?")
_NOT_TEXT = frozenset(("true", "false", "yes", "no", "on", "off", "null", "none", "y", "n"))


def scalar(text: str) -> str:
    """`text` as YAML reads it back: plain where nothing can misread it, else in double quotation marks."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False)


def described(
    model: type[msgspec.Struct], values: Mapping[str, str], notes: Mapping[str, str], names: list[str]
) -> Iterator[str]:
    """The fields `names` of `model`: those in `values` written (as YAML), the others prepared behind a `#`.

    `notes` are added to the description of a field.
    """
    fields = {field.encode_name: field for field in shape(model).fields}
    for name in names:
        field = fields[name]
        yield from _comment(" ".join(filter(None, (_description(field), notes.get(name, "")))))
        if name in values:
            yield f"{name}: {values[name]}".rstrip()
        else:
            yield from _hidden(_field(field, 0))


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, WIDTH - 2, break_long_words=False, break_on_hyphens=False)]


def _hidden(lines: Iterator[str]) -> Iterator[str]:
    return (f"#{line}" for line in lines)


def _field(field: inspect.Field, depth: int) -> Iterator[str]:
    """The lines of one field without a value; parts of a group carry their description behind them."""
    indent = "  " * depth
    kind = bare(field.type)
    after = f"  # {_description(field)}" if depth else ""
    if isinstance(kind, inspect.StructType):
        yield f"{indent}{field.encode_name}:{after}"
        for part in kind.fields:
            yield from _field(part, depth + 1)
    elif isinstance(kind, inspect.VarTupleType) and isinstance(bare(kind.item_type), inspect.StructType):
        yield f"{indent}{field.encode_name}:{after}"
        yield from _item(bare(kind.item_type), depth + 1)
    elif isinstance(kind, inspect.DictType) and isinstance(bare(kind.value_type), inspect.StructType):
        yield f"{indent}{field.encode_name}:{after}"
        yield f"{indent}  es:"
        for part in _struct(bare(kind.value_type)).fields:
            yield from _field(part, depth + 2)
    else:
        yield f"{indent}{field.encode_name}: {_empty(kind, field)}".rstrip() + after


def _item(kind: inspect.Type, depth: int) -> Iterator[str]:
    lines = [line for part in _struct(kind).fields for line in _field(part, depth + 1)]
    indent = "  " * depth
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _struct(kind: inspect.Type) -> inspect.StructType:
    assert isinstance(kind, inspect.StructType)
    return kind


def _empty(kind: inspect.Type, field: inspect.Field) -> str:
    """What stands behind the colon of a field that nobody has filled: its default, or its form."""
    default = field.default
    if isinstance(kind, inspect.VarTupleType):
        return f"[{', '.join(default)}]" if isinstance(default, tuple) else "[]"
    if isinstance(kind, inspect.DictType):
        return "{}"
    if isinstance(default, bool):
        return "true" if default else "false"
    return str(default) if isinstance(default, (str, int, float)) else ""


def _description(field: inspect.Field) -> str:
    """What the model says of a field, which words may stand there, and whether it must."""
    words = _meta(field.type)
    choices = _choices(field.type)
    if choices:
        words += f" One of: {', '.join(choices)}."
    return f"{words} Required." if field.required else words


def _choices(wanted: inspect.Type) -> tuple[Any, ...]:
    kind = bare(wanted)
    if isinstance(kind, inspect.VarTupleType):
        kind = bare(kind.item_type)
    elif isinstance(kind, inspect.DictType):
        kind = bare(kind.key_type)
    return kind.values if isinstance(kind, inspect.LiteralType) else ()


def _meta(wanted: inspect.Type) -> str:
    if isinstance(wanted, inspect.UnionType):
        return next(filter(None, map(_meta, wanted.types)), "")
    if isinstance(wanted, inspect.Metadata):
        return str((wanted.extra_json_schema or {}).get("description", ""))
    return ""
