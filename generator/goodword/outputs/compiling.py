"""How Jinja compiles the templates of a theme, and where that is kept."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, MutableMapping
from pathlib import Path
from types import FunctionType
from typing import Any, cast

import jinja2
import jinja2.nodes
import markupsafe
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from goodword.outputs.picture_tags import picture_tag
from goodword.outputs.specialising import Divided, PlainError
from goodword.outputs.template_words import in_language, number
from goodword.outputs.theme import Theme, shipped_themes
from goodword.outputs.unknown_names import Unknown
from goodword.outputs.untranslated import in_text

# Markupsafe's own, without the object around it. Its name is not promised to stay; then the public function serves.
_quick: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


def escaped(value: Any) -> str:
    """What markupsafe's `escape` gives, to be joined only: neither texts nor what is HTML already are wrapped anew."""
    kind = type(value)
    if kind is str:
        return _quick(value)
    return value if kind is Markup else escape(value)


class _Template(jinja2.Template):
    """Jinja's, with `escaped` for what it writes: of a page's hundred texts only the joined whole is ever used."""

    @classmethod
    def from_code(cls, *given: Any, **named: Any) -> jinja2.Template:
        made = super().from_code(*given, **named)
        cast(FunctionType, made.root_render_func).__globals__["escape"] = escaped
        return made


class _Environment(jinja2.Environment):
    """Jinja's, with the globals of a template in one plain dict: they are copied for every page and every include."""

    template_class = _Template

    def _parse(self, source: str, name: str | None, filename: str | None) -> jinja2.nodes.Template:
        return in_text(super()._parse(source, name, filename))

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


# Another number when the same template is compiled to something else than by the version before.
_COMPILED = 2


class _Bytecode(jinja2.BytecodeCache):
    """Compiled templates: those of the site in one folder, the shipped ones in another. What cannot be kept is not."""

    def __init__(self, own: Path, shipped: Path) -> None:
        self._own, self._shipped = jinja2.FileSystemBytecodeCache(str(own)), None
        self._themes = f"{shipped_themes()}{os.sep}"
        if os.access(shipped, os.W_OK):
            self._shipped = jinja2.FileSystemBytecodeCache(str(shipped))
        self._of: dict[str, jinja2.FileSystemBytecodeCache] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        key = super().get_cache_key(f"{name} {_COMPILED}", filename)
        is_shipped = self._shipped is not None and (filename or "").startswith(self._themes)
        self._of[key] = self._shipped if is_shipped and self._shipped else self._own
        return key

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            self._of[bucket.key].load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            self._of[bucket.key].dump_bytecode(bucket)


def kept_division(
    environment: jinja2.Environment,
    name: str,
    filename: str,
    depends: bytes,
    make: Callable[[], Divided],
    still: Callable[[], bool],
) -> Divided:
    """How the template `name` is divided: what `make` gives, kept with the compiled templates where these are.

    filename: of the template, by which it is kept; depends: bytes that change when anything else is made of it; still:
    whether they are the same now that it is made. Raises PlainError, which is kept, too.
    """
    cache = environment.bytecode_cache
    found: Any = None
    bucket = None
    if cache is not None and depends:
        key = cache.get_cache_key(f"{name}, divided", filename)
        bucket = Bucket(environment, key, depends.hex())
        cache.load_bytecode(bucket)
        found = bucket.code
    if found is None:
        try:
            found = tuple(make())
        except PlainError as error:
            found = str(error)
        if bucket is not None and cache is not None and still():
            bucket.code = found
            cache.dump_bytecode(bucket)
    if isinstance(found, str):
        raise PlainError(found)
    return Divided(*found)


def environment_of(theme: Theme, bytecode: tuple[Path, Path] | None) -> jinja2.Environment:
    """The one that all templates of a theme are compiled in. bytecode: see `Templates`."""
    environment = _Environment(
        loader=jinja2.FileSystemLoader(theme.template_folders),
        autoescape=True,
        undefined=Unknown,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        optimized=False,  # what it folds is not worth the time at a first build
        bytecode_cache=_Bytecode(*bytecode) if bytecode else None,
    )
    # for `{% trans %}`; every page brings functions of its language along, see `template_words`
    install = environment.install_null_translations  # type: ignore[attr-defined]  # the extension adds it
    install(newstyle=True)
    environment.filters["number"] = number
    environment.filters["picture"] = picture_tag
    environment.filters["marked"] = in_language
    return environment
