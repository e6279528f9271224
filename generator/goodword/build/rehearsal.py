"""A build that writes no site: the same library and the same outputs, for whoever wants to look at them first."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from goodword.build.caches import STATE, cards_of, pictures_of, templates_of
from goodword.build.kit_secret import secret_for
from goodword.build.plan import production_of
from goodword.content.load import load_library
from goodword.outputs.production import Production
from goodword.referral.codes import check_all_codes


def rehearse(root: Path, day: Callable[[str], datetime.date]) -> Production:
    """The production of a real build of the site in `root`; hand it to `plan.outputs` for the files.

    Uses the caches in .goodword/ and does without where they cannot be written. Raises SiteError as a build does.
    """
    secret = secret_for(root, root / STATE)  # whoever is told of a page must not learn its address
    library = load_library(root, day, checks=[check_all_codes])
    try:
        templates = templates_of(root)
    except OSError:
        return production_of(library, root, secret=secret)
    return production_of(library, root, pictures_of(root), templates, secret=secret, cards=cards_of(root))
