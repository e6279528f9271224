"""A good site that stands, and one way after another to break it: what a build must then say, and leave alone.

A `Bad` is one line of a table. Where its files come on top of `GOOD`, `goodword build` has to name the place, the
code and the way out, and `output/` has to stay as it was.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sites import build, environment, make_site, run

CONSENT = "consent: {granted: 2026-01-01, scope: [quote, name]}"
GOOD = """
-- site.yaml --
name: Tandem
url: https://tandem.example
languages: [en, es]
industries: [{id: bakeries}, {id: schools}]
-- content/testimonials/ana.md --
---
author: Ana
advocate: ana
consent: {granted: 2026-01-01, scope: [quote, name]}
---
It works.
-- content/case-studies/dough.md --
---
title: Two hours a day
customer: Dough and Sons
consent: {granted: 2026-01-01, scope: [company, results]}
---
They ride.
-- content/awards.yaml --
- {id: cup, name: Best tandem, awarder: Pedal Press, year: 2025}
-- content/partners.yaml --
- {id: shed, name: The Shed, url: "https://shed.example", consent: {granted: 2026-01-01, scope: [company]}}
-- content/articles/rain.md --
---
title: Riding in the rain
date: 2026-02-01
---
Wear a coat.
-- content/pages/team.md --
---
title: The team
---
Two people.
-- content/program.yaml --
name: Bring a friend
-- content/advocates.csv --
id,public_name,code,consent.granted,consent.scope
ana,Ana,k7wq2mzp,2026-01-01,page|name|quote
bo,Bo,h4t9xbnc,2026-01-01,page|name
"""

Prepare = Callable[[Path], object]


@dataclass(frozen=True)
class Bad:
    """One way to break the good site. files: what is written over it; prepare: what a text cannot say.

    place: `path:line:column` that the message must begin with (empty: it names no file); words: all of them must
    stand in that message. With exit_code 0 it is a warning, and the site is built all the same.
    """

    name: str
    files: str
    place: str
    code: str
    words: tuple[str, ...]
    exit_code: int = 1
    prepare: Prepare | None = None

    def __str__(self) -> str:
        return self.name


def quote(fields: str, words: str = "Words.", path: str = "new.md") -> str:
    """A testimonial's file with consent and the given lines of front matter, which begin on line 3."""
    return f"-- content/testimonials/{path} --\n---\n{CONSENT}\n{fields}\n---\n{words}\n"


def good_site(folder: Path) -> Path:
    """The good site, built."""
    build(make_site(folder, GOOD))
    return folder


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below `folder`: its bytes and when it was written, in nanoseconds."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def break_site(good: Path, folder: Path, bad: Bad) -> str:
    """Breaks a copy of the good site and builds it; checks what `bad` promises, and returns what was told."""
    shutil.copytree(good, folder, symlinks=True)
    before = tree(folder / "output")
    spoil(folder, bad)
    code, told = build_here(folder) if bad.exit_code else build_apart(folder)
    assert code == bad.exit_code, told
    begin = f"{bad.place}: {bad.code}: " if bad.place else f"{bad.code}: "
    matching = [line for line in told.splitlines() if line.startswith(begin)]
    assert matching, f"no line begins with {begin!r} in:\n{told}"
    assert any(all(word in line for word in bad.words) for line in matching), f"{bad.words} not in {matching}"
    if bad.exit_code:
        assert tree(folder / "output") == before
    return told


def spoil(folder: Path, bad: Bad) -> None:
    """Puts the files of `bad` over those of the site in `folder`."""
    if bad.files:
        kept = (folder / "site.yaml").read_text(encoding="utf-8")
        make_site(folder, bad.files)
        if "-- site.yaml --" not in bad.files:
            (folder / "site.yaml").write_text(kept, encoding="utf-8")
    if bad.prepare:
        bad.prepare(folder)


def build_apart(folder: Path) -> tuple[int, str]:
    """`goodword build` as a person runs it: the exit code and what was told."""
    result = run("build", cwd=folder)
    return result.exit_code, result.stderr


def build_here(folder: Path) -> tuple[int, str]:
    """The same in this process, which is ten times faster: only for builds that fail, which leave nothing behind."""
    from goodword.cli import main

    told = io.StringIO()
    was, here = dict(os.environ), Path.cwd()
    try:
        os.environ.update(environment())
        os.chdir(folder)
        with contextlib.redirect_stderr(told):
            code = main(["build"])
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(was)
    said = told.getvalue()
    assert "Traceback (most recent call last)" not in said
    assert "GW999" not in said, said
    return code, said
