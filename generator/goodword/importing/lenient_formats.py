"""JSON, JSONL, TOML, CSV and Markdown as others write them, as raw trees of texts; all numbers stay as written.

Each reader returns a tree (lists, Tables, texts) and the problems met; what cannot be read raises UnreadableError.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import tomllib

from goodword.files import LARGEST_TEXT
from goodword.importing.lenient_yaml import NULLS, BrokenYamlError, read_yaml
from goodword.importing.shapes import BODY, CONTROL, Table
from goodword.problems import Place, Problem, importing

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"))
_MARKS16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ",;\t|"
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


class UnreadableError(Exception):
    """A file that cannot be read at all; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """Text from UTF-8, UTF-16 or UTF-32 (with or without mark), else from Windows-1252; never fails."""
    problems: list[Problem] = []
    encoding = next((name for mark, name in (*_MARKS, *_MARKS16) if data.startswith(mark)), "")
    if not encoding and b"\0" in data[:200]:
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        problems.append(importing.ENCODING(Place(path), encoding="Windows-1252"))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text, count = CONTROL.subn("", text)
    if count:
        problems.append(importing.CONTROL(Place(path), count=count))
    return text.removeprefix("\ufeff"), problems


def read_json(text: str, path: str) -> tuple[object, list[Problem]]:
    """A raw tree; comments and trailing commas are passed over. Raises UnreadableError."""
    problems: list[Problem] = []
    try:
        try:
            return _json(text, path, problems), problems
        except json.JSONDecodeError as error:
            mended = _mend_json(text)
            if mended == text:
                raise
            try:
                tree = _json(mended, path, problems)
            except json.JSONDecodeError:
                raise error from None
            return tree, [*problems, importing.LOOSE_JSON(Place(path))]
    except json.JSONDecodeError as error:
        place = Place(path, error.lineno, error.colno)
        why = error.msg[:1].lower() + error.msg[1:]
        raise UnreadableError(importing.BROKEN(place, format="JSON", line=error.lineno, why=why)) from None
    except RecursionError:
        raise UnreadableError(importing.TOO_DEEP(Place(path), why="too many brackets")) from None


def read_jsonl(text: str, path: str) -> tuple[object, list[Problem]]:
    """A list of one tree for each line; bad ones are reported and left out. Raises UnreadableError when all are."""
    problems: list[Problem] = []
    tables: list[object] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            tree = _json(line, path, problems)
        except (json.JSONDecodeError, RecursionError) as error:
            why = error.msg if isinstance(error, json.JSONDecodeError) else "too many brackets"
            problems.append(importing.BAD_LINE(Place(path, number), why=why))
            continue
        if isinstance(tree, Table):
            tree.line = number
        tables.append(tree)
    if problems and not tables:
        raise UnreadableError(importing.BROKEN(Place(path, 1), format="JSONL", line=1, why="no line is JSON"))
    return tables, problems


def _json(text: str, path: str, problems: list[Problem]) -> object:
    def table(pairs: list[tuple[str, object]]) -> Table:
        made = Table()
        for key, value in pairs:
            if key in made:
                problems.append(importing.DUPLICATE_KEY(Place(path), key=key))
            made[key] = value
        return made

    tree = json.loads(
        text, object_pairs_hook=table, parse_int=str, parse_float=str, parse_constant=lambda _: None, strict=False
    )
    return as_raw(tree)


