"""`goodword check`: options, one look at the site, what was found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.cli.output import finish, format_option, site_option, strict_option

if TYPE_CHECKING:
    from goodword.check.inspection import Inspected

EXAMPLES = """\b
Examples:
  goodword check
  goodword check --strict              warnings count as errors, for CI
  goodword check --format github       annotations in a pull request
"""


@click.command(epilog=EXAMPLES)
@site_option
@strict_option
@format_option
def command(site: Path, strict: bool) -> None:
    """Look at the site as a build would make it, and say what a visitor, a customer or a lawyer would find.

    Internal links, alternative texts, disclosures, consents and badge licences that end, stale and thin proof, private
    words and secrets, files that git must not hold, limits of the host. Nothing is written to output/, nothing is
    fetched, and private/ is not read.
    """
    from goodword.check.inspection import inspect
    from goodword.cli.progress import Progress
    from goodword.clock import today

    with Progress("Checking") as step:
        inspected = inspect(site.resolve(), today, step)
    finish(inspected.problems, strict=strict, outcome=_outcome(inspected), facts=_facts(inspected))


def _outcome(inspected: Inspected) -> str:
    library = inspected.library
    hidden = len(library.hidden)
    shown = f"{len(library.testimonials)} testimonials, {hidden} {'entry' if hidden == 1 else 'entries'} hidden"
    return (
        f"Checked {inspected.pages} pages and {inspected.files - inspected.pages} other files, "
        f"{inspected.links} addresses, {shown}."
    )


def _facts(inspected: Inspected) -> dict[str, object]:
    library = inspected.library
    return {
        "pages": inspected.pages,
        "files": inspected.files,
        "addresses": inspected.links,
        "testimonials": len(library.testimonials),
        "hidden": len(library.hidden),
        "day": library.today.isoformat(),
        "next_change": library.next_change.isoformat() if library.next_change else None,
    }
