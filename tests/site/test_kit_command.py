"""`goodword kit`: who gets one, and what is in it."""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from desk_kits import SITE, edit, kit, kits, mail, table
from goodword.outputs.drawing import Fonts
from goodword.outputs.share_image import WIDE, ShareImages, ShareWords
from sites import ROOT, copy_example, make_site, run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site", SITE)


def test_only_who_may_be_written_to_gets_one(site: Path) -> None:
    result = kit(site, "--format", "json")
    facts = result.document["facts"]
    assert facts["kits"] == ["ana", "bo"]
    assert {one["id"]: one["reason"] for one in facts["left_out"]} == {
        "cy": "no-contact",
        "di": "no-address",
        "ed": "no-page",
        "flo": "no-page",
        "gus": "no-page",
    }
    assert "Left out (5):" in result.stderr and "  1 not to be written to" in result.stderr
    assert {path.split("/")[0].removesuffix(".zip") for path in kits(site)} == {
        "ana", "bo", "kits.csv", "mailchimp.csv", "written.json",
    }  # fmt: skip
    for path, data in kits(site).items():
        for other in (b"cy@vance", b"Cy Vance", b"w9dh3kjm", b"Ed Ives", b"Flo", b"gus", b"zzmarkerzz"):
            assert other not in data, path


def test_what_is_in_a_kit(site: Path) -> None:
    kit(site)
    found = {path.removeprefix("ana/") for path in kits(site) if path.startswith("ana/")}
    drafts = {path for path in found if path.startswith("friends/")}
    assert found - drafts == {
        "to-the-advocate.eml", "about.txt", "contact.vcf", "qr.png", "qr.svg", "share-1200x630.png",
        "share-1080x1080.png", "texts/whatsapp.txt", "texts/sms.txt", "texts/linkedin.txt",
    }  # fmt: skip
    assert len(drafts) == 2 and all(re.fullmatch(r"friends/[a-z0-9-]+\.eml", path) for path in drafts)


def test_the_mail_to_the_advocate(site: Path) -> None:
    kit(site)
    read = mail(kits(site)["ana/to-the-advocate.eml"])
    assert read["From"].addresses[0].addr_spec == "hello@tandem.example"
    assert [(to.display_name, to.addr_spec) for to in read["To"].addresses] == [
        ("Ana María Silva", "ana@silva.example")
    ]
    text = read.get_content()
    for said in (
        "Hello Ana María Silva,",
        "https://tandem.example/r/k7mw2bxq/",
        "Whom Tandem Tools can help best: Shops with many bicycles.",
        "What you get when a friend becomes a customer: a month without the fee.",
        "What your friend gets: two months without the fee.",
        "Limits: Three a year.",
        "This comes from Tandem Tools, 1 Long Lane, Bristol, because you allowed us to write to you.",
        "To stop: answer with a word, or write to hello@tandem.example.",
    ):
        assert said in text
    assert re.search(r"https://tandem\.example/share/[a-z2-7]{26}/\r?\n", text)


TIERS = "tiers: [{referrals: 1, reward: a bell}, {referrals: 3, reward: a bicycle}]"


@pytest.mark.parametrize("reward", ["advocate_reward: a month without the fee", ""])
def test_the_mail_says_what_comes_after_several_friends_and_not_for_one(site: Path, reward: str) -> None:
    edit(site, "content/program.yaml", "advocate_reward: a month without the fee", f"{reward}\n{TIERS}".lstrip())
    kit(site)
    text = mail(kits(site)["ana/to-the-advocate.eml"]).get_content()
    assert "What you get after 1 new customer: a bell." in text
    assert "What you get after 3 new customers: a bicycle." in text
    assert re.findall(r"when a friend becomes a customer: (.*?)\.", text) == (
        ["a month without the fee"] if reward else []
    )
    assert (
        "Lo que recibes tras 3 clientes nuevos: a bicycle." in mail(kits(site)["bo/to-the-advocate.eml"]).get_content()
    )


def test_a_mail_is_in_the_language_of_the_page_and_names_nobody_who_would_rather_not(site: Path) -> None:
    kit(site)
    spanish = mail(kits(site)["bo/to-the-advocate.eml"])
    assert "Para dejarlo: responde con una palabra" in spanish.get_content()
    assert mail(kits(site)["ana/to-the-advocate.eml"])["Subject"] != spanish["Subject"]
    for path, data in kits(site).items():
        if path.startswith(("bo/friends", "bo/texts")):
            assert b"Bo Ek" not in data, path
    assert table(kits(site)["kits.csv"])[1]["public_name"] == ""


