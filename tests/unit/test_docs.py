"""The documents say what the program does: generated pages are current, every command and code is in them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from goodword.cli.commands import COMMANDS
from sites import ROOT, run

PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])


def test_generated_pages_are_current() -> None:
    ended = subprocess.run(
        [sys.executable, ".ci/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, "")


def test_no_code_stands_for_two_messages() -> None:
    written = re.findall(r"<a id='gw\d+'></a>(GW\d+)", (ROOT / "docs/errors.md").read_text(encoding="utf-8"))
    assert len(written) > 100
    assert sorted(set(written)) == sorted(written)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_examples(command: str) -> None:
    result = run(command, "--help", cwd=ROOT)
    assert result.exit_code == 0
    assert "Examples:" in result.stdout
    assert f"goodword {command}" in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_stands_in_the_readme_or_the_docs(command: str) -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert f"goodword {command}" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"`[^`\n]*`", "", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", prose):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
