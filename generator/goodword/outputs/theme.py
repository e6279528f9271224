"""A theme on disk: its folders in the order of looking up, its tokens, its static files with hashed names.

Looked up file by file: the site's `themes/NAME/` first, then the shipped theme. Reads only.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from goodword import files, text
from goodword.content import strict_yaml
from goodword.content.document import Document, Tree
from goodword.content.models import Site
from goodword.outputs import colours
from goodword.outputs.slim_styles import slim, slim_kept, unclosed
from goodword.problems import Place, Problems, SiteError
from goodword.problems import theme as told

_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
_IMPORT = re.compile(r"""@import\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_TOKEN_VALUE = re.compile(r"[^;{}<>@\\\n\r\0]{1,200}")
# What loads a file, from wherever it says, and comments, which would swallow the tokens that follow.
_LOADS = re.compile(r"(?:url|src|image|image-set|element|cross-fade)\s*\(|//|/\*|\*/", re.IGNORECASE)
_FAMILY = re.compile(r"[\w ,.'\"-]{1,200}")
# Rules of a site's own, and the sheets that they stand at the end of: so they come last on every page.
OWN_RULES = "own.css"
_ENDS_WITH_OWN = frozenset({"theme.css", "displays.css", "kit.css"})


class StaticFile(Struct, frozen=True):
    """A static file under its published path, like `assets/theme.1a2b3c4d.css`."""

    path: str
    data: bytes


class Theme(Struct, frozen=True):
    """A theme ready for use. static: by name in the theme; folders: the site's first; fonts: static, of every page."""

    name: str
    folders: tuple[Path, ...]
    papers: tuple[colours.Colour, colours.Colour]
    tokens: Mapping[str, str]
    static: Mapping[str, StaticFile] = field(default_factory=dict)
    fonts: tuple[str, ...] = ()

    @property
    def template_folders(self) -> tuple[Path, ...]:
        return tuple(folder / "templates" for folder in self.folders)

    def lettering(self) -> dict[str, bytes]:
        """The fonts of pictures by name: those of pages, and those of `cards/`, which are not published."""
        found = {name: file.data for name, file in self.static.items() if name.endswith(".woff2")}
        for folder in reversed(self.folders):
            for path in sorted((folder / "cards").glob("*.woff2")):
                place = Place(f"themes/{folder.name}/cards/{path.name}")
                found[path.name] = files.read_bytes(path, place)
        return found

    def catalogues(self, language: str) -> list[Path]:
        """The catalogues for `language`, the site's first: `pt-BR.po` before `pt.po`."""
        tags = [language, language.split("-", 1)[0]]
        found = [folder / "i18n" / f"{tag}.po" for tag in dict.fromkeys(tags) for folder in self.folders]
        return [path for path in found if path.is_file()]