def test_drafts_for_friends_say_who_sends_them_what_for_and_how_to_stop(site: Path) -> None:
    kit(site)
    drafts = [mail(data) for path, data in kits(site).items() if path.startswith("ana/friends/")]
    assert {draft["Subject"] for draft in drafts} == {"The page", "The page at length"}
    for draft in drafts:
        assert "To" not in draft and "From" not in draft
        text = draft.get_content()
        assert "https://tandem.example/r/k7mw2bxq/" in text
        assert "a month without the fee" in text
        assert "I am sending this myself. Tandem Tools does not have your address" in text
        assert "If you would rather not get such mails from me, tell me." in text


def test_words_for_channels_hold_link_and_disclosure(site: Path) -> None:
    kit(site)
    for channel in ("whatsapp", "sms", "linkedin"):
        words = kits(site)[f"ana/texts/{channel}.txt"].decode()
        assert f"https://tandem.example/r/k7mw2bxq/?c={channel}" in words
        assert "a month without the fee" in words


def test_pictures_have_their_sizes_and_say_nothing_of_themselves(site: Path) -> None:
    kit(site)
    for name, size in (("share-1200x630.png", (1200, 630)), ("share-1080x1080.png", (1080, 1080))):
        data = kits(site)[f"ana/{name}"]
        assert struct.unpack(">II", data[16:24]) == size
        assert set(re.findall(rb"(IHDR|PLTE|IDAT|IEND|tEXt|iTXt|tIME|eXIf|pHYs)", data)) == {
            b"IHDR", b"PLTE", b"IDAT", b"IEND",
        }  # fmt: skip
        assert len(data) < 100_000


def test_the_picture_of_an_employee_says_so_beside_the_reward(site: Path) -> None:
    edit(site, "content/advocates.csv", "id,public_name,", "id,kind,public_name,")
    for name, kind in {"ana": "employee", "bo": "partner", "cy": "", "di": "", "ed": "", "flo": ""}.items():
        edit(site, "content/advocates.csv", f"\n{name},", f"\n{name},{kind},")
    kit(site)
    fonts = Fonts.of({path.name: path.read_bytes() for path in (ROOT / "themes/default").glob("*/*.woff2")})
    images = ShareImages(fonts, "#7a2048")
    said = ShareWords(
        "Tandem Tools",
        "Ana Silva thought of you",
        "Somebody thought of you",
        "For you: two months without the fee",
        "Works at Tandem Tools. Ana Silva gets a reward if you become a customer: a month without the fee.",
        "",
        "tandem.example/r/k7mw2bxq",
    )
    assert kits(site)["ana/share-1200x630.png"] == images.draw(said, WIDE)
    said = ShareWords(
        "Tandem Tools",
        "Alguien ha pensado en ti",
        "",
        "Para ti: two months without the fee",
        "Socio comercial de Tandem Tools. "
        "Quien te envía recibe una recompensa si te haces cliente: a month without the fee.",
        "",
        "tandem.example/r/n4pr8vzt",
    )
    assert kits(site)["bo/share-1200x630.png"] == images.draw(said, WIDE)


def test_the_zip_holds_what_is_for_the_advocate_and_is_always_the_same(site: Path, tmp_path: Path) -> None:
    kit(site)
    again = make_site(tmp_path / "elsewhere", SITE)
    os.utime(again / "site.yaml", (1, 1))
    kit(again, today="2026-07-01")
    assert kits(again) == kits(site)
    with zipfile.ZipFile(io.BytesIO(kits(site)["ana.zip"])) as archive:
        assert archive.testzip() is None
        held = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        assert list(held) == sorted(held)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {stat.S_IFREG | 0o644}
    folder = {path: data for path, data in kits(site).items() if path.startswith("ana/")}
    assert held == {path: data for path, data in folder.items() if path != "ana/to-the-advocate.eml"}


