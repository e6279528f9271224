"""Tables for spreadsheets and mail programs: CSV in UTF-8 in which no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What Excel, LibreOffice and Google Sheets take for the beginning of a formula.
# Source: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# The same inside a cell, behind what a spreadsheet of another country takes for the end of one: there a quote at the
# beginning of a row's cell has ended long before, so that quoting does not help.
_AFTER_END = re.compile(r"([;,|\t\r\n][\s\"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file with a header, CRLF line ends (RFC 4180) and a byte order mark, by which Excel knows UTF-8.

    Every cell is quoted; what would be taken for a formula gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode(errors="replace")


def safe(cell: str) -> str:
    """The cell, harmless in any spreadsheet; a plain number stays one."""
    cell = _AFTER_END.sub(r"\1'", cell.replace("\0", ""))
    if not cell.lstrip(" ").startswith(_FORMULA) or _is_number(cell):
        return cell
    return f"'{cell}"


def _is_number(cell: str) -> bool:
    digits = cell.removeprefix("-").replace(".", "", 1)
    return cell.startswith("-") and digits.isascii() and digits.isdigit()
