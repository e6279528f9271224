"""The home of Jinja: finds templates, gives them their words and components, turns failures into problems.

Templates see what `views` describes, `gettext`/`ngettext`, `component(name, item)` and the filters
`number` and `picture`; nothing of the program. Undefined names are errors, everything is escaped.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import jinja2
import jinja2.nodes
from markupsafe import Markup

from goodword import files, text
from goodword.outputs import views
from goodword.outputs.closures import Closures
from goodword.outputs.compiling import environment_of, kept_division
from goodword.outputs.moulds import Components, TouchedError
from goodword.outputs.specialising import Divided, PlainError, Specialised, divide, specialise
from goodword.outputs.template_words import words_of
from goodword.outputs.theme import Theme, shipped_themes
from goodword.outputs.unknown_names import what_to_do
from goodword.outputs.wording import Wording
from goodword.problems import Place, Problem, Problems, SiteError
from goodword.problems import theme as told


class _NoComponentError(Exception):
    """A template asked for a component that does not exist; told where it asked."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


# Views that many pages share: what a component makes of one is kept.
_SHARED = (views.Quote, views.Case, views.Award, views.Article, views.Partner)
# So many components of texts and flags are kept; a theme may hand over what differs on every page.
_MOST_VALUES = 1_000
# From so many pages on it pays to evaluate ahead what a template says on all of them.
_MANY = 40


