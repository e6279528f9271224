"""Single values of foreign files: dates, ratings, words, and what must not be published."""

from __future__ import annotations

import time

import pytest

from goodword.importing import dates, packed, personal, ratings
from goodword.importing.aliases import match
from goodword.importing.words import to_markdown, to_text


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-10-05 02:41:38", "2024-10-05"),
        ("2024-10-05T23:30:00-05:00", "2024-10-05"),
        ("2024-10-05T00:00:00Z", "2024-10-05"),
        ("2024/1/5", "2024-01-05"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("June 6, 2021", "2021-06-06"),
        ("6 June 2021", "2021-06-06"),
        ("Jun 6th, 2021", "2021-06-06"),
        ("June 2021", "2021-06"),
        ("Mon, 10 Aug 2015 14:16:38 GMT", "2015-08-10"),
        ("Mon Aug 10 2015 14:16:38 GMT+0000 (GMT)", "2015-08-10"),
        ("05.05.2021", "2021-05-05"),
        ("14 hours ago", None),
        ("acum 14 ore", None),
        ("yesterday", None),
        ("2021-02-30", None),
        ("06/07/2021", None),
        ("Smarch 3, 2021", None),
        ("12", None),
        ("", None),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(written: str, date: str | None) -> None:
    assert dates.parse(written, dates.DateColumn(None)) == date


def test_a_column_proves_its_order_or_is_ambiguous_or_clashes() -> None:
    assert dates.learn(["01/02/2021", "25/02/2021"], None).order == "dmy"
    assert dates.learn(["01/02/2021", "02/25/2021 14:03:22"], None).order == "mdy"
    assert dates.learn(["01/02/2021", "03/04/2021"], None).ambiguous == "01/02/2021"
    assert dates.learn(["25/02/2021", "02/25/2021"], None).clashing
    assert dates.learn(["25/02/2021"], "mdy").order == "mdy"
    assert dates.parse("06/07/21", dates.DateColumn("dmy")) == "2021-07-06"
    assert dates.parse("21/7/6", dates.DateColumn("ymd")) == "2021-07-06"
    assert dates.parse("06/13/2021", dates.DateColumn("dmy")) is None


@pytest.mark.parametrize(
    ("written", "value", "scale"),
    [
        ("5", "5", None),
        ("4.5", "4.5", None),
        ("4,5", "4.5", None),
        ("4.50", "4.5", None),
        ("4.5/5", "4.5", "5"),
        ("9 / 10", "9", "10"),
        ("4 out of 5 stars", "4", "5"),
        ("5 stars", "5", None),
        ("80 %", "80", "100"),
        ("★★★★☆", "4", "5"),
        ("★★★", "3", "5"),
        ("FIVE", "5", "5"),
    ],
)
def test_a_rating_keeps_its_value_and_scale(written: str, value: str, scale: str | None) -> None:
    assert ratings.parse(written) == ratings.Rating(value, scale)


@pytest.mark.parametrize("written", ["", "yes", "Recommended", "-1", "n/a", "6/5", "five-ish", "4 2", "٤"])
def test_what_is_no_rating_is_none(written: str) -> None:
    assert ratings.parse(written) is None


@pytest.mark.parametrize(
    ("column", "scale"),
    [
        ("NPS", "10"),
        ("likelihood_to_recommend", "10"),
        ("Rating (1-10)", "10"),
        ("Score out of 7", "7"),
        ("rating", None),
    ],
)
def test_only_the_name_of_a_column_tells_its_scale(column: str, scale: str | None) -> None:
    assert ratings.scale_of(column) == scale


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        ("<p>One <b>bold</b> and <em>soft</em>.</p><p>Two</p>", "One **bold** and *soft*.\n\nTwo"),
        ("One<br>two<br />three", "One  \ntwo  \nthree"),
        ('See <a href="https://x.example/a">this</a>', "See [this](https://x.example/a)"),
        ('See <a href="javascript:alert(1)">this</a>', "See this"),
        ("Fine<script>alert(1)</script> words<style>p{}</style>", "Fine words"),
        ('<span class="x">Kept</span> <font color=red>too</font>', "Kept too"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("Tom &amp; Jerry&#39;s", "Tom & Jerry's"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script>alert(1)&lt;/script>"),
        ("Map<String, Int> and <me@x.example>", "Map&lt;String, Int> and &lt;me@x.example>"),
        ("I <3 this, 2 < 3", "I <3 this, 2 < 3"),
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("1999. What a year", "1999\\. What a year"),
        ("> no quotation", "\\> no quotation"),
        ("One\n===", "One\n&#61;=="),
        ("    no code", "no code"),
        ("<b>never closed", "never closed"),
        ("<!-- gone --><p>a <!b <3</p>", "a &lt;!b <3"),
        ("<b> spaced </b>out", "**spaced** out"),
    ],
)
def test_words_become_markdown_that_says_the_same(written: str, markdown: str) -> None:
    assert to_markdown(written, is_markdown=False) == markdown


def test_markdown_stays_markdown() -> None:
    words = "# Title\n\n- one\n- two\n\n**bold** [link](https://x.example) <https://y.example>"
    assert to_markdown(words, is_markdown=True) == words
    assert to_markdown("a\n            b\n\n            c", is_markdown=True) == "a\nb\n\nc"
    assert to_markdown("```\n      code\n```", is_markdown=True) == "```\n      code\n```"


def test_a_name_is_one_line_without_tags() -> None:
    assert to_text(" <b>Ana</b>\n B&amp;B ") == "Ana B&B"


@pytest.mark.parametrize(
    "column",
    [
        *(
            "E-Mail",
            "email",
            "Review User Email",
            "customer_email",
            "authorEmail",
            "Phone",
            "Tel.",
            "mobile",
            "WhatsApp",
        ),
        *(
            "ip_address",
            "Street",
            "Postcode",
            "IBAN",
            "Booking reference",
            "Reference Id",
            "order_id",
            "Customer number",
        ),
        *("Network ID", "Review Consumer User Id", "Kundennummer", "geolocation_latitude", "contactPhone"),
    ],
)
def test_names_of_private_columns(column: str) -> None:
    assert personal.by_name(column)


@pytest.mark.parametrize(
    "column",
    [
        "name",
        "author",
        "Customer Name",
        "title",
        "order",
        "handle",
        "review",
        "role",
        "emailed us?",
        "country",
        "username",
    ],
)
def test_names_of_other_columns(column: str) -> None:
    assert not personal.by_name(column)


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("ana@mill.example", "an e-mail address"),
        ("Ana <ana@mill.example>", "an e-mail address"),
        ("+44 20 7946 0000", "a telephone number"),
        ("(0171) 234 56 78", "a telephone number"),
        ("192.0.2.17", "an IP address"),
        ("2001:db8::1", "an IP address"),
        ("DE02 1203 0000 0000 2020 51", "an account number"),
        ("4111 1111 1111 1111", "an account number"),
        ("BK-2024817", "a booking or customer number"),
        ("X7K2PQ9", "a booking or customer number"),
        ("12 Harbour Street", "a postal address"),
        ("Hafenstraße 12", "a postal address"),
        ("2024-10-05", None),
        ("06.09.2013", None),
        ("2013_09_06", None),
        ("5", None),
        ("3 Media Web", None),
        ("https://x.example/12345678", None),
        ("A plain sentence with 12 words in it.", None),
    ],
)
def test_values_that_look_private(value: str, what: str | None) -> None:
    assert personal.kind_of(value) == what


