"""Drawings in SVG: read with a strict parser, written again from a list of what is harmless. What is not on it is
refused, so that no drawing is published that looks different from what was meant.

Allowed are shapes, texts, gradients, clips and masks (https://www.w3.org/TR/SVG2/). What editors add for themselves is
left out, as it tells of people: comments, metadata, titles, attributes of other namespaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from goodword.outputs.picture_reading import UnusableError
from goodword.problems import words

LARGEST_SVG = 1_000_000
_MOST_ELEMENTS, _DEEPEST, _MOST_RULES = 20_000, 60, 1_000
_SVG, _XLINK, _XHTML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ELEMENTS = _names(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan"
    " linearGradient radialGradient stop clipPath mask style"
)
_LEFT_OUT = frozenset({"metadata", "title", "desc"})
_PROPERTIES = _names(
    "clip-path clip-rule color display fill fill-opacity fill-rule font-family font-size font-style font-weight"
    " isolation letter-spacing mask mask-type mix-blend-mode opacity overflow paint-order shape-rendering stop-color"
    " stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit"
    " stroke-opacity stroke-width text-anchor text-rendering dominant-baseline vector-effect visibility word-spacing"
)
_ATTRIBUTES = _PROPERTIES | _names(
    "id class d points x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy rotate width height viewBox preserveAspectRatio"
    " transform offset gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits textLength"
    " lengthAdjust pathLength"
)
_FUNCTIONS = _names("rgb rgba hsl hsla matrix translate scale rotate skewx skewy url")
_CALLED = re.compile(r"([\w-]*)\s*\(")
_OWN_PART = re.compile(r"""url\(\s*(["']?)#[\w.:-]+\1\s*\)""")
# Whatever these name is drawn anew for each element that they stand on, as with `use`.
_DRAWN_AGAIN = ("clip-path", "mask")
_NAMED_PART = re.compile(r"""url\(\s*["']?#([\w.:-]+)""")
_PLAIN_VALUE = re.compile(r"""[\w\s.,;:#%()+*!'"/-]*""")
_ID = re.compile(r"[\w.:-]+")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTORS = re.compile(r"[\w\s.,#*>-]*")
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|pc|mm|cm|in|em|ex)?\s*")
# Pixels of a unit (CSS Values 4, section 6); em and ex of letters of 16 pixels.
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "em": 16, "ex": 8}


def clean_svg(data: bytes, side: int) -> tuple[bytes, int, int]:
    """The drawing as harmless SVG, its longer side `side` pixels; width and height.

    Raises UnusableError with what keeps it from being published.
    """
    from xml.parsers import expat

    if len(data) > LARGEST_SVG:
        raise _refused(f"it has {len(data) // 1000:,} kB, and at most {LARGEST_SVG // 1000:,} are read")
    parser = expat.ParserCreate(namespace_separator=" ")
    drawing = _Drawing(side)
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    parser.ProcessingInstructionHandler = _instruction
    parser.StartDoctypeDeclHandler = _doctype
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise _refused(f"line {error.lineno}: {expat.ErrorString(error.code)}") from None
    except UnusableError:
        raise
    except (ValueError, LookupError):  # an encoding that nobody knows
        raise _refused("its encoding is unknown") from None
    drawing.check_uses()
    return "".join(drawing.out).encode(), drawing.width, drawing.height


def _refused(why: str) -> UnusableError:
    return UnusableError(words.IMAGE_SVG, why=why)


def _instruction(target: str, _: str) -> None:
    raise _refused(f"it asks for `<?{target}?>`")


def _doctype(name: str, system: str | None, public: str | None, has_subset: int) -> None:
    if has_subset:
        raise _refused("it declares entities in its DOCTYPE")


