"""The only place to know the Markdown library and the sanitiser; what comes out went through the allow-list below."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from goodword.content import markdown_source as source
from goodword.content.finish import SCHEMES

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.extensions import Extension

# The allow-list; docs/markdown.md tells writers. `finish.py` checks the values of the attributes.
TAGS = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn"}
    | {"div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins"}
    | {"kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub"}
    | {"summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var"}
)
_ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title"},
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "li": {"value"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "details": {"open"},
}
_EMPHASIS = frozenset({"b", "bdi", "code", "em", "i", "strong", "sub", "sup"})

_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_UNCOUNTED = frozenset({"br", "hr", "img", "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead"})
_DEEPEST = 200


def _markdown(extensions: list[str | Extension]) -> Markdown:
    from markdown import Markdown

    return Markdown(extensions=extensions, output_format="html")


# What can find something only in texts that hold the sign: the names of inline patterns, and of block processors.
_NEEDS_SIGN = {
    "`": (("backtick",), ()),
    "\\": (("escape",), ()),
    "[": (("link",), ()),
    "![": (("image_link",), ()),
    "[^": (("footnote",), ()),
    "]:": (
        ("reference", "short_reference", "image_reference", "short_image_ref"),
        ("footnote", "reference"),
    ),
    "<": (("autolink", "automail", "html"), ()),
    "&": (("entity",), ()),
    "#": ((), ("hashheader",)),
    ">": ((), ("quote",)),
    "|": ((), ("table",)),
    ":": ((), ("defindent", "deflist")),
}


def block_converter() -> Callable[[str], str]:
    """Gives a function that makes safe HTML of a text; it raises whatever the library does."""
    import nh3
    from markdown.extensions.attr_list import AttrListExtension
    from markdown.extensions.def_list import DefListExtension
    from markdown.extensions.footnotes import FootnoteExtension
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.tables import TableExtension
    from markdown.preprocessors import Preprocessor

    class FencedCode(Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            done: list[str] = []
            after = 0
            for fence in source.fences(lines):
                done.extend(lines[after : fence.start])
                name = f' class="language-{escape(fence.language)}"' if fence.language else ""
                code = f"<pre><code{name}>{escape(fence.code, quote=False)}</code></pre>"
                done.extend(["", " " * fence.indent + self.md.htmlStash.store(code), ""])
                after = fence.end
            return [*done, *lines[after:]]

    def reader_of(signs: frozenset[str]) -> Markdown:
        reader = _markdown(
            [
                TableExtension(use_align_attribute=True),
                FootnoteExtension(BACKLINK_TITLE="", PLACE_MARKER="\x01"),
                DefListExtension(),
                AttrListExtension(),
                SaneListExtension(),
            ]
        )
        reader.preprocessors.register(FencedCode(reader), "fenced_code", 25)  # before raw HTML is looked for
        # of the library's time a third goes into looking for what is not there
        for sign in _NEEDS_SIGN.keys() - signs:
            inline, blocks = _NEEDS_SIGN[sign]
            for name in inline:
                reader.inlinePatterns.deregister(name)
            for name in blocks:
                reader.parser.blockprocessors.deregister(name)
        return reader

    readers: dict[frozenset[str], Markdown] = {}
    cleaner = nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags={"script", "style", "template", "noscript", "iframe", "object"},
        attributes=_ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )

    def convert(text: str) -> str:
        signs = frozenset([sign for sign in _NEEDS_SIGN if sign in text])
        reader = readers.get(signs)
        if reader is None:
            reader = readers[signs] = reader_of(signs)
        reader.reset()
        html = source.untame(reader.convert(text))
        if html.count("<") > _DEEPEST and _depth(html) > _DEEPEST:
            raise RecursionError
        return source.clean(cleaner.clean(html))  # what was written as an entity is a character now

    return convert


def line_converter() -> Callable[[str], str]:
    """The same for one line: emphasis and code only."""
    import nh3

    reader = _markdown([])
    for name in ("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference"):
        reader.parser.blockprocessors.deregister(name)
    reader.preprocessors.deregister("html_block")
    cleaner = nh3.Cleaner(
        tags=set(_EMPHASIS), clean_content_tags={"script", "style"}, attributes={}, url_schemes=set(), link_rel=None
    )

    def convert(text: str) -> str:
        reader.reset()
        return source.clean(cleaner.clean(source.untame(reader.convert(text))))

    return convert


def _depth(html: str) -> int:
    deepest = depth = 0
    for slash, tag in _ANY_TAG.findall(html):
        if tag.lower() in _UNCOUNTED:
            continue
        depth = max(0, depth - 1) if slash else depth + 1
        deepest = max(deepest, depth)
    return deepest
