"""A ZIP file whose bytes depend on nothing but what is in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

# The first moment that a ZIP file can name.
_ALWAYS = (1980, 1, 1, 0, 0, 0)
_UNIX, _REGULAR_FILE = 3, 0o100644


def zipped(folder: str, contents: Mapping[str, bytes]) -> bytes:
    """`contents` by name below `folder`, in the order of their names, as they are: pictures are packed already, and
    what a library makes of the rest may differ from machine to machine.

    folder, names: safe relative paths with `/`.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _ALWAYS)
            entry.create_system, entry.external_attr = _UNIX, _REGULAR_FILE << 16
            archive.writestr(entry, contents[name])
    return out.getvalue()
