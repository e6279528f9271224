"""`goodword codes`: fills the empty code cells of advocates.csv; elsewhere it offers a code to write."""

from __future__ import annotations

from pathlib import Path

import click

from goodword.cli.output import finish, format_option, site_option, tell

EXAMPLES = """\b
Examples:
  goodword codes
  goodword codes --dry-run
"""


@click.command(epilog=EXAMPLES)
@site_option
@click.option("--dry-run", is_flag=True, help="Only say how many codes are missing; write nothing.")
@format_option
def command(site: Path, dry_run: bool) -> None:
    """Give every advocate without a referral code a random one.

    Fills the empty cells of the column `code` in content/advocates.csv (and adds the column where there is none).
    A code that stands is never changed, and nothing else in the file is. Advocates in Markdown, YAML and JSON are
    listed, each with a code to write.
    """
    from goodword import files
    from goodword.content.sources import read_sources
    from goodword.problems import ERROR, Problems
    from goodword.referral.missing_codes import complete

    sources = read_sources(site)
    advocates = [document for document in sources.documents if document.kind == "advocate"]
    problems = Problems(problem for problem in sources.problems if problem.severity == ERROR)
    done = complete(advocates, lambda path: (site / path).read_bytes())
    problems.extend(done.by_hand)
    for path, data in done.files.items():
        if not dry_run:
            files.write_atomically((site / path).resolve(), data)
    for path, count in done.counts.items():
        tell(f"{path}: {count} {'code' if count == 1 else 'codes'} {'missing' if dry_run else 'filled'}.")
    if not done.counts and not problems.errors:
        tell("Every advocate has a code." if advocates else "There are no advocates yet.")
    finish(problems, facts={"filled": done.counts, "dry_run": dry_run})