def shipped_themes() -> Path:
    """Where the themes that come with Goodword lie: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "themes"
    return installed if installed.is_dir() else package.parent.parent / "themes"


def load_theme(site: Site, document: Document, root: Path, kept: tuple[Path, Path] | None = None) -> Theme:
    """The theme that site.yaml names, with its tokens applied. kept: folders for style sheets as they are sent, that of
    the site and that of the program. Raises SiteError with everything wrong with it.
    """
    name = site.theme.name
    shipped, own = shipped_themes(), root / "themes"
    known = {path.name for folder in (shipped, own) for path in folder.glob("[!._]*/")}
    if not files.is_safe_relative(name) or name not in known:
        suggestion = text.did_you_mean(name, known)
        raise SiteError([told.NO_THEME(document.place("theme", "name"), name=name, suggestion=suggestion)])
    candidates = [own / name, shipped / name, shipped / "default"]
    folders = tuple(dict.fromkeys(path.resolve() for path in candidates if path.is_dir()))
    problems = Problems()
    if candidates[0].is_dir():
        closed = [found.name for found in files.survey(candidates[0]) if found.why_not == files.UNREADABLE]
        problems.extend(files.unreadable(f"themes/{name}/{inside}") for inside in closed)
    papers, defaults, preloads = _settings(folders, problems)
    tokens = _tokens(site, document, defaults, papers, problems)
    folder = None
    if kept:
        is_shipped = all(one.is_relative_to(shipped.resolve()) for one in folders)
        folder = kept[1] if is_shipped and os.access(kept[1], os.W_OK) else kept[0]
    static = _static(folders, tokens, problems, folder)
    for font, place in preloads.values():
        if font not in static:
            problems.add(told.BAD_STATIC(place, url=font))
    problems.raise_errors()
    fonts = [font for token, (font, _) in preloads.items() if tokens[token] == defaults[token]]
    return Theme(name, folders, papers, tokens, static, tuple(dict.fromkeys(fonts)))


def _settings(
    folders: tuple[Path, ...], problems: Problems
) -> tuple[tuple[colours.Colour, colours.Colour], dict[str, str], dict[str, tuple[str, Place]]]:
    """Two papers; the tokens' defaults; the font that every page needs while a token has its default, by token."""
    defaults: dict[str, str] = {}
    preloads: dict[str, tuple[str, Place]] = {}
    papers = {"paper": "#ffffff", "paper-dark": "#121212"}
    for folder in reversed(folders):
        path = folder / "theme.yaml"
        if not path.is_file():
            continue
        place = Place(f"themes/{folder.name}/theme.yaml")
        loaded = strict_yaml.load(files.read_text(path, place), place.path)
        fields = loaded.value or {}
        tokens = fields.get("tokens") or {} if isinstance(fields, dict) else None
        if not isinstance(fields, dict) or not isinstance(tokens, dict):
            problems.add(told.BAD_SETTINGS(Place(place.path, loaded.spot.line)))
            continue
        spots = Tree(loaded.spot)
        for token, about in tokens.items():
            default = about.get("default") if isinstance(about, dict) else about
            defaults[str(token)] = str(default or "")
            if not _is_token(str(token), defaults[str(token)]):
                line, column, _ = spots.find(("tokens", str(token)), True)
                problems.add(told.BAD_TOKEN(Place(place.path, line, column), value=f"{token}: {default}"))
            preloads.pop(str(token), None)
            if isinstance(about, dict) and about.get("preload"):
                line, column, _ = spots.find(("tokens", str(token), "preload"), False)
                preloads[str(token)] = (str(about["preload"]), Place(place.path, line, column))
            if token == "brand" and default and not _is_colour(defaults["brand"]):
                line, column, _ = spots.find(("tokens", "brand", "default"), False)
                problems.add(told.BAD_COLOUR(Place(place.path, line, column), value=default))
                defaults["brand"] = ""
        for key in papers:
            if fields.get(key) and not _is_colour(str(fields[key])):
                line, column, _ = spots.find((key,), False)
                problems.add(told.BAD_COLOUR(Place(place.path, line, column), value=fields[key]))
            elif fields.get(key):
                papers[key] = str(fields[key])
    return (colours.parse(papers["paper"]), colours.parse(papers["paper-dark"])), defaults, preloads


def _is_token(name: str, default: str) -> bool:
    """Whether both can stand in a style sheet, so that a slip spoils one token and not all that follow."""
    is_value = not default or (_TOKEN_VALUE.fullmatch(default) is not None and _is_balanced(default))
    return is_value and re.fullmatch(r"[\w-]{1,100}", name) is not None


def _is_colour(text: str) -> bool:
    return bool(re.fullmatch("#[0-9a-fA-F]{6}", text))


def _tokens(
    site: Site,
    document: Document,
    defaults: Mapping[str, str],
    papers: tuple[colours.Colour, colours.Colour],
    problems: Problems,
) -> dict[str, str]:
    """Every custom property of tokens.css, without the leading dashes; dark ones end in `--dark`."""
    tokens = dict(defaults)
    chosen = dict(site.theme.tokens)
    for token, value in chosen.items():
        place = document.place("theme", "tokens", token)
        if token not in defaults:
            problems.add(told.UNKNOWN_TOKEN(place, name=token, suggestion=text.did_you_mean(token, defaults)))
        elif token in ("brand", "brand-ink", "brand-on") and not _is_colour(value):
            problems.add(told.BAD_COLOUR(place, value=value))
        elif not _TOKEN_VALUE.fullmatch(value) or _LOADS.search(value) or not _is_balanced(value):
            problems.add(told.BAD_TOKEN(place, value=value))
        else:
            tokens[token] = value
    for token, family in (("font-text", site.theme.fonts.text), ("font-display", site.theme.fonts.display)):
        if family and not (_FAMILY.fullmatch(family) and _is_balanced(family)):
            problems.add(told.BAD_TOKEN(document.place("theme", "fonts", token.removeprefix("font-")), value=family))
        elif family:
            tokens[token] = f"{family}, {tokens.get(token, 'sans-serif')}"
    if site.theme.radius:
        tokens["radius"] = site.theme.radius
    tokens |= _brand(site.theme.brand or tokens.get("brand") or "#7a3b2e", papers)
    return tokens


def _is_balanced(value: str) -> bool:
    """Whether every quotation mark and bracket of a CSS value is closed, so that it ends where it should."""
    bare = re.sub(r""""[^"]*"|'[^']*'""", "", value)
    return not any(mark in bare for mark in "\"'") and all(bare.count(a) == bare.count(b) for a, b in ("()", "[]"))


