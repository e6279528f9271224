"""What came of each code, from the file that `kits.results` names: counts that somebody else counted, read strictly."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from msgspec import Meta, Struct

from goodword import files
from goodword.content import csv_text, json_text
from goodword.content.assets import Assets
from goodword.content.document import Document
from goodword.content.models import Site
from goodword.content.sources import results_file
from goodword.content.validate import to_struct
from goodword.problems import Place, Problem, Problems, SiteError, kits

_CSV, _JSON = ".csv", ".json"
_MOST = 1_000_000_000
_COUNT = Meta(ge=0, le=_MOST, description="How many.")


class Results(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came of one code; None where nobody counted."""

    code: Annotated[str, Meta(description="The referral code.")]
    visits: Annotated[int, _COUNT] | None = None
    enquiries: Annotated[int, _COUNT] | None = None
    customers: Annotated[int, _COUNT] | None = None
    since: Annotated[datetime.date, Meta(description="The first day that was counted.")] | None = None


def kit_results(
    root: Path, site: Site, document: Document, today: datetime.date
) -> tuple[Mapping[str, Results], tuple[Problem, ...]]:
    """The results of each code, and what is wrong with others. document: that of site.yaml.

    Raises SiteError where the file is not there, or cannot be read as a table at all.
    """
    if not site.kits.results:
        return MappingProxyType({}), ()
    place, named = document.place("kits", "results"), results_file(document)
    if not named.lower().endswith((_CSV, _JSON)):
        raise SiteError([kits.RESULTS_FORM(place, file=named)])
    path = Assets(root).find(named, document.path, place)
    shown = Place(files.relative(path, root))
    data = files.read_bytes(path, shown)
    text, digest, problems = files.decode(data, shown), files.digest(data), Problems()
    if named.lower().endswith(_CSV):
        documents, told = csv_text.read(text, shown.path, "results", digest, Results, key="code")
        problems.extend(told)
    else:
        documents = _from_json(text, shown.path, digest)
    found: dict[str, Results] = {}
    for one in documents:
        value, told = to_struct(one, Results)
        problems.extend(told)
        if value is not None and value.code in found:
            problems.add(kits.RESULTS_TWICE(one.place("code"), code=value.code))
        elif value is not None and value.since and value.since > today:
            problems.add(kits.RESULTS_LATER(one.place("since"), code=value.code, since=value.since, today=today))
        elif value is not None:
            found[value.code] = value
    return found, tuple(problems)


def _from_json(text: str, path: str, digest: str) -> list[Document]:
    """`{CODE: {"visits": 3}}`, or a list of objects that have a `code`."""
    value: Any = json_text.parse(text, path)
    sheet = json_text.Sheet(text)
    items: list[tuple[str | int, Any]]
    items = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value if isinstance(value, list) else ()))
    )
    if not isinstance(value, dict | list) or not all(isinstance(item, dict) for _, item in items):
        raise SiteError([kits.RESULTS_JSON(Place(path, 1, 1))])
    documents = []
    for key, item in items:
        fields = {"code": key, **item} if isinstance(key, str) else item
        positions = json_text.JsonPositions(sheet, (key,))
        documents.append(Document("results", str(key), None, path, digest, fields, positions=positions))
    return documents
