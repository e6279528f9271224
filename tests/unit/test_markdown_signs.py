"""Markdown is looked through only for what its signs allow: the same comes out as with everything looked for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodword.content import markdown_library, markdown_source

PIECES = [
    *"[]()*_`<>&#\n|:\\!-1.a'\"^{}~=",
    "\n\n",
    "    ",
    "- ",
    "> ",
    "1. ",
    "```\n",
    "|-|",
    "[^1]",
    "<!--",
    "-->",
    "{: .x}",
]
SIGNS = [*PIECES, "[a](b)", "[a][b]", "[b]: /c\n", "![a](b)", "[^1]", "\n[^1]: note\n", "&amp;", "\n> q\n", "\n# h\n"]
SIGNS += [
    "a | b\n- | -\n",
    "t\n:   d\n",
    "    code\n",
    "\\*",
    "<a@b.example>",
    "<https://a.example>",
    "<b>x</b>",
    "word ",
    "\n\n",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=20).map("".join))
def test_what_is_not_looked_for_would_not_have_been_found(text: str) -> None:
    text = markdown_source.tame(markdown_source.clean(text))
    if markdown_source.is_too_much(text):
        return
    found = markdown_library.block_converter()(text)
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(markdown_library, "_NEEDS_SIGN", {})
        assert found == markdown_library.block_converter()(text)