def _brand(brand: str, papers: tuple[colours.Colour, colours.Colour]) -> dict[str, str]:
    light, dark = papers
    colour = colours.parse(brand)
    on_light, on_dark = colours.readable_on(colour, light), colours.readable_on(colour, dark)
    return {
        "brand": colours.as_hex(colour),
        "brand-ink": colours.as_hex(on_light),
        "brand-ink--dark": colours.as_hex(on_dark),
        "brand-on": colours.as_hex(colours.text_on(colour)),
        "brand-ink-on": colours.as_hex(colours.text_on(on_light)),
        "brand-ink-on--dark": colours.as_hex(colours.text_on(on_dark)),
    }


def tokens_css(tokens: Mapping[str, str]) -> str:
    """The tokens as custom properties, the dark ones for the dark scheme."""
    light = "".join(f"  --{name}: {tokens[name]};\n" for name in sorted(tokens) if not name.endswith("--dark"))
    dark = "".join(
        f"    --{name.removesuffix('--dark')}: {tokens[name]};\n" for name in sorted(tokens) if name.endswith("--dark")
    )
    return f":root {{\n{light}}}\n@media (prefers-color-scheme: dark) {{\n  :root {{\n{dark}  }}\n}}\n"


def _static(
    folders: tuple[Path, ...], tokens: Mapping[str, str], problems: Problems, kept: Path | None
) -> dict[str, StaticFile]:
    found: dict[str, Path] = {}
    shown: dict[str, str] = {}
    for folder in reversed(folders):
        static = folder / "static"
        if static.is_dir():
            here = {files.relative(path, static): path for path in files.walk(static)}
            found |= here
            shown |= {name: f"themes/{folder.name}/static/{name}" for name in here}
    published: dict[str, StaticFile] = {}
    sheets = {name for name in found if name.endswith(".css")}
    for name in sorted(set(found) - sheets):
        published[name] = _published(name, files.read_bytes(found[name], Place(shown[name])))
    texts = {}
    shipped = shipped_themes().resolve()
    for name in sorted(sheets):
        place = Place(shown[name])
        try:
            sheet = files.read_text(found[name], place)
            if not found[name].is_relative_to(shipped):
                _is_closed(sheet, place, problems)
            at = kept / f"{folders[0].name}-{name.replace('/', '-')}.slim" if kept else None
            texts[name] = slim_kept(_rewritten(sheet, name, published, place, problems), at)
        except SiteError as error:
            problems.extend(error.problems)
    own = texts.pop(OWN_RULES, "")
    for name, sheet in texts.items():
        joined = f"{sheet}\n{own}" if own and name in _ENDS_WITH_OWN else sheet
        published[name] = _published(name, joined.encode())
    published["tokens.css"] = _published("tokens.css", slim(tokens_css(tokens)).encode())
    return published


def _is_closed(sheet: str, place: Place, problems: Problems) -> None:
    found = unclosed(sheet)
    if found:
        at, sign = found
        place = Place(place.path, sheet.count("\n", 0, at) + 1, at - sheet.rfind("\n", 0, at))
        if sign in "})]":
            what, hint = f"This `{sign}` closes nothing", "Take it away, or open before it what it is to close."
        else:
            closing = {"/*": "*/", "{": "}", "(": ")", "[": "]"}.get(sign, sign)
            what, hint = f"This `{sign}` is never closed", f"Write `{closing}` where it is to end."
        problems.add(told.UNCLOSED(place, what=what, hint=hint))


def _published(name: str, data: bytes) -> StaticFile:
    path = PurePosixPath(name)
    return StaticFile(f"assets/{path.parent / path.stem}.{files.digest(data, 5)}{path.suffix}", data)


def _rewritten(sheet: str, name: str, published: Mapping[str, StaticFile], place: Place, problems: Problems) -> str:
    """The style sheet with the addresses of the files it loads replaced by their hashed names."""

    def replaced(match: re.Match[str]) -> str:
        url = match[2].strip()
        if url.startswith(("data:", "#")):
            return match[0]
        target = str(PurePosixPath(name).parent / url.split("?")[0].split("#")[0])
        if target not in published:
            line = sheet.count("\n", 0, match.start()) + 1
            problems.add(told.BAD_STATIC(Place(place.path, line), url=url))
            return match[0]
        depth = len(PurePosixPath(name).parent.parts)
        return f"url({'../' * depth}{published[target].path.removeprefix('assets/')})"

    for match in _IMPORT.finditer(sheet):
        line = sheet.count("\n", 0, match.start()) + 1
        problems.add(told.BAD_STATIC(Place(place.path, line), url=match[1] or match[2]))
    return _URL.sub(replaced, sheet)
