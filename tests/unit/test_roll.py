"""Packed advocates: one value for each file and one for the site, items made when they are asked for."""

from __future__ import annotations

import math
import zlib
from pathlib import Path
from unittest.mock import patch

import msgspec
import pytest

from advocate_rows import TODAY, digests, many, read, site_of_many
from goodword.content.advocates import Muster, muster
from goodword.content.recall import anew
from goodword.content.rows import packed
from goodword.content.rows.family import gather
from goodword.content.rows.reading import FileRows, read_rows
from goodword.content.rows.roll import Roll
from goodword.content.sources import read_site
from goodword.content.validate import to_site
from goodword.content.visibility import key_of
from sites import make_site


def test_what_is_read_of_a_file_is_one_value(tmp_path: Path) -> None:
    broken = "b-x,,pqrg2345,hotels,,2026-05-01,page\n"
    data = (many(200) + broken + "b-0001,Bo,pqrg2346,hotels,\x07,2026-05-01,page\nb-1,Bo\n").encode()
    made = read_rows(data, "content/advocates.csv", ".csv", "en")
    assert (made.own.names.count, len(made.broken), len(made.problems)) == (200, 2, 1)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=FileRows) == made


def test_what_becomes_of_the_advocates_is_one_value(tmp_path: Path) -> None:
    rows = many(200) + "c-1,Cy,cccc2345,hotels,,2026-05-01,page|name|thanks\n"
    rows += "c-2,Di,dddd2345,hotels,,2026-05-01,name\nc-3,Fi,ffff2345,hotels,Hi,2026-05-01,page\n"
    root = make_site(tmp_path, "-- content/advocates.csv --\n" + rows + "-- content/program.yaml --\nname: Main\n")
    document = read_site(root)
    assert document is not None
    site, _ = to_site(document)
    library, _ = read(root, rows=True)
    assert site is not None and library is not None
    data = (root / "content/advocates.csv").read_bytes()
    file = read_rows(data, "content/advocates.csv", ".csv", "en")
    family, problems = gather([file], [], site, lambda path: (root / path).read_bytes(), anew)
    assert not problems
    words = {"products": library.products, "industries": library.industries, "tags": library.tags}
    made = muster(family, words, library.programs, TODAY, False)
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Muster)
    assert again == made
    assert [one.id for one in again.hidden] == ["c-2"]
    live = Roll.of(again.live, {}, lambda path: (root / path).read_bytes())
    assert list(live) == list(library.advocates)
    (last,) = live.with_keys([key_of("c-3")])
    assert last.entry.public_name == "", "c-3 allows the page only"
    assert last.document("en").place("code").column == len("c-3,Fi,") + 1


def test_a_roll_reads_as_a_sequence_and_decodes_only_what_is_asked_for(tmp_path: Path) -> None:
    advocates = site_of_many(tmp_path, 1000).advocates
    assert len(advocates) == 1000
    assert [column.id for column in advocates.columns()][998:] == ["b-0998", "b-0999"]
    part = advocates[500:600]
    assert [item.id for item in part] == [f"b-{n:04d}" for n in range(500, 600)]
    assert (part[-1].id, digests(advocates.part(500, 600))) == ("b-0599", digests(advocates)[500:600])
    assert [item.id for item in advocates[::-400]] == ["b-0999", "b-0599", "b-0199"]
    assert [item.id for item in part[10:20]][::9] == ["b-0510", "b-0519"]
    assert not advocates[5:3] and len(advocates[5:3]) == 0
    assert [item.id for item in advocates.with_codes(["0007pqrg", "none"])] == ["b-0007"]
    with pytest.raises(IndexError):
        advocates[1000]
    with patch("goodword.content.rows.packed.zlib.decompress", wraps=zlib.decompress) as opened:
        stream = iter(advocates)
        next(stream)
        assert opened.call_count == 2, "one block of columns and one of entries"
        assert sum(1 for _ in stream) == 999
    assert opened.call_count == 2 * math.ceil(1000 / packed.BLOCK)


def test_the_digest_of_an_advocate_changes_with_what_a_page_can_show(tmp_path: Path) -> None:
    before = site_of_many(tmp_path / "one", 3).advocates
    for number, (old, new) in enumerate(
        [
            ("Bo Ek1", "Bo Ekk"),
            ("Number 1.", "Number one."),
            ("0001pqrg", "0001pqrh"),
            ("hotels,Number 1", "inns,Number 1"),
        ]
    ):
        changed = make_site(tmp_path / str(number), "-- content/advocates.csv --\n" + many(3).replace(old, new, 1))
        after, _ = read(changed, rows=True)
        assert after is not None
        old_ones, new_ones = by_id(before), by_id(after.advocates)
        assert [name for name in old_ones if old_ones[name] != new_ones[name]] == ["b-0001"], new
    moved = make_site(tmp_path / "moved", "-- content/advocates/x.csv --\n" + many(3))
    after, _ = read(moved, rows=True)
    assert after is not None and after.advocates.records.digests == before.records.digests, "where it stands is no part"


def by_id(roll: Roll) -> dict[str, bytes]:
    return dict(sorted((member.id, member.digest) for member in roll.members()))


def test_advocates_stand_in_groups_that_choose_from_the_same_proof(tmp_path: Path) -> None:
    """And those with something of their own that the row does not say (pages for audiences, links) apart."""
    rows = [
        "id,public_name,code,industry,audiences,message,aliases,consent.granted,consent.method,consent.scope",
        *(f"d-{n},Bo,d{n}pqrst,{'hotels' if n % 2 else ''},,,,2026-01-01,form,page" for n in range(200)),
        "e-1,Bo,e1pqrst,hotels,museums,,old-code,2026-01-01,form,page",
        "e-2,Bo,e2pqrst,hotels,,See [this](/about/).,,2026-01-01,form,page|quote",
    ]
    root = make_site(tmp_path, "-- content/advocates.csv --\n" + "\n".join(rows) + "\n")
    library, _ = read(root, rows=True)
    assert library is not None
    roll = library.advocates
    found = {
        (group.industry, group.is_plain): [item.id for item in roll.part(group.start, group.stop)]
        for group in roll.records.groups
    }
    assert {key: len(ids) for key, ids in found.items()} == {
        (None, True): 100,
        ("hotels", True): 100,
        ("hotels", False): 2,
    }
    assert all(ids == sorted(ids) for ids in found.values()) and found["hotels", False] == ["e-1", "e-2"]
    for group in roll.records.groups:
        codes = [column.code for column in roll.part(group.start, group.stop).columns()]
        assert group.codes.split("\n") == codes
    assert [item.id for item in roll.with_aliases()] == ["e-1"]
    assert [item.id for item in roll.with_keys([key_of("d-7"), key_of("E-2"), key_of("none")])] == ["d-7", "e-2"]
    assert [item.author_key for item in roll.with_codes(["d9pqrst"])] == [key_of("d-9")]


def test_places_in_a_file_that_has_changed_since_are_those_of_the_row(tmp_path: Path) -> None:
    library = site_of_many(tmp_path, 3)
    (tmp_path / "content/advocates.csv").write_text("id\n", encoding="utf-8")
    document = library.advocates[1].document("en")
    assert (document.place("code").line, document.place("code").column) == (3, 1)
    assert not document.fields
