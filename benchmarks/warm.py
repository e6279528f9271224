"""Builds over an output that is there, after an edit or none. What they may write is asserted."""

from __future__ import annotations

import functools
import re
import sys
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from ground import Ground, Row
from measure import Run, in_turn, run
from outputs import changed, pages, showing, shown_on, snapshot
from peers import ROOT, environment, goodword, knows_verify

# Of the landing pages, those that show the testimonial that is edited.
_SHARE = 0.01
ROWS = ("nothing", "verify", "edit", "worst", "tagline", "name")


def measure(ground: Ground, rows: Collection[str]) -> dict[str, Row]:
    """Those of ROWS that are asked for, and can be had."""
    ground.forget(ground.site("goodword"))
    bench = _Warm(ground)
    found = {}
    for row in (row for row in ROWS if row in rows):
        if row == "nothing":
            found[row] = bench.nothing()
        elif row == "verify":
            found[row] = bench.nothing("--verify") if knows_verify() else Row({})
        elif row in ("edit", "worst"):
            found[row] = bench.testimonial(row)
        else:
            found[row] = bench.setting(row)
    return found


class _Warm:
    """A site that is built once, and then edited and built again."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._site = ground.site("goodword")
        self._built = ground.home / "warm"
        self._build()
        # every edit writes other words, so that none takes the site back to what it was
        self._edits = 0

    @functools.cached_property
    def _shown(self) -> Counter[str]:
        return shown_on(self._ground.corpus, self._built)

    def nothing(self, *options: str) -> Row:
        """Nothing changed since; Python's own start beside it. Asserts that no file and no folder was touched."""
        before = snapshot(self._built)
        folders = _folders(self._built)
        steps = {
            "pass": lambda _: run([sys.executable, "-c", "pass"], ROOT, environment()),
            "goodword": lambda _: self._build(*options),
        }
        in_turn(steps, 1)
        runs = in_turn(steps, self._ground.rounds)
        written = changed(before, snapshot(self._built))
        assert not written, f"written though nothing changed: {sorted(written)[:20]}"
        assert folders == _folders(self._built), "folders were touched though nothing changed"
        return Row(runs, {}, {"files": len(before)})

    def testimonial(self, row: str) -> Row:
        """One testimonial edited: one that a hundredth of the landing pages show, or the one that most show."""
        slug, count = self._shown.most_common(1)[0]
        if row == "edit":
            wanted = _SHARE * self._ground.size.advocates
            slug, count = min(self._shown.items(), key=lambda item: (abs(item[1] - wanted), item[0]))
        path = self._site / "content" / "testimonials" / f"{slug}.md"
        found = self._edited(
            path, lambda text, words: text.replace("---\n\n", f"---\n\n{words}. ", 1), self._only_showing
        )
        landing = sum(name.startswith("r/") for name in found.written)
        assert landing == count, f"{landing} landing pages changed, {count} show {slug}"
        share = count / self._ground.size.advocates
        return Row({"goodword": found.runs}, {}, {"landing": count, "share": share, "files": len(found.written)})

    def setting(self, row: str) -> Row:
        """The tagline edited, which few pages show, or the name, which all do."""
        check = self._only_showing if row == "tagline" else self._every_page
        found = self._edited(
            self._site / "site.yaml",
            lambda text, words: re.sub(rf"^{row}: .*$", f"{row}: {words}", text, flags=re.MULTILINE),
            check,
        )
        return Row({"goodword": found.runs}, {}, {"files": len(found.written)})

    def _edited(self, path: Path, edit: Callable[[str, str], str], check: Callable[[set[str], str], None]) -> _Edited:
        """Edits and builds, once and then once a round; asserts that the right files changed, each time the same."""
        original = path.read_text(encoding="utf-8")
        first: set[str] = set()
        before = snapshot(self._built)
        found = []
        for number in range(-1, self._ground.rounds):
            self._edits += 1
            words = f"Edit {self._edits} of these words"
            path.write_text(edit(original, words), encoding="utf-8")
            run = self._build()
            after = snapshot(self._built)
            written = changed(before, after)
            before = after
            if number < 0:
                check(written, words)
                first = written
            else:
                assert written == first, f"the next edit changed others: {sorted(written ^ first)[:20]}"
                found.append(run)
        path.write_text(original, encoding="utf-8")
        self._build()
        return _Edited(found, first)

    def _only_showing(self, written: set[str], words: str) -> None:
        wanted = showing(self._built, words)
        assert written == wanted, f"changed, or not, against what they show: {sorted(written ^ wanted)[:20]}"

    def _every_page(self, written: set[str], _: str) -> None:
        missing = pages(self._built) - written
        assert not missing, f"did not change: {sorted(missing)[:20]}"

    def _build(self, *options: str) -> Run:
        return goodword(self._site, self._built, *options)


@dataclass(frozen=True)
class _Edited:
    """The counted runs after an edit, and the files that each changed."""

    runs: list[Run]
    written: set[str]


def _folders(built: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in (built, *built.rglob("*/"))}