def test_tables_for_programs_that_send_mail(site: Path) -> None:
    kit(site)
    row = table(kits(site)["kits.csv"])[0]
    kit_page = row.pop("kit")
    assert re.fullmatch(r"https://tandem\.example/share/[a-z2-7]{26}/", kit_page)
    assert row == {
        "id": "ana",
        "name": "Ana María Silva",
        "email": "ana@silva.example",
        "language": "en",
        "public_name": "Ana Silva",
        "code": "k7mw2bxq",
        "link": "https://tandem.example/r/k7mw2bxq/",
        "friend_gets": "two months without the fee",
        "advocate_gets": "a month without the fee",
        "disclosure": "Ana Silva gets a reward if you become a customer: a month without the fee.",
        "folder": "ana",
    }
    mailchimp = table(kits(site)["mailchimp.csv"])
    assert [(row["Email Address"], row["First Name"], row["Last Name"]) for row in mailchimp] == [
        ("ana@silva.example", "Ana María Silva", ""),
        ("bo@ek.example", "Bo", "Ek"),
    ]
    assert mailchimp[0]["KIT"] == kit_page
    tags = list(mailchimp[0])[3:]
    assert all(re.fullmatch("[A-Z0-9_]{1,10}", tag) for tag in tags)


def test_every_column_is_documented(site: Path) -> None:
    kit(site)
    page = (Path(__file__).parents[2] / "docs/desk.md").read_text()
    for name in ("kits.csv", "mailchimp.csv"):
        for column in table(kits(site)[name])[0]:
            assert f"`{column}`" in page, f"{name}: {column}"


def test_the_address_of_a_kit_page_is_in_no_output(site: Path) -> None:
    for form in ("text", "json", "github"):
        result = kit(site, "--format", form)
        addresses = [row["kit"].split("/")[-2] for row in table(kits(site)["kits.csv"])]
        assert all(address not in result.stdout + result.stderr for address in addresses)
    for path, data in kits(site).items():
        if path.startswith("ana"):
            assert addresses[1].encode() not in data, path


def test_without_a_secret_there_are_kits_without_a_page(site: Path) -> None:
    result = kit(site, secret="")
    assert "They do not name a kit page: GOODWORD_SECRET is not set." in result.stderr
    assert all(b"/share/" not in data for data in kits(site).values())
    assert table(kits(site)["kits.csv"])[0]["kit"] == ""


def test_asked_for_by_name(site: Path) -> None:
    kit(site)
    before = kits(site)
    assert kit(site, "bo", "--format", "json").document["facts"]["kits"] == ["bo"]
    after = kits(site)
    assert [row["id"] for row in table(after["kits.csv"])] == ["bo"]
    assert {path: data for path, data in after.items() if not path.endswith(".csv")} == {
        path: data for path, data in before.items() if not path.endswith(".csv")
    }
    assert kit(site, "cy", "--format", "json").document["facts"]["left_out"] == [
        {"id": "cy", "reason": "no-contact", "text": "the consent does not cover `contact`"}
    ]
    wrong = run("kit", "anna", cwd=site)
    assert wrong.exit_code == 2 and "Did you mean `ana`?" in wrong.stderr


def test_who_is_not_ready_is_left_alone_unless_told_otherwise(site: Path) -> None:
    edit(site, "private/advocates.csv", "likes-zzmarkerzz,", "likes-zzmarkerzz,invoice zzprivatezz")
    result = run("kit", "--format", "json", cwd=site)
    left = {one["id"]: one for one in result.document["facts"]["left_out"]}
    assert left["ana"]["reason"] == "not-ready"
    assert "zzprivatezz" not in result.stdout + result.stderr
    assert "ana" in kit(site, "--format", "json").document["facts"]["kits"]


def test_an_error_in_the_content_writes_nothing(site: Path) -> None:
    (site / "content/awards.yaml").write_text("- wrong: 1\n")
    result = run("kit", cwd=site)
    assert result.exit_code == 1
    assert not (site / "private/out").exists()


