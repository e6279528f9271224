"""A small site that has everything, and ever new edits of it: for tests of builds that follow changes.

`ChangingSite(seed)` makes the same edits for the same seed; `history` lists them in words.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import changing_pools as pools

Fields = dict[str, Any]


@dataclass
class State:
    """Everything that decides what a build comes to. entries: Markdown files, with `body`; lists: of rows."""

    settings: Fields
    entries: dict[str, Fields]
    lists: dict[str, list[Fields]]
    plain: dict[str, str]
    pictures: dict[str, int]
    day: datetime.date

    def files(self) -> dict[str, bytes]:
        """The site as files."""
        found = {"site.yaml": json.dumps(self.settings, indent=1).encode()}
        found |= {path: _markdown(fields) for path, fields in self.entries.items()}
        found |= {path: _rows(path, rows) for path, rows in self.lists.items()}
        found |= {path: text.encode() for path, text in self.plain.items()}
        found |= {path: picture(shade) for path, shade in self.pictures.items()}
        return found

    def write(self, folder: Path) -> None:
        """Makes `folder` hold just these files; what is the same already is not touched."""
        wanted = self.files()
        for name in ("content", "themes"):
            for path in sorted((folder / name).rglob("*"), reverse=True):
                if path.is_dir():
                    if not any(path.iterdir()):
                        path.rmdir()
                elif path.relative_to(folder).as_posix() not in wanted:
                    path.unlink()
        for name, data in wanted.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_bytes() != data:
                path.write_bytes(data)


def _markdown(fields: Fields) -> bytes:
    lines = [f"{name}: {json.dumps(value)}" for name, value in fields.items() if name != "body"]
    return "\n".join(["---", *lines, "---", fields.get("body", ""), ""]).encode()


def _rows(path: str, rows: list[Fields]) -> bytes:
    if path.endswith(".jsonl"):
        return "".join(json.dumps(row) + "\n" for row in rows).encode()
    if path.endswith(".yaml"):
        return "".join(f"- {json.dumps(row)}\n" for row in rows).encode()
    flat = [_flat(row) for row in rows]
    out = io.StringIO()
    writer = csv.DictWriter(out, sorted({name for row in flat for name in row}))
    writer.writeheader()
    writer.writerows(flat)
    return out.getvalue().encode()


def _flat(row: Fields) -> dict[str, str]:
    found = {}
    for name, value in row.items():
        for key, one in value.items() if isinstance(value, dict) else [("", value)]:
            one = str(one).lower() if isinstance(one, bool) else one
            shown = "|".join(map(str, one)) if isinstance(one, list) else str(one)
            found[f"{name}.{key}" if key else name] = shown
    return found


@cache
def picture(shade: int) -> bytes:
    """A small PNG, another for each shade."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (24 + shade % 3, 24), (shade * 37 % 256, 90, 200)).save(out, "PNG")
    return out.getvalue()


