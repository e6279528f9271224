"""The raw writer that every generator is held against: as many files of the same sizes, and nothing else.

`python writer.py MANIFEST FOLDER` is that writer. It imports nothing that it can do without.
"""

import os
import sys

BLOCK = 2**20


def write_manifest(built: str | os.PathLike[str], manifest: str | os.PathLike[str]) -> None:
    """Lists the files below `built` with their sizes, folder by folder."""
    with open(manifest, "w", encoding="utf-8") as target:  # noqa: PTH123 (no pathlib: see above)
        for folder, folders, names in os.walk(built):
            folders.sort()
            inside = os.path.relpath(folder, built)
            for name in sorted(names):
                size = os.path.getsize(f"{folder}/{name}")  # noqa: PTH202
                target.write(f"{size} {name if inside == '.' else f'{inside}/{name}'}\n")


def write_files(manifest: str | os.PathLike[str], folder: str | os.PathLike[str]) -> None:
    """Writes the files of a manifest into a folder that does not exist yet; what is in them means nothing."""
    block = memoryview(b"0123456789abcde\n" * (BLOCK // 16))
    made = ""
    with open(manifest, encoding="utf-8") as rows:  # noqa: PTH123
        for row in rows:
            size, name = row.rstrip("\n").split(" ", 1)
            path = f"{folder}/{name}"
            parent = path[: path.rindex("/")]
            if parent != made:
                try:
                    os.mkdir(parent)  # noqa: PTH102
                except OSError:  # there is none to put it in yet, or it is there
                    os.makedirs(parent, exist_ok=True)  # noqa: PTH103
                made = parent
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            left = int(size)
            while left > 0:
                left -= os.write(handle, block[:left])
            os.close(handle)


if __name__ == "__main__":
    write_files(sys.argv[1], sys.argv[2])
