"""Why a page is there, looks as it does, or is not there: the answers of `goodword explain`. Pure, but for reading.

What is hidden is explained by its id, its place and the reason; nothing of its content is told.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from goodword import files, text
from goodword.build.addresses import Address, addresses, own_pages
from goodword.build.caches import STATE
from goodword.build.card_reasons import card_at, card_facts
from goodword.build.kit_secret import NO_KITS, kit_secret
from goodword.build.landing_reasons import Proof, landing_facts, landing_proofs
from goodword.build.plan import frames_of, production_of, why_no_kits
from goodword.build.state import told_of
from goodword.content import routes
from goodword.content.displays import KINDS
from goodword.content.library import Item, Library
from goodword.content.load import load_library
from goodword.content.models import Advocate
from goodword.outputs.displays import shown_in
from goodword.outputs.frames import Frame
from goodword.outputs.kit import TEMPLATE, plain_because
from goodword.outputs.landing import LandingPages
from goodword.outputs.site_paths import url_style
from goodword.problems import SiteError
from goodword.problems import explaining as rules
from goodword.problems.kit_addresses import shortened
from goodword.referral.kit_address import kit_path

# So many of the files that had changed are named.
_MOST_CHANGED = 5
_LOCAL = ("127.0.0.1", "localhost", "::1")


class Source(Struct, frozen=True):
    """An entry that a page is made from, and where it is written."""

    kind: str
    id: str
    place: str


class Explanation(Struct, frozen=True):
    """One answer. address: with the base, None for what has no page; facts: label and value, in order."""

    address: str | None
    what: str
    facts: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    proofs: tuple[Proof, ...] = ()


def explain(root: Path, target: str, day: Callable[[str], datetime.date]) -> tuple[Explanation, ...]:
    """Everything that `target` may stand for: an address, a path, a referral code, an id, a file of content/.

    Raises SiteError for errors in the content, and when there is nothing of that name.
    """
    library = load_library(root, day)
    # The preview knows the entries that are hidden, and the address each would have.
    everything = load_library(root, day, preview=True)
    return Explainer(root, library, everything, kit_secret()).explain(target)


class Explainer:
    """The answers about one site. everything: the library of the preview; secret: that of the share kits."""

    def __init__(self, root: Path, library: Library, everything: Library, secret: bytes | None = None) -> None:
        self._root, self._library, self._everything, self._secret = root, library, everything, secret
        self._addresses = addresses(library)
        self._base = library.site.base
        self._style = url_style(library)
        self._frames: tuple[Frame, ...] = ()

    def explain(self, target: str) -> tuple[Explanation, ...]:
        """See `explain`."""
        found = tuple(map(self._with_history, dict.fromkeys(self._all(target.strip()))))
        if not found:
            options = {*map(self._style.address, self._addresses), *self._codes()}
            options |= {item.id for item in _items(self._everything)}
            meant = self._style.address(self._path(target)) if "/" in target else target
            suggestion = text.did_you_mean(meant, options)
            hint = suggestion or "Give a path like /testimonials/, a referral code, an id, or a file of content/."
            raise SiteError([rules.NOTHING_THERE(None, target=target, suggestion=hint)])
        return found

    def _with_history(self, one: Explanation) -> Explanation:
        """With what the record says of the file in output/: when it was last written, and why."""
        if one.address is None or one.address.startswith(f"{self._base}/share/"):
            return one
        path = self._style.spelled(one.address.removeprefix(self._base).partition("#")[0])
        return replace(one, facts=(*one.facts, *self._history(path)))

    def _history(self, path: str) -> list[tuple[str, str]]:
        told = told_of(self._root / STATE, (self._root / "output").resolve(), self._style.file(path))
        if told is None:
            return []
        facts = [("last written", f"in build {told.build}, on {told.day}: {told.why}")]
        # a new file comes with the folders above it, which nobody asks about
        changed = [path for path in told.changed if not path.endswith("/")] or told.changed
        shown, more = changed[:_MOST_CHANGED], len(changed) - _MOST_CHANGED
        if shown:
            facts.append(("changed then", ", ".join(shown) + (f" and {more} more" if more > 0 else "")))
        return facts

    def _all(self, target: str) -> Iterator[Explanation]:
        if not target:
            return
        if "/" not in target:
            code = next((code for code in self._codes() if code.casefold() == target.casefold()), None)
            if code:
                yield from self._at(routes.landing_path(code))
            for item in _items(self._everything):
                if item.id == target or item.slug == target:
                    yield from self._of_item(item)
            if "." in target:
                yield from self._at(self._style.spelled(target))
            return
        named = target.removeprefix("./")
        for item in _items(self._everything):
            if any(document.path == named for document in item.documents.values()):
                yield from self._of_item(item)
        yield from self._at(self._path(target))

    def _path(self, target: str) -> str:
        """The path without the base that an address, a path or a file of the output stands for."""
        try:
            parts = urlsplit(target)
        except ValueError:  # brackets that hold no address
            return f"/{target}"
        if parts.scheme or parts.netloc:
            host, own = parts.netloc.lower(), urlsplit(self._library.site.url).netloc.lower()
            inside = unquote(parts.path).startswith(f"{self._base}/") or unquote(parts.path) == self._base
            if (host != own and parts.hostname not in _LOCAL) or not inside:
                raise SiteError([rules.ANOTHER_SITE(None, target=target, url=self._library.site.url)])
        path = unquote(parts.path)
        path = re.sub(r"^\.?/?(?:output|\.goodword/p(?:review|ublished))/", "/", path)
        if self._base and (path == self._base or path.startswith(f"{self._base}/")):
            path = path.removeprefix(self._base)
        return self._style.spelled(path)

    def _href(self, path: str) -> str:
        return self._base + self._style.address(path)

    def _at(self, path: str) -> Iterator[Explanation]:
        address = self._addresses.get(path)
        if address:
            yield self._page(address)
            return
        yield from self._card(path)
        if path.startswith("/share/") and self._secret:
            for one in self._library.advocates.columns():
                if kit_path(self._secret, one.id, one.kit_version) == path:
                    yield from self._landing(one.code)
        for code in self._codes():
            if path in (routes.landing_path(code), *self._audience_paths(code)):
                yield from self._landing(code)
        for redirect in routes.redirects(self._library):
            if self._style.spelled(redirect.old) == path:
                there = self._href(redirect.new)
                yield Explanation(self._base + redirect.old, f"an old address (`aliases`) that leads to {there}")
                yield from self._at(redirect.new)
        for language in self._library.site.all_languages:
            for hidden in own_pages(self._everything, language):
                if hidden.path == path and hidden.entry:
                    yield self._hidden(hidden.entry)

    def _page(self, address: Address) -> Explanation:
        facts = [("language", address.language), *self._template(address.template)]
        if address.entry:
            facts += self._languages(address.entry)
            facts += card_facts(self._frame(address.language), address.entry)
            facts += [("note", one) for one in self._refused(address.entry)]
        items = list(address.items)
        if address.entry and address.entry.kind in KINDS:
            items += shown_in(self._frame(address.language), address.entry)
        sources = tuple(_source(item, address.language) for item in items)
        return Explanation(self._href(address.path), address.what, tuple(facts), sources)

    def _card(self, path: str) -> Iterator[Explanation]:
        """The answer for the address of a share card."""
        if "/cards/" in path:
            self._frame(self._library.site.language)
            for item, says in card_at(self._frames, path):
                whose = f"{item.kind} `{item.id}`" if item else "the site, for every page that has none of its own"
                sources = (_source(item, item.language),) if item else ()
                yield Explanation(self._href(path), f"the share card of {whose}", (("it says", says),), sources)

    def _languages(self, item: Item[Any]) -> Iterator[tuple[str, str]]:
        default = self._library.site.language
        for language in routes.page_languages(self._library, item):
            yield (f"in {language}", self._href(routes.path_of(item, language, default)))
        for language, document in sorted(item.documents.items()):
            yield (f"written in {language}", str(document.place()))

    def _of_item(self, item: Item[Any]) -> Iterator[Explanation]:
        shown = next((one for one in _items(self._library) if (one.kind, one.id) == (item.kind, item.id)), None)
        if item.kind == "advocate" and (shown or item.id in {one.id for one in self._library.ended}):
            yield from self._landing(item.entry.code)
        elif shown is None:
            yield self._hidden(item)
        elif item.kind == "program":
            yield from self._at("/program/")
        else:
            path = routes.path_of(shown, shown.language, self._library.site.language)
            address = self._addresses.get(path)
            if address:
                yield self._page(address)
            else:
                source = _source(shown, shown.language)
                yield Explanation(self._href(path), f"the place of {item.kind} `{item.id}`", sources=(source,))

    def _hidden(self, item: Item[Any]) -> Explanation:
        facts = []
        for one in self._library.hidden:
            if (one.kind, one.id) == (item.kind, item.id):
                facts.append(("hidden", one.reason.text))
                if one.reason.until:
                    facts.append(("until", f"{one.reason.until}: then it is shown by itself"))
        if item.kind == "advocate":
            facts.append(("would be at", self._href(routes.landing_path(item.entry.code))))
        elif item.kind != "program":
            path = routes.path_of(item, item.language, self._library.site.language)
            facts.append(("would be at", self._href(path)))
        return Explanation(
            None, f"{item.kind} `{item.id}` is in no page", tuple(facts), (_source(item, item.language),)
        )

    def _refused(self, item: Item[Any]) -> list[str]:
        return [one.reason.text for one in self._library.hidden if (one.kind, one.id) == (item.kind, item.id)]

    def _landing(self, code: str) -> Iterator[Explanation]:
        address = self._href(routes.landing_path(code))
        known = set()
        for item in self._library.advocates.with_codes([code]):
            known.add(item.id)
            pages = LandingPages(self._frame(item.language))
            facts = [("language", item.language), *self._template("landing.html")]
            facts += landing_facts(pages, item, self._everything)
            facts += card_facts(pages.frame, item)
            slow = pages.slow_because(item)
            facts += [("rendered", slow)] if slow else []
            no_kit = why_no_kits(self._library, self._secret)
            facts += [("share kit", f"none: {NO_KITS[no_kit]}")] if no_kit else []
            proofs = tuple(landing_proofs(pages, item))
            what = f"the landing page of advocate `{item.id}`"
            yield Explanation(address, what, tuple(facts), (_source(item, item.language),), proofs)
            if self._secret and not no_kit:
                yield self._kit(item, self._secret)
        for item in self._library.ended.with_codes([code]):
            known.add(item.id)
            what = f"the page of a code that has ended, of advocate `{item.id}`: it tells nothing personal"
            why = self._refused(item) or ["the program has ended, or the advocate is archived"]
            facts = [*self._template("landing-ended.html"), *(("why", one) for one in why)]
            yield Explanation(address, what, tuple(facts), (_source(item, item.language),))
        for item in self._everything.advocates.with_codes([code]):
            if item.id not in known:
                yield self._hidden(item)

    def _kit(self, item: Item[Advocate], secret: bytes) -> Explanation:
        """The share kit of an advocate, by its first letters: the whole address is for the advocate alone."""
        path = kit_path(secret, item.id, item.entry.kit_version)
        facts = [("language", item.language), *self._template(TEMPLATE)]
        facts.append(("kit_version", f"{item.entry.kit_version}: another one gives another address"))
        plain = plain_because(self._frame(item.language))
        facts += [("rendered", f"each page from start to end, which takes long: {plain}")] if plain else []
        facts += self._history(path)
        what = f"the share kit of advocate `{item.id}`"
        return Explanation(shortened(self._href(path)), what, tuple(facts), (_source(item, item.language),))

    def _audience_paths(self, code: str) -> list[str]:
        slug = self._library.industries.slug
        advocates = [item.entry for item in self._library.advocates.with_codes([code])]
        return [routes.landing_path(code, slug(audience)) for entry in advocates for audience in entry.audiences]

    def _codes(self) -> list[str]:
        return [one.code for roll in (self._everything.advocates, self._everything.ended) for one in roll.columns()]

    def _frame(self, language: str) -> Frame:
        if not self._frames:
            self._frames = frames_of(production_of(self._library, self._root))
        return next((frame for frame in self._frames if frame.language == language), self._frames[0])

    def _template(self, name: str | None) -> list[tuple[str, str]]:
        if name is None:
            return []
        production = self._frame(self._library.site.language).production
        root, found = self._root.resolve(), []
        # What it refers to is told where it is the site's own.
        for part in (name, *sorted((production.templates.closures.names(name) or set()) - {name})):
            folder = next((one for one in production.theme.template_folders if (one / part).is_file()), None)
            if folder is None:
                continue
            if folder.is_relative_to(root):
                found.append(("template" if part == name else "and your own", files.relative(folder / part, root)))
            elif part == name:
                shown = files.relative(folder / part, folder.parents[2])
                found.append(("template", f"{shown} (comes with Goodword)"))
        return found


def _items(library: Library) -> tuple[Item[Any], ...]:
    return (
        *library.testimonials,
        *library.case_studies,
        *library.awards,
        *library.partners,
        *library.articles,
        *library.pages,
        *library.programs,
        *library.advocates,
        *library.ended,
    )


def _source(item: Item[Any], language: str) -> Source:
    return Source(item.kind, item.id, str(item.document(language).place()))