def test_hostile_names(site: Path) -> None:
    with (site / "content/advocates.csv").open("a") as table_:
        table_.write('con,"=HYPERLINK(""http://x"")",h3kj9vbn,,2026-01-01,page|name|contact,\n')
        table_.write('x y,"@sum Bcc: all@x.example",p5rt6wxz,,2026-01-01,page|name|contact,\n')
        table_.write("Ana,يوسف حداد,b8cd9fgh,,2026-01-01,page|name|contact,\n")
        table_.write("森下,森下 愛子,z7xc3vbm,,2026-01-01,page|name|contact,\n")
    with (site / "private/advocates.csv").open("a") as table_:
        table_.write('con,"=1+1",con@x.example,,,,\nx y,"Eve, Bcc: all@x.example <b@x.example>",y@x.example,,,,\n')
        table_.write("Ana,يوسف حداد,two@x.example,,,,\n森下,森下 愛子,aiko@x.example,,,,\n")
    kit(site)
    found = kits(site)
    folders = {row["id"]: row["folder"] for row in table(found["kits.csv"])}
    assert len({folder.casefold() for folder in folders.values()}) == len(folders) == 6
    assert all(re.fullmatch("[a-z0-9-]+", folder) for folder in folders.values()) and folders["con"] != "con"
    assert {path.split("/")[0] for path in found if "/" in path} == set(folders.values())
    for row in table(found["kits.csv"]) + table(found["mailchimp.csv"]):
        assert not any(cell.startswith(("=", "@", "+", "-")) for cell in row.values())
    sent = mail(found[f"{folders['x y']}/to-the-advocate.eml"])
    assert "Bcc" not in sent and len(sent["To"].addresses) == 1
    assert {"First Name": "森下 愛子", "Last Name": ""}.items() <= table(found["mailchimp.csv"])[-1].items()
    for folder in folders.values():
        assert f"{folder}/share-1200x630.png" in found


def test_what_cannot_be_drawn_is_told(site: Path) -> None:
    edit(site, "content/program.yaml", "friend_reward: two months without the fee", "friend_reward: 二か月無料")
    result = kit(site)
    assert "GW452" in result.codes and "`ana`" in result.stderr
    assert not any("share" in path for path in kits(site))
    edit(site, "content/program.yaml", "friend_reward: 二か月無料", "friend_reward: two months")
    kit(site)
    assert "ana/share-1200x630.png" in kits(site)
    edit(site, "content/program.yaml", "friend_reward: two months", f"friend_reward: {'very ' * 900}")
    assert "GW452" in kit(site).codes
    assert not any("share" in path for path in kits(site)), "a picture of yesterday's offer stays nowhere"


def test_the_example_site(tmp_path: Path) -> None:
    site = copy_example(tmp_path / "site")
    (site / "private").mkdir()
    source = Path(__file__).parents[2] / "private/advocates.example.csv"
    (site / "private/advocates.example.csv").write_bytes(source.read_bytes())
    result = kit(site, "--format", "json", today="2026-11-22")
    assert len(result.document["facts"]["kits"]) == 7
    for path, data in kits(site).items():
        if path.endswith(".eml"):
            assert mail(data).get_content().strip(), path


def test_a_host_that_shows_everything_has_no_kit_pages_to_name(site: Path) -> None:
    with (site / "site.yaml").open("a") as settings:
        settings.write("hosting: {target: github}\n")
    result = kit(site, "--format", "json")
    assert result.document["facts"]["no_kit_pages"] == "public repository"
    assert all(b"/share/" not in data for data in kits(site).values())


def test_a_secret_that_is_too_short_is_an_error(site: Path) -> None:
    result = run("kit", "--anyway", cwd=site, env={"GOODWORD_SECRET": "hunter2"})
    assert (result.exit_code, result.codes) == (1, ["GW440"])
    assert "hunter2" not in result.stderr and not (site / "private/out").exists()


def test_a_reward_for_several_friends_only_stands_in_the_mail_and_the_table(site: Path) -> None:
    edit(
        site,
        "content/program.yaml",
        "advocate_reward: a month without the fee",
        "tiers: [{referrals: 3, reward: a mug}]",
    )
    kit(site)
    text = " ".join(mail(kits(site)["ana/to-the-advocate.eml"]).get_content().split())
    assert "What you get after 3 new customers: a mug." in text and "when a friend becomes" not in text
    row = table(kits(site)["kits.csv"])[0]
    assert row["advocate_gets"] == "a mug (after 3 new customers)"
    assert row["disclosure"].startswith("Ana Silva gets a reward once 3 friends or more have become customers: a mug")


def test_before_its_first_day_an_offer_is_told_with_that_day(site: Path) -> None:
    edit(site, "content/program.yaml", "limits: Three a year.", "limits: Three a year.\nstarts: 2026-08-01")
    kit(site)
    text = " ".join(mail(kits(site)["ana/to-the-advocate.eml"]).get_content().split())
    assert "This offer has not begun yet; its first day is below. Until then nobody is paid." in text
    assert "- Starts: August 1, 2026" in text and "We do not pay" not in text
