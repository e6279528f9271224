"""Share kits: who gets one, at which address, who learns of it, and what takes it away again."""

from __future__ import annotations

import datetime
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from goodword.build import engine
from goodword.build.store import Store
from goodword.referral.kit_address import kit_path
from sites import Output, build, make_site, run

SECRET = "a secret that the test has made for itself"
ENV = {"GOODWORD_SECRET": SECRET}
SITE = """
-- site.yaml --
name: Tandem Tools
url: https://tandem.example/
languages: [en, es]
organization: {email: hello@tandem.example}
%s
-- content/program.yaml --
- id: friends
  name: Friends
  ideal_customer: Shops with **a workshop**. See [ours](https://shop.example/).
  advocate_reward: a free service
  friend_reward: ten percent off
  eligibility: Customers.
  limits: Once a year.
-- content/testimonials/own.md --
---
author: Ana Lind
advocate: ana
relationship: customer
consent: {granted: 2026-05-01, method: email, scope: [quote, name]}
---
They mend *everything*.
-- content/advocates.csv --
id,public_name,code,language,offer,kit_version,consent.granted,consent.method,consent.scope,consent.withdrawn
ana,Ana Lind,k7wq2mzp,,,,2026-05-01,email,quote|name|page,%s
bo,Bo Berg,h4t9xbnc,es,,%s,2026-05-01,email,page|name,
cy,Cy Noname,m3n8vtqd,,a free hour,,2026-05-01,email,page,
"""
IDS = {"ana": 1, "bo": 1, "cy": 1}


def site(folder: Path, settings: str = "", withdrawn: str = "", version: str = "") -> Path:
    return make_site(folder, SITE % (settings, withdrawn, version))


def path(advocate: str, version: int = 1, secret: str = SECRET) -> str:
    return kit_path(secret.encode(), advocate, version)


def kits(built: Output) -> set[str]:
    return {f"/share/{page.split('/')[2]}/" for page in built.pages if page.startswith("/share/")}


