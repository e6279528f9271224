"""What there is to tell of a finished build; kept with the state, since a build with nothing to do tells the same."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import Struct

from goodword.build.inputs import Inputs, fingerprint
from goodword.build.kit_secret import WhyNone
from goodword.build.state import State
from goodword.problems import Place, Problem

if TYPE_CHECKING:  # a build with nothing to do needs no library
    from goodword.content.library import Library

Day = Callable[[str], datetime.date]
_FINGERPRINT, _REPORT = "fingerprint", "report"


class Committed(NamedTuple):
    """What a commit did, as counts of files; `gone` are the addresses of pages that answer no longer.

    kits_gone: how many share kits have gone, whose addresses nobody is told.
    """

    written: int
    unchanged: int
    removed: int
    gone: tuple[str, ...] = ()
    kits_gone: int = 0


class Left(Struct, frozen=True):
    """An entry that was left out, or a join that was not made; `code` and `reason` say why."""

    kind: str
    id: str
    code: str
    reason: str
    place: Place


class Report(Struct, frozen=True):
    """What was shown, what was left out, what is worth telling. timezone: the site's; tops: what lies at the top of the
    output folder; no_kits: why there are no share kits, where somebody could have one.
    """

    pages: int
    files: int
    hidden: tuple[Left, ...]
    next_change: datetime.date | None
    warnings: tuple[Problem, ...]
    timezone: str
    tops: tuple[str, ...]
    no_kits: WhyNone = ""

    @classmethod
    def of(
        cls,
        library: Library,
        pages: int,
        paths: Collection[str],
        warnings: tuple[Problem, ...],
        no_kits: WhyNone = "",
    ) -> Report:
        """The report of a build of `library`; paths: of all files of the site."""
        tops = tuple(sorted({path.partition("/")[0] for path in paths}))
        hidden = tuple(Left(one.kind, one.id, one.reason.code, one.reason.text, one.place) for one in library.hidden)
        return cls(pages, len(paths), hidden, library.next_change, warnings, library.site.timezone, tops, no_kits)

    def encode(self) -> bytes:
        """As bytes, for `decode`."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def decode(cls, data: bytes) -> Report | None:
        """The report in `data`; None where it is none."""
        try:
            return msgspec.msgpack.decode(data, type=cls)
        except (msgspec.DecodeError, msgspec.ValidationError):
            return None


class Built(NamedTuple):
    """A finished build. library: None where nothing had to be read. mark: the same for builds of the same."""

    report: Report
    committed: Committed
    library: Library | None = None
    mark: bytes = b""


def built_before(state: State, output: Path, program: bytes, found: Inputs, day: Day, preview: bool) -> Built | None:
    """What the last build came to, where another would come to the same; None where that is not sure."""
    left, before = state.fact(_REPORT), state.fact(_FINGERPRINT)
    report = Report.decode(left) if left else None
    if report is None or not all((output / top).exists() for top in report.tops):
        return None
    if before != fingerprint(program, found, str(day(report.timezone)), preview):
        return None
    return Built(report, Committed(0, report.files, 0), mark=before)


def facts_of(report: Report, program: bytes, found: Inputs, day: datetime.date, preview: bool) -> dict[str, bytes]:
    """What a finished build leaves for the next to compare."""
    return {_REPORT: report.encode(), _FINGERPRINT: fingerprint(program, found, str(day), preview)}