class Templates:
    """All templates of a theme, for all languages of a site.

    bytecode: folders for compiled templates, the site's own and the shipped ones, or None; edition: bytes that change
    with the program. Not for several threads at once.
    """

    def __init__(
        self, theme: Theme, root: Path, bytecode: tuple[Path, Path] | None = None, edition: bytes = b""
    ) -> None:
        self._theme = theme
        self._root = root
        self._environment = environment_of(theme, bytecode)
        self._closures: Closures | None = None
        self._components: dict[tuple[str, str, object], tuple[object, Markup]] = {}
        self._values = 0
        self._words: dict[str, dict[str, Callable[..., Markup]]] = {}
        self._counts: dict[tuple[object, ...], int] = {}
        self._edition = edition
        self._divided: dict[tuple[str, ...], Divided] = {}
        self._special: dict[tuple[object, ...], Specialised | None] = {}
        self._foreseen: set[tuple[str, str]] = set()
        # Whether every page is going to be made, as when a site is built for the first time.
        self.makes_all = False

    def render(
        self, name: str, site: views.SiteView, wording: Wording, page: views.PageView, **values: object
    ) -> bytes:
        """The template `name` as UTF-8. Raises SiteError naming the template's line when it fails."""
        special = self._specialised(name, site, wording, values)
        if special is not None:
            try:
                return special.render(page=page, **values).encode()
            except Exception:
                pass  # rendered plainly it fails again, at a line that can be told
        given = {"site": site, "page": page, "wording": wording, **values}
        return self._run(name, given, page.path).encode()

    def more_than_written(self, name: str, wording: Wording, given: Iterable[str]) -> str:
        """What a template that is evaluated ahead does with what pages bring, besides writing it; empty if nothing."""
        special = self._special.get((name, wording.language, frozenset(given)))
        return special.more if special else ""

    def mould(
        self,
        name: str,
        site: views.SiteView,
        wording: Wording,
        marks: Callable[[str], object],
        page: views.PageView,
        **values: object,
    ) -> tuple[str, Sequence[tuple[str, int]]] | None:
        """The template `name` with the stand-ins of `page` and `values`, and what `Components` made of parts.

        None as long as it is not evaluated ahead. marks: whether a text holds marks. Raises TouchedError where the
        template does more than to write them.
        """
        key = (name, wording.language, frozenset(values))
        if key not in self._special:
            return None
        special = self._special[key]
        if special is None or special.more:
            raise TouchedError
        ordinary = _bound(self, {"site": site, "wording": wording})
        components = Components(ordinary, _SHARED, marks)
        try:
            return special.render_with(components, page=page, **values), components.made
        except Exception:  # whatever a stand-in is not made for
            raise TouchedError from None

    def closure(self, name: str) -> bytes:
        """16 bytes that change when the template `name` does, or anything that it refers to."""
        return self.closures.digest(name)

    @property
    def closures(self) -> Closures:
        """What each template refers to."""
        if self._closures is None:
            self._closures = Closures(self._theme.template_folders)
        return self._closures

    def plain_because(self, name: str, site: views.SiteView, wording: Wording, given: Iterable[str]) -> str | None:
        """Why pages of the template `name` cannot have what they share evaluated ahead; None where they can.

        given: what a page hands over besides itself.
        """
        try:
            special = self._specialise(name, site, wording, given)
        except PlainError as error:
            return str(error)
        self._special[name, wording.language, frozenset(given)] = special
        return None

    def foresee(self, name: str, wording: Wording, pages: int) -> None:
        """Is told how many pages there are of the template `name`."""
        if self.makes_all and pages >= _MANY:
            self._foreseen.add((name, wording.language))

    def _specialised(
        self, name: str, site: views.SiteView, wording: Wording, given: Iterable[str]
    ) -> Specialised | None:
        """What is left of a template that many pages are made with once all that they share is evaluated."""
        key = (name, wording.language, frozenset(given))
        if key in self._special:
            return self._special[key]
        self._counts[key] = self._counts.get(key, 0) + 1
        if self._counts[key] < _MANY and key[:2] not in self._foreseen:
            return None
        try:
            self._special[key] = self._specialise(name, site, wording, given)
        except PlainError:
            self._special[key] = None
        return self._special[key]

    def _specialise(self, name: str, site: views.SiteView, wording: Wording, given: Iterable[str]) -> Specialised:
        known: dict[str, object] = {"site": site, "wording": wording}
        fixed = {**known, "component": _bound(self, known), **self._words_of(known)}
        functions = sorted(name for name, value in fixed.items() if callable(value))
        names = sorted(["page", *given])
        key = (name, *names)
        if key not in self._divided:
            # kept beside what it was made from: with the program only where no other template has a part in it
            closure = self.closures.files(name)
            filename = next((path for path in closure if not _is_shipped(path)), closure[0])
            depends = self._edition and repr((self._edition, self.closure(name), sorted(fixed), key)).encode()
            self._divided[key] = kept_division(
                self._environment,
                " ".join(key),
                filename,
                depends,
                lambda: divide(self._environment, name, fixed, functions, names),
                lambda: Closures(self._theme.template_folders).digest(name) == self.closure(name),
            )
        return specialise(self._environment, self._divided[key], fixed)

    def component(self, name: str, item: object, site: views.SiteView, wording: Wording) -> Markup:
        """components/NAME.html for `item`; made once for each shared view, or short value, and language."""
        by_value = isinstance(item, str) or (
            isinstance(item, tuple) and all(isinstance(part, str | bool) for part in item)
        )
        key = (name, wording.language, item if by_value else id(item))
        kept = self._components.get(key)
        if kept is None:
            given = {"item": item, "site": site, "wording": wording}
            made = Markup(self._run(f"components/{name}.html", given, name, nested=True))
            if by_value:
                self._values += 1
            if self._values > _MOST_VALUES if by_value else not isinstance(item, _SHARED):
                return made
            kept = self._components[key] = (item, made)
        return kept[1]

    def broken(self) -> tuple[Problem, ...]:
        """What is wrong with the site's own templates as written: syntax, and templates named that do not exist."""
        problems = Problems()
        known = self._environment.list_templates(filter_func=lambda name: name.endswith((".html", ".xml", ".txt")))
        shipped = f"{shipped_themes() / 'default'}{os.sep}"
        for name in known:
            try:
                source, filename, _ = cast(jinja2.BaseLoader, self._environment.loader).get_source(
                    self._environment, name
                )
                if str(filename).startswith(shipped):
                    continue
                tree = self._environment.parse(source, name, filename)
                self._environment.compile(tree, name, filename)
            except jinja2.TemplateSyntaxError as error:
                problems.add(self._syntax(error, name))
            except (OSError, UnicodeError) as error:
                problems.add(told.TEMPLATE_SYNTAX(Place(self._shown(name)), why=str(error)))
            else:
                problems.extend(self._unknown(tree, filename or name, known))
        return tuple(problems)

    def _unknown(self, tree: jinja2.nodes.Template, filename: str, known: list[str]) -> Iterator[Problem]:
        for node in tree.find_all((jinja2.nodes.Include, jinja2.nodes.Extends, jinja2.nodes.Import)):
            named = node.template  # type: ignore[attr-defined]  # all three have one
            if isinstance(named, jinja2.nodes.Const) and isinstance(named.value, str) and named.value not in known:
                if isinstance(node, jinja2.nodes.Include) and node.ignore_missing:
                    continue
                place = Place(self._shown(filename), node.lineno)
                suggestion = text.did_you_mean(named.value, known)
                yield told.NO_TEMPLATE(place, name=named.value, suggestion=suggestion)

    def _syntax(self, error: jinja2.TemplateSyntaxError, name: str) -> Problem:
        place = Place(self._shown(error.filename or error.name or name), error.lineno)
        return told.TEMPLATE_SYNTAX(place, why=(error.message or "syntax error").rstrip("."))

    def _run(self, name: str, given: Mapping[str, object], page: str, nested: bool = False) -> str:
        try:
            try:
                template = self._environment.get_template(name)
            except jinja2.TemplateNotFound as error:
                if error.name == name and nested:
                    raise _NoComponentError(name) from None
                raise
            return template.render(given, component=_bound(self, given), **self._words_of(given))
        except jinja2.TemplateSyntaxError as error:
            raise SiteError([self._syntax(error, name)]) from None
        except jinja2.TemplateNotFound as error:
            known = self._environment.list_templates()
            suggestion = text.did_you_mean(str(error.name), known)
            raise SiteError(
                [told.NO_TEMPLATE(self._place_of(error, name), name=error.name, suggestion=suggestion)]
            ) from None
        except _NoComponentError as error:
            if nested and error.name == name:
                raise
            known = self._environment.list_templates(filter_func=lambda known: known.startswith("components/"))
            suggestion = text.did_you_mean(error.name, known)
            raise SiteError(
                [told.NO_TEMPLATE(self._place_of(error, name), name=error.name, suggestion=suggestion)]
            ) from None
        except (SiteError, MemoryError):
            raise
        except jinja2.UndefinedError as error:
            place, hint = self._place_of(error, name), what_to_do(error, given.keys() - {"wording"})
            raise SiteError([told.TEMPLATE_FAILED(place, page=page, why=error, suggestion=hint)]) from None
        except Exception as error:  # whatever a theme's author wrote, it has a line
            why = f"{type(error).__name__}: {error}"
            place = self._place_of(error, name)
            raise SiteError([told.TEMPLATE_FAILED(place, page=page, why=why, suggestion="")]) from None

    def _words_of(self, given: Mapping[str, object]) -> dict[str, Callable[..., Markup]]:
        wording = cast(Wording, given["wording"])
        if wording.language not in self._words:
            self._words[wording.language] = words_of(wording)
        return self._words[wording.language]

    def _place_of(self, error: BaseException, name: str) -> Place:
        """The innermost line of a template in the traceback, which Jinja rewrites to the template's own lines."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if any(Path(frame.filename).is_relative_to(folder) for folder in self._theme.template_folders):
                return Place(self._shown(frame.filename), frame.lineno or 0)
        return Place(self._shown(name))

    def _shown(self, filename: str) -> str:
        path = Path(filename)
        for folder in self._theme.folders:
            if path.is_relative_to(folder):
                return f"themes/{folder.name}/{path.relative_to(folder).as_posix()}"
        if path.is_absolute():
            return files.relative(path, self._root)
        return f"themes/{self._theme.name}/templates/{filename}"


def _is_shipped(path: str) -> bool:
    return path.startswith(f"{shipped_themes()}{os.sep}")


def _bound(templates: Templates, given: Mapping[str, object]) -> Any:
    site, wording = cast(views.SiteView, given["site"]), cast(Wording, given["wording"])
    return lambda name, item: templates.component(name, item, site, wording)
