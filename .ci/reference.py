"""Writes docs/fields.md, errors.md and schemas/ from the models and rules; `--check` only says if they are current.

One source: what a field means stands in its model, what a message says in its rule.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import msgspec.inspect as inspected

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "generator"))

from goodword import problems  # noqa: E402
from goodword.content.models import KINDS, Entry, Site, parts  # noqa: E402
from goodword.content.models.program import Attribution, MaxRewards, Reward, Tier  # noqa: E402
from goodword.content.schemas import schema_of  # noqa: E402
from goodword.referral.balance import Introduction  # noqa: E402
from goodword.referral.people import Nps, Person  # noqa: E402
from goodword.referral.rewards.tables import Lead, Sale  # noqa: E402

MADE = "<!-- Made by `make docs` from the models; change them, not this file. -->\n"
WHERE = {
    "testimonial": "content/testimonials/*.md, or a list: testimonials.csv, .yaml, .json, .jsonl",
    "case-study": "content/case-studies/*.md",
    "award": "content/awards.yaml, or content/awards/*.md",
    "advocate": "content/advocates.csv, .yaml, .json, .jsonl, or content/advocates/*.md",
    "partner": "content/partners.yaml, or content/partners/*.md",
    "program": "content/program.yaml",
    "article": "content/articles/*.md",
    "page": "content/pages/*.md",
}
SHARED = (parts.Consent, parts.Source, parts.Verified, parts.Translation, parts.Video, parts.Result)
SHARED += (parts.TimelineStep, parts.Download, parts.Licence, Attribution, MaxRewards, Tier, Reward)
# The tables in private/, which only the desk commands read.
PRIVATE: dict[str, type[msgspec.Struct]] = {
    "advocates.csv": Person,
    "nps.csv": Nps,
    "leads.csv": Lead,
    "sales.csv": Sale,
    "introductions.csv": Introduction,
}
CUSTOM = {"When": "year, month or day", "Granted": "day, or `no`", "Amount": "amount"}
ALSO_REQUIRED = {
    ("testimonial", "quote"): "* (or the body)",
    ("testimonial", "author"): "* (or `role`)",
    ("testimonial", "role"): "* (or `author`)",
    ("award", "year"): "* (or `date`)",
}


def fields_page() -> str:
    """docs/fields.md: every field of every kind, of the parts they share, and of site.yaml."""
    lines = ["# Fields", "", MADE, *_introduction()]
    lines += ["## Every kind", "", *_table("", Entry, Entry)]
    for kind, model in KINDS.items():
        about = (model.__doc__ or "").strip().splitlines()[0]
        lines += [f"## {kind.capitalize()}", "", f"{about} In `{WHERE[kind]}`.", "", *_table(kind, model, None)]
    lines += ["## Parts", "", "Values that are made of several fields themselves.", ""]
    for part in SHARED:
        lines += [f"### {part.__name__}", "", (part.__doc__ or "").strip().splitlines()[0], "", *_table("", part, part)]
    lines += ["## private/", "", "Tables that only the desk commands read, and that are never published.", ""]
    for file, table in PRIVATE.items():
        about = (table.__doc__ or "").strip().splitlines()[0]
        lines += [f"### private/{file}", "", about, "", *_table("", table, table)]
    lines += ["## site.yaml", "", *_site("", Site)]
    return "\n".join(lines).rstrip() + "\n"


def _introduction() -> Iterator[str]:
    yield "Fields marked * are required. An unknown field is an error, with a suggestion. In CSV, nested fields are"
    yield "written with dots (`consent.granted`), lists with `|`, an empty cell is absent. Numbers, dates and words are"
    yield "what you see: `no`, `012` and `12:30` stay what they look like."
    yield ""


def _table(kind: str, model: type[msgspec.Struct], own: type[msgspec.Struct] | None) -> Iterator[str]:
    info = inspected.type_info(model)
    shared = {field.name for field in msgspec.structs.fields(Entry)} if own is None else set()
    yield "| field | value | meaning |"
    yield "|---|---|---|"
    for field in info.fields:  # type: ignore[attr-defined]
        if field.name in shared or field.name == "body":
            continue
        star = "*" if field.required else ALSO_REQUIRED.get((kind, field.name), "")
        yield f"| `{field.encode_name}`{star} | {_type(field.type)} | {_description(field.type)}{_default(field)} |"
    yield ""


def _site(prefix: str, model: type[msgspec.Struct]) -> Iterator[str]:
    nested: list[tuple[str, type[msgspec.Struct]]] = []
    yield "| field | value | meaning |"
    yield "|---|---|---|"
    for field in inspected.type_info(model).fields:  # type: ignore[attr-defined]
        name = f"{prefix}{field.encode_name}"
        star = "*" if field.required else ""
        yield f"| `{name}`{star} | {_type(field.type)} | {_description(field.type)}{_default(field)} |"
        inner = _struct(field.type)
        if inner:
            nested.append((f"{name}.", inner))
    yield ""
    for name, inner in nested:
        yield from [
            f"### {name.rstrip('.')}",
            "",
            (inner.__doc__ or "").strip().splitlines()[0],
            "",
            *_site(name, inner),
        ]


def _struct(kind: Any) -> type[msgspec.Struct] | None:
    for one in _members(kind):
        if isinstance(one, inspected.StructType):
            return one.cls
        if isinstance(one, inspected.VarTupleType):
            return _struct(one.item_type)
    return None


def _members(kind: Any) -> list[Any]:
    if isinstance(kind, inspected.Metadata):
        return _members(kind.type)
    if isinstance(kind, inspected.UnionType):
        return [member for one in kind.types for member in _members(one) if not isinstance(one, inspected.NoneType)]
    return [kind]


def _type(kind: Any) -> str:
    names = []
    for one in _members(kind):
        match one:
            case inspected.LiteralType():
                names.append(", ".join(f"`{value}`" for value in sorted(one.values)))
            case inspected.StructType():
                names.append(f"fields of {one.cls.__name__}")
            case inspected.VarTupleType():
                names.append(f"list of {_type(one.item_type)}")
            case inspected.DictType():
                names.append(f"{_type(one.key_type)}: {_type(one.value_type)}")
            case inspected.CustomType():
                names.append(CUSTOM[one.cls.__name__])
            case inspected.DateType():
                names.append("day")
            case inspected.BoolType():
                names.append("true, false")
            case inspected.IntType():
                names.append("whole number")
            case inspected.FloatType():
                names.append("number")
            case inspected.AnyType():
                names.append("anything")
            case _:
                names.append("text")
    return " or ".join(dict.fromkeys(names))


def _description(kind: Any) -> str:
    if isinstance(kind, inspected.Metadata):
        return (kind.extra_json_schema or {}).get("description", "") or _description(kind.type)
    if isinstance(kind, inspected.UnionType):
        return next((text for one in kind.types if (text := _description(one))), "")
    return ""


def _default(field: Any) -> str:
    default = field.default
    if default in (None, (), "", False) or default is inspected.NODEFAULT or isinstance(default, msgspec.Struct):
        return ""
    if default is True:
        return " Default: `true`."
    return f" Default: `{default}`." if isinstance(default, str | int | float) else ""


def errors_page() -> str:
    """docs/errors.md: every message with its code."""
    lines = ["# Problems and what to do", "", MADE]
    lines += [
        "Each problem is told as `path:line:column: CODE: what happened. What to do.` A code keeps its meaning.",
        "Errors end a build with exit code 1 and leave the last good site; warnings do so only with `--strict`.",
        "",
    ]
    for doc, rules in _rules():
        lines += [f"## {doc.split(':', 1)[0]}: {doc.split(':', 1)[-1].strip().rstrip('.')}", ""]
        lines += ["| code | | about | what happened | what to do |", "|---|---|---|---|---|"]
        for rule in rules:
            lines.append(
                f"| <a id='{rule.code.lower()}'></a>{rule.code} | {rule.severity} | {rule.title} "
                f"| {_cell(rule.message)} | {_cell(rule.hint)} |"
            )
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _rules() -> list[tuple[str, list[problems.Rule]]]:
    found = []
    for module in pkgutil.iter_modules(problems.__path__):
        loaded = importlib.import_module(f"goodword.problems.{module.name}")
        rules = sorted((v for v in vars(loaded).values() if isinstance(v, problems.Rule)), key=lambda rule: rule.code)
        if rules:
            doc = " ".join((loaded.__doc__ or "").split("\n\n")[0].split())
            found.append((doc, rules))
    return sorted(found, key=lambda group: group[1][0].code)


def _cell(text: str) -> str:
    if re.fullmatch(r"\{\w+\}", text):
        return "says what it is"
    return text.replace("|", "\\|").replace("<", "&lt;").replace("{", "*").replace("}", "*") or "-"


def _schema(kind: str) -> Callable[[], str]:
    return lambda: json.dumps(schema_of(kind), indent=1, ensure_ascii=False) + "\n"


PAGES = {"docs/fields.md": fields_page, "docs/errors.md": errors_page}
PAGES |= {f"docs/schemas/{kind}.json": _schema(kind) for kind in (*KINDS, "site")}


def main() -> int:
    stale = []
    for name, make in PAGES.items():
        path, text = ROOT / name, make()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"{name} {'is out of date: run `make docs`' if '--check' in sys.argv else 'written'}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