def test_one_address_in_a_column_makes_it_private_and_one_number_does_not() -> None:
    assert personal.by_values(["blue", "red", "write to ana@mill.example"]) == "an e-mail address"
    assert personal.by_values(["blue", "red", "1234567"]) is None
    assert personal.by_values(["1234567", "7654321", "red"]) == "a booking or customer number"


def test_packed_texts_are_taken_apart_only_where_nothing_else_can_be_meant() -> None:
    assert packed.author("Ana, Lead, Mill (2020)") == packed.Author("Ana", "Lead", "Mill", "2020")
    assert packed.author("Ana, Mill") is None
    assert packed.author("Ana, Mill, Inc.") is None
    assert packed.author("Ana, Lead, Sales, Mill") is None
    assert packed.starred("Google") is None
    assert packed.starred("★★★ Ana on G2") == packed.Starred(ratings.Rating("3", "5"), "Ana", "G2")


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Review Created (UTC)", "date"),
        ("REVIEW CONTENT", "quote"),
        ("review-stars", "rating"),
        ("<strong>Your name</strong>", "author"),
        ("endorser.name", "author"),
        ("customer_tagline", "role"),
        ("reviewer.job_title", "role"),
        ("What do you like best about Planner?", "pros"),
        ("product_name", "product"),
        ("companyReply.text", "reply"),
        ("params.sourceURL", "source.url"),
        ("nameplate", None),
        ("customer_url", None),
        ("type", None),
    ],
)
def test_columns_match_as_a_whole(column: str, field: str | None) -> None:
    found = match(column)
    assert (found and found[0]) == field


def test_site_reviews_means_other_things() -> None:
    columns = frozenset({"assignedposts", "ispinned", "rating"})
    assert match("score", columns) is None
    assert match("type", columns) == ("source.platform", 9)


@pytest.mark.parametrize(
    "part", ["<b>x ", "<", "</", "<!--", "<b><i>", "</b>", "a@", ".a", "1 ", "- ", " ", "\n", "&a", "AB12", "★", "a, "]
)
def test_three_hundred_kilobytes_of_the_same_marks_takes_no_time(part: str) -> None:
    text = part * (300_000 // len(part)) + "@"
    started = time.process_time()
    to_markdown(text, is_markdown=False)
    to_markdown(text, is_markdown=True)
    to_text(text)
    personal.in_words(text)
    personal.kind_of(text)
    packed.author(text)
    packed.starred(text)
    ratings.parse(text)
    dates.parse(text, dates.DateColumn("dmy"))
    assert time.process_time() - started < 10
