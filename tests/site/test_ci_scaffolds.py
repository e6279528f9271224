"""`goodword new ci`: the shell steps of every host, run as they stand in a clean clone of a newcomer's site.

Steps that publish belong to the host and are not run. The one thing changed is GOODWORD_PACKAGE, to a wheel of this
checkout; pip has no network.
"""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from goodword import __version__
from goodword.scaffolding.ci import HOSTS
from installed import make_environment, make_wheel, outside
from sites import run

GIT = ["-c", "user.name=Somebody", "-c", "user.email=somebody@demo.example"]


@dataclass(frozen=True)
class Machine:
    """A fresh environment of Python, and the wheel to be installed into it."""

    programs: Path
    wheel: Path


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    folder = tmp_path_factory.mktemp("machine")
    return Machine(make_environment(folder / "env"), make_wheel(folder))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    assert run("new", "site", "demo", cwd=tmp_path).exit_code == 0
    return tmp_path / "demo"


def cloned(site: Path) -> Path:
    """What a host checks out: everything that git tracks, and nothing else."""
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "Start"]):
        subprocess.run(["git", *GIT, *command], cwd=site, check=True)
    clone = site.parent / "clone"
    subprocess.run(["git", "clone", "--quiet", str(site), str(clone)], check=True)
    return clone


def steps(host: str, site: Path) -> tuple[list[str], str]:
    """The shell steps of the build in their order, and the folder that is published."""
    if host == "github":
        job = read_yaml(site / ".github/workflows/goodword.yml")["jobs"]["build"]
        (kept,) = [step for step in job["steps"] if "upload-pages-artifact" in step.get("uses", "")]
        return [step["run"] for step in job["steps"] if "run" in step], kept["with"]["path"]
    if host == "gitlab":
        workflow = read_yaml(site / ".gitlab-ci.yml")
        assert workflow["build"]["artifacts"]["paths"] == ["public"]
        return [*workflow["build"]["script"], *workflow["pages"]["script"]], "public"
    if host == "netlify":
        settings = tomllib.loads((site / "netlify.toml").read_text(encoding="utf-8"))["build"]
        return [settings["command"]], settings["publish"]
    settings = tomllib.loads((site / "wrangler.toml").read_text(encoding="utf-8"))
    (command,) = re.findall(r"Build command: +(.+)", (site / "wrangler.toml").read_text(encoding="utf-8"))
    return [command], settings["pages_build_output_dir"]


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def run_steps(commands: list[str], folder: Path, machine: Machine) -> subprocess.CompletedProcess[str]:
    """As the hosts do: one shell for each step, the first that fails is the last."""
    shell = outside(machine.programs, GOODWORD_PACKAGE=str(machine.wheel))
    ended: subprocess.CompletedProcess[str] | None = None
    for command in commands:
        ended = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", command], cwd=folder, env=shell, capture_output=True, text=True
        )
        if ended.returncode:
            break
    assert ended is not None
    return ended


@pytest.mark.parametrize("host", HOSTS)
def test_the_steps_build_the_site_in_a_clean_clone_and_again(host: str, site: Path, machine: Machine) -> None:
    assert run("new", "ci", host, cwd=site).exit_code == 0
    clone = cloned(site)
    commands, published = steps(host, clone)
    ended = run_steps(commands, clone, machine)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    first = contents(clone / published)
    assert b"Nadia Feldmann" in first["index.html"]
    # The next day: a new clone with what the cache kept, and without what was built.
    (clone / published).rename(clone.parent / "published")
    ended = run_steps(commands, clone, machine)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert contents(clone / published) == first


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("host", HOSTS)
def test_a_mistake_in_the_content_stops_it_before_anything_is_published(
    host: str, site: Path, machine: Machine
) -> None:
    run("new", "ci", host, cwd=site)
    (site / "content" / "testimonials" / "broken.md").write_text("---\nrating: seven\n---\nGood.\n", encoding="utf-8")
    clone = cloned(site)
    commands, published = steps(host, clone)
    ended = run_steps(commands, clone, machine)
    assert ended.returncode != 0
    assert "content/testimonials/broken.md:2:9: GW2" in ended.stderr
    assert not (clone / published / "index.html").exists()
    if host == "github":
        assert "::error file=content/testimonials/broken.md,line=2" in ended.stdout


