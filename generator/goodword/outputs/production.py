"""What all pages of one build share: the library, addresses, words, pictures, Markdown, and the problems met.

Made once for a build and handed to every family of outputs. Holds no output but published files.
"""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Callable, Collection, Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from goodword import files
from goodword.content import displays, routes
from goodword.content.assets import FILES, Assets, split_target
from goodword.content.document import Document, Key
from goodword.content.kit_results import Results
from goodword.content.library import Item, Library
from goodword.content.markdown import LinkResult, MarkdownRenderer, Rendered
from goodword.content.url_style import UrlStyle
from goodword.outputs import views
from goodword.outputs.card_shelf import Shelf
from goodword.outputs.environment import Templates
from goodword.outputs.images import MIME, Images, Origin
from goodword.outputs.picture_formats import Role
from goodword.outputs.site_paths import url_style
from goodword.outputs.theme import Theme
from goodword.outputs.wording import Foreign, Wording
from goodword.problems import Place, Problem, Problems, SiteError
from goodword.problems.displays import INSIDE
from goodword.referral.kit_address import kit_path


class Output(NamedTuple):
    """One file of the site: a POSIX path relative to the output folder, what its bytes depend on, and how to make them.

    key: 24 bytes that change whenever the bytes do: 8 for its template and the program, 8 for what all pages of a
    language share, 8 for what this one shows. An output whose key is known need not be made again.
    """

    path: str
    key: bytes
    make: Callable[[], bytes]

    @classmethod
    def of(cls, path: str, data: bytes) -> Output:
        """A file whose bytes are there already."""
        return cls(path, key_of_bytes(data), lambda: data)


def part_of_key(data: bytes) -> bytes:
    """8 bytes for one of the three parts of a key."""
    return files.digest_bytes(data, 8)


_NOTHING = part_of_key(b"") * 2


def key_of_bytes(data: bytes) -> bytes:
    """The key of an output that no template makes and nothing is shared with, from what it depends on."""
    return _NOTHING + part_of_key(data)


def encoded(shown: object) -> bytes:
    """Views, and whatever templates get besides, as bytes that are the same only for the same things."""
    return msgspec.msgpack.encode(shown, enc_hook=_as_told)


def _as_told(value: object) -> object:
    if isinstance(value, Foreign):
        return [value.language, str(value)]
    if isinstance(value, str):  # Markup and the dates of the models, which look alike as text
        return [type(value).__name__, str(value)]
    raise TypeError(type(value))


class Prose(NamedTuple):
    """A text in Markdown, and where it stands: at `keys` of `document`.

    prefix: keeps its footnotes apart from others of the page; heading_start: the level of its highest headings;
    nofollow: for words of others, whose links are not ours.
    """

    text: str | None
    document: Document
    keys: tuple[Key, ...]
    language: str
    prefix: str = ""
    heading_start: int = 2
    nofollow: bool = False


# A text as HTML, with its displays where they stand; and as plain text.
Written = tuple[tuple[Markup | displays.Call, ...], str]


class Kits(Struct, frozen=True):
    """What share kits are made from besides the library. secret: decides their addresses; results: by code."""

    secret: bytes
    results: Mapping[str, Results]

    def path(self, advocate_id: str, kit_version: int) -> str:
        """The path of a kit."""
        return kit_path(self.secret, advocate_id, kit_version)


