"""Style sheets ahead of the build that they will be part of: they need nothing but the theme, and pages need them now.

A change of one gives every page another address of it, so the whole build takes longer than a person wants to wait for
a colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from goodword.content.document import Document
from goodword.content.models import Site
from goodword.content.sources import SITE, read_site
from goodword.content.validate import to_site
from goodword.outputs.theme import load_theme

_DIGEST = re.compile(r"\.[0-9a-f]{10}(?=\.css$)")


def are_styles(paths: Iterable[str]) -> bool:
    """Whether a change of these files may be one of style sheets alone: themes' own, and site.yaml for its tokens."""
    return all(path.endswith(".css") or Path(path).name == SITE for path in paths)


class Styles(Struct, frozen=True):
    """The style sheets of a theme as they are now: by their published path, and that path by the one without digest."""

    sheets: Mapping[str, bytes]
    names: Mapping[str, str]

    @classmethod
    def of(cls, root: Path, site: Site, document: Document) -> Styles:
        """Those of a site that was `site` when it was last built. Raises SiteError, OSError."""
        fresh = read_site(root)
        read = to_site(fresh)[0] if fresh else None
        # With anything else in it the site might not be built at all.
        if fresh and read and msgspec.structs.replace(read, theme=site.theme) == site:
            site, document = read, fresh
        static = load_theme(site, document, root).static.values()
        sheets = {f"/{file.path}": file.data for file in static if file.path.endswith(".css")}
        return cls(sheets, {_DIGEST.sub("", path): path for path in sheets})

    def newest(self, address: str, base: str) -> str:
        """The address of the style sheet that now is what the one at `address` was; base: see Served."""
        path = address.removeprefix(base)
        return base + self.names.get(_DIGEST.sub("", path), path) if address.startswith(f"{base}/") else address
