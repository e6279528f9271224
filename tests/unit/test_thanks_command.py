"""`goodword thanks`: a draft and a card for each referral, to whoever may be written to, once."""

from __future__ import annotations

import fcntl
import json
import re
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

import pytest

from goodword.desk import thanks_record
from sites import TODAY, Result, build, make_picture, run

Make = Callable[[str], Path]

SITE = """
-- site.yaml --
name: Tandem
url: https://tandem.example
languages: [en, es]
organization: {legal_name: Tandem Tools SL, address: Here 1, email: hello@tandem.example}
-- content/program.yaml --
name: Spring
advocate_reward: Marker-Reward
friend_reward: Marker-Gift
eligibility: all
limits: ten
-- content/advocates.csv --
id,public_name,code,language,aliases,consent.granted,consent.scope
ana,Ana Lind,b4bcdfgh,,,2026-01-01,contact|page|name
bea,Bea Ruiz,c4bcdfgh,es,oldcode9,2026-01-01,contact
cy,Cy Berg,d4bcdfgh,,,2026-01-01,page|name|thanks|directory
dee,Dee Fox,e4bcdfgh,,,2026-01-01,contact
-- private/advocates.csv --
id,name,email,interests,notes
ana,Ana L.,ana@tandem.example,rye bread|cycling,Marker-Notes
bea,,bea@tandem.example,,
cy,Cy,cy@tandem.example,chess,
-- private/leads.csv --
"""
HEAD = "lead,code,date,status,email,name,company\n"


def thanks(folder: Path, *options: str, today: str = TODAY) -> Result:
    """One run, which has to succeed."""
    result = run("thanks", *options, cwd=folder, today=today)
    assert result.exit_code == 0, result.stderr
    return result


def written(folder: Path) -> dict[str, bytes]:
    """Every file below private/out, by its path there, but for the lock, which is empty and stays."""
    out = folder / "private/out"
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    assert found.pop(".thanks.lock", b"") == b""
    return found


def drafts(folder: Path) -> dict[str, EmailMessage]:
    """The drafts by what comes after `To:`, parsed strictly."""
    found = {}
    for name, data in written(folder).items():
        if name.endswith(".eml"):
            message = cast(EmailMessage, message_from_bytes(data, policy=default.clone(raise_on_defect=True)))
            found[str(message["To"])] = message
    return found


def words(message: EmailMessage) -> str:
    """The text of a draft, its spaces as one."""
    return " ".join(message.get_content().split())


def test_a_note_thanks_for_a_referral_and_says_who_sends_it_and_how_to_stop(site: Make) -> None:
    folder = site(SITE + HEAD + "L1,B4BCDFGH,2026-05-03,won,marker-friend@x.example,Marker-Friend,Marker-Firm\n")
    result = thanks(folder)
    (message,) = drafts(folder).values()
    assert message["To"] == '"Ana L." <ana@tandem.example>'
    assert message["From"] == "Tandem <hello@tandem.example>"
    text = words(message)
    assert text.startswith("Dear Ana L., On May 3, 2026 somebody came to us on your recommendation. Thank you.")
    assert "how is it going with rye bread?" in text
    assert "Sent by Tandem Tools SL, Here 1. You allowed us to write to you." in text
    assert "say so in a word to hello@tandem.example" in text
    assert "1 note and card in private/out/thanks/. Nothing was sent." in result.stderr
    for marker in ("Marker", "marker", "won", "customer"):
        assert marker not in text, "nothing of the friend, of private notes, or of a reward"


def test_the_words_are_in_the_advocates_language_and_old_codes_count(site: Make) -> None:
    folder = site(SITE + HEAD + "L1,oldcode9,2026-05-03,new,,,\n")
    thanks(folder)
    text = words(drafts(folder)["Bea Ruiz <bea@tandem.example>"])
    assert "3 de mayo de 2026" in text and "recomendación" in text
    assert "?" not in text, "there is nothing to ask about"
    (card,) = (data.decode() for name, data in written(folder).items() if name.endswith(".html"))
    assert 'lang="es"' in card and "<h1>Gracias</h1>" in card