@dataclass(slots=True)
class Production:
    """See the module. published: what pictures are made from, by their path in the output; files: sources to
    copy, likewise.

    kits, shelf: None where no share kits, or no share cards, are made.

    paths: every page of the site, with its language's prefix. base, origin: of the site's url (see `Site`).
    style: which file and which address a path has.
    edition: bytes that change with the program.
    """

    library: Library
    theme: Theme
    templates: Templates
    assets: Assets
    images: Images
    wordings: Mapping[str, Wording]
    root: Path
    edition: bytes = b""
    kits: Kits | None = None
    shelf: Shelf | None = None
    markdown: MarkdownRenderer = field(default_factory=MarkdownRenderer)
    problems: Problems = field(default_factory=Problems)
    published: dict[str, Origin] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    paths: Container[str] = frozenset()
    base: str = field(init=False)
    origin: str = field(init=False)
    style: UrlStyle = field(init=False)
    _pictures: dict[Origin, views.Picture] = field(default_factory=dict)
    _found: dict[tuple[str, str, Role], views.Picture] = field(default_factory=dict)
    _by_document: dict[str, tuple[Item[Any], str]] = field(default_factory=dict)
    _html: dict[tuple[object, ...], Written] = field(default_factory=dict)

    def __post_init__(self) -> None:
        library = self.library
        self.base, self.origin = library.site.base, library.site.origin
        self.style = url_style(library)
        for item in library.with_pages:
            for language, document in item.documents.items():
                if document.path.endswith(".md"):
                    self._by_document[document.path] = (item, language)

    @property
    def default(self) -> str:
        """The site's own language."""
        return self.library.site.language

    @property
    def personal_cards(self) -> bool:
        """Whether advocates have share cards of their own: they are not too many for that."""
        return self.shelf is not None and len(self.library.advocates) <= self.library.site.share_cards.advocates

    @property
    def host(self) -> str:
        """The host of the site, by which it is known to those to whom it sends somebody."""
        return urlsplit(self.origin).netloc

    def href(self, path: str) -> str:
        """The address of a path of this site as pages write it: from the root of the host."""
        return f"{self.base}{self.style.address(path)}"

    def absolute(self, path: str) -> str:
        """The whole address of a path of this site."""
        return f"{self.origin}{self.base}{self.style.address(path)}"

    def link(self, target: str, language: str) -> str:
        """The address of what site.yaml names: a path of the site (in `language` where it has one), or elsewhere."""
        if not target.startswith("/"):
            return target
        path, rest = split_target(target)
        page = self.style.spelled(path)
        localized = routes.prefix(language, self.default) + page[1:]
        found = next((one for one in (localized, page) if one in self.paths), None)
        return self.href(found) + rest if found else f"{self.base}{target}"

    def picture(
        self, named: str | None, document: Document, keys: tuple[Key, ...], role: Role, alt: str = ""
    ) -> views.Picture | None:
        """The picture that a field names, published; None (and a problem) when it cannot be."""
        if not named:
            return None
        known = self._found.get((named, document.path, role))
        if known is not None and document.base is None:
            return msgspec.structs.replace(known, alt=alt) if alt else known
        made = self._picture_or_problem(named, document, keys, role)
        if made is None:
            return None
        if document.base is None:  # else the name may be that of its original, which lies elsewhere
            self._found[named, document.path, role] = made
        return msgspec.structs.replace(made, alt=alt) if alt else made

    def _picture_or_problem(
        self, named: str, document: Document, keys: tuple[Key, ...], role: Role
    ) -> views.Picture | None:
        if document.base is None:
            with contextlib.suppress(SiteError):  # where the name stands is looked up when it has to be told
                return self._picture(named, document, Place(document.path), role)
        try:
            return self._picture(named, document, document.place(*keys), role)
        except SiteError as error:
            self.problems.extend(error.problems)
            return None

    def _picture(self, named: str, document: Document, place: Place, role: Role) -> views.Picture:
        # A language version inherits pictures from its original: the path is seen from the file that says it.
        source = self.assets.find_picture(named, place.path or document.path, place)
        origin = Origin(source, role)
        made = self._pictures.get(origin)
        if made is None:
            made = self._pictures[origin] = self._shown(origin, place)
        return made

    def _shown(self, origin: Origin, place: Place) -> views.Picture:
        files = self.images.process(origin.path, place, role=origin.role).files
        sets: dict[str, list[str]] = {}
        for file in files:
            self.published[file.url_name] = origin
            sets.setdefault(MIME[file.format], []).append(f"{self.href(f'/{file.url_name}')} {file.width}w")
        whole = files[-1]
        mime = MIME[whole.format]
        plain = sets.pop(mime)
        sources = tuple((mime, ", ".join(found)) for mime, found in sets.items())
        srcset = ", ".join(plain) if len(plain) > 1 else ""
        return views.Picture(self.href(f"/{whole.url_name}"), whole.width, whole.height, "", srcset, sources)

    def file(
        self, named: str | None, document: Document, keys: tuple[Key, ...], allowed: Collection[str] = FILES
    ) -> str | None:
        """The address of a download, recording or caption file that a field names, published; allowed: its endings."""
        if not named:
            return None
        try:
            return self._published_file(named, document, document.place(*keys), allowed)
        except SiteError as error:
            self.problems.extend(error.problems)
            return None

    def _published_file(self, named: str, document: Document, place: Place, allowed: Collection[str] = FILES) -> str:
        found = self.assets.find_file(named, document.path, place, allowed)
        self.files[found.url_name] = found.path
        return self.href(f"/{found.url_name}")

    def html(self, prose: Prose) -> Markup:
        """Markdown as safe HTML; broken links and pictures become problems at their line."""
        return self.rendered(prose)[0]

    def rendered(self, prose: Prose) -> tuple[Markup, str]:
        """The HTML of `html`, and the same as plain text; without the displays in it."""
        found, plain = self.pieces(prose)
        if len(found) == 1 and isinstance(found[0], Markup):
            return found[0], plain
        return Markup("\n").join(piece for piece in found if isinstance(piece, Markup)), plain

    def pieces(self, prose: Prose) -> Written:
        """The HTML of `html` with the displays in it, each where it stands; and the words as plain text."""
        text, document, keys, language = prose.text, prose.document, prose.keys, prose.language
        if not text or not text.strip():
            return (views.NO_HTML,), ""
        key = (text, document.path, *prose[2:])
        kept = self._html.get(key)
        if kept is None:
            shows = keys == ("body",) and document.kind in displays.KINDS
            marked = displays.marked(text) if shows else None
            lost: dict[str, tuple[Problem, ...]] = {}
            made = self.markdown.render(
                marked.text if marked else text,
                language=language,
                heading_start=prose.heading_start,
                footnote_prefix=prose.prefix,
                resolve=self._resolver(document, keys, language, lost),
                nofollow=prose.nofollow,
                backlink=self.wordings.get(language, self.wordings[self.default]).gettext("Back to the text"),
            )
            place = Place(document.path, 1, 1)
            if shows or made.broken:  # where an advocate's words stand is looked up in their whole file
                in_body = keys in {("body",), ("quote",)} and document.body == text and document.body_line
                place = Place(document.path, document.body_line, 1) if in_body else document.place(*keys)
            if made.broken:
                if marked:
                    made = replace(made, broken=tuple(replace(b, line=marked.lines[b.line - 1]) for b in made.broken))
                self.problems.extend(made.problems(place))
            for broken in made.broken:
                at = place.within(broken.line, broken.column)
                self.problems.extend(replace(problem, place=at) for problem in lost.get(broken.target, ()))
            kept = self._with_displays(marked, made, place) if marked else ((Markup(made.html),), made.plain)
            if shows and "{{" in text:
                self.problems.extend(INSIDE(place.within(*at)) for at in displays.inline(text))
            if document.kind != "advocate":  # their words stand on one page, and there may be very many of them
                self._html[key] = kept
        return kept

    def _with_displays(self, marked: displays.Marked, made: Rendered, place: Place) -> Written:
        places = [place.within(at, column) for _, at, column in marked.displays]
        parts, inside = displays.pieces(made.html, marked.mark)
        self.problems.extend(INSIDE(replace(places[number], column=places[number].column - 2)) for number in inside)
        found: list[Markup | displays.Call] = []
        for part in parts:
            if isinstance(part, Markup):
                found.append(part)
                continue
            call, problems = displays.read(marked.displays[part][0], places[part])
            self.problems.extend(problems)
            if call:
                found.append(call)
        return tuple(found), displays.without_marks(made.plain, marked.mark)

    def _resolver(
        self, document: Document, keys: tuple[Key, ...], language: str, lost: dict[str, tuple[Problem, ...]]
    ) -> Callable[[str, str], LinkResult | None]:
        """lost: takes what is wrong with each picture; where it stands in the text is known only afterwards."""

        def resolve(target: str, use: str) -> LinkResult | None:
            if use == "image":
                try:
                    picture = self._picture(target, document, document.place(*keys), "content")
                except SiteError as error:
                    lost[target] = error.problems
                    return None
                return LinkResult(picture.url, picture.width, picture.height, picture.srcset, picture.sources)
            return self._link_target(target, document, language)

        return resolve

    def _link_target(self, target: str, document: Document, language: str) -> LinkResult | None:
        path, rest = split_target(target)
        if path.startswith("/"):
            return LinkResult(self.link(path, language) + rest) if self._is_page(path) else None
        named = self._by_document.get(posixpath.normpath(posixpath.join(posixpath.dirname(document.path), path)))
        named = named or self._by_document.get(posixpath.normpath(posixpath.join("content", path)))
        if named:
            item, own = named
            languages = routes.page_languages(self.library, item)
            chosen = language if language in languages else own
            return LinkResult(self.href(routes.path_of(item, chosen, self.default)) + rest)
        if path.lower().endswith(".md"):
            return None
        try:
            return LinkResult(self._published_file(target, document, document.place()) + rest)
        except SiteError:
            return None

    def _is_page(self, path: str) -> bool:
        return path == "/" or self.style.spelled(path) in self.paths
