"""What was built, looked at: is every page there, are all generators' pages alike, which changed, which show what."""

from __future__ import annotations

import html
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpus import Corpus

PER_PAGE = 24
# Of the mean length of the pages, by how much a generator's may differ from Goodword's.
_TOLERANCE = 0.1
_SAMPLED = 20
# So many characters of a testimonial tell it from every other one; all are in its first paragraph.
_TELLING = 100
_HREF = re.compile(r'<(?:a|link)\b[^>]* href="([^"]*)"')
# Inside of quoted words, and those are another choice with each generator.
_QUOTED = re.compile(r"<blockquote.*?</blockquote>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")

# Of every file by its path: when it was written, how long it is, and which file it is.
Snapshot = dict[str, tuple[int, int, int]]


def files(built: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below a folder, with its path in it."""
    folders = [""]
    while folders:
        inside = folders.pop()
        with os.scandir(built / inside) as entries:
            for entry in entries:
                path = f"{inside}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
                else:
                    yield path, entry


def bytes_of(built: Path, ending: str = "") -> int:
    """How long all files are together whose names end so."""
    return sum(entry.stat().st_size for path, entry in files(built) if path.endswith(ending))


def pages(built: Path) -> set[str]:
    """The paths of all HTML files."""
    return {path for path, _ in files(built) if path.endswith(".html")}


def assert_whole(given: Corpus, built: Path, urls: str = "") -> int:
    """Asserts that every page is there which the corpus asks for; returns how many pages there are."""
    found = pages(built)
    counted = {
        "r/": len(given.advocates),
        "testimonials/voice-": len(given.testimonials),
        "case-studies/case-": len(given.cases),
    }
    walls = {} if urls else wall_pages(given)
    for start, number in (counted | walls).items():
        there = sum(page.startswith(start) for page in found)
        assert there == number, f"{there} pages at {start}, not {number}"
    return len(found)


def assert_alike(given: Corpus, one: Path, others: Mapping[str, Path]) -> None:
    """Asserts that others built the pages of the one, no other, of about the same length, and with the same links."""
    found, length = pages(one), bytes_of(one, ".html")
    step = max(1, len(given.advocates) // _SAMPLED)
    sampled = [person.code for number, person in enumerate(given.advocates) if number % step == 0]
    for name, other in others.items():
        theirs = pages(other)
        assert theirs == found, f"{name}: {sorted(found ^ theirs)[:20]}"
        ratio = bytes_of(other, ".html") / length
        assert abs(ratio - 1) < _TOLERANCE, f"{name}: {ratio:.2f} of the bytes"
        for code in sampled:
            ours, links = (_links(folder / "r" / code / "index.html") for folder in (one, other))
            assert ours == links, f"{name}, r/{code}/: {sorted((ours - links) + (links - ours))}"


def _links(page: Path) -> Counter[str]:
    found = _HREF.findall(_QUOTED.sub("", page.read_text(encoding="utf-8")))
    # names of assets hold a digest with one generator and none with another
    return Counter(html.unescape(link) for link in found if not link.startswith("/assets/"))


def wall_pages(given: Corpus) -> dict[str, int]:
    """Start of address to number of pages, of every wall of testimonials but the first."""
    walls: dict[str, int] = {}
    for one in given.testimonials:
        for tail in (*(f"tag/{tag}" for tag in one.tags), f"industry/{one.industry}", f"rating/{one.rating}"):
            walls[f"testimonials/{tail}/"] = walls.get(f"testimonials/{tail}/", 0) + 1
    # the first page of the whole wall lies at testimonials/ itself
    whole = -(-len(given.testimonials) // PER_PAGE) - 1
    return {tail: -(-count // PER_PAGE) for tail, count in walls.items()} | {"testimonials/page/": whole}


def snapshot(built: Path) -> Snapshot:
    """What tells whether a file was written again, even if with the same bytes."""
    found = {}
    for path, entry in files(built):
        state = entry.stat(follow_symlinks=False)
        found[path] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found


def changed(before: Snapshot, after: Snapshot) -> set[str]:
    """The paths that were written, added or removed."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def showing(built: Path, words: str) -> set[str]:
    """The files that hold these words as they are."""
    wanted = words.encode()
    return {path for path, _ in files(built) if wanted in (built / path).read_bytes()}


def shown_on(given: Corpus, built: Path) -> Counter[str]:
    """Of every testimonial that landing pages show, by its slug: on how many, found by its words."""
    known = {_start(one.body): one.slug for one in given.testimonials}
    assert len(known) == len(given.testimonials), "two testimonials begin with the same words"
    found: Counter[str] = Counter()
    for path in _landing(built):
        for quoted in _QUOTED.findall((built / path).read_text(encoding="utf-8")):
            found[known[_start(html.unescape(_TAG.sub("", quoted)))]] += 1
    return found


def _landing(built: Path) -> Iterable[str]:
    return (f"r/{path}" for path, _ in files(built / "r"))


def _start(words: str) -> str:
    """The first characters, without marks and white space."""
    return re.sub(r"[\s*]", "", words)[:_TELLING]
