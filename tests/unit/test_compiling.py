"""How a template is divided is kept with the compiled templates, and made again where anything of it is another."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from goodword.outputs.compiling import kept_division
from goodword.outputs.specialising import Divided, PlainError, divide, specialise
from made_templates import FIXED, FUNCTIONS, Thing, environment_of

PAGE = {"page": Thing("P & Q", "/p", True)}


def environment(folder: Path) -> jinja2.Environment:
    made = environment_of({"page.html": "{{ site.name }}: {{ page.name }}"})
    made.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder))
    return made


class Making:
    """Divides a template, or fails to, and counts how often it is asked."""

    def __init__(self, folder: Path, error: str = "", *, still: bool = True) -> None:
        self.environment, self.error, self.times, self.still = environment(folder), error, 0, still

    def __call__(self) -> Divided:
        self.times += 1
        if self.error:
            raise PlainError(self.error)
        return divide(self.environment, "page.html", FIXED, FUNCTIONS, list(PAGE))

    def page(self, depends: bytes = b"one") -> str:
        """The page, from what was kept or made."""
        divided = kept_division(self.environment, "page.html page", "page.html", depends, self, lambda: self.still)
        return specialise(self.environment, divided, FIXED).render(**PAGE)


def test_it_is_made_once_for_what_it_depends_on(tmp_path: Path) -> None:
    first, again = Making(tmp_path), Making(tmp_path)
    assert first.page() == again.page() == "T &amp; Co: P &amp; Q"
    assert (first.times, again.times) == (1, 0)
    assert again.page(b"two") == first.page(b"two")
    assert (first.times, again.times) == (1, 1)


def test_nothing_is_kept_of_a_program_that_does_not_say_which_it_is(tmp_path: Path) -> None:
    for making in (Making(tmp_path), Making(tmp_path)):
        making.page(b"")
        assert making.times == 1


def test_why_a_template_cannot_be_divided_is_kept_too(tmp_path: Path) -> None:
    for times in (1, 0):
        making = Making(tmp_path, "it extends itself")
        with pytest.raises(PlainError, match="it extends itself"):
            making.page()
        assert making.times == times


def test_what_changed_while_it_was_divided_is_not_kept(tmp_path: Path) -> None:
    Making(tmp_path, still=False).page()
    making = Making(tmp_path)
    making.page()
    assert making.times == 1


@pytest.mark.parametrize("damage", [b"", b"something else", None])
def test_what_is_damaged_is_made_again(tmp_path: Path, damage: bytes | None) -> None:
    expected = Making(tmp_path).page()
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:-5] if damage is None else damage)
    making = Making(tmp_path)
    assert making.page() == expected
    assert making.times == 1
    assert Making(tmp_path).page() == expected
