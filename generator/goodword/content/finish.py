"""One pass over sanitised HTML: heading levels, ids, links, pictures, classes, typography; and the plain text.

Takes only what the sanitiser in `markdown.py` wrote (every tag closed, every attribute in double quotes). Whatever does
not look like that is shown as text, so nothing gets through here that the sanitiser did not let through.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Literal, NamedTuple

from msgspec import Struct

from goodword.content.quotation_marks import Typesetter
from goodword.text import slugify

Use = Literal["link", "image"]
Reason = Literal["missing", "remote", "scheme", "too-much"]

# What a writer may put on an element with {: .name}; the theme knows them. Documented in docs/markdown.md.
CLASSES = frozenset({"button", "lead", "note", "small", "wide"})
# Ids that the pages of a theme use themselves, and names that scripts would find instead of their own.
RESERVED_IDS = frozenset(
    {
        "content",
        "footer",
        "form",
        "header",
        "main",
        "menu",
        "nav",
        "navigation",
        "ref",
        "search",
        "share",
        "skip",
        "top",
    }
)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [^\s"=<>/]+="[^"]*")*) ?/?>')
_ATTRIBUTE = re.compile(r' ([^\s"=<>/]+)="([^"]*)"')
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*):")
_ID = re.compile(r"[a-z][a-z0-9-]{0,79}")
_FOOTNOTE = re.compile(r"(fn|fnref\d*):(.+)", re.DOTALL)
_LANGUAGE_CLASS = re.compile(r"language-[a-z0-9+#._-]{1,30}")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
_NUMBER = re.compile(r"-?\d{1,4}")
_VERBATIM = frozenset({"pre", "code", "kbd", "samp"})
_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "pre", "div", "hr"}
    | {"table", "tr", "td", "th", "caption", "figure", "figcaption", "details", "summary", "br"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACES = re.compile(r"[ \t\xa0]+")
_LINES = re.compile(r"\s*\n\s*")


# How wide a picture in a text is shown, before the style sheet is read: the column of the default theme.
_SIZES = "(min-width: 48em) 44em, 92vw"


class LinkResult(NamedTuple):
    """Where a target leads: the address to write, and for pictures their size in pixels, the same in other sizes
    (a `srcset`), and in other formats (type and `srcset`, the best first).
    """

    url: str
    width: int | None = None
    height: int | None = None
    srcset: str = ""
    sources: tuple[tuple[str, str], ...] = ()


Resolve = Callable[[str, Use], LinkResult | None]


class Refused(NamedTuple):
    """A link or picture that was left out, as the writer wrote it, and why."""

    target: str
    use: Use
    reason: Reason


class Settings(Struct, frozen=True):
    """How one text is finished; see `MarkdownRenderer.render`."""

    language: str
    heading_start: int = 2
    prefix: str = ""
    nofollow: bool = False
    backlink: str = ""
    resolve: Resolve | None = None


class Finished(NamedTuple):
    """The outcome of `finish`."""

    html: str
    plain: str
    links: tuple[str, ...]
    anchors: tuple[str, ...]
    refused: tuple[Refused, ...]
    lost_target: bool


def finish(html: str, settings: Settings) -> Finished:
    """Finishes sanitised `html`. `lost_target` tells that the sanitiser took the address of a link or picture away."""
    return _Pass(settings).run(html)


def as_plain(words: str) -> str:
    """The words of one paragraph on one line."""
    return _SPACES.sub(" ", words.replace("\n", " ")).strip()


class _Pass:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._typesetter = Typesetter(settings.language)
        self._out: list[str] = []
        self._plain: list[str] = []
        self._links: dict[str, None] = {}
        self._refused: list[Refused] = []
        self._anchors: dict[str, None] = {}
        self._written_ids: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._notes: dict[str, int] = {}
        self._jumps: list[tuple[int, str]] = []
        self._verbatim = 0
        self._unspoken: list[str] = []
        self._is_link_open = False
        self._lost = False
        self._outline: list[int] = []

    def run(self, html: str) -> Finished:
        after = 0
        for match in _TAG.finditer(html):
            if match.start() > after:
                self._text(html[after : match.start()])
            after = match.end()
            if match[1]:
                self._close(match[2])
            else:
                self._start(match[2], match[3], html, after)
        if after < len(html):
            self._text(html[after:])
        for index, target in self._jumps:
            found = self._written_ids.get(target, target)
            self._out[index] = self._out[index].replace('href="#"', f'href="#{escape(found)}"')
        plain = _LINES.sub("\n", _SPACES.sub(" ", "".join(self._plain))).strip()
        return Finished(
            "".join(self._out).strip(),
            plain,
            tuple(self._links),
            tuple(self._anchors),
            tuple(self._refused),
            self._lost,
        )

    def _text(self, text: str) -> None:
        if "&" in text:
            text = unescape(text)
        if self._verbatim:
            self._typesetter.skip(text)
        else:
            text = self._typesetter.set(text)
        self._out.append(escape(text, quote=False))
        if not self._unspoken:
            self._plain.append(text if self._verbatim else text.replace("\n", " "))

    def _start(self, tag: str, attributes: str, html: str, after: int) -> None:
        given = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)} if attributes else {}
        if tag in _BLOCKS:
            self._start_block(tag)
        if tag in _VERBATIM:
            self._verbatim += 1
        kept: dict[str, str] = {}
        if tag in _HEADINGS:
            kept["id"] = self._heading_id(given.pop("id", ""), tag, html, after)
            tag = self._place_in_outline(tag)
        if given:
            self._keep(tag, given, kept)
        is_note = tag == "sup" and kept.get("id", "").startswith(f"{self._settings.prefix}fnref")
        is_notes = tag == "div" and given.get("class") == "footnote"
        if is_note or is_notes or (self._unspoken and tag == self._unspoken[-1]):
            self._unspoken.append(tag)
        if tag == "table":
            kept["tabindex"] = "0"  # a wide one scrolls, which a keyboard must be able to do
        if tag == "a":
            self._link(given, kept)
        elif tag == "img":
            self._image(given, kept)
        else:
            self._write(tag, kept)

    def _start_block(self, tag: str) -> None:
        self._typesetter.start_block()
        if not self._unspoken:
            self._plain.append(" " if tag in ("td", "th") else "\n")

    def _write(self, tag: str, attributes: dict[str, str]) -> None:
        shown = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        self._out.append(f"<{tag}{shown}>")

    def _close(self, tag: str) -> None:
        if tag in _VERBATIM:
            self._verbatim = max(0, self._verbatim - 1)
        if tag in _BLOCKS:
            self._start_block(tag)
        if self._unspoken and self._unspoken[-1] == tag:
            self._unspoken.pop()
        if tag == "a":
            if not self._is_link_open:
                return
            self._is_link_open = False
        self._out.append(f"</{self._level() if tag in _HEADINGS else tag}>")

    def _place_in_outline(self, tag: str) -> str:
        # Writers begin with `#` or `##`, and leave levels out; readers who jump from heading to heading meet no gap.
        typed = int(tag[1])
        while self._outline and self._outline[-1] >= typed:
            self._outline.pop()
        self._outline.append(typed)
        return self._level()

    def _level(self) -> str:
        return f"h{min(6, max(1, self._settings.heading_start + len(self._outline) - 1))}"

    def _keep(self, tag: str, given: dict[str, str], kept: dict[str, str]) -> None:
        classes = [name for name in given.get("class", "").split() if self._is_allowed_class(tag, name)]
        if given.get("align") in ("left", "center", "right") and tag in ("td", "th"):
            classes.append(f"align-{given['align']}")
        if classes:
            kept["class"] = " ".join(dict.fromkeys(classes))
        if "id" in given:
            found = self._given_id(given["id"])
            if found:
                kept["id"] = found
        for name, is_right in _CHECKED.items():
            if name in given and is_right(given[name]):
                kept[name] = given[name]

    def _is_allowed_class(self, tag: str, name: str) -> bool:
        if tag == "code":
            return bool(_LANGUAGE_CLASS.fullmatch(name))
        if name in ("footnote", "footnote-ref", "footnote-backref"):
            return tag in ("div", "a")
        return name in CLASSES

    def _heading_id(self, written: str, tag: str, html: str, after: int) -> str:
        found = self._given_id(written) if written else ""
        if found:
            return found
        end = html.find(f"</{tag}>", after)
        inside = html[after : end if end >= 0 else after]
        words = unescape(re.sub(r"<[^>]*>", "", re.sub(r"<sup[ >].*?</sup>", "", inside, flags=re.DOTALL)))
        slug = slugify(words)
        if not slug or not slug[0].isalpha():
            slug = f"section-{slug}" if slug else f"section-{len(self._anchors) + 1}"
        if slug in RESERVED_IDS or slug.startswith(("fn-", "fnref")):
            slug = f"section-{slug}"
        unique = slug
        while unique in self._written_ids:
            self._counts[slug] = self._counts.get(slug, 1) + 1
            unique = f"{slug}-{self._counts[slug]}"
        return self._new_id(unique)

    def _given_id(self, written: str) -> str:
        note = _FOOTNOTE.fullmatch(written)
        if note:
            number = self._notes.setdefault(note[2], len(self._notes) + 1)
            if written in self._written_ids:
                return ""
            self._written_ids[written] = f"{self._settings.prefix}{note[1]}-{number}"
            return self._written_ids[written]
        is_free = written not in self._written_ids and written not in RESERVED_IDS
        if not is_free or not _ID.fullmatch(written) or written.startswith(("fn-", "fnref")):
            return ""
        return self._new_id(written)

    def _new_id(self, name: str) -> str:
        self._written_ids[name] = f"{self._settings.prefix}{name}"
        self._anchors[self._written_ids[name]] = None
        return self._written_ids[name]

    def _link(self, given: dict[str, str], kept: dict[str, str]) -> None:
        target = given.get("href", "").strip()
        if not target:
            self._lost = True
            return
        if target.startswith("#"):
            self._jump(target[1:], kept)
            return
        url = self._address(target)
        if url is None:
            return
        self._links[url] = None
        self._is_link_open = True
        attributes = {"href": url} | kept
        if url[:6].lower().startswith(("//", "http:", "https:")):
            attributes["rel"] = "noopener nofollow ugc" if self._settings.nofollow else "noopener"
        self._write("a", attributes)

    def _jump(self, anchor: str, kept: dict[str, str]) -> None:
        self._is_link_open = True
        if kept.get("class") == "footnote-backref":
            kept.pop("title", None)
            kept["role"] = "doc-backlink"
            if self._settings.backlink:
                kept["aria-label"] = self._settings.backlink
        elif kept.get("class") == "footnote-ref":
            kept["role"] = "doc-noteref"
        self._jumps.append((len(self._out), anchor))
        self._write("a", {"href": "#"} | kept)

    def _address(self, target: str) -> str | None:
        scheme = _SCHEME.match(target)
        if scheme and scheme[1].lower() not in SCHEMES:
            self._refuse(target, "link", "scheme")
            return None
        if scheme or target.startswith("//") or self._settings.resolve is None:
            return target
        result = self._settings.resolve(target, "link")
        if result is None:
            self._refuse(target, "link", "missing")
            return None
        return result.url

    def _refuse(self, target: str, use: Use, reason: Reason) -> None:
        self._refused.append(Refused(target, use, reason))

    def _image(self, given: dict[str, str], kept: dict[str, str]) -> None:
        source, alternative = given.get("src", "").strip(), given.get("alt", "")
        result: LinkResult | None = None
        scheme = _SCHEME.match(source)
        if not source:
            self._lost = True
        elif scheme or source.startswith("//"):
            self._refuse(source, "image", "remote" if not scheme or scheme[1].lower() in SCHEMES else "scheme")
        else:
            result = self._settings.resolve(source, "image") if self._settings.resolve else None
            if result is None:
                self._refuse(source, "image", "missing")
        if result is None:
            self._out.append(escape(alternative, quote=False))
            return
        size = {"width": str(result.width), "height": str(result.height)} if result.width and result.height else {}
        several = {"srcset": result.srcset, "sizes": _SIZES} if result.srcset else {}
        attributes = several | {"src": result.url, "alt": alternative} | size | kept
        if result.sources:
            self._write("picture", {})
        for mime, srcset in result.sources:
            self._write("source", {"type": mime, "srcset": srcset, "sizes": _SIZES})
        self._write("img", attributes | {"loading": "lazy", "decoding": "async"})
        if result.sources:
            self._close("picture")


_CHECKED: dict[str, Callable[[str], bool]] = {
    "title": lambda value: bool(value.strip()),
    "lang": lambda value: bool(_LANGUAGE_TAG.fullmatch(value)),
    "dir": lambda value: value in ("ltr", "rtl", "auto"),
    "start": lambda value: bool(_NUMBER.fullmatch(value)),
    "value": lambda value: bool(_NUMBER.fullmatch(value)),
    "colspan": lambda value: value.isascii() and value.isdigit() and 0 < int(value[:4]) <= 100,
    "rowspan": lambda value: value.isascii() and value.isdigit() and 0 < int(value[:4]) <= 100,
    "scope": lambda value: value in ("row", "col", "rowgroup", "colgroup"),
    "open": lambda value: True,
}
