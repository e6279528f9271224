"""The first quarter of an hour: `goodword new site`, from the wheel alone, shown at once, honest about examples."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from installed import make_environment, make_wheel, outside
from sites import ROOT, Output, build, run
from tabs import Tab


def new_site(folder: Path, name: str = "demo") -> Path:
    made = run("new", "site", name, cwd=folder)
    assert made.exit_code == 0, made.stderr
    (site,) = [path for path in folder.iterdir() if path.is_dir()]
    return site


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Output]:
    site = new_site(tmp_path_factory.mktemp("newcomer"))
    return site, build(site, "--strict")


def test_from_the_wheel_alone_in_a_fresh_environment(tmp_path: Path) -> None:
    programs = make_environment(tmp_path / "env")
    wheel = make_wheel(tmp_path)
    script = f"""
        set -e
        python -m pip install --quiet --disable-pip-version-check '{wheel}'
        goodword new site demo && cd demo && goodword build
        python -c 'import goodword; print(goodword.__file__)'
    """
    desk = tmp_path / "desk"
    desk.mkdir()
    ended = subprocess.run(
        ["bash", "-c", script], cwd=desk, env=outside(programs), capture_output=True, text=True, timeout=240
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip().startswith(str(tmp_path / "env"))
    assert str(ROOT) not in ended.stderr
    assert "Goodword" in (desk / "demo" / "output" / "index.html").read_text(encoding="utf-8")


def test_the_first_build_shows_everything_without_a_complaint(first: tuple[Path, Output]) -> None:
    _, out = first
    assert not out.result.codes
    assert "Left out" not in out.result.stderr
    assert len([page for page in out.pages if page.startswith("/testimonials/") and page.count("/") == 3]) == 3
    assert len([page for page in out.pages if page.startswith("/case-studies/") and page.count("/") == 3]) == 1
    assert out.has("/awards/")
    assert "Service Prize" in out.read("/awards/")


def test_check_asks_only_what_a_newcomer_alone_can_answer(first: tuple[Path, Output]) -> None:
    """How testimonials are collected must be true, so the scaffold does not claim anything."""
    site, _ = first
    checked = run("check", cwd=site)
    assert checked.exit_code == 0, checked.stderr
    assert set(checked.codes) == {"GW968", "GW969"}
    settings = (site / "site.yaml").read_text(encoding="utf-8")
    assert settings.count("\n#policies:\n") == 1
    for name in (
        "policies",
        "  reviews",
        "    chosen_by",
        "    checked_by",
        "    incentives",
        "    negative",
        "    contact",
    ):
        settings = settings.replace(f"\n#{name}:", f"\n{name}:")
    answered = site.with_name("answered")
    shutil.copytree(site, answered)
    (answered / "site.yaml").write_text(settings, encoding="utf-8")
    build(answered, "--strict")
    assert not run("check", cwd=answered).codes


def test_each_advocate_has_a_page_with_a_code_of_their_own(first: tuple[Path, Output], tmp_path: Path) -> None:
    site, out = first
    with (site / "content" / "advocates.csv").open(encoding="utf-8", newline="") as file:
        advocates = list(csv.DictReader(file))
    assert len(advocates) == 2
    for one in advocates:
        page = out.read(f"/r/{one['code']}/")
        assert one["public_name"] in page
        assert one["message"][:20] in page
    other = new_site(tmp_path) / "content" / "advocates.csv"
    codes = {one["code"] for one in advocates}
    assert not any(code in other.read_text(encoding="utf-8") for code in codes), "codes are not random"


def test_it_looks_right_on_a_telephone_too(
    first: tuple[Path, Output], served: Callable[..., str], tab: Callable[..., Tab]
) -> None:
    _, out = first
    base = served(out.folder).rstrip("/")
    (landing, *_) = [page for page in out.pages if re.fullmatch(r"/r/\w+/", page)]
    for width in (390, 1440):
        for path in ("/", "/testimonials/", "/case-studies/feldmann-print/", landing):
            shown = tab(width=width)
            shown.page.goto(base + path)
            wide = shown.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{path} is wider than the screen"
            assert shown.page.locator("h1").count() == 1


def test_what_people_never_publish_stays_out_of_git_and_of_the_site(first: tuple[Path, Output]) -> None:
    site, out = first
    private = (site / "private" / "advocates.example.csv").read_text(encoding="utf-8")
    for address in re.findall(r"\S+?@[\w.-]+\.example", private):
        assert not out.holding(address.split(",")[-1])
    (site / "private" / "advocates.csv").write_text("id,email\n", encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=site, check=True)
    subprocess.run(["git", "add", "."], cwd=site, check=True)
    tracked = subprocess.run(["git", "ls-files"], cwd=site, capture_output=True, text=True, check=True).stdout.split()
    assert "private/advocates.example.csv" in tracked
    assert not [
        name for name in tracked if name.startswith(("output/", ".goodword/")) or name == "private/advocates.csv"
    ]


def test_with_an_address_of_ones_own_each_example_has_to_go(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    build(site)
    home = (site / "output" / "index.html").read_bytes()
    settings = site / "site.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("url: https://demo.example", "url: https://demo.test", 1),
        encoding="utf-8",
    )
    refused = run("build", cwd=site)
    assert refused.exit_code == 1
    assert refused.codes == ["GW313"] * 7
    for place in (
        "content/testimonials/caretaker.md:3:",
        "content/testimonials/jonas-okafor.md:2:",
        "content/testimonials/nadia-feldmann.md:2:",
        "content/case-studies/feldmann-print.md:2:",
        "content/awards/service-prize.md:2:",
        "content/advocates.csv:2:",
        "content/advocates.csv:3:",
    ):
        assert place in refused.stderr
    assert (site / "output" / "index.html").read_bytes() == home


def test_without_the_examples_it_is_an_empty_site_that_builds(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    for path in (site / "content").rglob("*.*"):
        path.unlink()
    assert build(site).has("/")


@pytest.mark.parametrize("day", ["2020-02-29", "2026-06-15", "2038-01-01"])
def test_examples_are_never_old_nor_of_tomorrow(tmp_path: Path, day: str) -> None:
    assert run("new", "site", "demo", cwd=tmp_path, today=day).exit_code == 0
    out = build(tmp_path / "demo", "--strict", today=day)
    assert "Left out" not in out.result.stderr


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    (site / "site.yaml").write_text("name: Mine\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    refused = run("new", "site", "demo", cwd=tmp_path)
    assert refused.exit_code == 1
    assert refused.codes == ["GW880"]
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_an_empty_folder_may_be_there_a_file_may_not(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    new_site(tmp_path)
    (tmp_path / "other").write_text("mine", encoding="utf-8")
    assert run("new", "site", "other", cwd=tmp_path).codes == ["GW880"]
    assert (tmp_path / "other").read_text(encoding="utf-8") == "mine"
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert run("new", "site", "link", cwd=tmp_path).codes == ["GW880"]


@pytest.mark.parametrize(
    ("name", "folder", "shown"),
    [
        ("Acme Tools", "acme-tools", "Acme Tools"),
        ("acme-tools", "acme-tools", "Acme tools"),
        ('Ærø & Söhne: "no" #1 <b>*x*', "aero-sohne-no-1-b-x", "Ærø &amp; Söhne: "),
        ("no", "no", "No"),
        ("日本茶", "site-[0-9a-f]{10}", "日本茶"),
        ("x" * 120, "x{80}", "x{0,120}"),
    ],
)
def test_odd_names_make_good_sites(tmp_path: Path, name: str, folder: str, shown: str) -> None:
    site = new_site(tmp_path, name)
    assert re.fullmatch(folder, site.name)
    assert re.search(shown, build(site, "--strict").read("/"))


def test_it_says_what_to_do_next(tmp_path: Path) -> None:
    told = run("new", "site", "Acme Tools", cwd=tmp_path).stderr
    assert "cd acme-tools" in told
    assert "goodword serve" in told
    readme = (tmp_path / "acme-tools" / "README.md").read_text(encoding="utf-8")
    commands = set(re.findall(r"`goodword ([a-z]+)", readme))
    assert commands >= {"ready", "kit", "thanks", "rewards", "give"}
    for command in commands:
        assert run(command, "--help", cwd=tmp_path).exit_code == 0


def test_who_has_not_made_the_private_table_yet_is_told_and_shown_its_form(tmp_path: Path) -> None:
    run("new", "site", "Acme Tools", cwd=tmp_path)
    root = tmp_path / "acme-tools"
    told = "There is no private/advocates.csv, where stands what only you know of people; "
    for command in (("ready",), ("kit", "--anyway")):
        said = run(*command, cwd=root)
        assert said.exit_code == 0 and told + "private/advocates.example.csv shows its form." in said.stderr
    example = root / "private/advocates.example.csv"
    (root / "private/advocates.csv").write_bytes(example.read_bytes())
    for command in (("ready",), ("kit", "--anyway")):
        assert "There is no private/" not in run(*command, cwd=root).stderr