@dataclass
class ChangingSite:
    """One site that is edited. past: earlier states, to which an edit may go back."""

    seed: int
    state: State = field(default_factory=lambda: deepcopy(State(**pools.FIRST)))
    history: list[str] = field(default_factory=list)
    past: list[State] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)
        self._number = 0
        self._codes = 0

    def edit(self, *, mend: bool = False) -> None:
        """One more edit; mend: the last build failed, so most often the site goes back to one that can be built."""
        random = self._random
        if mend and self.past and random.random() < 0.8:
            self.state = self.past.pop()
            self.history.append("back to what could be built")
            return
        before = deepcopy(self.state)
        kinds: list[tuple[int, Callable[[], str]]] = [
            (40, self._field),
            (8, self._setting),
            (12, self._theme),
            (5, self._create),
            (5, self._delete),
            (4, self._rename),
            (3, self._reorder),
            (3, self._move),
            (5, self._picture),
            (6, self._clock),
            (3, self._touch),
            (2, self._break),
            (4, self._back),
        ]
        weights = [weight for weight, _ in kinds]
        chosen = random.choices([make for _, make in kinds], weights)[0]
        self.history.append(chosen())
        if not mend:
            self.past.append(before)
            del self.past[:-6]

    def _any(self) -> tuple[str, Fields]:
        """Where an entry stands, and its fields."""
        found = list(self.state.entries.items())
        found += [(f"{path}#{row.get('id')}", row) for path, rows in self.state.lists.items() for row in rows]
        # each kind as often as the others, however many entries it has
        kind = self._random.choice(sorted({pools.kind_of(path) for path, _ in found}))
        return self._random.choice([one for one in found if pools.kind_of(one[0]) == kind])

    def _field(self) -> str:
        path, fields = self._any()
        pool = pools.FIELDS[pools.kind_of(path)]
        name = self._random.choice(sorted(pool))
        value = self._random.choice(pool[name])
        if value is None:
            fields.pop(name, None)
        else:
            fields[name] = deepcopy(value)
        return f"{path}: {name} = {value!r}"

    def _setting(self) -> str:
        name = self._random.choice(sorted(pools.SETTINGS))
        value = self._random.choice(pools.SETTINGS[name])
        if value is None:
            self.state.settings.pop(name, None)
        else:
            self.state.settings[name] = deepcopy(value)
        return f"site.yaml: {name} = {value!r}"

    def _theme(self) -> str:
        path = self._random.choice(sorted(pools.THEME))
        value = self._random.choice(pools.THEME[path])
        if value is None:
            self.state.plain.pop(path, None)
        else:
            self.state.plain[path] = value
        return f"{path} = {value!r}"

    def _create(self) -> str:
        path, fields = self._any()
        self._number += 1
        made = deepcopy(fields)
        if "code" in made:
            made["code"] = self._code()
        if "#" in path:
            made["id"] = f"{made.get('id', 'x')[:12]}{self._number}"
            self.state.lists[path.partition("#")[0]].insert(0, made)
        else:
            self.state.entries[f"{path.rpartition('/')[0]}/new{self._number}.md"] = made
        return f"a copy of {path}, number {self._number}"

    def _code(self) -> str:
        self._codes += 1
        letters = "bcdfghjkmnpqrtvwx"
        return f"k7wq{letters[self._codes % 17]}{letters[self._codes // 17 % 17]}zp"

    def _delete(self) -> str:
        path, fields = self._any()
        file = path.partition("#")[0]
        if file in self.state.entries:
            del self.state.entries[file]
        elif len(self.state.lists[file]) > 1:
            self.state.lists[file].remove(fields)
        return f"delete {path}"

    def _rename(self) -> str:
        path, fields = self._any()
        self._number += 1
        if "#" in path:
            fields["id"] = f"renamed{self._number}"
        else:
            folder, _, name = path.rpartition("/")
            ending = ".es.md" if name.endswith(".es.md") else ".md"
            self.state.entries[f"{folder}/renamed{self._number}{ending}"] = self.state.entries.pop(path)
        return f"rename {path}, number {self._number}"

    def _reorder(self) -> str:
        path = self._random.choice(sorted(self.state.lists))
        self._random.shuffle(self.state.lists[path])
        return f"{path} in another order"

    def _move(self) -> str:
        """An advocate or testimonial from one form of file to another."""
        kind = self._random.choice(["content/advocates", "content/testimonials"])
        paths = [path for path in sorted(self.state.lists) if path.startswith(kind)]
        source, target = self._random.sample(paths, 2)
        row = self._random.choice(self.state.lists[source])
        if len(self.state.lists[source]) > 1:
            self.state.lists[source].remove(row)
            self.state.lists[target].append(row)
        return f"{row.get('id')} from {source} to {target}"

    def _picture(self) -> str:
        path = self._random.choice(pools.PICTURES)
        shade = self._random.choice([0, 1, 2, 3, None])
        if shade is None:
            self.state.pictures.pop(path, None)
        else:
            self.state.pictures[path] = shade
        return f"{path}: picture {shade}"

    def _clock(self) -> str:
        self.state.day = self._random.choice(pools.DAYS)
        return f"it is {self.state.day}"

    def _touch(self) -> str:
        path = self._random.choice(sorted(self.state.files()))
        self.touched.add(path)
        return f"touch {path}"

    def _break(self) -> str:
        path, (name, value) = self._any()[1], self._random.choice(pools.BROKEN)
        path[name] = value
        return f"a mistake: {name} = {value!r}"

    def _back(self) -> str:
        if self.past:
            self.state = deepcopy(self._random.choice(self.past))
        return "back to an earlier state"

    def write(self, folder: Path) -> None:
        """The site in `folder`, where it may stand already as it was; touched files get a new time."""
        self.state.write(folder)
        for name in self.touched:
            if (folder / name).exists():
                os.utime(folder / name)
        self.touched.clear()
