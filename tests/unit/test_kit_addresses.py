"""Addresses of share kits: 128 bits that nobody guesses, and that no text for people holds whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.build.kit_secret import kit_secret
from goodword.problems import SiteError
from goodword.problems.kit_addresses import shortened
from goodword.referral.kit_address import kit_path
from sites import make_site, run

SECRET = b"a secret that the test has made for itself"
IDS = st.text(min_size=1, max_size=40)


@given(IDS, st.integers(1, 10**9))
def test_an_address_is_26_small_letters_and_digits(advocate: str, version: int) -> None:
    assert re.fullmatch(r"/share/[a-z2-7]{26}/", kit_path(SECRET, advocate, version))


@given(IDS, IDS, st.integers(1, 99), st.integers(1, 99))
def test_no_two_ids_and_no_two_versions_share_an_address(one: str, other: str, first: int, second: int) -> None:
    same = (one, first) == (other, second)
    assert (kit_path(SECRET, one, first) == kit_path(SECRET, other, second)) is same


def test_version_and_id_do_not_run_together() -> None:
    assert kit_path(SECRET, "1maria", 1) != kit_path(SECRET, "maria", 11)


def test_another_secret_gives_another_address() -> None:
    assert kit_path(SECRET, "maria", 1) != kit_path(SECRET + b"2", "maria", 1)


def test_an_address_stays_what_it_is() -> None:
    """They are in people's bookmarks: a change of how they are made is a change of all of them."""
    assert kit_path(SECRET, "maria", 1) == "/share/pgdsavm4ahn24ovixjzbfftukm/"


@pytest.mark.parametrize(
    "around",
    [
        "/share/{}/",
        "https://customers.ambarel.example/share/{}",
        "output/share/{}/index.html cannot be written",
        "output/share/{}.html",
        "https%3A%2F%2Fambarel.example%2Fshare%2F{}%2F",
        "https%253A%252F%252Fambarel.example%252Fshare%252F{}",
        "/share//{}/",
        "/sharee/{}/",
        "C:\\site\\output\\share\\{}\\index.html",
        "two: /share/{0} /share/{0}/",
    ],
)
def test_a_text_that_names_an_address_is_cut_short(around: str) -> None:
    name = kit_path(SECRET, "maria", 1).split("/")[2]
    for written in (name, name.upper()):
        cut = shortened(around.format(written))
        assert cut == around.replace("{0}", "{}").format(*[written[:4] + "…"] * 2)


def test_other_texts_stay_as_they_are() -> None:
    for text in ("Please share this.", "/share/abcd…/", "/share/", "share/abcdefghijklmnopqrstuvwxyzabcdefghijkl"):
        assert shortened(text) == text


def test_the_secret_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOODWORD_SECRET", raising=False)
    assert kit_secret() is None
    monkeypatch.setenv("GOODWORD_SECRET", "  ")
    assert kit_secret() is None
    monkeypatch.setenv("GOODWORD_SECRET", "k" * 32 + "\n")
    assert kit_secret() == b"k" * 32


def test_a_short_secret_is_an_error_that_does_not_tell_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODWORD_SECRET", "hunter2-hunter2")
    with pytest.raises(SiteError) as caught:
        kit_secret()
    assert "GW440" in str(caught.value) and "15 characters" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_no_usage_error_no_excerpt_and_no_record_tells_an_address(tmp_path: Path) -> None:
    name = kit_path(b"k" * 32, "ana", 1).split("/")[2]
    link = f"https://acme.example/share/{name}/"
    line = f"See [my kit](/share/{name}/), {'word ' * 9}and [x]({link}), and [nothing](/nothing/)."
    consent = "consent: {granted: 2026-01-01, scope: [quote]}"
    front = f"---\nauthor: T\nwrong: {link}\n{consent}\n---\n"
    site = make_site(tmp_path, f"-- content/testimonials/t.md --\n{front}{line}\n")
    told = ""
    for arguments in (
        ("build", f"/share/{name}/"),
        ("kit", f"/share/{name}/"),
        ("ready", "--worksheet", link),
        ("explain", "--site", f"/share/{name}/", "x"),
        ("build",),
        ("build", "--format", "json"),
        ("build", "--format", "github"),
    ):
        ended = run(*arguments, cwd=site)
        told += ended.stderr + ended.stdout
    kept = [path.read_bytes().decode("latin-1") for path in (site / ".goodword").rglob("*") if path.is_file()]
    assert "GW444" in told and "share/" in told
    assert name[:5] not in told + "".join(kept)


@pytest.mark.parametrize(
    "where",
    [
        "-- content/testimonials/t.md --\n---\nauthor: T\n---\nSee LINK\n",
        "-- content/pages/p.md --\n---\ntitle: P\n---\n[x](LINK)\n",
        "-- content/advocates.csv --\nid,public_name,code,message\nana,Ana,k7wq2mzp,See LINK\n",
        '-- content/advocates.jsonl --\n{"id": "ana", "public_name": "Ana", "code": "k7wq2mzp", "message": "LINK"}\n',
        "-- content/program.yaml --\nname: P\nmessages: {sms: 'Go to LINK'}\n",
        "-- site.yaml --\nname: A\nurl: https://acme.example\ntagline: LINK\n",
    ],
)
@pytest.mark.parametrize("form", ["https://acme.example/share/NAME/", "/share/NAME", "SHARE%2FNAME"])
def test_an_address_in_the_content_stops_the_build_and_is_not_told(tmp_path: Path, where: str, form: str) -> None:
    name = kit_path(SECRET, "ana", 1).split("/")[2]
    site = make_site(tmp_path, where.replace("LINK", form.replace("NAME", name)))
    ended = run("build", cwd=site)
    assert (ended.exit_code, "GW444" in ended.codes) == (1, True), ended.stderr
    assert name not in ended.stderr + ended.stdout and not (site / "output").exists()
