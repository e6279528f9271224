"""One size that is measured: its corpus, its sites, where its outputs lie, and how often each thing is done."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import goodword_site
from corpus import SIZES, Size, corpus
from measure import Run
from outputs import bytes_of
from peers import CACHE, Peer, goodword, url_style

# What a landing page and its folder take on the disk; and so many outputs lie there at once, with some to spare.
_PAGE, _FOLDER, _OUTPUTS = 16_384, 4_096, 3
_FEWER = 300_000
_SIDE_BY_SIDE = 16


@dataclass(frozen=True)
class Row:
    """What one row of measurements gave: the runs and the peak memory in bytes of everything that took turns in it.

    facts: what else is worth knowing, by name.
    """

    runs: Mapping[str, list[Run]]
    peak: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, int | float | str] = field(default_factory=dict)


class Ground:
    """Where one size is measured. Everything lies in a folder of its own, gone when it is done."""

    def __init__(self, name: str, rounds: int, peers: Mapping[str, Peer]) -> None:
        self.name, self.rounds, self.peers = name, rounds, peers
        self.urls = url_style() if name == "XL" else ""
        self.home = CACHE / "bench" / name
        _delete(self.home / "outputs")
        _delete(self.home)
        self.home.mkdir(parents=True)
        self.size = self._that_fits(SIZES[name])
        self.corpus = corpus(self.size)
        # for what one page more costs: the same with fewer advocates
        few = SIZES["L"].advocates if name == "XL" else self.size.advocates // 10
        self.few = dataclasses.replace(self.size, advocates=few)
        self._sites: dict[str, Path] = {}
        self._gone = 0

    def close(self) -> None:
        """Deletes everything."""
        _delete(self.home / "outputs")
        _delete(self.home)

    def site(self, name: str) -> Path:
        """The site of a peer, of `goodword`, or of `few`: Goodword with fewer advocates. Written when first asked."""
        if name not in self._sites:
            folder = self._sites[name] = self.home / "sites" / name
            folder.mkdir(parents=True)
            if name in self.peers:
                self.peers[name].write(self.corpus, folder)
            else:
                goodword_site.write(self.corpus if name == "goodword" else corpus(self.few), folder, self.urls)
        return self._sites[name]

    def output(self, name: str, number: int) -> Path:
        """Where the output of a round lies."""
        return self.home / "outputs" / f"{name}-{number}"

    def forget(self, site: Path, keeping: str = "") -> None:
        """Takes all state away from a site, but for the folder `keeping`; moved, not deleted, since deleting many files
        makes the next writer pay.
        """
        state, aside = site / ".goodword", self.home / keeping
        if keeping:
            (state / keeping).rename(aside)
        if state.exists():
            away = self.home / "outputs"
            away.mkdir(exist_ok=True)
            self._gone += 1
            state.rename(away / f"state-{self._gone}")
        if keeping:
            state.mkdir()
            aside.rename(state / keeping)

    def build(self, name: str, number: int) -> Run:
        """A cold build into a new folder, by a peer or of one of Goodword's sites. Round -1 is watched for memory."""
        site, output, watch = self.site(name), self.output(name, number), number < 0
        output.parent.mkdir(exist_ok=True)
        if name in self.peers:
            return self.peers[name].build(site, output, self.size, watch)
        self.forget(site)
        return goodword(site, output, watch=watch)

    def make_room(self, needed: int) -> bool:
        """Deletes the outputs of earlier rounds if there is not twice the room needed; whether it did."""
        if shutil.disk_usage(self.home).free > 2 * needed:
            return False
        _delete(self.home / "outputs")
        os.sync()
        return True

    def used(self) -> int:
        """Bytes of all outputs."""
        return bytes_of(self.home / "outputs")

    def _that_fits(self, size: Size) -> Size:
        disk = os.statvfs(self.home)
        entries = size.advocates * (1 if self.urls else 2) * _OUTPUTS
        length = size.advocates * (_PAGE if self.urls else _PAGE + _FOLDER) * _OUTPUTS
        # some file systems have no fixed number of inodes, and say 0
        inodes = disk.f_favail or entries
        if disk.f_bavail * disk.f_frsize >= length and inodes >= entries:
            return size
        return dataclasses.replace(size, advocates=min(size.advocates, _FEWER))


def _delete(folder: Path) -> None:
    """Deletes a folder if it is there, with all that is in it side by side.

    The disk is waited for at every folder that is no longer in memory, hundreds of thousands of times.
    """
    if folder.is_dir():
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
            list(pool.map(shutil.rmtree, (path for path in folder.iterdir() if path.is_dir())))
        shutil.rmtree(folder)