def test_github_runs_daily_with_the_least_rights_and_pinned_actions(site: Path) -> None:
    run("new", "ci", "github", cwd=site)
    path = site / ".github/workflows/goodword.yml"
    workflow = read_yaml(path)
    assert set(workflow["on"]) == {"push", "pull_request", "workflow_dispatch", "schedule"}
    (schedule,) = workflow["on"]["schedule"]
    assert re.fullmatch(r"\d{1,2} \d{1,2} \* \* \*", schedule["cron"])
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in workflow["jobs"]["build"]
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert not any("run" in step for step in workflow["jobs"]["publish"]["steps"]), "a shell with the right to publish"
    uses = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", name) for name in uses)
    cache = next(
        step["with"] for job in workflow["jobs"].values() for step in job["steps"] if "/cache@" in step.get("uses", "")
    )
    assert cache["path"] == ".goodword"
    assert "pull_request_target" not in path.read_text(encoding="utf-8")
    commands = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert not any("${{" in command for command in commands), "an expression in a shell can be made to run anything"


def test_gitlab_publishes_only_the_default_branch_and_keeps_its_cache(site: Path) -> None:
    run("new", "ci", "gitlab", cwd=site)
    workflow = read_yaml(site / ".gitlab-ci.yml")
    assert workflow["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert ".goodword/" in workflow["cache"]["paths"]
    assert "Pipeline schedules" in (site / ".gitlab-ci.yml").read_text(encoding="utf-8")


def test_netlify_and_cloudflare_are_called_every_day(site: Path) -> None:
    run("new", "ci", "netlify", cwd=site)
    settings = tomllib.loads((site / "netlify.toml").read_text(encoding="utf-8"))
    plugin = site / settings["plugins"][0]["package"].lstrip("/")
    assert read_yaml(plugin / "manifest.yml") == {"name": plugin.name}
    assert '".goodword"' in (plugin / "index.js").read_text(encoding="utf-8")
    daily = (site / "netlify/functions/goodword-daily.mjs").read_text(encoding="utf-8")
    assert re.search(r'schedule: "\d{1,2} 4 \* \* \*"', daily)
    run("new", "ci", "cloudflare", cwd=site)
    assert "async scheduled(" in (site / "goodword-daily.js").read_text(encoding="utf-8")
    version = (site / ".python-version").read_text(encoding="utf-8").strip()
    assert tuple(map(int, version.split("."))) >= (3, 11)


@pytest.mark.parametrize("host", HOSTS)
def test_this_very_version_is_installed_unless_another_source_is_named(host: str, site: Path) -> None:
    run("new", "ci", host, cwd=site)
    written = [site / name for name in HOSTS[host].values()]
    assert any(f"goodword=={__version__}" in path.read_text(encoding="utf-8") for path in written)
    for path in written:
        path.unlink()
    source = "git+https://code.example/goodword.git@main#egg=goodword"
    assert run("new", "ci", host, "--package", source, cwd=site).exit_code == 0
    assert any(source in path.read_text(encoding="utf-8") for path in written)
    assert not any(re.search(r"(?<!\w)@[A-Z_]+@", path.read_text(encoding="utf-8")) for path in written), "a gap"


@pytest.mark.parametrize(
    "source",
    ["", "-r evil", "--index-url=x", "a'; curl x", 'a"b', "$(x)", "a`x`", "a\nb", "a\\b", "${{ x }}", "x" * 999],
)
def test_a_source_that_could_run_something_is_refused(site: Path, source: str) -> None:
    for host in HOSTS:
        refused = run("new", "ci", host, f"--package={source}", cwd=site)
        assert refused.exit_code == 1
        assert refused.codes == ["GW883"]
    assert not (site / "netlify.toml").exists()


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_there_is_not_written_over(host: str, site: Path) -> None:
    *others, last = [site / name for name in HOSTS[host].values()]
    last.parent.mkdir(parents=True, exist_ok=True)
    last.write_text("mine", encoding="utf-8")
    refused = run("new", "ci", host, "--format", "json", cwd=site)
    assert refused.exit_code == 1
    assert refused.codes == ["GW881"]
    assert json.loads(refused.stdout)["problems"][0]["code"] == "GW881"
    assert last.read_text(encoding="utf-8") == "mine"
    assert not any(path.exists() for path in others), "half of it was written"


def test_an_unknown_host_is_wrong_use(site: Path) -> None:
    wrong = run("new", "ci", "github-pages", cwd=site)
    assert wrong.exit_code == 2
    assert "netlify" in wrong.stderr