def test_who_may_not_be_written_to_gets_nothing_and_is_counted(site: Make) -> None:
    rows = "L1,d4bcdfgh,2026-05-03,,,,\nL2,e4bcdfgh,2026-05-03,,,,\nL3,nobody99,2026-05-03,,,,\n"
    folder = site(SITE + HEAD + rows)
    result = thanks(folder, "--format", "json")
    assert not (folder / "private/out").exists()
    assert result.document["facts"]["left_out"] == [
        {"id": "cy", "lead": "L1", "reason": "no-contact"},
        {"id": "dee", "lead": "L2", "reason": "no-address"},
        {"id": "nobody99", "lead": "L3", "reason": "unknown-code"},
    ]
    assert "Left out (3 referrals):" in result.stderr and "the consent does not cover `contact`" in result.stderr


@pytest.mark.parametrize(
    "consent",
    ["no,contact,,", "2026-06-16,contact,,", "2026-01-01,contact,2026-06-14,", "2026-01-01,contact,,2026-06-15"],
)
def test_a_consent_that_does_not_hold_today_is_none(site: Make, consent: str) -> None:
    text = SITE.replace("consent.scope\n", "consent.scope,consent.expires,consent.withdrawn\n")
    text = re.sub(r"^ana,Ana Lind,.*$", f"ana,Ana Lind,b4bcdfgh,,,{consent}", text, flags=re.MULTILINE)
    text = re.sub(r"^(bea|cy|dee),(.*,2026-01-01,.*)$", r"\1,\2,,", text, flags=re.MULTILINE)
    folder = site(text + HEAD + "L1,b4bcdfgh,2026-05-03,,,,\n")
    assert "1 by people who may not be written to" in thanks(folder).stderr
    assert not (folder / "private/out").exists()


def test_one_referral_is_thanked_for_once_whatever_became_of_the_note(site: Make) -> None:
    folder = site(SITE + HEAD + "L1,b4bcdfgh,2026-05-03,,,,\n")
    thanks(folder)
    for path in (folder / "private/out/thanks").glob("*.*ml"):
        path.unlink()
    record = written(folder)
    result = thanks(folder)
    assert written(folder) == record
    assert "No new note. 1 was written before." in result.stderr
    with (folder / "private/leads.csv").open("a") as table:
        table.write("L2,b4bcdfgh,2026-05-04,,,,\n")
    thanks(folder)
    (message,) = drafts(folder).values()
    assert "again. Thank you, once more." in words(message)
    assert "how is it going with cycling?" in words(message), "each note asks about something else"


def test_spam_own_addresses_and_the_same_friend_bring_no_note(site: Make) -> None:
    rows = (
        "L1,b4bcdfgh,2026-05-01,spam,,,\n"
        "L2,b4bcdfgh,2026-05-02,new,ANA@tandem.example,,\n"
        "L3,b4bcdfgh,2026-05-03,lost,friend@x.example,,\n"
        "L4,b4bcdfgh,2026-05-04,new,Friend+again@x.example,,\n"
    )
    folder = site(SITE + HEAD + rows)
    facts = thanks(folder, "--format", "json").document["facts"]
    assert [one["lead"] for one in facts["written"]] == ["L3"]
    assert [(one["lead"], one["reason"]) for one in facts["left_out"]] == [("L2", "own-address"), ("L4", "same-friend")]


def test_notes_of_whoever_takes_the_consent_back_are_removed(site: Make) -> None:
    folder = site(SITE + HEAD + "L1,b4bcdfgh,2026-05-03,,,,\nL2,c4bcdfgh,2026-05-03,,,,\n")
    thanks(folder)
    (folder / "private/out/thanks/mine.txt").write_text("mine")
    table = folder / "content/advocates.csv"
    table.write_text(table.read_text().replace("contact|page|name", "page|name"))
    result = thanks(folder)
    assert "Removed 1 note to 1 person who may not be written to any more: ana." in result.stderr
    left = list(written(folder))
    assert [name.split("-")[0] for name in left] == [
        "thanks/bea",
        "thanks/bea",
        "thanks/mine.txt",
        "thanks/written.jsonl",
    ]
    assert "Removed" not in thanks(folder).stderr


