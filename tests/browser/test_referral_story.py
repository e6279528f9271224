"""A recommendation from end to end on a phone: kit, link for a friend, channel, landing page, form, what arrives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

import host
from goodword.referral.kit_address import kit_path
from sites import EXAMPLE_DAY, Output, build, copy_example
from tabs import Tab

Open = Callable[..., Tab]
SECRET = "a secret that the test has made for itself"
SITE, CODE, NAME = "https://customers.ambarel.example", "rpcvjwt4", "Zoë O\u2019Hara"
PRIVATE, PUBLIC = ("whatsapp", "sms", "telegram", "email"), ("x", "LinkedIn", "Facebook")
CHANNELS = (*PRIVATE, *PUBLIC)
STAY = "() => document.addEventListener('click', event => event.target.closest('a') && event.preventDefault())"


@pytest.fixture(scope="module")
def kits(tmp_path_factory: pytest.TempPathFactory) -> Output:
    folder = copy_example(tmp_path_factory.mktemp("story"), {})
    return build(folder, today=EXAMPLE_DAY, env={"GOODWORD_SECRET": SECRET})


@pytest.fixture
def inbox() -> list[str]:
    return []


@pytest.fixture
def address(kits: Output, inbox: list[str]) -> Iterator[str]:
    with host.serving(kits.folder, inbox=inbox) as at:
        yield at


def shared(page: Any, channel: str, script: bool) -> str:
    """The link to the landing page in what the button of a channel opens."""
    button = page.locator(f"[data-opens='kit-{channel}']")
    if channel in ("LinkedIn", "Facebook"):
        button = page.get_by_role("link", name=re.compile(channel))
    elif script:
        button.click()
    fields = parse_qs(urlsplit(button.get_attribute("href")).query)
    text = " ".join(value for values in fields.values() for value in values)
    return str(re.findall(rf"{re.escape(SITE)}/r/\S+", text)[-1])


@pytest.mark.parametrize(
    ("channel", "script"),
    [*((channel, True) for channel in CHANNELS), ("sms", False), ("LinkedIn", False)],
)
def test_what_the_friend_sends_says_who_sent_them_how_and_what_they_allowed(
    channel: str, script: bool, address: str, inbox: list[str], tab: Open
) -> None:
    customer = tab(390, height=844, java_script_enabled=script)
    page = customer.page
    page.goto(address + kit_path(SECRET.encode(), "elena-marchetti", 1))
    for fold in page.locator("details > summary").all():
        if fold.locator("xpath=..").get_attribute("open") is None:
            fold.click()
    if script:
        page.evaluate(STAY)
        page.get_by_label("For one friend by name").fill(NAME)
    link = shared(page, channel, script)
    friend = tab(390, height=844, java_script_enabled=script)
    page = friend.page
    page.goto(link.replace(SITE, address))
    greeted = script and channel in PRIVATE
    assert (NAME in page.locator("main").inner_text()) == greeted
    if greeted:
        assert unquote(urlsplit(link).fragment) == f"for={NAME}"
    page.get_by_label("Your name").fill("Ada & O\u2019Neil")
    page.get_by_label("Your e-mail").fill("ada@okafor.example")
    page.get_by_label("What would you like to know?").fill("Does it fit a small oven?")
    page.get_by_label("You may also write to me later on").check()
    page.get_by_role("button", name="Send").click()
    page.wait_for_url(f"{address}/message-sent/**")
    (arrived,) = inbox
    fields = parse_qs(arrived, keep_blank_values=True)
    assert fields["ref"] == [CODE] and fields["contact_ok"] == ["yes"] and fields["name"] == ["Ada & O\u2019Neil"]
    assert fields["channel"] == [channel.lower() if script else ""]
    assert not any(NAME in unquote(said) for said in (*friend.requests, arrived)), "the friend's name stays with them"
    assert (friend.errors, friend.foreign, friend.dialogs) == ([], [], [])
