"""From a path to its file and its address, and back, for every style that a host may ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from goodword.content.url_style import UrlStyle, above

PART = some.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True) | some.sampled_from(["index", "404", "r", "es"])
PATHS = some.lists(PART, max_size=4).map(lambda parts: "/" + "".join(f"{part}/" for part in parts))


@some.composite
def styles(draw: some.DrawFn, paths: list[str]) -> UrlStyle:
    clean = draw(some.booleans())
    return UrlStyle(
        files=draw(some.booleans()),
        homes=frozenset({"/", "/es/"}),
        clean=clean,
        with_slash=clean and draw(some.booleans()),
        above=above(paths) if draw(some.booleans()) else frozenset(),
    )


def test_the_folder_of_landing_pages_answers_where_it_stands() -> None:
    style = UrlStyle(files=True, above=above(["/r/", "/r/x/"]))
    assert (style.file("/r/"), style.address("/r/")) == ("r/index.html", "/r/")


@given(some.data())
def test_every_path_has_a_file_of_its_own_and_an_address_at_which_it_is_found(data: some.DataObject) -> None:
    paths = data.draw(some.lists(PATHS, unique=True, max_size=8))
    style = data.draw(styles(paths))
    files = {style.file(path): path for path in paths}
    assert len(files) == len(paths)
    for file, path in files.items():
        assert style.path(file) == path
        assert style.spelled(file) == path
        assert style.spelled(style.address(path)) == path
        assert next(name for name in style.answering(style.address(path)) if name in files) == file
        assert next(name for name in style.answering(style.served_at(file)) if name in files) == file
        assert style.address(f"{path}#place") == f"{style.address(path)}#place"


@given(some.data())
def test_a_page_that_is_there_is_never_told_as_gone(data: some.DataObject) -> None:
    paths = data.draw(some.lists(PATHS, unique=True, max_size=8))
    style = data.draw(styles(paths))
    there = {style.file(path) for path in paths}
    gone = style.gone([f"{path[1:]}index.html" for path in paths if style.file(path) != f"{path[1:]}index.html"], there)
    assert not gone or not style.with_slash
    assert style.gone(["media/x.png", "r/x/index.html", "404.html", "es/404.html"], ()) == ("/r/x/",)


@pytest.mark.parametrize("path", ["/", "/es/", "/feed.xml", "/404.html", "/es/404.html", "/assets/a.1.css"])
def test_homes_and_files_are_the_same_in_both_styles(path: str) -> None:
    homes = frozenset({"/", "/es/"})
    folders, files = UrlStyle(homes=homes), UrlStyle(files=True, homes=homes, clean=True)
    assert folders.file(path) == files.file(path)
    assert folders.address(path) == files.address(path) == path


def test_a_landing_page_in_its_folder_is_still_written_without_a_slash() -> None:
    style = UrlStyle(files=True, clean=True, above=above(["/r/k7/growers/", "/testimonials/ana/"]))
    assert style.file("/r/k7/") == "r/k7/index.html"
    assert style.address("/r/k7/") == "/r/k7"
    assert style.address("/testimonials/") == "/testimonials/"
    assert style.address("/r/k7/growers/") == "/r/k7/growers"
