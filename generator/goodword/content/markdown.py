"""Markdown to safe HTML, whatever the text.

The library and the allow-list are in `markdown_library.py`, typography, ids and links in `finish.py`, the source text
in `markdown_source.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape, unescape

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from goodword.content import markdown_source as source
from goodword.content.finish import SCHEMES, Finished, LinkResult, Reason, Resolve, Settings, Use, as_plain, finish
from goodword.content.markdown_library import block_converter, line_converter
from goodword.content.quotation_marks import Typesetter
from goodword.files import digest_bytes
from goodword.problems import Place, Problem, words

__all__ = ["Broken", "LinkResult", "MarkdownRenderer", "Rendered", "Resolve"]

# Text without any of these is the same in Markdown and out of it, and need not be taken apart (most quotes are such).
_MARKUP = re.compile(
    r"[\\`*_\[\]{}<>&|~\t]|[ ]{2}\n|^[ ]+\S|^(?:[-+#=:]|\d+[.)])",
    re.MULTILINE,
)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
_LONGEST_LINE = 10_000
_WRITTEN_TARGET = re.compile(
    r"""(?:\]\(\s*<?|\]:\s*<?|href\s*=\s*["']?|src\s*=\s*["']?|<)([a-zA-Z][a-zA-Z0-9+.\-]*):([^\s)>"']*)"""
)


# What `_MARKUP` finds holds one of these, or stands at the beginning: so most texts are told in a tenth of the time.
_SIGNS = re.compile(r"[\\`*_\[\]{}<>&|~\t\n]")
_STARTS = frozenset(" -+#=:")


def has_markup(text: str) -> bool:
    """Whether Markdown may make anything but paragraphs of `text`: links, pictures, emphasis."""
    first = text[:1]
    if first not in _STARTS and not first.isdecimal() and not _SIGNS.search(text):
        return False
    return _MARKUP.search(text) is not None


_KEY = 16
# What was asked while a text was rendered, and the answer: target, use, and what LinkResult holds.
_Asked = tuple[str, Use, LinkResult | None]
_KEPT = msgspec.msgpack.Decoder(tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[_Asked, ...]])


def _key(text: str) -> bytes:
    return digest_bytes(text.encode())


def _recalled(data: bytes, resolve: Resolve | None) -> Rendered | None:
    """What an earlier build rendered, if every link and picture would still lead to the same."""
    html, plain, links, anchors, asked = _KEPT.decode(data)
    for target, use, answer in asked:
        if resolve is None or resolve(target, use) != answer:
            return None
    return Rendered(html, plain, links, anchors)


class Broken(Struct, frozen=True):
    """Something that was left out: the target as written, and where in the text (line and column from 1)."""

    target: str
    use: Use
    reason: Reason
    line: int
    column: int


class Rendered(Struct, frozen=True):
    """Safe HTML, the same as plain text (one line for each block), the addresses it links to, the ids it has."""

    html: str
    plain: str
    links: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    broken: tuple[Broken, ...] = ()

    def problems(self, text: Place) -> Iterator[Problem]:
        """What is broken as problems of the file in which the text begins at `text`.

        Pictures that are missing are left to whoever resolved them: `assets.find` says more about each.
        """
        for broken in self.broken:
            place = text.within(broken.line, broken.column)
            if broken.reason == "too-much":
                yield words.TOO_MUCH(place)
            elif broken.reason == "remote":
                yield words.IMAGE_REMOTE(place, target=broken.target)
            elif broken.reason == "scheme":
                yield words.LINK_SCHEME(place, target=broken.target)
            elif broken.use == "link":
                yield words.LINK_MISSING(place, target=broken.target, hint="")


class MarkdownRenderer:
    """Renders one text after another. Made once for a build and handed around; not for several threads at once.

    kept: what earlier builds rendered, by digests of the text and of how it was to be rendered. new: what came to it in
    this one; used: what of both was needed. read: sanitised HTML by the digest of its text.
    """

    def __init__(self, kept: Mapping[bytes, bytes] | None = None) -> None:
        self._kept = kept if kept is not None else {}
        self.new: dict[bytes, bytes] = {}
        self.read: dict[bytes, str] = {}
        self.used: set[bytes] = set()
        self._texts: frozenset[bytes] = frozenset()
        self._blocks: Callable[[str], str] | None = None
        self._line: Callable[[str], str] | None = None
        self._typesetters: dict[str, Typesetter] = {}

    def render(
        self,
        text: str,
        *,
        language: str,
        heading_start: int = 2,
        footnote_prefix: str = "",
        resolve: Resolve | None = None,
        nofollow: bool = False,
        backlink: str = "",
    ) -> Rendered:
        """`text` as HTML in `language` (BCP 47); never raises, whatever the text.

        The highest heading of the text becomes one of level `heading_start`, and no level below it is left out. All ids
        start with `footnote_prefix`, so that several texts can stand on one page. `resolve(target, use)` is asked for
        every target without a scheme that is more than `#...`: for a link or a picture it gives the address, or None
        when there is none. Without it links stay as they are
        and pictures are left out. `nofollow` is for words of others; `backlink` names the arrow behind a footnote.
        """
        text = source.clean(text)
        if not has_markup(text):
            return self._plain(text, language)
        key = _key(text) + _key(
            f"{language}\0{heading_start}\0{footnote_prefix}\0{nofollow}\0{backlink}\0{not resolve}"
        )
        self.used.add(key)
        data = self.new.get(key) or self._kept.get(key)
        found = _recalled(data, resolve) if data else None
        if found is None:
            settings = Settings(language, heading_start, footnote_prefix, nofollow, backlink, resolve)
            found = self._render(text, settings, key)
        return found

    def paragraphs(self, text: str, language: str) -> str | None:
        """The HTML of `render` for a text that has paragraphs at most; None for any other."""
        text = source.clean(text)
        return None if has_markup(text) else "\n".join(self._paragraphs(text, language))

    def _render(self, text: str, settings: Settings, key: bytes) -> Rendered:
        asked: list[_Asked] = []
        resolve = settings.resolve
        if resolve is not None:

            def resolve_and_note(target: str, use: Use) -> LinkResult | None:
                found = resolve(target, use)
                asked.append((target, use, found))
                return found

            settings = replace(settings, resolve=resolve_and_note)
        html = self._converted(text)
        if html is None:
            plain = self._finished(text, _paragraphs(text), settings)
            return Rendered(plain.html, plain.plain, broken=(Broken("", "link", "too-much", 1, 1),))
        made = self._finished(text, html, settings)
        if not made.broken:  # what is broken is told by each build
            self.new[key] = msgspec.msgpack.encode((made.html, made.plain, made.links, made.anchors, asked))
        return made

    def inline(self, text: str, language: str) -> str:
        """One line as HTML: emphasis, code and typography only; links and pictures become their words."""
        line = " ".join(source.clean(text).split())
        if not re.search(r"[\\`*_\[\]<>&]", line):
            return escape(Typesetter(language).set(line), quote=False)
        try:
            if self._line is None:
                self._line = line_converter()
            is_too_much = len(line) > _LONGEST_LINE or source.is_too_much(line)
            html = escape(line, quote=False) if is_too_much else self._line(source.tame(line))
        except Exception:  # as in _convert
            html = escape(line, quote=False)
        return finish(html, Settings(language)).html

    def plain(self, text: str, language: str = "en") -> str:
        """The words of `text` without any markup, one line for each block: for cards, feeds and descriptions."""
        return self.render(text, language=language).plain

    def is_new(self, text: str) -> bool:
        """Whether `text` has markup that no build has rendered yet."""
        text = source.clean(text)
        if not self._texts:
            self._texts = frozenset(key[:_KEY] for key in self._kept)
        return has_markup(text) and _key(text) not in self._texts and _key(text) not in self.read

    def read_ahead(self, text: str) -> None:
        """Does the part of rendering `text` that is the same wherever it stands."""
        self._converted(source.clean(text))

    def adopt(self, new: Mapping[bytes, bytes], used: Iterable[bytes]) -> None:
        """Takes over what a copy of this renderer in another process has rendered."""
        self.new.update(new)
        self.used.update(used)

    def _converted(self, text: str) -> str | None:
        key = _key(text)
        html = self.read.get(key)
        if html is None and not source.is_too_much(text):
            html = self._convert(source.tame(text))
            if html is not None:
                self.read[key] = html
        return html

    def _plain(self, text: str, language: str) -> Rendered:
        """What `_finished` makes of paragraphs without markup, in a tenth of the time: there are very many of them."""
        shown = self._paragraphs(text, language)
        spoken = [as_plain(part[3:-4]) for part in shown]
        return Rendered("\n".join(shown), "\n".join(part for part in spoken if part))

    def _paragraphs(self, text: str, language: str) -> list[str]:
        typesetter = self._typesetters.get(language)
        if typesetter is None:
            typesetter = self._typesetters[language] = Typesetter(language)
        shown = []
        for part in _PARAGRAPH_END.split(text.strip()):
            if part:
                typesetter.start_block()
                shown.append(f"<p>{typesetter.set(part)}</p>")
        return shown

    def _convert(self, text: str) -> str | None:
        if self._blocks is None:
            self._blocks = block_converter()
        try:
            return self._blocks(text)
        except Exception:
            # The library may fail on text that nobody foresaw (nesting, half a tag). The text is shown as it stands,
            # and the writer is told; nobody should see a traceback for a word.
            return None

    def _finished(self, text: str, html: str, settings: Settings) -> Rendered:
        finished = finish(html, settings)
        broken = tuple(_find_broken(text, finished)) if finished.refused or finished.lost_target else ()
        return Rendered(finished.html, finished.plain, finished.links, finished.anchors, broken)


def _paragraphs(text: str) -> str:
    parts = _PARAGRAPH_END.split(text.strip())
    return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part)


def _find_broken(text: str, finished: Finished) -> Iterator[Broken]:
    """Where each refused target was written: the next place that holds it, outside code."""
    shown = source.without_code(text)
    places = source.Places(text)
    after: dict[str, int] = {}
    for target, use, reason in finished.refused:
        spelling = next((s for s in (target, unescape(target), target.replace("%20", " ")) if s in shown), "")
        index = shown.find(spelling, after.get(spelling, 0)) if spelling else 0
        index = max(index, 0)
        after[spelling] = index + len(spelling)
        yield Broken(target, use, reason, *places.at(index))
    if finished.lost_target:
        for match in _WRITTEN_TARGET.finditer(shown):
            if match[1].lower() not in SCHEMES:
                target = f"{match[1]}:{match[2]}"
                yield Broken(target, "link", "scheme", *places.at(match.start(1)))
