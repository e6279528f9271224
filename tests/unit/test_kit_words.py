"""The ready words of a kit: the advocate's own voice, the link, the disclosure; and the fast way to very many."""

from __future__ import annotations

import gettext
import re
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from goodword.content.models.program import CHANNELS
from goodword.referral.kit_words import KitWords, Program, Ready

LINK = "https://ambarel.example/r/{}/"
REWARD = "I get a reward if you become a customer: a month free."
WORDS = gettext.NullTranslations()
EMAILS = {
    "short": "Subject: The sensors of {company}\n\nHello {friend|there},\n\n{link}\n\n{disclosure}\n\n{advocate|}"
}
MESSAGES = {"whatsapp": "Hi {friend|there}! {offer|See} {link} {advocate|}", "x": "{company}: {link}"}


def ready(name: str = "Ana", code: str = "k7m2p9q4", offer: str = "two months free", reward: str = REWARD) -> Ready:
    return words_of().of(name, code, offer, reward)


def words_of() -> KitWords:
    return KitWords(Program("Ambarel", LINK.format, CHANNELS, MESSAGES, EMAILS), WORDS)


def test_each_channel_opens_with_just_the_words_that_can_be_edited() -> None:
    for said in ready().channels:
        query = parse_qs(urlsplit(said.url).query)
        opened = [*query.get("text", []), *query.get("body", [])]
        assert opened == ([said.words.replace("\n", "\r\n")] if said.words else [])
        assert re.search(r"[?&](text|body)=[^&]+$", said.url) or not said.words  # what the script puts others for


def test_every_message_says_that_its_sender_is_paid_and_how_it_went() -> None:
    made = ready()
    for said in [*made.channels, *made.drafts]:
        assert not said.words or REWARD in said.words
        channel = "email" if said in made.drafts else said.name
        assert f"%3Fc%3D{channel}" in said.url
    assert REWARD in made.plain and "https:" not in made.plain


def test_a_friends_name_has_a_place_where_the_writer_gave_it_one() -> None:
    friendly = {said.name: said.friendly for said in [*ready().channels, *ready().drafts] if said.friendly}
    assert set(friendly) == {"whatsapp", "short"}
    assert friendly["whatsapp"].startswith("Hi {friend}!")


def test_an_advocate_without_a_reward_or_a_name_discloses_nothing() -> None:
    made = ready(name="", offer="", reward="")
    assert "reward" not in repr(made)
    assert "Ana" not in repr(made)


NAMES = st.text(max_size=30) | st.sampled_from(
    ["O'Brien & Söhne", "مريم", "🦊", " x", "a .b", "{link}", "%s", "\ue000"]
)


@given(st.lists(NAMES, min_size=1, max_size=4), st.text("ab_-9", min_size=1, max_size=9), NAMES)
def test_the_fast_way_gives_the_same_words(names: list[str], code: str, offer: str) -> None:
    kept = words_of()
    for name in names:
        assert kept.of(name, code, offer, REWARD) == words_of()._made(name, code, offer, REWARD)
