"""A newcomer's first site: the files of `first_site/`, with the name, fresh codes and dates that are not old."""

from __future__ import annotations

import datetime
import re
from importlib import resources
from pathlib import Path

from goodword.problems import SiteError
from goodword.problems import scaffolding as told
from goodword.referral.codes import new_codes
from goodword.scaffolding.fields import scalar
from goodword.scaffolding.names import checked, id_of
from goodword.scaffolding.planned import Planned

LONGEST_HOST = 63
# Where each file of first_site/ goes.
FILES = {
    "site.yaml": "site.yaml",
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "testimonials/nadia-feldmann.md": "content/testimonials/nadia-feldmann.md",
    "testimonials/jonas-okafor.md": "content/testimonials/jonas-okafor.md",
    "testimonials/caretaker.md": "content/testimonials/caretaker.md",
    "case-studies/feldmann-print.md": "content/case-studies/feldmann-print.md",
    "awards/service-prize.md": "content/awards/service-prize.md",
    "advocates.csv": "content/advocates.csv",
    "advocates.example.csv": "private/advocates.example.csv",
}
_GAP = re.compile(r"@(NAME|HEADING|HOST|YEAR|CODE1|CODE2|DAY-(\d+))@")


def plan_site(name: str, parent: Path, day: datetime.date) -> tuple[Path, list[Planned]]:
    """The folder of a new site below `parent`, and its files; `day` is today.

    Raises SiteError for a name that is none, and for a folder that is in use.
    """
    wanted = checked(name)
    slug = id_of(wanted, "site")
    folder = parent / slug
    if folder.is_symlink() or (folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))):
        raise SiteError([told.FOLDER_IN_USE(None, folder=slug)])
    # `acme-tools` was typed for the folder's sake; people read "Acme tools".
    shown = wanted.replace("-", " ").capitalize() if wanted == slug else wanted
    first, second = new_codes(2, ())
    words = {
        "NAME": scalar(shown),
        "HEADING": re.sub(r"([\\`*_<>\[\]#&!|])", r"\\\1", shown),
        "HOST": slug[:LONGEST_HOST].strip("-"),
        "YEAR": str((day - datetime.timedelta(days=120)).year),
        "CODE1": first,
        "CODE2": second,
    }

    def fill(gap: re.Match[str]) -> str:
        return words.get(gap[1]) or (day - datetime.timedelta(days=int(gap[2]))).isoformat()

    source = resources.files("goodword.scaffolding").joinpath("first_site")
    planned = []
    for path, target in FILES.items():
        text = source.joinpath(path).read_text(encoding="utf-8")
        planned.append(Planned(target, _GAP.sub(fill, text).encode()))
    return folder, planned