def words(page: str) -> list[str]:
    """What stands in the fields of a kit that are there to be edited."""
    fields = re.findall(r'<textarea class="field" [^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    return [unescape(text) for text in fields]


def test_everybody_with_a_page_has_a_kit_in_their_language(tmp_path: Path) -> None:
    built = build(site(tmp_path), env=ENV)
    assert kits(built) == set(map(path, IDS))
    ana, bo, cy = (built.read(path(name)) for name in IDS)
    assert "Ana Lind" in ana and "Bo Berg" not in ana
    assert '<html lang="es"' in bo and "Pásalo" in bo
    assert "Noname" not in cy and "a free hour" in cy
    assert "<strong>a workshop</strong>" in ana


def test_a_kit_is_there_for_nobody_else(tmp_path: Path) -> None:
    built = build(site(tmp_path, "hosting: {target: netlify}"), env=ENV)
    page = built.read(path("ana"))
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in page
    assert '<meta name="referrer" content="no-referrer">' in page
    links = re.findall(r"<a [^>]*>", page)
    assert links and all(
        "noreferrer" in link or "mailto:" in link or "data:" in link or "#main" in link for link in links
    )
    rule = re.search(r"^/share/\*\n((?:  .*\n)+)", built.read("_headers"), re.MULTILINE)
    assert rule is not None
    assert "Referrer-Policy: no-referrer" in rule[1]
    assert "Cache-Control: private, no-store" in rule[1]
    assert "X-Robots-Tag: noindex" in rule[1]
    assert "/share/" not in built.read("robots.txt")


def test_every_word_that_goes_out_says_that_it_is_paid_for(tmp_path: Path) -> None:
    page = build(site(tmp_path), env=ENV).read(path("ana"))
    sentence = "I get a reward if you become a customer: a free service."
    assert len(words(page)) == 6  # five channels that take words, and the draft
    assert all(sentence in text for text in words(page))
    opened = [unquote(unescape(url)) for url in re.findall(r'href="([^"]+)"[^>]* data-opens=', page)]
    assert len(opened) == 6 and all(sentence in url for url in opened)
    codes = re.findall(r'<textarea class="field is-code"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert len(codes) == 2
    assert all(sentence in unescape(code) and 'rel="sponsored"' in unescape(code) for code in codes)
    assert "They mend <em>everything</em>." in unescape(codes[1])


def test_without_a_reward_nothing_is_disclosed_and_no_link_is_called_paid(tmp_path: Path) -> None:
    text = (SITE % ("", "", "")).replace("  advocate_reward: a free service\n", "")
    page = build(make_site(tmp_path, text), env=ENV).read(path("ana"))
    assert "reward if" not in page and "sponsored" not in page


def test_employees_and_partners_say_in_their_words_what_ties_them_to_the_company(tmp_path: Path) -> None:
    folder = site(tmp_path)
    table = folder / "content/advocates.csv"
    rows = (
        table.read_text()
        .replace("id,", "id,kind,", 1)
        .replace("\nana,", "\nana,employee,")
        .replace("\nbo,", "\nbo,partner,")
    )
    table.write_text(rows.replace("\ncy,", "\ncy,,"))
    built = build(folder, env=ENV)
    own, rewarded = "I work at Tandem Tools.", "I get a reward if you become a customer: a free service."
    said = words(built.read(path("ana")))
    assert said and all(f"{own} {rewarded}" in text for text in said), said
    said = words(built.read(path("bo")))
    assert said and all("Mi empresa colabora con Tandem Tools. Recibo una recompensa" in text for text in said), said
    assert not any("Tandem Tools. I get" in text for text in words(built.read(path("cy"))))
    program = folder / "content/program.yaml"
    program.write_text(program.read_text().replace("  advocate_reward: a free service\n", ""))
    assert all(own in text and "reward" not in text for text in words(build(folder, env=ENV).read(path("ana"))))


def test_own_words_are_there_to_embed_only_with_a_consent(tmp_path: Path) -> None:
    text = (SITE % ("", "", "")).replace("scope: [quote, name]", "scope: [name]")
    page = build(make_site(tmp_path, text), env=ENV).read(path("ana"))
    assert "They mend" not in page and 'id="kit-embed"' not in page


def everything_told(folder: Path) -> str:
    """All that commands say in a terminal, where they know of kits."""
    commands: list[tuple[str, ...]] = [
        ("build",),
        ("build", "--format", "json"),
        ("build", "--verify", "--all"),
        ("build", "--drafts"),
        ("build", "--clean", "--format", "github"),
        ("check", "--format", "json"),
        ("explain", "k7wq2mzp"),
        ("explain", "bo", "--format", "json"),
        ("explain", path("ana")),
        ("explain", f"https://tandem.example{path('ana')}"),
        ("explain", f"output{path('cy')}index.html"),
        ("explain", path("nobody")),
    ]
    results = [run(*command, cwd=folder, env=ENV) for command in commands]
    return "".join(result.stdout + result.stderr for result in results)


def assert_nobody_is_told(folder: Path, told: str, names: set[str]) -> None:
    """No address in what was said, in any other file of the output, in anything below .goodword/."""
    for name in names:
        assert name not in told
        for found in (*(folder / ".goodword").rglob("*"), *(folder / "output").rglob("*")):
            inside = found.relative_to(folder).as_posix()
            assert found.is_dir() or name.encode() not in found.read_bytes(), inside
            assert inside.startswith("output/share/") or name not in inside


def test_no_address_is_told_anywhere(tmp_path: Path) -> None:
    root = site(tmp_path, "kits: {results: kits.csv}\n-- content/kits.csv --\ncode,visits\nk7wq2mzp,many\n")
    failed = run("build", cwd=root, env=ENV)
    assert failed.exit_code == 1 and failed.codes == ["GW205"]
    (root / "content/kits.csv").write_text("code,visits\nk7wq2mzp,3\n")
    told = failed.stderr + everything_told(root)
    old = {name: path(name).split("/")[2] for name in IDS}
    assert kits(build(root, env=ENV)) == set(map(path, IDS))
    for name in old.values():
        assert f"/share/{name[:4]}…" in told or name not in (old["ana"], old["bo"])
    site(tmp_path, "kits: {results: kits.csv}", "2026-06-01", "2")
    told += everything_told(root)
    built = build(root, env=ENV)
    assert kits(built) == {path("bo", 2), path("cy")}
    told += everything_told(root) + run("build", cwd=root).stderr + built.result.stderr
    assert_nobody_is_told(root, told, {*old.values(), path("bo", 2).split("/")[2]})


def test_a_template_that_fails_tells_no_address(tmp_path: Path) -> None:
    root = site(tmp_path, "-- themes/default/templates/kit.html --\n{{ kit.nothing }}\n")
    failed = run("build", "--format", "json", cwd=root, env=ENV)
    assert failed.exit_code == 1 and "kit.html:1" in failed.stderr
    assert_nobody_is_told(root, failed.stdout + failed.stderr, {path(name).split("/")[2] for name in IDS})


def test_a_build_that_fails_while_it_writes_leaves_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path)
    monkeypatch.setenv("GOODWORD_SECRET", SECRET)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "commit", killed)
    monkeypatch.setattr(Store, "discard", lambda _: None)
    with pytest.raises(KeyboardInterrupt):
        engine.build(root, root / "output", lambda _: datetime.date(2026, 6, 15), workers=1)
    assert list((root / ".goodword").glob("stage-*/*"))
    assert_nobody_is_told(root, "", {path(name).split("/")[2] for name in IDS})
    monkeypatch.undo()
    assert kits(build(root, env=ENV)) == set(map(path, IDS))


