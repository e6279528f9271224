"""Once one thing is wrong, everything else that is: a person should not have to build again to hear the next mistake.

Looks only, and only after a build has failed: whatever goes wrong while looking is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from pathlib import Path

from msgspec.structs import replace

from goodword.build.caches import STATE
from goodword.build.plan import outputs, production_of
from goodword.content.library import Library
from goodword.content.models import Site
from goodword.content.routes import check_addresses
from goodword.outputs.environment import Templates
from goodword.outputs.theme import load_theme
from goodword.problems import ERROR, Problem, Problems, SiteError
from goodword.problems import output as told


def everything_wrong(
    library: Library | None, found: Iterable[Problem], root: Path, pictures: MutableMapping[str, bytes]
) -> SiteError:
    """`found`, with the errors of addresses, pictures, links, messages and templates that can be seen besides.

    library: what stands of the site; None where not even site.yaml can be used. Warnings are not looked for: a link
    to an entry that could not be read is no broken link.
    """
    problems = Problems(found)
    if library is not None:
        more = Problems(check_addresses(library))
        is_themed = _look(library, root, pictures, more)
        if not is_themed:
            # A broken theme hides what is wrong with the pictures: look again with the shipped one.
            plain = replace(library, site=_unthemed(library.site))
            _look(plain, root, pictures, more, themes=root / STATE)
        problems.extend(problem for problem in more if problem.severity == ERROR)
    return SiteError(_told_well(problems))


def _look(
    library: Library, root: Path, pictures: MutableMapping[str, bytes], more: Problems, themes: Path | None = None
) -> bool:
    """Makes every page for the errors it meets; False when the theme kept it from doing so."""
    try:
        production = production_of(library, root, pictures, themes=themes)
    except SiteError as error:
        more.extend(error.problems)
        more.extend(_broken_templates(library, themes or root))
        return False
    broken = production.templates.broken()
    more.extend(broken)
    if broken:
        return False
    try:
        for made in outputs(production):
            if not made.path.endswith(".jpg"):  # pictures were read when pages named them; a card is never wrong
                made.make()
    except SiteError as error:
        more.extend(error.problems)
        return False
    except Exception:  # what is left of a broken site may fail in any way; it is not going to be published
        return True
    finally:
        more.extend(production.problems)
    return True


def _broken_templates(library: Library, root: Path) -> tuple[Problem, ...]:
    try:
        return Templates(load_theme(library.site, library.site_document, root), root).broken()
    except SiteError:  # told already
        return ()


def _unthemed(site: Site) -> Site:
    return replace(site, theme=type(site.theme)(logo=site.theme.logo))


def _told_well(problems: Iterable[Problem]) -> list[Problem]:
    """Without `two pages in one file` where another problem says in which file that is."""
    found = list(problems)
    if any(problem.severity == ERROR and problem.code != told.SAME_OUTPUT.code for problem in found):
        return [problem for problem in found if problem.code != told.SAME_OUTPUT.code]
    return found