def as_raw(value: object) -> object:
    """`value` with every scalar as text: booleans as true/false, dates in ISO form, nothing as None."""
    if isinstance(value, dict):
        table = value if isinstance(value, Table) else Table(value)
        for key, item in table.items():
            table[key] = as_raw(item)
        return table
    if isinstance(value, list):
        return [as_raw(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return None
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def _mend_json(text: str) -> str:
    """Without comments and without commas before a closing bracket; what stands in quotation marks is not touched."""
    parts = re.findall(r'"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/|.', text, re.DOTALL)
    kept = ["" if part.startswith(("//", "/*")) else part for part in parts]
    following = ""
    for index in range(len(kept) - 1, -1, -1):
        if kept[index] == "," and following in ("]", "}"):
            kept[index] = ""
        elif kept[index].strip():
            following = kept[index]
    return "".join(kept)


def read_toml(text: str, path: str) -> tuple[object, list[Problem]]:
    """A raw tree. Raises UnreadableError."""
    try:
        return as_raw(tomllib.loads(text, parse_float=str)), []
    except tomllib.TOMLDecodeError as error:
        match = _WHERE.search(str(error))
        line = int(match[1]) if match and match[1] else text.count("\n") + 1
        why = _WHERE.sub("", str(error)).strip()
        raise UnreadableError(
            importing.BROKEN(
                Place(path, line, int(match[2]) if match and match[2] else 0), format="TOML", line=line, why=why
            )
        ) from None
    except RecursionError:
        raise UnreadableError(importing.TOO_DEEP(Place(path), why="too many brackets")) from None


def read_csv(text: str, path: str) -> tuple[object, list[Problem]]:
    """A list of one Table for each row, keyed by the header; empty rows are left out. Raises UnreadableError."""
    problems: list[Problem] = []
    lines = text.split("\n", 1)
    first_line = 1
    delimiter = ""
    if match := re.fullmatch(r'"?sep=(.)"?', lines[0].strip(" \r")):
        delimiter, first_line = match[1], 2
        text = lines[1] if len(lines) > 1 else ""
    rows = _rows(text, delimiter or _delimiter(text), path, first_line, problems)
    if not rows:
        return [], problems
    header = _header(rows[0][1], path, rows[0][0], problems)
    tables: list[object] = []
    for line, cells in rows[1:]:
        if len(cells) > len(header):
            place = Place(path, line)
            first = len(header) + 1
            problems.append(importing.EXTRA_CELLS(place, found=len(cells), expected=len(header), first=first))
        names = [*header, *(f"column {number}" for number in range(len(header) + 1, len(cells) + 1))]
        # literal `null` is what some form tools write for an empty answer
        table = Table({name: None if cell.strip() in NULLS else cell for name, cell in zip(names, cells, strict=False)})
        table.line = line
        tables.append(table)
    return tables, problems


def _header(cells: list[str], path: str, line: int, problems: list[Problem]) -> list[str]:
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = " ".join(cell.split()) or f"column {number}"
        if name in names:
            other = f"{name} ({number})"
            problems.append(importing.HEADERS_TWICE(Place(path, line), name=name, other=other))
            name = other
        names.append(name)
    return names


def _delimiter(text: str) -> str:
    """The one that splits the first rows into the same number of cells, more than one; the comma when none does."""
    best, score = ",", (0, 0)
    sample = text[:50_000]
    for delimiter in _DELIMITERS:
        try:
            counts = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if any(row)][:30]
        except csv.Error:
            continue
        if counts and counts[0] > 1:
            alike = sum(count == counts[0] for count in counts)
            if (alike * 100 // len(counts), counts[0]) > score:
                best, score = delimiter, (alike * 100 // len(counts), counts[0])
    return best


def _rows(
    text: str, delimiter: str, path: str, first_line: int, problems: list[Problem]
) -> list[tuple[int, list[str]]]:
    """Rows that are not empty with the line each starts on."""
    csv.field_size_limit(LARGEST_TEXT)
    try:
        return list(_read_rows(text, delimiter, first_line, strict=True))
    except csv.Error as error:
        rows = list(_read_rows(text, delimiter, first_line, strict=False))
        if "unexpected end" in str(error) and rows:
            line = rows[-1][0]
            raise UnreadableError(importing.OPEN_QUOTATION(Place(path, line), line=line)) from None
        problems.append(importing.LOOSE_QUOTATION(Place(path), line=_strict_line(text, delimiter, first_line)))
        return rows


def _read_rows(text: str, delimiter: str, first_line: int, *, strict: bool) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    rows = []
    line = first_line
    for row in reader:
        if any(cell.strip() for cell in row):
            rows.append((line, row))
        line = reader.line_num + first_line
    return rows


def _strict_line(text: str, delimiter: str, first_line: int) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error:
        pass
    return reader.line_num + first_line - 1


def read_markdown(text: str, path: str) -> tuple[Table, list[Problem]]:
    """Front matter (YAML between `---`, TOML between `+++`) as one Table with `(body)`. Raises UnreadableError."""
    text = text.lstrip("\n")
    table = Table()
    problems: list[Problem] = []
    body = text
    for fence, is_toml in (("---", False), ("+++", True)):
        match = re.match(
            rf"{re.escape(fence)}[ \t]*\n(.*?)^{re.escape(fence)}[ \t]*$\n?", text, re.DOTALL | re.MULTILINE
        )
        if not match:
            continue
        body = text[match.end() :]
        if is_toml:
            tree, problems = read_toml("\n" + match[1], path)
        else:
            try:
                trees, problems = read_yaml(match[1], path, 2)
            except BrokenYamlError as error:
                raise UnreadableError(error.problem) from None
            tree = trees[0] if trees else None
        if isinstance(tree, Table):
            table = tree
        break
    table.line = 1
    table[BODY] = body.strip("\n")
    return table, problems
