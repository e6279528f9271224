"""`goodword import testimonials`: the dry run of an import, or the import itself."""

from __future__ import annotations

import os
from pathlib import Path

import click

from goodword.cli.output import finish, format_option, site_option, tell

EXAMPLES = """\b
Examples:
  goodword import testimonials reviews.csv
  goodword import testimonials reviews.csv --write
  goodword import testimonials old-site/_data/quotes.yml old-site/_testimonials/
  goodword import testimonials answers.csv --map "What would you tell a friend?=quote"
  goodword import testimonials export.csv --date-format dmy --scale 10
"""


@click.group(epilog=EXAMPLES)
def command() -> None:
    """Bring testimonials in from files of other tools."""


def _mapping(_: click.Context, __: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        column, sign, field = pair.rpartition("=")
        if not sign or not column.strip() or not field.strip():
            raise click.BadParameter(f"`{pair}` is not COLUMN=FIELD.")
        mapping[column.strip()] = field.strip()
    return mapping


def _scale(_: click.Context, __: click.Parameter, scale: float | None) -> str | None:
    if scale is not None and not 0 < scale <= 1000:
        raise click.BadParameter("The best rating is a number above 0.")
    return None if scale is None else f"{scale:g}"


def _language(_: click.Context, __: click.Parameter, tag: str | None) -> str | None:
    from goodword.content.document import language_tag

    if tag is not None and language_tag(tag) is None:
        raise click.BadParameter(f"`{tag}` is not a language tag such as `en` or `pt-BR`.")
    return tag


@command.command(epilog=EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, path_type=Path))
@click.option("--write", is_flag=True, help="Write the drafts; without it nothing is written.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="COLUMN=FIELD",
    callback=_mapping,
    help="Say what a column means: a field, `imported` or `private`. May be given several times.",
)
@click.option("--date-format", type=click.Choice(["dmy", "mdy", "ymd"]), help="The order of day, month and year.")
@click.option("--language", metavar="TAG", callback=_language, help="The language the words were said in.")
@click.option(
    "--scale", type=float, callback=_scale, help="The best rating that could be given, where no file says it."
)
@click.option("--keep-author", is_flag=True, help='Keep "Name, Role, Company" whole as the author.')
@site_option
@format_option
def testimonials(
    files: tuple[Path, ...],
    write: bool,
    mapping: dict[str, str],
    date_format: str | None,
    language: str | None,
    scale: str | None,
    keep_author: bool,
    site: Path,
) -> None:
    """Turn testimonials of other tools into drafts.

    FILE is YAML, JSON, JSONL, CSV, TOML, Markdown, or a folder of these. First a dry run shows what each column would
    become; with --write the drafts are written to content/testimonials/, without consent and not published. Nothing is
    made up, nothing is overwritten, and what is there already is not written twice. E-mail addresses, telephone and
    booking numbers go to private/imported/.
    """
    from goodword.importing import ImportOptions, next_steps, plan_import, report_json, report_text, write_import

    private = os.environ.get("GOODWORD_PRIVATE")
    options = ImportOptions(
        date_format=date_format,  # type: ignore[arg-type]  # one of the choices above
        language=language,
        scale=scale,
        split_author=not keep_author,
        mapping=mapping,
        private=Path(private) if private else None,
    )
    plan = plan_import(files, root=site, options=options)
    if plan.wrong_use:
        raise click.UsageError(" ".join(f"{problem.message} {problem.hint}" for problem in plan.wrong_use))
    written = write_import(plan, site) if write and not plan.errors else None
    count = None if written is None else len(written)
    tell(report_text(plan, written=count, problems=False))
    facts = report_json(plan) | {"written": [path.as_posix() for path in written or ()]}
    finish(plan.problems, facts=facts, outcome=next_steps(plan, count))
