"""Makes the pictures of a site ready before its pages are made, in several processes: encoding takes long.

Nothing depends on it: what is not made ready here is when a page needs it, and what is wrong is told then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from goodword.build.workers import MOST_JOBS, WorkerError, share
from goodword.content.assets import PICTURES
from goodword.content.document import Document
from goodword.content.items import Item
from goodword.content.library import Library
from goodword.outputs.images import Origin
from goodword.outputs.picture_formats import Role
from goodword.outputs.production import Production
from goodword.problems import SiteError

# Below this many pictures another process costs more than it brings.
WORTH_IT = 4
_ROLES: dict[str, Role] = {"photo": "photo", "logo": "logo", "badge": "badge", "hero": "hero", "image": "hero"}
# A picture in Markdown or HTML; one that is written in another way is made when it is needed.
_IN_TEXT = re.compile(r"""(?:!\[[^\]]*\]\(\s*<?|<img\b[^>]*\bsrc=["'])([^\s"')>]+)""", re.IGNORECASE)
_TEXTS = ("challenge", "solution")


def pictures_ahead(production: Production, workers: int) -> None:
    """The cache of `production` then holds the pictures that its pages are going to name."""
    if workers < 2:
        return
    images = production.images
    missing = [origin for origin in dict.fromkeys(_origins(production)) if not images.is_prepared(origin)]
    if len(missing) < WORTH_IT:
        return
    missing.sort(key=lambda origin: origin.role not in ("hero", "content"))  # what takes longest first
    size = len(missing) // MOST_JOBS + 1

    def work(number: int) -> None:
        for origin in missing[number * size : (number + 1) * size]:
            images.prepare(origin)

    try:
        share(-(-len(missing) // size), workers - 1, work, lambda: None, lambda: None)
    except WorkerError:
        return


def _origins(production: Production) -> Iterator[Origin]:
    for named, document, role in _named(production.library):
        if not named.lower().endswith(PICTURES):
            continue
        try:
            yield Origin(production.assets.find_picture(named, document.path), role)
        except SiteError:
            continue


def _named(library: Library) -> Iterator[tuple[str, Document, Role]]:
    site, document = library.site, library.site_document
    for logo in (site.theme.logo, site.organization.logo):
        if logo:
            yield logo, document, "logo"
    items = (library.testimonials, library.case_studies, library.awards, library.partners, library.articles)
    for item in chain(*items, library.pages, _people(library)):
        yield from _of(item)


def _people(library: Library) -> Iterator[Item[Any]]:
    """The advocates who may have a picture: not those of whom there is nothing but their row."""
    for group in library.advocates.records.groups:
        if not group.is_plain:
            yield from (member.item for member in library.advocates.part(group.start, group.stop).members())


def _of(item: Item[Any]) -> Iterator[tuple[str, Document, Role]]:
    entry = item.entry
    for name, role in _ROLES.items():
        value = getattr(entry, name, None)
        if isinstance(value, str):
            yield value, item.document(item.language), role
    video = getattr(entry, "video", None)
    if video is not None and video.poster:
        yield video.poster, item.document(item.language), "hero"
    for document in item.documents.values():
        texts = (document.body, *(document.fields.get(name) for name in _TEXTS))
        for text in texts:
            if isinstance(text, str) and ("![" in text or "<img" in text):
                for match in _IN_TEXT.finditer(text):
                    yield match[1], document, "content"
