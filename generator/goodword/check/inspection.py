"""One check: makes every output in memory, shows each to the rules that look at files, then asks those about the site.

The two tables are the list of all rules. A new rule is one function (or a class with `__call__` for files) in the
module of its subject, and one line here.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from goodword.build.plan import outputs
from goodword.build.rehearsal import rehearse
from goodword.check import alternatives, cards, consents, hosting, languages, links, proof
from goodword.check.budgets import Budgets
from goodword.check.disclosures import Disclosures
from goodword.check.secrets import Leaks
from goodword.check.subject import File, Subject
from goodword.check.survey import facts_of
from goodword.content.library import Library
from goodword.outputs.machine_files import host
from goodword.problems import Problem, Problems, SiteError, checks
from goodword.problems import output as told

Day = Callable[[str], datetime.date]
OfSite = Callable[[Subject], Iterator[Problem]]

# Rules about the content and the site as a whole.
OF_CONTENT: tuple[OfSite, ...] = (
    proof.unknown_ties,
    proof.stale,
    proof.translators,
    proof.results,
    proof.awards,
    proof.recordings,
    proof.policies,
    proof.programs,
    proof.praise,
    alternatives.undescribed,
    consents.ending,
    consents.ended,
    consents.badges,
    languages.versions,
    languages.site_texts,
    languages.words,
    languages.unknown_words,
    hosting.tracked,
)
# Rules about all outputs together; asked only when all of them could be made.
OF_OUTPUTS: tuple[OfSite, ...] = (
    links.broken_links,
    links.broken_redirects,
    links.pictures_without_alt,
    cards.lacking,
)


class Inspected(Struct, frozen=True):
    """What a check found, and how much it looked at."""

    library: Library
    problems: tuple[Problem, ...]
    pages: int
    files: int
    links: int


def inspect(root: Path, day: Day, step: Callable[[], None] = lambda: None) -> Inspected:
    """Checks the site in `root`. `step` is called after each output.

    Raises SiteError where the content is so broken that there is no library.
    """
    production = rehearse(root, day)
    subject = Subject(root, production, secret=os.environ.get("GOODWORD_SECRET", ""))
    problems = Problems(production.library.warnings)
    is_whole = _look_at_files(subject, problems, step)
    for rule in OF_CONTENT:
        problems.extend(rule(subject))
    if is_whole:
        about = host(production)
        subject.redirects = about.ruled
        problems.extend(hosting.limits(subject, about))
        for rule in OF_OUTPUTS:
            problems.extend(rule(subject))
    else:
        problems.add(checks.INCOMPLETE(None))
    problems.extend(production.problems)
    pages = sum(facts.ids is not None for facts in subject.facts.values())
    addresses = {link.url for facts in subject.facts.values() for link in facts.links}
    return Inspected(production.library, tuple(problems), pages, len(subject.facts), len(addresses))


def _look_at_files(subject: Subject, problems: Problems, step: Callable[[], None]) -> bool:
    """Shows every output to the rules that look at files; tells whether all outputs could be made."""
    leaks, budgets = Leaks(subject), Budgets(subject)
    rules = (Disclosures(subject), leaks, budgets)
    address = subject.production.absolute("")
    folded: set[str] = set()
    is_whole = True
    try:
        for made in outputs(subject.production):
            if made.path.casefold() in folded:
                problems.add(told.SAME_OUTPUT(None, path=made.path))
            folded.add(made.path.casefold())
            file = File(made.path, made.make())
            subject.facts[made.path] = facts_of(file, address)
            for rule in rules:
                problems.extend(rule(file))
            step()
    except SiteError as error:
        problems.extend(error.problems)
        is_whole = False
    problems.extend(leaks.problems())
    problems.extend(budgets.problems())
    return is_whole
