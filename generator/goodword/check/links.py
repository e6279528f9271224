"""Addresses of the site's own pages, files and places on pages: whether what they point to is there.

Addresses of other sites are never fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from goodword import text
from goodword.check.subject import Subject, elsewhere
from goodword.content import routes
from goodword.problems import Problem, Rule, checks

_SCHEMES = frozenset({"http", "https"})


def broken_links(subject: Subject) -> Iterator[Problem]:
    """Every address that leads nowhere, once, at the first page that holds it."""
    targets = Targets.of(subject)
    found: dict[tuple[str, str], Finding] = {}
    for path in sorted(subject.facts):
        page = targets.host_address + subject.production.style.served_at(path)
        for link in sorted(subject.facts[path].links):
            said = targets.judge(link.url, page, loads=link.loads)
            if said is None:
                continue
            rule, values = said
            url = _of_all_codes(link.url, path)
            key = (rule.code, url if not url.startswith("#") else page + url)
            if key in found:
                found[key].others += 1
            else:
                found[key] = Finding(rule, path, link.url, values)
    for one in found.values():
        place = subject.place(one.path, *_as_written(one.url, targets.base))
        is_source = not place.path.startswith("output/")
        where = f" (on `{one.path}`" if is_source else ""
        if where and one.others:
            where += f" and {one.others} other page{'s' if one.others > 1 else ''}"
        where = where + ")" if where else elsewhere(one.others)
        yield one.rule(place, url=one.url, where=where, **one.values)


def _of_all_codes(url: str, path: str) -> str:
    """`url` as it would stand on any page: without the code that each landing page adds to links into the site."""
    if not path.startswith("r/"):
        return url
    before, equals, after = url.partition(f"={path.split('/')[1].removesuffix('.html')}")
    return before.rpartition("?" if "&" not in before else "&")[0] + after if equals else url


@dataclass(slots=True)
class Finding:
    """A broken address and the first output that holds it."""

    rule: Rule
    path: str
    url: str
    values: dict[str, str]
    others: int = 0


@dataclass(slots=True)
class Targets:
    """What addresses of the site may point to."""

    subject: Subject
    base: str
    host: str
    host_address: str
    redirected: frozenset[str]
    folded: dict[str, str] = field(default_factory=dict)
    nearest: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, subject: Subject) -> Targets:
        """The targets of one site."""
        production = subject.production
        sources = {unquote(redirect.source.partition("?")[0]).rstrip("/") for redirect in subject.redirects}
        folded = {path.casefold(): path for path in subject.facts}
        whole = production.origin + production.base
        return cls(subject, production.base, urlsplit(whole).netloc, whole, frozenset(sources), folded)

    def judge(self, url: str, page: str, *, loads: bool) -> tuple[Rule, dict[str, str]] | None:
        """What is wrong with `url` on `page` (a whole address), with the values of the message; None: nothing."""
        try:
            parts = urlsplit(urljoin(page, url.strip()))
        except ValueError:
            return checks.LINK_BROKEN, {"hint": ""}
        if parts.scheme not in _SCHEMES:
            return None
        if parts.netloc != self.host:
            return (checks.FOREIGN_LOAD, {}) if loads else None
        path = unquote(parts.path) or "/"
        if self.base and path != self.base and not path.startswith(f"{self.base}/"):
            return (checks.LINK_OUTSIDE, {"base": self.base}) if url.startswith("/") else None
        return self._own(path.removeprefix(self.base) or "/", path, parts)

    def _own(self, path: str, whole: str, parts: SplitResult) -> tuple[Rule, dict[str, str]] | None:
        name = self.file_at(path)
        if name is None:
            if whole.rstrip("/") in self.redirected:
                return None
            other = self._other_case(path)
            if other:
                return checks.LINK_CASE, {"found": self.base + other}
            if whole not in self.nearest:  # looking for it takes long, and thousands of pages may have the same link
                match = text.closest(whole, [self.base + address for address in self._addresses()])
                self.nearest[whole] = f"Did you mean `{match}`?" if match else ""
            return checks.LINK_BROKEN, {"hint": self.nearest[whole]}
        anchor = unquote(parts.fragment)
        ids = self.subject.facts[name].ids
        if not anchor or anchor.startswith(":~:") or ids is None or anchor == "top" or anchor in ids:
            return None
        match = text.closest(anchor, ids)
        return checks.ANCHOR_MISSING, {"hint": f"Did you mean `#{match}`?" if match else ""}

    def file_at(self, path: str) -> str | None:
        """The output that a host gives for a path without the base."""
        found = self.subject.production.style.answering(path)
        return next((name for name in found if name in self.subject.facts), None)

    def _other_case(self, path: str) -> str | None:
        style = self.subject.production.style
        for spelling in (path.rstrip("/").casefold(), f"{path.strip('/').casefold()}/"):
            for candidate in style.answering(spelling):
                if candidate in self.folded:
                    return style.served_at(self.folded[candidate])
        return None

    def _addresses(self) -> list[str]:
        pages = [path for path, facts in self.subject.facts.items() if facts.ids is not None]
        style = self.subject.production.style
        public = [style.served_at(path) for path in pages if not path.startswith(("r/", "share/"))]
        return public[:2000]


def _as_written(url: str, base: str) -> Iterable[str]:
    """How `url` may stand in a source: as it is, without the base, or only its fragment."""
    yield url
    path = url.partition("?")[0]
    if base and path.startswith(f"{base}/"):
        path = path.removeprefix(base)
    if len(path) > 2:
        yield path
    fragment = url.partition("#")[2]
    if len(fragment) > 1:
        yield f"#{fragment}"


def broken_redirects(subject: Subject) -> Iterator[Problem]:
    """Old addresses that lead to nothing."""
    library = subject.library
    broken = {
        redirect.old: redirect.new
        for redirect in routes.redirects(library)
        if subject.production.style.file(redirect.new.partition("#")[0]) not in subject.facts
    }
    for group in (library.testimonials, library.case_studies, library.articles, library.pages, library.advocates):
        for item in group if broken else ():
            for index, alias in enumerate(item.entry.aliases):
                old = routes.alias_path(item, alias)
                if old in broken:
                    place = item.document(item.language).place("aliases", index)
                    new = subject.production.style.address(broken[old])
                    yield checks.REDIRECT_BROKEN(place, old=old, new=new)


def pictures_without_alt(subject: Subject) -> Iterator[Problem]:
    """Pictures whose template gives no alt at all, each once."""
    found: dict[str, list[str]] = {}
    for path in sorted(subject.facts):
        for picture in sorted(subject.facts[path].without_alt):
            found.setdefault(picture, []).append(path)
    for picture, paths in found.items():
        yield checks.NO_ALT_ATTRIBUTE(subject.place(paths[0]), picture=picture, where=elsewhere(len(paths) - 1))