def test_a_preview_has_other_addresses_and_leads_to_them(tmp_path: Path) -> None:
    root = site(tmp_path)
    preview, real = build(root, "--drafts", env=ENV), build(root, env=ENV)
    assert len(kits(preview)) == len(kits(real)) == 3 and kits(preview).isdisjoint(kits(real))
    assert any(address in preview.read("/r/k7wq2mzp/") for address in kits(preview))
    assert 'href="/share/' not in real.read("/r/k7wq2mzp/")


def test_another_secret_gives_other_addresses_and_removes_the_old_ones(tmp_path: Path) -> None:
    root = site(tmp_path)
    first = kits(build(root, env=ENV))
    second = build(root, env={"GOODWORD_SECRET": SECRET + " 2"})
    assert first == set(map(path, IDS))
    assert len(kits(second)) == 3 and kits(second).isdisjoint(first)
    assert "No longer there" not in second.result.stderr


@pytest.mark.parametrize("style", ["", "urls: file"])
def test_whatever_takes_a_kit_away_does_so_at_the_next_build(tmp_path: Path, style: str) -> None:
    root = site(tmp_path, style)
    build(root, env=ENV)

    def there() -> set[str]:
        return {f"/share/{found.name.removesuffix('.html')}/" for found in (root / "output/share").iterdir()}

    assert there() == set(map(path, IDS))
    site(root, style, version="2")
    assert "1 removed" in build(root, env=ENV).result.stderr
    assert there() == {path("ana"), path("bo", 2), path("cy")}
    site(root, style, version="2", withdrawn="2026-06-01")
    build(root, env=ENV)
    assert there() == {path("bo", 2), path("cy")}
    (root / ".goodword").rename(root / "elsewhere")
    site(root, style)
    build(root, env=ENV)
    assert there() == set(map(path, IDS))
    unset = build(root)
    assert not (root / "output/share").exists()
    assert "No share kits: GOODWORD_SECRET is not set. Those of earlier builds are gone." in unset.result.stderr
    assert unset.result.exit_code == 0


