"""`goodword new`: a site, an entry of any kind, a workflow; says what was written and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from goodword import __version__
from goodword.cli.output import finish, format_option, site_option, tell

EXAMPLES = """\b
Examples:
  goodword new site acme
  goodword new testimonial "Maria Lopez"
  goodword new case-study "Feldmann Print"
  goodword new page about --language es
  goodword new ci github
"""
# Kind: (one line for the help, what NAME is, an example).
KINDS = {
    "testimonial": ("A testimonial: the words of one customer.", "Who said it", "Maria Lopez"),
    "case-study": ("A case study: the story of one customer.", "The customer", "Feldmann Print"),
    "award": ("An award.", "What it is called", "Service Prize 2026"),
    "advocate": ("A customer who recommends you: a row with a code.", "The public name", "Maria Lopez"),
    "partner": ("A partner.", "The partner's name", "Harbour Street Bicycles"),
    "article": ("An article, free for every reader.", "Its title", "What to measure first"),
    "page": ("A page of your own.", "Its title", "about"),
    "program": ("The referral program: rewards and rules.", "What it is called", "Pass it on"),
}
HOSTS = ("github", "gitlab", "netlify", "cloudflare")


class Kinds(click.Group):
    """The group, in the order in which a newcomer needs its commands, and with a suggestion for a mistyped one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return ["site", *KINDS, "ci"]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in self.commands or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        from goodword.text import did_you_mean

        raise click.UsageError(f"There is no `goodword new {args[0]}`. {did_you_mean(args[0], self.commands)}".rstrip())


@click.group(cls=Kinds, epilog=EXAMPLES)
def command() -> None:
    """Start a site, an entry of any kind, or what publishes the site.

    An entry is a file (an advocate: a row) with every field explained in it. It begins as a draft without consent, so
    nothing of it is published until you say so. Nothing is ever written over.
    """


@command.command(
    epilog='\b\nExamples:\n  goodword new site acme && cd acme && goodword serve\n  goodword new site "Acme Tools"'
)
@click.argument("name")
@format_option
def site(name: str) -> None:
    """A new site in a folder of its own, with a few examples to replace.

    The folder is called like NAME, in small Latin letters and with hyphens.
    """
    from goodword.clock import today
    from goodword.scaffolding import plan_site, write

    folder, planned = plan_site(name, Path(), today())
    write(planned, folder)
    tell(f"A new site in {folder}/: {len(planned)} files.")
    tell()
    tell("Next:")
    tell(f"  cd {folder}")
    tell("  goodword serve        shows it, and again after every change")
    tell("  goodword build        makes it in output/")
    tell("README.md there tells the first steps.")
    finish((), facts={"folder": folder.as_posix(), "written": [one.path for one in planned]})


def _entry(kind: str) -> None:
    line, meaning, example = KINDS[kind]

    def run(name: str, language: str | None, site: Path) -> None:
        from goodword.clock import today
        from goodword.scaffolding import plan_entry, write

        planned = plan_entry(kind, name, site, today(), language)
        write(planned, site)
        (one,) = planned
        tell(f"{'Added a row to' if one.replaces else 'Wrote'} {one.path}.")
        for step in _next_steps(kind, one.path):
            tell(step)
        finish((), facts={"written": [one.path]})

    run.__doc__ = f"{line}\n\n    NAME: {meaning[0].lower()}{meaning[1:]}."
    shown = f'"{example}"' if " " in example else example
    other = f"  goodword new {kind} {shown} --language es\n"
    options: list[Callable[[Any], Any]] = [
        click.argument("name"),
        click.option("--language", metavar="TAG", help=_LANGUAGE_HELP.get(kind, "The language it is written in.")),
        site_option,
        format_option,
    ]
    made: Any = run
    for option in reversed(options):
        made = option(made)
    command.command(kind, epilog=f"\b\nExamples:\n  goodword new {kind} {shown}\n{other}")(made)


_LANGUAGE_HELP = {
    "testimonial": "The language the words were said in, where it is not the site's.",
    "advocate": "The language of the advocate's page, where it is not the site's.",
    "program": "The language it is written in, where it is not the site's.",
} | dict.fromkeys(
    ("case-study", "award", "partner", "article", "page"),
    "Write the version of an existing one in this language of the site.",
)


def _next_steps(kind: str, path: str) -> Sequence[str]:
    look = "`goodword serve` shows it as a draft."
    if kind == "advocate":
        consent = "`consent.granted`, `consent.method` and `consent.scope` (`page` is needed, `name|role|company` help)"
        return (
            f"Next: fill the row. When the person has agreed, write {consent},",
            "and empty the cell `status`: the landing page is published then.",
        )
    if kind == "program":
        return (f"Next: fill it, then take out `status: draft`. {look}",)
    if path.count(".") > 1:
        return (f"Next: translate it, then take out `status: draft`. {look}",)
    if kind in ("testimonial", "case-study", "partner"):
        what = {"testimonial": "write the words", "case-study": "tell the story", "partner": "fill it"}[kind]
        return (f"Next: {what}, ask for consent, then take out `status: draft`. {look}",)
    return (f"Next: fill it, then take out `status: draft`. {look}",)


for _kind in KINDS:
    _entry(_kind)


@command.command(epilog="\b\nExamples:\n  goodword new ci github\n  goodword new ci netlify --package goodword==1.2\n")
@click.argument("host", type=click.Choice(HOSTS))
@click.option(
    "--package",
    metavar="SOURCE",
    help="What pip installs there, a version, git address or path. [default: this version]",
)
@site_option
@format_option
def ci(host: str, package: str | None, site: Path) -> None:
    """What makes a host publish the site: on every push, and every day, because consents and licences end.

    It installs Goodword, builds, checks, and publishes only when both found no error.
    """
    from goodword.scaffolding import plan_ci, write

    planned = plan_ci(host, site, package)
    write(planned, site)
    for one in planned:
        tell(f"Wrote {one.path}.")
    if package is None:
        tell(f"It installs goodword=={__version__} from the package index; --package names another source.")
    tell(f"Next: the first lines of {planned[0].path} say what to set at the host, once. Then commit and push.")
    finish((), facts={"written": [one.path for one in planned]})
