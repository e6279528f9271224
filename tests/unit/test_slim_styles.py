"""Style sheets lose what only people read, and nothing else."""

from __future__ import annotations

import pytest

from goodword.outputs.slim_styles import slim, unclosed


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
    ("sheet", "line", "what"),
    [
        ("a { b: c }\n/* open\nd { e: f }", 2, "comment"),
        ("a { b: c }\n\nd { content: 'x }\n", 3, "text in quotation marks"),
        ("a { b: c\n\nd { e: f }", 1, "`{`"),
        ("a { b: c } }\n", 1, "`}`"),
        ("@media print {\n  a { b: c }\n", 1, "`{`"),
    ],
)
def test_what_is_not_closed_is_found_where_it_begins(sheet: str, line: int, what: str) -> None:
    found = unclosed(sheet)
    assert found is not None and found[0] == line and what in found[1]


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        'a::before { content: "/* { \\" \'" } /* } " */',
        "a { b: url( it(s.png ) } c { d: url(data:x;y,{) }",
        "a { b: 'two \\\n lines' }",
    ],
)
def test_what_is_whole_is_not_told(sheet: str) -> None:
    assert unclosed(sheet) is None
