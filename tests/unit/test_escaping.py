"""What templates write is escaped as markupsafe would, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from goodword.outputs.compiling import escaped


@given(st.text(alphabet=st.sampled_from("&<>'\"#;amp3940ltgq \n\0é") | st.characters()))
def test_texts(text: str) -> None:
    assert escaped(text) == str(escape(text))
    assert not set("<>'\"") & set(escaped(text))


class Shouting(str):
    """A text of another class, which may say what it is in HTML."""

    def __html__(self) -> str:
        return "<b>loud</b>"


@pytest.mark.parametrize("value", [Markup("<p>safe</p>"), Shouting("<i>"), 7, 4.5, None, True, ["<"], ("'",)])
def test_everything_else(value: object) -> None:
    assert escaped(value) == str(escape(value))
