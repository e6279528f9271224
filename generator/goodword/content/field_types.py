"""What the models expect, asked once for each class: which fields there are, which hold lists, which are private."""

from __future__ import annotations

import functools

import msgspec
from msgspec import inspect

from goodword.content.models import KINDS, Entry
from goodword.content.models.people import PRIVATE_FIELDS
from goodword.problems import Place, Problem, fields
from goodword.text import did_you_mean

# What people write for a field, besides its name.
_ALSO_CALLED = {
    "testimonial": {"text": "quote", "body": "quote", "content": "quote", "message": "quote", "name": "author"},
    "case-study": {"name": "customer", "client": "customer", "company": "customer"},
    "award": {"title": "name", "organisation": "awarder", "organization": "awarder", "image": "badge"},
    "advocate": {"text": "message", "url": "company_url"},
    "partner": {"website": "url", "title": "name", "description": "what"},
    "article": {"name": "title", "description": "summary"},
    "page": {"name": "title"},
}


@functools.cache
def shape(model: type[msgspec.Struct]) -> inspect.StructType:
    """The type information of a struct."""
    found = inspect.type_info(model)
    assert isinstance(found, inspect.StructType)
    return found


def bare(wanted: inspect.Type) -> inspect.Type:
    """`wanted` without its descriptions, and without `| None`."""
    while True:
        if isinstance(wanted, inspect.Metadata):
            wanted = wanted.type
        elif isinstance(wanted, inspect.UnionType):
            types = [kind for kind in wanted.types if not isinstance(kind, inspect.NoneType)]
            if len(types) != 1:
                return wanted
            wanted = types[0]
        else:
            return wanted


def group_of(wanted: inspect.Type) -> inspect.StructType | None:
    """The group of fields that may stand instead of words, in a union of the two; else None."""
    kinds = wanted.types if isinstance(wanted, inspect.UnionType) else ()
    return next((kind for kind in kinds if isinstance(kind, inspect.StructType)), None)


def inside(wanted: inspect.Type | None, name: str) -> inspect.Type | None:
    """The type of the part `name` of a value of type `wanted`; None where there is none."""
    if wanted is None:
        return None
    wanted = bare(wanted)
    if isinstance(wanted, inspect.StructType):
        return next((field.type for field in wanted.fields if field.encode_name == name), None)
    if isinstance(wanted, inspect.DictType):
        return wanted.value_type
    if isinstance(wanted, inspect.UnionType):
        groups = (kind for kind in wanted.types if isinstance(bare(kind), inspect.DictType))
        return inside(next(groups, None), name)
    return wanted if isinstance(wanted, inspect.AnyType) else None


def is_list(wanted: inspect.Type | None) -> bool:
    """Whether a value of this type is written as a list of words."""
    wanted = bare(wanted) if wanted is not None else None
    return isinstance(wanted, inspect.VarTupleType) and not isinstance(bare(wanted.item_type), inspect.StructType)


def unknown_field(kind: str, parents: tuple[str | int, ...], name: str, known: list[str], place: Place) -> Problem:
    """The problem of a field that the model does not have; a private column has a message of its own."""
    if not parents and (name in PRIVATE_FIELDS.get(kind, ()) or _looks_private(kind, name)):
        return fields.PRIVATE_FIELD(place, field=name, file=f"private/{kind}s.csv")
    what = KINDS_IN_WORDS.get(kind, kind)
    if parents:
        what = f"`{parents[-1]}`" if isinstance(parents[-1], str) else "this item"
    also = _ALSO_CALLED.get(kind, {}).get(name) if not parents else None
    if also and also in known:
        hint = f"Write `{also}`."
    else:
        hint = did_you_mean(name, known) or "Delete it, or move it below `extra` if a theme uses it."
        if parents and hint.startswith("Known"):
            # `{method: email, phone}`: a comma in braces ends a value, which nobody who is new to YAML expects.
            hint += " If it belongs to the value before it, put that whole value in quotes."
    return fields.UNKNOWN_FIELD(place, field=name, what=what, hint=hint)


def _looks_private(kind: str, name: str) -> bool:
    """Whether `name` is a private column in another spelling: `E-mail`, `Last contact`, `e_mail_address`."""
    letters = "".join(c for c in name.casefold() if c.isalnum())
    private = {field.replace("_", "") for field in PRIVATE_FIELDS.get(kind, ()) if field != "name"}
    return letters in private or letters.startswith(("email", "mailaddress", "phone", "mobile"))


KINDS_IN_WORDS = {
    "testimonial": "a testimonial",
    "case-study": "a case study",
    "award": "an award",
    "advocate": "an advocate",
    "partner": "a partner",
    "program": "a program",
    "article": "an article",
    "page": "a page",
    "site": "site.yaml",
}


def model_of(kind: str) -> type[Entry]:
    """The struct of a kind of entry."""
    return KINDS[kind]
