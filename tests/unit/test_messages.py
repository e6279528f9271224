"""Ready words: what fills them, what may stand in them, and the disclosure that always goes along."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from goodword.content.models.program import CHANNELS, Channel
from goodword.problems import Place, Problem
from goodword.referral.links import share_url, with_channel
from goodword.referral.message_checks import Checked
from goodword.referral.messages import Facts, ShareRow, message, subject
from goodword.referral.placeholders import fill

LINK = "https://acme.example/r/7kq2mnpx/"
DISCLOSURE = "Maria gets 50 euros if you become a customer."


class English:
    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        return singular if n == 1 else plural


class Shouting(English):
    def gettext(self, message: str, /) -> str:
        return message.upper()


FACTS = Facts(
    company="Acme", link=LINK, code="7kq2mnpx", advocate="Maria", offer="You get 20 % off.", disclosure=DISCLOSURE
)


def told(templates: dict[Channel, str] | None = None, **more: Any) -> tuple[Problem, ...]:
    """What is wrong with these words, once they are filled with FACTS."""
    place = Place("content/program.yaml", 4, 3)
    return Checked(FACTS, English(), CHANNELS, templates or {}, where=lambda *_: place, **more).problems()


def test_placeholders_are_filled_and_nothing_else_is_interpreted() -> None:
    template = "{advocate} at {company}: {offer} {code} {link} {0} {x.__class__} {{code}} %s"
    assert fill(template, FACTS) == (
        f"Maria at Acme: You get 20 % off. 7kq2mnpx {LINK} {{0}} {{x.__class__}} {{7kq2mnpx}} %s"
    )


def test_a_value_with_braces_is_not_filled_again() -> None:
    assert fill("{company}", Facts(company="{code}", link=LINK, code="secret")) == "{code}"


def test_an_empty_value_leaves_no_gap() -> None:
    assert fill("Hello {friend}, look: {offer} {link}", Facts("Acme", LINK, "c")) == f"Hello, look: {LINK}"
    assert fill("One\n\n{disclosure}\n\n{advocate|}\n\nTwo", Facts("Acme", LINK, "c")) == "One\n\nTwo"
    assert fill("{advocate|} says\n{friend|}\n{disclosure}", Facts("Acme", LINK, "c")) == "says"
    assert fill("See {offer|}{disclosure}{code}", Facts("Acme", LINK, "c")) == "See c"


def test_what_the_writer_wrote_stays_as_it_was_written() -> None:
    written = "Bonjour {friend|} !  Deux  espaces .NET\t{code} ,\n\n\n\nfin"
    assert fill(written, Facts("Acme", LINK, "c")) == "Bonjour !  Deux  espaces .NET\tc ,\n\n\n\nfin"


@pytest.mark.parametrize(
    ("placeholder", "hint"),
    [
        ("{freind}", "Did you mean `{friend}`?"),
        ("{Link2}", "Did you mean `{link}`?"),
        ("{0}", "Known: {friend}, {advocate}, {company}, {offer}, {disclosure}, {link}, {code}."),
        ("{}", "Known: {friend}, {advocate}, {company}, {offer}, {disclosure}, {link}, {code}."),
    ],
)
def test_an_unknown_placeholder_is_told_with_a_suggestion(placeholder: str, hint: str) -> None:
    (problem,) = told({"whatsapp": f"Hi {placeholder}, {{link}}"})
    assert (problem.code, problem.hint, problem.place) == ("GW360", hint, Place("content/program.yaml", 4, 3))
    assert f"The message for `whatsapp` has the placeholder `{placeholder}`" in problem.message


@pytest.mark.parametrize("channel", ["linkedin", "facebook"])
def test_words_for_a_channel_that_shows_none_are_told(channel: Channel) -> None:
    assert [problem.code for problem in told({channel: "Hello"})] == ["GW361"]


@pytest.mark.parametrize("channel", [c for c in CHANNELS if c not in ("linkedin", "facebook")])
@pytest.mark.parametrize(
    "templates", [{}, dict.fromkeys(CHANNELS, "My words. {link}"), dict.fromkeys(CHANNELS, "Mine.")]
)
def test_the_disclosure_is_in_every_message(channel: Channel, templates: dict[Channel, str]) -> None:
    (link,) = ShareRow([channel], English(), templates).links(FACTS)
    assert DISCLOSURE in unquote(link.url)


def test_a_message_that_discloses_already_does_it_once() -> None:
    assert message("sms", FACTS, English(), {"sms": f"Look. {DISCLOSURE}"}) == f"Look. {DISCLOSURE}"


def test_the_link_stays_last_unless_the_words_lead_up_to_it() -> None:
    assert message("sms", FACTS, English(), {"sms": "Look here {link}"}) == f"Look here. {DISCLOSURE} {LINK}?c=sms"
    assert message("sms", FACTS, English(), {"sms": "Look: {link}"}) == f"Look: {LINK}?c=sms {DISCLOSURE}"


def test_ready_words_say_facts_and_the_offer_and_no_opinion() -> None:
    text = message("whatsapp", FACTS, English())
    assert text == f"What customers of Acme say, on a page from Maria. You get 20 % off. {DISCLOSURE}"
    assert " I " not in f" {text} "
    assert subject(FACTS, English()) == "Acme: a page from Maria"


def test_an_advocate_whose_name_may_not_be_shown_is_not_named() -> None:
    facts = Facts(company="Acme", link=LINK, code="c")
    assert message("whatsapp", facts, English()) == "What customers of Acme say."
    assert subject(facts, English()) == "Acme: what customers say"


def test_a_mail_has_paragraphs_and_the_link_once() -> None:
    text = message("email", FACTS, English())
    assert text.split("\n\n")[1:] == ["You get 20 % off.", DISCLOSURE, f"{LINK}?c=email"]
    (link,) = ShareRow(["email"], English()).links(FACTS)
    assert unquote(link.url).count(LINK) == 1


def test_ready_words_are_those_of_the_catalogue() -> None:
    (link,) = ShareRow(["x"], Shouting()).links(FACTS)
    assert link.label == "SHARE ON X"
    assert "WHAT CUSTOMERS OF Acme SAY, ON A PAGE FROM Maria." in unquote(link.url)


def test_the_row_follows_the_program_and_has_each_channel_once() -> None:
    row = ShareRow(["telegram", "email", "telegram"], English()).links(FACTS)
    assert [link.channel for link in row] == ["telegram", "email"]


def test_all_problems_of_a_program_come_at_once() -> None:
    templates: dict[Channel, str] = {"x": "a" * 280, "sms": "{frend}", "facebook": "Hi"}
    codes = {problem.code for problem in told(templates)}
    assert codes == {"GW360", "GW361", "GW371"}


TEMPLATES: list[dict[Channel, str]] = [
    {},
    {"x": "{advocate}, {offer} {code}"},
    {
        "sms": "{link} {advocate}",
        "telegram": "{code}",
        "email": "From {advocate}. A: {advocate}",
        "x": "a {offer} {link}",
    },
    {"whatsapp": "A gets a reward. https://acme.example/r/k1/", "sms": "{disclosure} {advocate|x} ."},
]
NAMES = st.text(st.sampled_from("Añ李 ,.;!?\t'\"&%{}\0\u2028\ue000x9"), max_size=12)


@given(NAMES, st.lists(NAMES, min_size=1, max_size=4), st.sampled_from(TEMPLATES))
def test_a_row_prepared_for_many_says_what_each_message_says(
    company: str, names: list[str], templates: dict[Channel, str]
) -> None:
    """The parts that are encoded once are put together to just what is encoded as a whole."""
    row = ShareRow(CHANNELS, English(), templates)
    for number, name in enumerate(names):
        reward = f"{name} gets a reward." if number % 2 else ""
        facts = Facts(company, f"https://acme.example/r/k{number}/", f"k{number}", name, "", f"{name} 10 % off", reward)
        for link in row.links(facts):
            said = message(link.channel, facts, English(), templates)
            assert link.url == share_url(
                link.channel,
                message=said,
                url=with_channel(facts.link, link.channel),
                subject=subject(facts, English()),
            ), (link.channel, said)


ODD = [
    "O'Brien & Sons",
    "Zoë 👩‍👩‍👧",
    "محمد بن علي",
    "A&B=C?#%20+",
    "山田 太郎",
    "n" * 300,
    'Ana "Anita" <b>',
    "a\\b {code}",
]


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize(
    "templates", [{}, dict.fromkeys(CHANNELS, "From {advocate|somebody} for {friend|you}: {offer|}")]
)
def test_what_is_shared_comes_back_word_for_word(name: str, templates: dict[Channel, str]) -> None:
    facts = replace(FACTS, advocate=name, friend=name, disclosure=f"{name} gets 50 euros.")
    for channel, _, url in ShareRow(CHANNELS, English(), templates).links(facts):
        assert url.isascii() and " " not in url
        query = parse_qs(urlsplit(url.replace("sms:?&", "sms:?")).query, strict_parsing=True)
        said = " ".join(value for values in query.values() for value in values)
        assert f"{LINK}?c={channel}" in said, "the right link"
        if channel not in ("linkedin", "facebook"):
            text = " ".join(said.split())
            assert " ".join(name.split()) in text and f"{name} gets 50 euros." in said
            assert {"whatsapp": {"text"}, "sms": {"body"}, "email": {"subject", "body"}}.get(
                channel, {"text", "url"}
            ) == {*query}


@pytest.mark.parametrize("name", [*ODD, ""])
def test_an_introduction_comes_back_word_for_word(name: str) -> None:
    label, url = ShareRow((), English()).introduction(replace(FACTS, advocate=name))
    assert label == (f"Ask {name} to introduce us" if name else "Ask the person who sent you to introduce us")
    query = parse_qs(urlsplit(url).query, strict_parsing=True)
    hello = f"Hello {name}," if name else "Hello,"
    assert query == {
        "subject": ["An introduction to Acme"],
        "body": [
            f"{hello}\r\n\r\ncould you introduce me to somebody at Acme? I come from this page: {LINK}?c=introduction"
        ],
    }
    assert url.startswith("mailto:?") and DISCLOSURE not in unquote(url)
