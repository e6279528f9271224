"""The numbers and steps below a list that goes over several pages."""

from __future__ import annotations

from collections.abc import Callable

from goodword.outputs import views
from goodword.outputs.frames import Frame


def numbered(
    frame: Frame, number: int, pages: int, tail_of: Callable[[int], str], *, is_dated: bool = True
) -> views.Pagination:
    """The way from page `number` of `pages` to the others. tail_of: the path of a page without the language's prefix.

    is_dated: whether the newest comes first, so that the steps may be called newer and older.
    """

    def url(page: int) -> str | None:
        return frame.href(tail_of(page)) if 1 <= page <= pages else None

    shown = sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})
    links: list[views.Link] = []
    last = 0
    for page in shown:
        if page - last > 1:
            links.append(views.Link("…", ""))
        links.append(views.Link(frame.wording.number(page), url(page) or "", current=page == number))
        last = page
    return views.Pagination(number, pages, url(number - 1), url(number + 1), tuple(links), is_dated)
