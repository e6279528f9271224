"""A new advocate: one more row in content/advocates.csv, with a fresh code; the file is made where there is none."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from goodword import files
from goodword.content.models import Advocate, Consent
from goodword.problems import Place, SiteError
from goodword.problems import scaffolding as told
from goodword.referral.code_cells import codes_in, with_row
from goodword.referral.codes import new_codes
from goodword.scaffolding.planned import Planned

PATH = "content/advocates.csv"
# In the order in which they are filled; consent stands last, a column for each of its parts.
_FIRST = ("id", "public_name", "code", "status", "role", "company", "company_url", "industry", "product", "kind")
_NOT_IN_CSV = frozenset({"body", "imported", "extra", "slug", "date", "tags", "featured", "consent"})


def advocate_row(root: Path, advocate_id: str, name: str, taken: Iterable[str], language: str | None) -> Planned:
    """The list of advocates with one more, a draft without consent. `taken`: the codes of everybody else.

    Every byte of the rows that stand is kept. Raises SiteError for a file that no row can be added to.
    """
    path = root / PATH
    place = Place(PATH)
    standing = path.is_file()
    data = files.read_bytes(path, place) if standing else b""
    try:
        (code,) = new_codes(1, [*taken, *codes_in(data)])
        cells = {"id": advocate_id, "public_name": name, "code": code, "status": "draft"}
        cells |= {"language": language} if language else {}
        return Planned(PATH, with_row(data if data.strip() else _header(), cells), replaces=standing)
    except UnicodeDecodeError:
        hint = "Save it as UTF-8 first."
        raise SiteError([told.ROWS_UNREADABLE(place, why="it is not text in UTF-8 or UTF-16", hint=hint)]) from None
    except ValueError as error:
        hint = "Give its first line the columns `id`, `public_name` and `code`."
        raise SiteError([told.ROWS_UNREADABLE(place, why=str(error), hint=hint)]) from None


def columns() -> list[str]:
    """Every column that the public list of advocates may have."""
    rest = [name for name in Advocate.__struct_fields__ if name not in (*_FIRST, *_NOT_IN_CSV)]
    return [*_FIRST, *rest, *(f"consent.{part}" for part in Consent.__struct_fields__)]


def _header() -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerow(columns())
    return buffer.getvalue().encode()
