"""`goodword explain`: one question about a site, its answers as text or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodword.cli.excerpts import plain
from goodword.cli.output import finish, format_option, site_option, tell

if TYPE_CHECKING:
    from goodword.build.explaining import Explanation
    from goodword.build.landing_reasons import Choice, Proof

EXAMPLES = """\b
Examples:
  goodword explain k7mw2bxq                 whose page, and why each proof stands on it
  goodword explain /testimonials/ana/
  goodword explain https://www.acme.example/case-studies/
  goodword explain ana-silva                an id: also says why it is hidden
  goodword explain content/testimonials/ana.md
"""
MOST_SOURCES = 30


@click.command(epilog=EXAMPLES)
@site_option
@click.argument("target")
@format_option
def command(site: Path, target: str) -> None:
    """Say where a page comes from and why it looks as it does.

    TARGET is an address or path of the site, a referral code, the id of an entry, or a file of content/.
    """
    import msgspec

    from goodword.build.explaining import explain
    from goodword.clock import today

    found = explain(site.resolve(), target, today)
    for number, explanation in enumerate(found):
        if number:
            tell()
        for line in _lines(explanation):
            tell(plain(line))
    finish([], facts={"explanations": msgspec.to_builtins(found)})


def _lines(explanation: Explanation) -> Iterator[str]:
    yield f"{explanation.address}: {explanation.what}" if explanation.address else explanation.what
    width = max((len(label) for label, _ in explanation.facts), default=0)
    for label, value in explanation.facts:
        yield f"  {label.ljust(width)}  {value}"
    if explanation.sources:
        yield "  made from:"
        for source in explanation.sources[:MOST_SOURCES]:
            yield f"    {source.kind} `{source.id}` ({source.place})"
        left = len(explanation.sources) - MOST_SOURCES
        if left > 0:
            yield f"    ... and {left} more: --format json lists them."
    for proof in explanation.proofs:
        yield from _proof(proof)


def _proof(proof: Proof) -> Iterator[str]:
    yield ""
    yield f"Proof on {proof.address}, looked for: {proof.wanted}. Marked * stands on the page."
    yield from _choices("testimonials", proof.testimonials)
    yield from _choices("case studies", proof.case_studies)


def _choices(name: str, choices: Sequence[Choice]) -> Iterator[str]:
    if not choices:
        yield f"  {name}: none"
        return
    yield f"  {name}, best first:"
    for choice in choices:
        yield f"  {'*' if choice.picked else ' '} {choice.rank:>2}. {choice.id}: {choice.why} ({choice.place})"