def test_a_record_that_cannot_be_read_stops_the_run_at_its_line(site: Make) -> None:
    folder = site(SITE + HEAD + "L1,b4bcdfgh,2026-05-03,,,,\n")
    thanks(folder)
    record = folder / "private/out/thanks/written.jsonl"
    before = record.read_bytes()
    for line in ("{", json.dumps({"advocate": "ana", "lead": "L1", "stem": "../../content/advocates"})):
        record.write_bytes(before + line.encode() + b"\n")
        result = run("thanks", cwd=folder)
        assert result.exit_code == 3
        assert "private/out/thanks/written.jsonl:2:1: GW460" in result.stderr


def test_a_run_again_from_nothing_gives_the_same_bytes_and_the_site_knows_of_none(site: Make) -> None:
    import shutil

    text = SITE + HEAD + "L1,b4bcdfgh,2026-05-03,,,,\nL2,c4bcdfgh,2026-05-03,,,,\n"
    folder = site(text)
    plain = build(folder).files
    thanks(folder)
    first = written(folder)
    shutil.rmtree(folder / "private/out")
    thanks(folder, today="2026-07-01")
    assert written(folder) == first
    assert build(folder, "--clean").files == plain
    assert all((folder / "private/out" / name).stat().st_mode & 0o077 == 0 for name in first)


HOSTILE = '<script>alert(1)</script> & "O\'Hara"'


def test_a_card_brings_everything_along_and_hostile_words_stay_words(site: Make) -> None:
    text = SITE.replace("organization:", "theme: {logo: logo.png, brand: '#112233'}\norganization:")
    text = text.replace("ana,Ana L.,", '"ana","<script>alert(1)</script> & ""O\'Hara""",').replace("rye bread|", "")
    text = text.replace("cycling", "</style><img src=x onerror=alert(1)>")
    folder = site(text + HEAD + "L1,b4bcdfgh,2026-05-03,,,,\n")
    make_picture(folder / "content/logo.png", 60, 30)
    thanks(folder)
    (name, card), *_ = [(name, data.decode()) for name, data in written(folder).items() if name.endswith(".html")]
    assert "<script" not in card and "onerror=alert(1)>" not in card
    assert card.count("</style>") == 1
    assert "--brand:#112233" in card
    assert re.findall(r"(?:src|href)=\"(?!data:image/)[^\"]*|url\((?!data:font/)[^)]*", card) == []
    assert card.count("url(data:font/woff2") == 1, "only the letters that the card needs"
    assert re.fullmatch(r"thanks/ana-[0-9a-f]{12}\.html", name)
    assert HOSTILE in words(drafts(folder).popitem()[1])


@pytest.mark.parametrize("name", ["عنبر الزيتونة", "山田 太郎", "Łukasz Ščerbić", "A" * 300, "🙂"])
def test_odd_names_get_a_draft_and_a_card(site: Make, name: str) -> None:
    text = SITE.replace("ana,Ana L.,", f'ana,"{name}",')
    folder = site(text + HEAD + "L1,b4bcdfgh,2026-05-03,,,,\n")
    thanks(folder)
    (message,) = drafts(folder).values()
    assert set(message.keys()) <= {"From", "To", "Subject", "X-Unsent", "Content-Type", "MIME-Version"} | {
        "Content-Transfer-Encoding"
    }
    assert name in message.get_content()


def test_ids_in_any_script_never_share_a_file(site: Make) -> None:
    text = SITE.replace("\nana,Ana Lind", "\nعنبر,Ana Lind").replace("\nana,Ana L.", "\nعنبر,Ana L.")
    text = text.replace("\nbea,", "\nعنب,")
    folder = site(text + HEAD + "../L1,b4bcdfgh,2026-05-03,,,,\nL/2,c4bcdfgh,2026-05-03,,,,\n")
    thanks(folder)
    names = [name for name in written(folder) if name.endswith(".eml")]
    assert len(names) == 2 and all(re.fullmatch(r"thanks/advocate-[0-9a-f]{12}\.eml", name) for name in names)


def test_without_leads_there_is_nothing_to_do(site: Make) -> None:
    folder = site(SITE.replace("-- private/leads.csv --\n", ""))
    assert "No new note. Nothing was sent." in thanks(folder).stderr
    assert not (folder / "private/out").exists()


