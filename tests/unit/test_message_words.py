"""Words that hold for everybody who sends them: fallbacks, drafts with a subject, no opinion, and what a mail holds."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.content.models.program import CHANNELS, Channel
from goodword.problems import Place, Problem
from goodword.referral.links import for_friend, is_friends_name, with_channel
from goodword.referral.message_checks import Checked
from goodword.referral.messages import READY, Facts, email, email_names, message, whole_message
from goodword.referral.opinions import opinions
from goodword.referral.placeholders import fill

LINK = "https://acme.example/r/7kq2mnpx/"
DISCLOSURE = "I get a reward if you become a customer: 50 euros."


class English:
    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        return singular if n == 1 else plural


FACTS = Facts("Acme", LINK, "7kq2mnpx", advocate="Maria", friend="Ana", offer="20 % off", disclosure=DISCLOSURE)
BARE = Facts("Acme", LINK, "7kq2mnpx")


def told(templates: dict[Channel, str] | None = None, **more: Any) -> tuple[Problem, ...]:
    """What is wrong with these words once they are filled."""
    place = Place("content/program.yaml", 4, 3)
    return Checked(FACTS, English(), CHANNELS, templates or {}, where=lambda *_: place, **more).problems()


@pytest.mark.parametrize(
    ("template", "known", "unknown"),
    [
        ("Hello {friend|there}!", "Hello Ana!", "Hello there!"),
        ("From { advocate | a customer }.", "From Maria.", "From a customer."),
        ("Hello {friend|}, look", "Hello Ana, look", "Hello, look"),
        ("{friend|{link}}", f"{{friend|{LINK}}}", f"{{friend|{LINK}}}"),
        ("{friend|a|b}", "Ana", "a|b"),
        ("{FRIEND|Dear reader}", "Ana", "Dear reader"),
    ],
)
def test_a_fallback_is_said_where_nothing_is_known(template: str, known: str, unknown: str) -> None:
    assert (fill(template, FACTS), fill(template, BARE)) == (known, unknown)


def test_a_value_that_ends_a_sentence_is_not_ended_twice() -> None:
    facts = Facts("Acme Inc.", LINK, "c", offer="You get 20 % off.")
    assert fill("{company}. For you: {offer}.", facts) == "Acme Inc. For you: You get 20 % off."


@pytest.mark.parametrize("name", ["friend", "advocate", "offer"])
def test_what_may_be_missing_needs_a_fallback(name: str) -> None:
    (problem,) = told({"whatsapp": f"Look, {{{name}}}: {{link}}"})
    assert (problem.code, problem.severity) == ("GW373", "error")
    assert f"`{{{name}|" in problem.hint
    assert told({"whatsapp": f"Look, {{{name}|you}}: {{link}}"}) == ()


def test_an_offer_that_every_friend_gets_needs_none() -> None:
    assert told({"whatsapp": "For you: {offer}. {link}"}, has_offer=True) == ()


@pytest.mark.parametrize("name", ["company", "link", "code", "disclosure"])
def test_what_is_always_there_or_stands_alone_needs_no_fallback(name: str) -> None:
    assert told({"whatsapp": f"Look. {{{name}}} {{link}}"}) == ()


def test_words_with_a_hole_give_way_to_the_ready_ones() -> None:
    """An offer that begins next month: `For you: .` is said by nobody."""
    templates: dict[Channel, str] = {"sms": "For you: {offer}. {link}"}
    assert message("sms", BARE, English(), templates) == "What customers of Acme say."
    assert message("sms", FACTS, English(), templates).startswith("For you: 20 % off.")


def test_the_link_says_by_which_channel_it_went() -> None:
    assert whole_message("sms", BARE, English()) == f"What customers of Acme say. {LINK}?c=sms"
    campaign = Facts("Acme", with_channel(LINK, "sms.spring"), "c")
    assert whole_message("sms", campaign, English()).endswith("/?c=sms.spring")


def test_a_draft_has_a_subject_a_text_and_the_disclosure_behind_the_link() -> None:
    written = {"short": "Subject: For {friend|you}\n\nHello {friend|there},\n\nhere: {link}\n\nBye\n"}
    draft = email("short", FACTS, English(), written)
    assert draft.subject == "For Ana"
    assert draft.text == f"Hello Ana,\n\nhere: {LINK}?c=email\n\n{DISCLOSURE}\n\nBye"
    assert email("short", BARE, English(), written) == ("For you", f"Hello there,\n\nhere: {LINK}?c=email\n\nBye")


def test_the_writer_places_the_disclosure() -> None:
    draft = email("a", FACTS, English(), {"a": "Asunto: Hola\n\n{disclosure}\n{link}"})
    assert draft == ("Hola", f"{DISCLOSURE}\n{LINK}?c=email")


def test_without_drafts_there_is_a_ready_one() -> None:
    assert email_names({}) == (READY,)
    assert email_names({"short": "", "long": ""}) == ("short", "long")
    draft = email(READY, FACTS, English())
    assert draft.subject == "Acme: a page from Maria"
    assert draft.text.split("\n\n") == [
        "Hello Ana,",
        f"Here is what customers of Acme say: {LINK}?c=email",
        "20 % off.",
        DISCLOSURE,
        "Maria",
    ]


@pytest.mark.parametrize("written", ["Hello", "Hello\nSubject: late", "", "Subject:\n\nHello", "Subject: no text"])
def test_a_draft_without_a_subject_is_told(written: str) -> None:
    (problem,) = told(emails={"short": written})
    assert (problem.code, problem.severity) == ("GW374", "error")
    assert "The draft `short`" in problem.message


def test_drafts_are_checked_like_messages() -> None:
    problems = told(emails={"long": "Subject: I love it\n\n{freind} {advocate}\n" + "ж" * 400})
    assert {problem.code for problem in problems} == {"GW360", "GW373", "GW375", "GW376"}
    assert all("`long`" in problem.message for problem in problems)


def test_limits_hold_for_a_friend_with_a_long_name() -> None:
    facts = Facts("Acme", LINK, "c", offer="x")
    words: dict[Channel, str] = {"sms": "a" * 60 + " {friend|there} " + "b" * 300}
    assert [p.code for p in Checked(facts, English(), ["sms"], words).problems()] == ["GW372"]
    fits: dict[Channel, str] = {"sms": "a" * 60 + " " + "b" * 300}
    assert Checked(facts, English(), ["sms"], fits).problems() == ()


def test_what_is_too_long_on_the_page_and_in_the_kit_is_told_once() -> None:
    more: dict[str, Any] = {"own_disclosure": "I get a mug.", "emails": {"long": "Subject: A\n\n" + "b" * 2000}}
    codes = [problem.code for problem in told({"x": "a" * 300, "sms": "{friend|there}" + "a" * 500}, **more)]
    assert sorted(codes) == ["GW371", "GW372", "GW376"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Look: {link", "{link"),
        ("{{link}}", "{{link}"),
        ("From {advocate|{friend|x}}: {link}", "{advocate"),
        ("Hello {friend|all\nof you}, {link}", "{friend"),
        ("Hello { Friend|" + "x" * 201 + "}, {link}", "{ Friend"),
    ],
)
def test_braces_that_friends_would_see_are_an_error(text: str, found: str) -> None:
    (problem,) = told({"whatsapp": text})
    assert (problem.code, problem.severity) == ("GW377", "error")
    assert f"`{found}`" in problem.message and (problem.hint or "").startswith("Write `{")


@pytest.mark.parametrize("text", ["{link} :-} {", "{ link } {company}{code}", "A set {1, 2}: {link}"])
def test_other_braces_are_left_alone(text: str) -> None:
    assert "GW377" not in {problem.code for problem in told({"whatsapp": text})}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("What I like about them stands there", "I like"),
        ("We really  love it", "We really love"),
        ("I\u2019m thrilled with it", "I\u2019m thrilled with"),
        ("I highly recommend them", "highly recommend"),
        ("You'll love it", "You'll love"),
        ("Their service is the best", "is the best"),
        ("Lo que me gusta de estos sensores", "me gusta"),
        ("Os lo recomiendo", "lo recomiendo"),
        ("Son los mejores", "Son los mejores"),
        ("Ich empfehle sie gern", "Ich empfehle"),
        ("Das ist einfach großartig!", "ist einfach großartig"),
        ("J\u2019adore ce produit", "J\u2019adore"),
        ("Je vous le dis : je recommande", "je recommande"),
        ("Recomendo muito", "Recomendo"),
        ("É o melhor", "É o melhor"),
        ("We\u2019re huge fans of their sensors", "We\u2019re huge fans of"),
        ("Je vous le conseille", "Je vous le conseille"),
        ("أنصحك بها", "أنصحك"),
        ("انصح بهذه الشركة", "انصح"),
        ("هذه المنتجات أعجبتني كثيرًا", "أعجبتني"),
        ("هي الأفضل", "هي الأفضل"),
        ("この製品が大好きです。", "大好き"),
        ("ぜひお勧めします。", "お勧めします"),
        ("とても満足しています。", "とても満足しています"),
    ],
)
def test_an_opinion_is_told_with_its_phrase(text: str, phrase: str) -> None:
    assert phrase in opinions(text)
    (problem,) = told({"whatsapp": f"{text} {{link}}"})
    assert (problem.code, problem.severity) == ("GW375", "warning")
    assert f"\u201c{phrase}\u201d" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "Here is what customers say. If you like, ask for a demonstration.",
        "We use their sensors. You get two months without the base fee.",
        "The award for the best bakery went to a customer.",
        "Usamos sus sensores. Recibes dos meses sin cuota.",
        "Wir nutzen die Sensoren. Du bekommst zwei Monate gratis.",
        "Nous utilisons les capteurs. Vous recevez deux mois gratuits.",
        "Usamos os sensores. Recebe dois meses sem mensalidade.",
        "I get a reward if you become a customer: a month without the base fee.",
        "أفضل وقت للاتصال هو الصباح. تحصل على شهرين مجانًا.",
        "おすすめの方法は二つあります。二か月無料になります。最高気温を記録します。",
    ],
)
def test_facts_and_offers_are_no_opinion(text: str) -> None:
    assert list(opinions(text)) == []


@pytest.mark.parametrize(
    "name",
    ["Ana", "José María", "O\u2019Brien", "D'Arcy", "Anne-Lise", "محمد", "李", "अनिता", "Nguye\u0302\u0303n", "A" * 40],
)
def test_a_friends_name_travels_in_the_fragment(name: str) -> None:
    assert is_friends_name(name)
    assert for_friend(f"{LINK}?c=sms", name).startswith(f"{LINK}?c=sms#for=")


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "A" * 41,
        "a b c d e",
        "Ana!",
        "<b>",
        "x1",
        "-",
        "'Ana",
        "\u0301",
        "A\u202eB",
        "A\nB",
        "a.b",
        "👋",
        "\u3164",
        "A" + "\u0489" * 5,
    ],
)
def test_what_is_no_name_does_not(name: str) -> None:
    assert not is_friends_name(name)


@given(st.text(), st.text(max_size=30))
def test_no_template_fails_and_none_is_filled_twice(template: str, name: str) -> None:
    facts = Facts("{code}", LINK, "SECRET", advocate=name.replace("SECRET", ""))
    assert ("SECRET" in fill(template.replace("code", ""), facts)) is ("SECRET" in template)
    email("a", facts, English(), {"a": template})
    told({"x": template}, emails={"a": template})


@given(st.sampled_from([LINK, f"{LINK}?ref=1", f"{LINK}#x", f"{LINK}?a=b#c=d", f"{LINK}?c=qr"]))
def test_an_address_says_its_channel_once(url: str) -> None:
    once = with_channel(url, "whatsapp.spring")
    assert with_channel(once, "sms") == once
    assert once.partition("#")[2] == url.partition("#")[2]
