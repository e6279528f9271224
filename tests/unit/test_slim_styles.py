"""Style sheets lose what only people read, and nothing else."""

from __future__ import annotations

import pytest

from goodword.outputs.slim_styles import slim


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
