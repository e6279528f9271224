"""The keys of landing pages and share kits, found without making the pages: equal only where the bytes are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import changing_pools as pools
from changing_site import ChangingSite, State
from goodword.build.plan import Landing, frames_of, production_of
from goodword.content.load import load_what_stands
from goodword.outputs.production import Production
from goodword.problems import SiteError

SEED = int(os.environ.get("GOODWORD_TEST_SEED", "3"))
SECRET = b"a secret that the test has made for itself"
Pages = dict[str, tuple[bytes, bytes]]
# The digest of each group that has one, with the key of each of its pages.
Groups = dict[bytes, dict[str, bytes]]


def landing_pages(folder: Path, state: State) -> tuple[Pages, Groups]:
    """Key and bytes of each landing page and kit of a site, and its groups; none where it cannot be built."""
    state.write(folder)
    library, met = load_what_stands(folder, lambda _: state.day)
    if library is None or met.errors:
        return {}, {}
    try:
        compiled = folder / "compiled"
        compiled.mkdir(exist_ok=True)
        production = production_of(library, folder, {}, (compiled, compiled), edition=b"one", secret=SECRET)
        return dict(_made(production)), _groups(production)
    except SiteError:
        return {}, {}


def _made(production: Production) -> Iterator[tuple[str, tuple[bytes, bytes]]]:
    family = Landing(frames_of(production))
    for made in (*family.ended(), *family.of(production.library.advocates)):
        key = made.key  # before the page is made, as a build reads it
        yield made.path, (key, made.make())


def _groups(production: Production) -> Groups:
    family, people = Landing(frames_of(production)), production.library.advocates
    found: Groups = {}
    for group in people.records.groups:
        digest = family.digest(group, people)
        if digest is not None:
            made = {one.path: one.key for one in family.of(people.part(group.start, group.stop))}
            assert sorted(family.files(group, people)) == sorted(made), "its files are known without making its pages"
            found[digest] = made
    return found


class Seen:
    """Every key that was seen with the bytes it stood for, every digest of a group with the keys."""

    def __init__(self) -> None:
        self.pages: dict[tuple[str, bytes], bytes] = {}
        self.groups: Groups = {}
        self.again, self.stood = 0, 0

    def look(self, found: tuple[Pages, Groups], steps: str) -> None:
        """Fails where a key stands for other bytes than before, or a digest for other keys."""
        pages, groups = found
        for digest, keys in groups.items():
            known = self.groups.setdefault(digest, keys)
            self.stood += known is not keys
            assert known == keys, f"a group is stale after\n{steps}"
        for path, (key, data) in pages.items():
            before = self.pages.setdefault((path, key), data)
            self.again += before is not data
            assert before == data, f"{path} is stale after\n{steps}"


def test_a_key_stands_for_the_same_bytes_whatever_was_edited(tmp_path: Path, rounds: Any, figure: Any) -> None:
    changing, seen = ChangingSite(SEED), Seen()
    folder = tmp_path / "site"
    folder.mkdir()
    # pages with a card of their own are looked at one by one; random edits bring those, too
    changing.state.settings["share_cards"] = {"advocates": 0}
    made = rounds(60, 2000)
    for _ in range(made):
        changing.edit(mend=False)
        pages = landing_pages(folder, changing.state)
        seen.look(pages, "\n".join(changing.history))
        if not pages[0] and changing.past:
            changing.state = changing.past.pop()
    assert seen.again > made and seen.stood > made / 4
    figure("landing keys compared", seen.again)
    figure("digests of groups of landing pages compared", seen.stood)


def settings() -> list[tuple[str, Any]]:
    return [(name, value) for name, values in pools.SETTINGS.items() for value in values]


def program() -> list[tuple[str, Any]]:
    return [(name, value) for name, values in pools.PROGRAM.items() for value in values]


def advocate() -> list[tuple[str, Any]]:
    return [(name, value) for name, values in pools.ADVOCATE.items() for value in values]


def test_each_single_setting_and_field_that_changes_a_page_changes_its_key(tmp_path: Path) -> None:
    folder, seen, first = tmp_path / "site", Seen(), ChangingSite(SEED).state
    folder.mkdir()
    seen.look(landing_pages(folder, first), "nothing")
    tried = 0
    for where, choices in (("settings", settings()), ("program", program()), ("advocate", advocate())):
        for name, value in choices:
            state = deepcopy(first)
            if where == "settings":
                fields = [state.settings]
            elif where == "program":
                fields = state.lists["content/program.yaml"]
            else:
                fields = state.lists["content/advocates.csv"][:1]
            for one in fields:
                one.pop(name, None) if value is None else one.__setitem__(name, value)
            pages = landing_pages(folder, state)
            tried += bool(pages[0])
            seen.look(pages, f"{where}: {name} = {value!r}")
    assert tried > 80


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{advocate|} sends you {link}", "A sends you {link}"),
        ("Say {code} at {link}", "Say 22222222 at {link}"),
        ("For you: {offer|O} {link}", "For you: O. {link}"),
    ],
)
def test_words_that_look_like_what_fills_them_are_other_words(tmp_path: Path, before: str, after: str) -> None:
    folder, seen, state = tmp_path / "site", Seen(), ChangingSite(SEED).state
    folder.mkdir()
    for words in (before, after):
        for one in state.lists["content/program.yaml"]:
            one["messages"] = {"email": words, "whatsapp": words}
        pages = landing_pages(folder, state)
        assert pages[0]
        seen.look(pages, words)
