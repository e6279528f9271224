"""The group `goodword`: which commands there are, in one line each, and when their modules are imported.

The lines stand here, not in the modules, so that `goodword --help` imports none of them.
"""

from __future__ import annotations

import importlib
from typing import Any

import click

from goodword import __version__
from goodword.cli.crash import crashed, refused
from goodword.cli.output import close_stdout, finish
from goodword.problems import OutsideError, SiteError

WRONG_CONTENT, OUTSIDE = 1, 3

# name: (module below goodword.cli, one line); in the order in which a newcomer meets them
COMMANDS = {
    "new": ("new", "Start a site, or an entry of any kind, or a CI workflow."),
    "serve": ("serve", "Show the site on this machine and again after every change."),
    "build": ("build", "Turn content/ into a complete site in output/."),
    "check": ("check", "Look for what a visitor or a lawyer would find."),
    "codes": ("codes", "Give every advocate without a referral code one."),
    "rewards": ("rewards", "Count who has earned a reward, and keep the ledger."),
    "import": ("import_", "Bring testimonials in from files of other tools."),
    "kit": ("kit", "Write what advocates need to pass their link on."),
    "ready": ("ready", "Say whom to ask for a referral, and to whom to give first."),
    "give": ("give", "Show what you gave partners, what came back, and whom you owe."),
    "thanks": ("thanks", "Write a note and a card for everybody who sent somebody."),
    "explain": ("explain", "Say where a page comes from and why it looks as it does."),
}

EXAMPLES = """\b
Examples:
  goodword new site acme && cd acme
  goodword serve
  goodword new testimonial "Maria Lopez"
  goodword build --format github
"""


class Commands(click.Group):
    """A group whose commands are imported one at a time, and that ends with the exit codes of PRODUCT.md."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, line = COMMANDS[cmd_name]
        command = importlib.import_module(f"goodword.cli.{module}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"goodword.cli.{module}.command is no click command")
        command.short_help = line
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from goodword.text import did_you_mean

        raise click.UsageError(f"There is no command `{name}`. {did_you_mean(name, COMMANDS)}".rstrip(), ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; its problems are told in the format that it was asked for."""
        try:
            return super().invoke(ctx)
        except SiteError as error:
            problems, code = error.problems, WRONG_CONTENT
        except OutsideError as error:
            problems, code = (error.problem,), OUTSIDE
        except BrokenPipeError:
            close_stdout()
            raise click.exceptions.Exit(OUTSIDE) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except OSError as error:
            problems, code = (refused(error),), OUTSIDE
        except Exception as error:
            problems, code = (crashed(error),), OUTSIDE
        try:
            return finish(problems, context=ctx, code=code)
        except OSError:  # it was told on stderr; what reads stdout is full, or has gone
            close_stdout()
            raise click.exceptions.Exit(OUTSIDE) from None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(name, help=line) for name, (_, line) in COMMANDS.items() if name.startswith(incomplete)]


@click.group(cls=Commands, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="goodword")
def goodword() -> None:
    """Turns testimonials, case studies, awards and advocates into a site that is ready to be referred."""