def test_an_old_code_that_is_written_as_an_address_is_known(site: Make) -> None:
    folder = site(SITE.replace(",oldcode9,", ",/old/r/OldCode9/,") + HEAD + "L1,oldcode9,2026-05-03,,,,\n")
    thanks(folder)
    assert len(drafts(folder)) == 1


def test_nobody_is_thanked_again_after_a_new_id_and_the_note_stays(site: Make) -> None:
    folder = site(SITE + HEAD + "L1,b4bcdfgh,2026-05-03,,,,\n")
    thanks(folder)
    first = written(folder)
    for table in ("content/advocates.csv", "private/advocates.csv"):
        text = (folder / table).read_text(encoding="utf-8")
        (folder / table).write_text(text.replace("\nana,", "\nana-lind,"), encoding="utf-8")
    thanks(folder)
    assert written(folder) == first


def test_whose_code_is_put_right_later_gets_a_note_too(site: Make) -> None:
    folder = site(SITE + HEAD + "L1,b4bcdfgh,2026-05-01,won,,,\n")
    thanks(folder)
    table = folder / "private/leads.csv"
    table.write_text(HEAD + "L1,c4bcdfgh,2026-05-01,won,,,\n", encoding="utf-8")
    assert list(drafts(folder)) == ['"Ana L." <ana@tandem.example>']
    result = thanks(folder, "--format", "json")
    facts = result.document["facts"]
    assert [(one["id"], one["lead"]) for one in facts["written"]] == [("bea", "L1")]
    assert facts["removed"] == [{"id": "ana", "lead": "L1", "reason": "other-code"}]
    assert "Removed 1 note to 1 person whose code was not the right one: ana." in result.stderr
    assert list(drafts(folder)) == ["Bea Ruiz <bea@tandem.example>"], "none thanks for what somebody else did"
    table.write_text(HEAD + "L1,b4bcdfgh,2026-05-01,won,,,\n", encoding="utf-8")
    assert thanks(folder, "--format", "json").document["facts"]["written"] == [], "each of them once"


def test_a_run_that_was_broken_off_leaves_nothing_of_who_withdraws(site: Make) -> None:
    """The notes that it had written are in no record yet."""
    rows = "".join(f"L-{n},b4bcdfgh,2026-05-0{n},new,x{n}@friends.example,F,\n" for n in range(1, 6))
    folder = site(SITE + HEAD + rows)
    in_the_way = folder / f"private/out/{thanks_record.stem('ana', 'L-3')}.eml"
    (in_the_way / "full").mkdir(parents=True)
    assert run("thanks", cwd=folder).exit_code == 3
    assert drafts(folder), "some were written"
    (in_the_way / "full").rmdir()
    in_the_way.rmdir()
    advocates = folder / "content/advocates.csv"
    whole = advocates.read_text(encoding="utf-8")
    advocates.write_text(whole.replace("contact|page|name", "page|name"), encoding="utf-8")
    thanks(folder)
    assert not [name for name in written(folder) if "written" not in name], "nothing of hers stays"
    advocates.write_text(whole, encoding="utf-8")
    thanks(folder)
    assert len([name for name in written(folder) if name.endswith(".eml")]) == 5, "nobody was taken for thanked"


def test_two_at_once_thank_nobody_twice(site: Make) -> None:
    folder = site(f"{SITE}{HEAD}L1,b4bcdfgh,2026-05-01,won,,,\n")
    thanks(folder)
    before = written(folder)
    with (folder / "private/out/.thanks.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        held = run("thanks", cwd=folder)
        assert (held.exit_code, held.codes) == (3, ["GW463"])
    assert written(folder) == before


def test_a_record_of_bytes_is_told(site: Make) -> None:
    folder = site(f"{SITE}{HEAD}L1,b4bcdfgh,2026-05-01,won,,,\n")
    thanks(folder)
    (folder / "private/out/thanks/written.jsonl").write_bytes(b'{"advocate": "\xff"}\n')
    result = run("thanks", cwd=folder)
    assert (result.exit_code, result.codes) == (3, ["GW460"])
