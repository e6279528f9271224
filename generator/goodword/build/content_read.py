"""The content of a site, read for a build, before anything is needed of what renders it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from goodword.build.ahead import reading_ahead
from goodword.build.kept import TEXT, Kept
from goodword.build.report import Day
from goodword.content.library import Library
from goodword.content.load import library_of
from goodword.content.markdown import MarkdownRenderer
from goodword.content.recall import anew
from goodword.content.sources import read_sources
from goodword.problems import Problems
from goodword.referral.codes import check_all_codes


@dataclass(slots=True)
class Content:
    """What was read, and what was worked out from it. library: None where site.yaml has errors; problems: everything
    that is wrong; digests: of the files of entries, as they were read.
    """

    kept: Kept
    markdown: MarkdownRenderer
    library: Library | None
    problems: Problems
    digests: set[bytes]


def read_content(
    root: Path,
    kept: Kept,
    texts: Mapping[str, bytes],
    day: Day,
    *,
    preview: bool,
    clean: bool,
    workers: int,
    meanwhile: Callable[[], object],
) -> Content:
    """Reads the site in `root`. texts: what small files are known to hold; clean: nothing kept is used; meanwhile: what
    there is to do while other processes read Markdown.
    """
    markdown = MarkdownRenderer({} if clean else kept.all(TEXT))
    recall = anew if clean else kept.recall
    sources = read_sources(root, recall=recall, texts=texts)
    digests = [one.digest for one in sources.documents] + [one.table.digest for one in sources.rows]

    def check() -> tuple[Library | None, Problems]:
        meanwhile()
        return library_of(root, sources, day, preview=preview, checks=[check_all_codes], recall=recall)

    library, met = reading_ahead(markdown, sources.documents, workers, check)
    return Content(kept, markdown, library, met, {bytes.fromhex(digest) for digest in digests})
