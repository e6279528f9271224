"""Outgoing links: whoever receives a visitor can count who sent them, and nothing else of the address changes."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.referral.introductions import introduced

HOST = "customers.tandem.example"
BOTH = "utm_source=customers.tandem.example&utm_medium=introduction"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://shed.example", f"https://shed.example?{BOTH}"),
        ("https://shed.example/", f"https://shed.example/?{BOTH}"),
        ("https://shed.example/?", f"https://shed.example/?{BOTH}"),
        ("https://shed.example/a?b=c&d", f"https://shed.example/a?b=c&d&{BOTH}"),
        ("https://shed.example/a#top?x", f"https://shed.example/a?{BOTH}#top?x"),
        ("https://shed.example/?utm_source=own", "https://shed.example/?utm_source=own&utm_medium=introduction"),
        ("https://shed.example/?UTM_Source=a&utm_medium=b", "https://shed.example/?UTM_Source=a&utm_medium=b"),
    ],
)
def test_a_link_names_this_site(url: str, expected: str) -> None:
    assert introduced(url, HOST) == expected


@given(st.text(st.characters(codec="utf-8", exclude_characters="#?")), st.text(st.characters(exclude_characters="#")))
def test_nothing_else_of_an_address_changes(path: str, query: str) -> None:
    url = f"https://shed.example/{path}?{query}#end"
    made = introduced(url, HOST)
    assert made.startswith(f"https://shed.example/{path}?{query}")
    assert made.endswith("#end")
    assert introduced(made, HOST) == made


def test_a_host_in_any_letters_is_one_value() -> None:
    made = introduced("https://shed.example/", "bücher&x=1.example:8000")
    assert parse_qsl(urlsplit(made).query)[0] == ("utm_source", "bücher&x=1.example:8000")
