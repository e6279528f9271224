"""Style sheets lose what only people read, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodword.outputs.slim_styles import slim, slim_kept, unclosed
from goodword.outputs.theme import shipped_themes


@pytest.mark.parametrize(
    ("sheet", "sent"),
    [
        ("a { color: red; }\n", "a{color:red}"),
        ("/* Mine */\na,\n b > c\t:hover\n{ top: 0 }", "a,b > c :hover{top:0}"),
        ("a { width: calc(1px + 2px); }", "a{width:calc(1px + 2px)}"),
        ('a::before { content: "  /* x */ { ; } \\" , "; }', 'a::before{content:"  /* x */ { ; } \\" , "}'),
        ("a { b: url( x.png ) ; c: '\u201c ; ' }", "a{b:url( x.png );c:'\u201c ; '}"),
        ("a { b: url(data:image/png;base64,AA==) }", "a{b:url(data:image/png;base64,AA==)}"),
        ("div/* no space */.x { margin: 1px/**/2px }", "div/**/.x{margin:1px/**/2px}"),
        ("a { b: c } /* open", "a{b:c}/* open"),
        ("@media (width > 30rem) { a { b: 1 } }", "@media (width > 30rem){a{b:1}}"),
        (":root { --empty: ; --x: { } }", ":root{--empty:;--x:{}}"),
        ("", ""),
    ],
)
def test_nothing_but_space_and_comments_goes(sheet: str, sent: str) -> None:
    assert slim(sheet) == sent
    assert slim(sent) == sent


@pytest.mark.parametrize(
    ("sheet", "at", "sign"),
    [
        ("a { b: c", 2, "{"),
        ("a { b { c: d }", 2, "{"),
        ("@media print { a { b: c }\nd { e: f }", 13, "{"),
        ("a { b: c } }", 11, "}"),
        ("a { b: calc(1px + (2px) }", 11, "("),
        ("a[b { c: d }", 1, "["),
        ("a { b: 1px) }", 10, ")"),
        ("a { b: c } /* d", 11, "/*"),
        ("a { b: 'c\n' }", 7, "'"),
        ('a { b: url("x.png }', 11, '"'),
    ],
)
def test_what_is_not_closed_is_found(sheet: str, at: int, sign: str) -> None:
    assert unclosed(sheet) == (at, sign)


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        "a { b: c /* } */ }",
        "a::before { content: '}'; b: \"it's (\" }",
        "a { b: url(data:image/svg+xml;utf8,<svg/>'); c: url( x/*y.png ) }".replace("'", ""),
        '.a\\:b\\{ { c: "\\"" }',
        "/* it's url( */ a { b: c }",
        "a { &:hover { b: c } @media (width > 1rem) { d: e } }",
    ],
)
def test_what_is_closed_is_left_alone(sheet: str) -> None:
    assert unclosed(sheet) is None


def test_every_style_sheet_that_ships_is_closed() -> None:
    for path in shipped_themes().rglob("*.css"):
        assert unclosed(path.read_text(encoding="utf-8")) is None, path


def test_what_came_of_a_sheet_is_kept_while_it_is_whole_and_the_sheet_the_same(tmp_path: Path) -> None:
    path, sheet, sent = (
        tmp_path / "kept/a.slim",
        "a { color: red; }\n/* \u00e9 */ b { c: '\r' }\n",
        "a{color:red}b{c:'\r'}",
    )
    assert slim_kept(sheet, path) == slim(sheet) == sent
    kept = path.read_bytes()
    assert slim_kept(sheet, path) == sent
    assert path.read_bytes() == kept
    assert slim_kept("b { d: e }", path) == "b{d:e}"
    assert path.read_bytes() != kept
    for damaged in (b"", kept[:20], kept[:-3], kept.replace(b"red", b"bad")):
        path.write_bytes(damaged)
        assert slim_kept(sheet, path) == sent
        assert path.read_bytes() == kept
    assert slim_kept(sheet, None) == sent
    path.unlink()
    path.mkdir()
    assert slim_kept(sheet, path) == sent