@dataclass(slots=True)
class _Drawing:
    """Takes what the parser meets; `out` is the drawing so far."""

    side: int
    out: list[str] = field(default_factory=list)
    width: int = 0
    height: int = 0
    _open: list[str] = field(default_factory=list)
    _ids: list[str] = field(default_factory=list)
    _skipped: int = 0
    _count: int = 0
    _css: list[str] = field(default_factory=list)
    _uses: dict[str, list[str]] = field(default_factory=dict)
    _sizes: dict[str, int] = field(default_factory=dict)
    _ruled: dict[str, list[tuple[frozenset[str], list[str]]]] = field(default_factory=dict)
    _elements: list[tuple[frozenset[str], tuple[str, ...]]] = field(default_factory=list)

    def start(self, tag: str, given: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        self._count += 1
        if self._count > _MOST_ELEMENTS or len(self._open) + self._skipped > _DEEPEST:
            raise _refused("it has too many elements, or nests them too deep")
        if not self._open and (space != _SVG or name != "svg"):
            raise _refused("it does not begin with `<svg xmlns=...>`")
        if self._skipped or name in _LEFT_OUT or space not in (_SVG, _XHTML):
            if name in ("script", "handler", "listener"):
                raise _refused(f"it holds `<{name}>`")
            self._skipped += 1
            return
        if space == _XHTML or name not in _ELEMENTS:
            raise _refused(f"it holds `<{name}>`")
        attributes = self._kept(name, given)
        if not self._open:
            attributes = self._sized(attributes)
        self._open.append(name)
        self._ids.append(attributes.get("id", ""))
        inside = tuple(filter(None, self._ids))
        for known in inside:
            self._sizes[known] = self._sizes.get(known, 0) + 1
        self._elements.append((_selectable(name, attributes), inside))
        self._draws(inside, _parts_drawn(name, attributes))
        if name == "style":
            self._css = []
            return
        shown = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
        self.out.append(f"<{name}{shown}>")

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        name = self._open.pop()
        self._ids.pop()
        if name == "style":
            rules = _style_sheet("".join(self._css))
            for selectors, declarations in rules:
                self._rule(selectors, declarations)
            sheet = "".join(f"{selectors}{{{declarations}}}" for selectors, declarations in rules)
            self.out.append(f"<style>{escape(sheet)}</style>")
        else:
            self.out.append(f"</{name}>")

    def text(self, data: str) -> None:
        if self._skipped or not self._open:
            return
        if self._open[-1] == "style":
            self._css.append(data)
        elif self._open[-1] in ("text", "tspan"):
            self.out.append(escape(data))

    def _kept(self, tag: str, given: dict[str, str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for key, value in given.items():
            space, _, name = key.rpartition(" ")
            if name.lower().startswith("on"):
                raise _refused(f"`<{tag}>` has `{name}`, which runs a script")
            if name in ("href", "src") and space in ("", _XLINK):
                self._refer(tag, value)
                kept["href"] = value.strip()
            elif space:
                continue
            elif name == "style":
                kept[name] = _declarations(value)
            elif name == "id" and not _ID.fullmatch(value):
                continue
            elif name in _ATTRIBUTES:
                kept[name] = _checked(name, value)
        return kept

    def _refer(self, tag: str, target: str) -> None:
        if not re.fullmatch(r"\s*#[\w.:-]+\s*", target) or tag not in ("use", "linearGradient", "radialGradient"):
            raise _refused(f"`<{tag}>` refers to `{target.strip()[:60]}`")

    def _draws(self, inside: tuple[str, ...], parts: list[str]) -> None:
        """Notes that something in the elements with the ids `inside` has these parts of the drawing drawn again."""
        for known in ("", *inside) if parts else ():
            self._uses.setdefault(known, []).extend(parts)

    def _rule(self, selectors: str, declarations: str) -> None:
        """Notes a rule of the style sheet that has parts drawn again, by the last word of each selector."""
        parts = _parts_of(declarations)
        for selector in selectors.split(",") if parts else ():
            wanted = frozenset(re.findall(r"[.#]?[\w-]+|\*", re.split(r"[\s>]+", selector.strip())[-1]))
            if wanted:
                self._ruled.setdefault(max(wanted), []).append((wanted, parts))
        if sum(map(len, self._ruled.values())) > _MOST_RULES:
            raise _refused("its `<style>` has too many rules with `clip-path` or `mask`")

    def check_uses(self) -> None:
        """Elements that are used again count as often as they are drawn. Raises UnusableError for too many."""
        for called, inside in self._elements if self._ruled else ():
            for wanted, parts in (rule for name in called for rule in self._ruled.get(name, ())):
                self._draws(inside, parts if wanted <= called else [])
        drawn: dict[str, int] = {}

        def size(name: str, above: frozenset[str]) -> int:
            if name in above:
                raise _refused(f"`#{name}` uses itself")
            if name not in drawn:
                inside = above | {name}
                drawn[name] = self._sizes.get(name, 0) + sum(size(one, inside) for one in self._uses.get(name, ()))
            if drawn[name] > _MOST_ELEMENTS or len(above) > _DEEPEST:
                raise _refused("it uses parts of itself too often")
            return drawn[name]

        size("", frozenset())

    def _sized(self, attributes: dict[str, str]) -> dict[str, str]:
        box = [
            float(part)
            for part in re.findall(r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?", attributes.get("viewBox", ""))
        ]
        size = [_length(attributes.pop(name, "")) for name in ("width", "height")]
        if len(box) == 4 and not all(size):
            size = box[2:]
        if not all(0.01 < one < 1_000_000 for one in size):
            raise _refused("it does not say how large it is (`viewBox`, or `width` and `height`)")
        scale = self.side / max(size)
        self.width, self.height = (max(1, round(one * scale)) for one in size)
        attributes.setdefault("viewBox", f"0 0 {size[0]:g} {size[1]:g}")
        return {"xmlns": _SVG, "width": str(self.width), "height": str(self.height)} | attributes


def _selectable(tag: str, attributes: dict[str, str]) -> frozenset[str]:
    """What a style sheet can call an element."""
    classes = (f".{name}" for name in attributes.get("class", "").split())
    return frozenset(("*", tag, f"#{attributes.get('id', '')}", *classes))


def _parts_drawn(tag: str, attributes: dict[str, str]) -> list[str]:
    """The ids of the parts that an element has drawn again by its own attributes."""
    parts = [attributes["href"][1:]] if tag == "use" and "href" in attributes else []
    for name in _DRAWN_AGAIN:
        parts += _NAMED_PART.findall(attributes.get(name, ""))
    return parts + _parts_of(attributes.get("style", ""))


def _parts_of(declarations: str) -> list[str]:
    """The same for declarations as `_declarations` gives them."""
    pairs = (one.partition(":") for one in declarations.split(";"))
    return [part for name, _, value in pairs if name in _DRAWN_AGAIN for part in _NAMED_PART.findall(value)]


def _length(value: str) -> float:
    found = _LENGTH.fullmatch(value)
    return float(found[1]) * _UNITS[found[2] or ""] if found else 0.0


def _checked(name: str, value: str) -> str:
    """A value that reads nothing from elsewhere."""
    rest = _OWN_PART.sub("", value)
    called = {found.lower() for found in _CALLED.findall(rest)}
    if "url(" in rest.lower().replace(" ", "") or not called <= _FUNCTIONS or not _PLAIN_VALUE.fullmatch(rest):
        raise _refused(f"`{name}` is `{value.strip()[:60]}`")
    return value


def _declarations(style: str) -> str:
    kept = []
    for one in style.split(";"):
        name, colon, value = one.partition(":")
        if colon and name.strip().lower() in _PROPERTIES:
            kept.append(f"{name.strip().lower()}:{_checked(name.strip(), value).strip()}")
        elif colon:
            _checked(name.strip(), value)
    return ";".join(kept)


def _style_sheet(css: str) -> list[tuple[str, str]]:
    """Selectors and declarations of each rule."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    if not re.fullmatch(r"(?:[^{}]*\{[^{}]*\})*\s*", css):
        raise _refused("its `<style>` is not a list of plain rules")
    kept = []
    for selectors, declarations in _RULE.findall(css):
        if not _SELECTORS.fullmatch(selectors):
            raise _refused(f"its `<style>` has `{selectors.strip()[:60]}`")
        kept.append((" ".join(selectors.split()), _declarations(declarations)))
    return kept
