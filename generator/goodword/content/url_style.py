"""URL styles: which file a path is in the output, which address pages write for it, and both ways back.

Everywhere else a page is known by its path, `/r/CODE/`; no other module adds `index.html` or `.html` to one.
What hosts do with a request is documented in docs/hosting.md.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from msgspec import Struct

from goodword.content.models.site import Site

INDEX, ENDING = "index.html", ".html"
# Hosts that give `x.html` for `/x`, by themselves or told so by the files that we write for them.
_CLEAN = frozenset({"netlify", "cloudflare", "vercel", "github", "gitlab", "nginx"})
# Those of them that give it, or lead to it, for `/x/` too: addresses of the style `directory` go on answering.
_WITH_SLASH = frozenset({"netlify", "cloudflare", "vercel", "nginx"})
# Hosts that look for a folder `x/` before `x.html`, and find nothing when it has no index.html.
_FOLDER_FIRST = frozenset({"gitlab"})
# Names that hosts read as something else than a page of that name.
_TAKEN = frozenset({"index", "404"})


class UrlStyle(Struct, frozen=True):
    """How the pages of one site are written.

    files: one file a page (`urls: file`); homes: the paths of home pages; clean: whether the host wants no `.html`
    then; with_slash: whether it answers such addresses with a slash at the end, too. above: paths that have pages
    below and stand in that folder, for a host that looks there first.
    """

    files: bool = False
    homes: frozenset[str] = frozenset({"/"})
    clean: bool = False
    with_slash: bool = False
    above: frozenset[str] = frozenset()

    def file(self, path: str) -> str:
        """The file of a path, relative to the output folder. What does not end in `/` is a file by itself."""
        inside = path[1:]
        if inside and not inside.endswith("/"):
            return inside
        return f"{inside}{INDEX}" if self._in_folder(path) else f"{inside[:-1]}{ENDING}"

    def files_of(self, paths: Iterable[str]) -> list[str]:
        """The files of paths of pages, for very many of them."""
        return list(map(self.file, paths)) if self.files else [f"{path[1:]}{INDEX}" for path in paths]

    def address(self, path: str) -> str:
        """What pages write for a path, with its fragment if it has one; without the site's base."""
        if not self.files:
            return path
        page, mark, fragment = path.partition("#")
        if not page.endswith("/") or self._keeps_slash(page):
            return path
        return f"{page[:-1]}{'' if self.clean else ENDING}{mark}{fragment}"

    def path(self, file: str) -> str:
        """The path of the page that `file` is; of what is no page: where it lies."""
        if file == INDEX or file.endswith(f"/{INDEX}"):
            return f"/{file.removesuffix(INDEX)}"
        stem = file.removesuffix(ENDING)
        if not self.files or stem == file or stem.rpartition("/")[2] in _TAKEN:
            return f"/{file}"
        return f"/{stem}/"

    def served_at(self, file: str) -> str:
        """The address at which a host gives `file`, which need not be the one that pages write."""
        if file == INDEX or file.endswith(f"/{INDEX}"):
            return f"/{file.removesuffix(INDEX)}"
        return self.address(self.path(file))

    def spelled(self, address: str) -> str:
        """The path that somebody means by `address`, however it is written: `/r/x`, `/r/x/`, `/r/x.html`."""
        path = "/" + address.lstrip("/").removesuffix(INDEX)
        if path.endswith("/"):
            return path
        stem = path.removesuffix(ENDING)
        if stem != path and stem.rpartition("/")[2] not in _TAKEN:
            return f"{stem}/"
        return path if "." in path.rpartition("/")[2] else f"{path}/"

    def answering(self, address: str) -> Iterator[str]:
        """The files that the host would give for an address of this site or lead to from there, in its order."""
        inside = address.lstrip("/")
        if inside and not inside.endswith("/"):
            yield inside
            if self.files and self.clean:
                yield f"{inside}{ENDING}"
            yield f"{inside}/{INDEX}"
            return
        yield f"{inside}{INDEX}"
        if self.files and self.with_slash and inside:
            yield f"{inside[:-1]}{ENDING}"

    def old_files(self, path: str) -> tuple[str, ...]:
        """The files of a page that stands at an old path: in both styles, for nobody knows how it was written."""
        if not path.endswith("/"):
            return (path[1:],)
        folder = f"{path[1:]}{INDEX}"
        return (f"{path[1:-1]}{ENDING}", folder) if self.files else (folder,)

    def gone(self, removed: Iterable[str], there: Container[str]) -> tuple[str, ...]:
        """The addresses of removed pages that answer no longer, sorted. there: the files that the site has now.

        The page may have been written in the other style, and the host may lead on from its old address.
        """
        found = []
        for file in removed:
            stem = file.removesuffix(ENDING)
            folder, _, name = stem.rpartition("/")
            if stem == file or name == "404":
                continue
            if name == "index":
                at, now = f"/{folder}/" if folder else "/", f"{folder}{ENDING}" if self.with_slash else ""
            else:
                at, now = (f"/{stem}", f"{stem}/{INDEX}") if self.clean else (f"/{file}", "")
            if now not in there:
                found.append(at)
        return tuple(sorted(found))

    def _in_folder(self, path: str) -> bool:
        return self._keeps_slash(path) or path in self.above

    def _keeps_slash(self, path: str) -> bool:
        # A landing page in its folder is led to: what is printed stays right when its last audience goes.
        if not self.files or path in self.homes or path[1:-1].rpartition("/")[2] in _TAKEN:
            return True
        return path in self.above and (path == "/r/" or not path.startswith("/r/"))


def style_of(site: Site) -> UrlStyle:
    """The style that site.yaml asks for, as far as it depends on no page."""
    target = site.hosting.target
    return UrlStyle(
        files=site.urls == "file",
        homes=frozenset({"/", *(f"/{tag.lower()}/" for tag in site.all_languages if tag != site.language)}),
        clean=target in _CLEAN,
        with_slash=target in _WITH_SLASH,
    )


def looks_in_folders_first(site: Site) -> bool:
    """Whether pages with pages below must stand in that folder, so that the host finds them."""
    return site.urls == "file" and site.hosting.target in _FOLDER_FIRST


def above(paths: Iterable[str]) -> frozenset[str]:
    """Every path that has another one of `paths` below it."""
    found = set()
    for path in paths:
        parts = path.strip("/").split("/")
        found |= {f"/{'/'.join(parts[:count])}/" for count in range(1, len(parts))}
    return frozenset(found)