def test_a_build_with_nothing_to_do_writes_nothing(tmp_path: Path) -> None:
    root = site(tmp_path)
    build(root, env=ENV)
    assert ": 0 files written" in build(root, env=ENV).result.stderr
    target = root / "output" / path("ana").strip("/") / "index.html"
    before = target.read_bytes()
    target.unlink()
    assert ": 1 files written" in build(root, "--verify", env=ENV).result.stderr
    target.write_bytes(before + b"altered")
    assert ": 1 files written" in build(root, "--verify", env=ENV).result.stderr
    assert target.read_bytes() == before


def test_a_file_of_somebody_else_beside_the_kits_stays(tmp_path: Path) -> None:
    root = site(tmp_path)
    build(root, env=ENV)
    (root / "output/share/notes.txt").write_text("mine")
    build(root)
    assert [found.name for found in (root / "output/share").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("target", ["github", "gitlab"])
def test_hosts_that_show_old_versions_get_no_kits_unless_told(tmp_path: Path, target: str) -> None:
    built = build(site(tmp_path, f"hosting: {{target: {target}}}"), env=ENV)
    assert kits(built) == set()
    assert "No share kits: this host shows everything that is published" in built.result.stderr
    allowed = f"hosting: {{target: {target}}}\nkits: {{public_repository: true}}"
    assert len(kits(build(site(tmp_path, allowed), env=ENV))) == 3


def test_a_site_without_advocates_is_told_nothing_of_kits(tmp_path: Path) -> None:
    assert "kit" not in build(make_site(tmp_path)).result.stderr


def test_a_short_secret_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    failed = run("build", cwd=site(tmp_path), env={"GOODWORD_SECRET": "too short"})
    assert (failed.exit_code, failed.codes) == (1, ["GW440"])
    assert not (tmp_path / "output").exists()
    assert run("check", cwd=tmp_path, env={"GOODWORD_SECRET": "too short"}).codes == ["GW440"]


def test_everybody_sees_their_own_results_and_no_others(tmp_path: Path) -> None:
    results = '{"k7wq2mzp": {"visits": 1204, "enquiries": 1, "customers": 0}, "h4t9xbnc": {"visits": 77}}'
    built = build(site(tmp_path, f"kits: {{results: kits.json}}\n-- content/kits.json --\n{results}"), env=ENV)
    assert built.result.codes == []
    shown = [re.findall(r"<p><b>(.*?)</b> (.*?)</p>", built.read(path(name))) for name in IDS]
    assert shown[0] == [("1,204", "visits to your page"), ("1", "enquiry"), ("0", "new customers")]
    assert shown[1:] == [[("77", "visitas a tu página")], []]


def test_results_say_since_when_they_count(tmp_path: Path) -> None:
    rows = "code,visits,since\nk7wq2mzp,3,2026-03-01\nh4t9xbnc,1,2026-04-02\nm3n8vtqd,1,\n"
    root = site(tmp_path, f"kits: {{results: kits.csv}}\n-- content/kits.csv --\n{rows}")
    built = build(root, env=ENV)
    pages = {name: built.read(path(name)) for name in IDS}
    assert "Counting began on March 1, 2026. Counted by your code." in pages["ana"]
    assert "Contado desde el 2 de abril de 2026. " in pages["bo"]
    assert "Counted by your code." in pages["cy"] and "Counting began" not in pages["cy"]
    (root / "content/kits.csv").write_text(rows.replace("03-01", "03-02"))
    again = build(root, env=ENV)
    assert ": 1 files written" in again.result.stderr and "March 2, 2026" in again.read(path("ana"))


@pytest.mark.parametrize(("older", "told"), [("2026-02-01", ["February 1, 2026"]), ("", [])])
def test_an_old_code_tells_the_earlier_day_or_that_it_is_not_known(tmp_path: Path, older: str, told: list[str]) -> None:
    rows = f"code,visits,since\nk7wq2mzp,3,2026-03-01\nq2q2q2q2,1,{older}\n"
    root = site(tmp_path, f"kits: {{results: kits.csv}}\n-- content/kits.csv --\n{rows}")
    table = root / "content/advocates.csv"
    head, first, *rest = table.read_text().splitlines()
    table.write_text("\n".join((f"{head},aliases", f"{first},q2q2q2q2", *(f"{row}," for row in rest))))
    page = build(root, env=ENV).read(path("ana"))
    assert "<b>4</b> visits" in page
    assert re.findall(r"Counting began on (.*?)\. ", page) == told


def test_how_to_stop_is_said_also_where_no_address_is_known(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert "Ask us to take it down" in build(root, env=ENV).read(path("ana"))
    settings = root / "site.yaml"
    settings.write_text(settings.read_text().replace("organization: {email: hello@tandem.example}", ""))
    built = build(root, env=ENV)
    stop = built.read(path("ana")).split('class="kit-stop"')[1]
    assert "answer the message in which we sent you this page" in stop and "Ask us to take it down" not in stop
    assert "responde al mensaje" in built.read(path("bo"))


def test_results_count_for_whoever_has_or_had_the_code(tmp_path: Path) -> None:
    rows = "code,visits,customers\nK7WQ2MZP,3,\nh4t9xbnc,1,2\nnobody99,5,\n"
    built = build(site(tmp_path, f"kits: {{results: kits.csv}}\n-- content/kits.csv --\n{rows}"), env=ENV)
    assert [re.findall(r"<p><b>(.*?)</b>", built.read(path(name))) for name in ("ana", "bo")] == [["3"], ["1", "2"]]
    assert built.result.codes == ["GW445"] and "`nobody99`" in built.result.stderr


def test_new_results_change_only_the_kits_that_show_them(tmp_path: Path) -> None:
    root = site(tmp_path, "kits: {results: kits.csv}\n-- content/kits.csv --\ncode,visits\nk7wq2mzp,3\nh4t9xbnc,1\n")
    build(root, env=ENV)
    (root / "content/kits.csv").write_text("code,visits\nk7wq2mzp,4\nh4t9xbnc,1\n")
    assert ": 1 files written" in build(root, env=ENV).result.stderr


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("kits.txt", "", "GW441"),
        ("kits.json", "[1]", "GW442"),
        ("kits.json", "{", "GW117"),
        ("kits.csv", "code,visits\na,1\na,2\n", "GW443"),
        ("kits.csv", "code,visits\na,-1\n", "GW209"),
        ("kits.csv", "code,visitors\na,1\n", "GW201"),
        ("kits.csv", "code,visits,since\na,1,2026-06-16\n", "GW446"),
        ("../private/kits.csv", "code\n", "GW512"),
    ],
)
def test_results_that_cannot_be_read_are_told_with_their_place(tmp_path: Path, name: str, text: str, code: str) -> None:
    root = site(tmp_path, f"kits: {{results: {name}}}\n-- content/{Path(name).name} --\n{text}\n")
    failed = run("build", cwd=root, env=ENV)
    assert failed.exit_code == 1 and code in failed.codes, failed.stderr
    assert run("build", cwd=root).exit_code == 0  # without kits nobody asks for it


def test_explain_knows_a_kit_by_code_id_and_address(tmp_path: Path) -> None:
    root = site(tmp_path)
    build(root, env=ENV)
    for target in ("k7wq2mzp", "ana", path("ana")):
        told = run("explain", target, cwd=root, env=ENV).stderr
        assert "the share kit of advocate `ana`" in told
        assert "in build 1, on 2026-06-15" in told.split("the share kit")[1]
    assert "none: GOODWORD_SECRET is not set." in run("explain", "ana", cwd=root).stderr


def test_check_looks_at_kits(tmp_path: Path) -> None:
    root = site(tmp_path)
    with_kits = run("check", cwd=root, env=ENV)
    assert with_kits.exit_code == 0
    pages = [int(re.search(r"Checked (\d+) pages", told.stderr)[1]) for told in (with_kits, run("check", cwd=root))]  # type: ignore[index]
    assert pages[0] - pages[1] == 3
    assert with_kits.codes == run("check", cwd=root).codes, "there is nothing wrong with them"
