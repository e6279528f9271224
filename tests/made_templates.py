"""Templates made at random, of everything that Jinja has; and what they are rendered with."""

from __future__ import annotations

from typing import Any

import jinja2
from hypothesis import strategies as st
from markupsafe import Markup
from msgspec import Struct


class Thing(Struct, frozen=True):
    """A value with attributes, as views are."""

    name: str
    url: str
    on: bool
    words: tuple[str, ...] = ()
    inner: Any = None


SITE = Thing("T & Co", "/", True, ("a", "<b>", "c"), Thing("in", "#", False))


def component(name: str, item: object) -> str:
    return f"[{name} {getattr(item, 'name', item)}]"


def _(message: str, **values: object) -> Markup:
    return Markup(f"~{message}~") % values


FUNCTIONS = ("component", "_", "gettext")
FIXED = {"site": SITE, "wording": "en", "component": component, "_": _, "gettext": _}

fixed_values = st.sampled_from(
    ["site.name", "site.words|join(',')", "site.inner.url", "'lit'", "site.on", "_('Say')", "wording", "7"]
)
personal_values = st.sampled_from(
    ["page.name", "landing.name", "landing.words|length", "badge", "page.inner.name", "page.nothing|default('-')"]
)
odd_values = st.sampled_from(
    [
        "v",
        "v|default('none')",
        "w|default(site.name)",
        "nothing is defined",
        "loop.index",
        "loop.first|default('?')",
        "site['name']",
        "site|default('?')",
        "site is defined",
        "badge is defined",
        "component('c', site)",
        "component('c', page)",
        "component(item=landing.name, name='d')",
        "_('%(who)s says', who=page.name)",
        "m(site.name)",
        "m(page.name)",
        "self.a()",
        "super()",
        "range(3)|list",
        "{'items': 1}['items']",
        "site.nothing",
        "('x' if page.on)",
        "[1, 2][page.words|length]",
        "site.name ~ page.name",
        "page.name|replace('P', site.name)",
        "site.name|upper|safe",
        "caller()",
    ]
)
values = st.one_of(fixed_values, personal_values, odd_values)
names = st.sampled_from(["v", "w", "v", "w", "page", "site", "badge", "loop", "_", "nothing"])
iterables = st.sampled_from(
    ["site.words", "page.words", "landing.words", "['k', site.name]", "[]", "site.words|batch(2)"]
)
words = st.sampled_from(["text", " ", "\n", "<p>", "é", "{# note #}", "\n  ", "{% raw %}{{ x }}{% endraw %}"])
opens = st.sampled_from(["{%", "{%-", "{%", "{%+"])
closes = st.sampled_from(["%}", "-%}", "%}"])
blocks = st.sampled_from(["a", "b", "c"])


def tag(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("{} {} {}".format, opens, text, closes)


def around(opening: st.SearchStrategy[str], body: st.SearchStrategy[str], end: str) -> st.SearchStrategy[str]:
    return st.builds("{}{}{}".format, tag(opening), body, tag(st.just(end)))


def statements(inner: st.SearchStrategy[str], files: tuple[str, ...]) -> st.SearchStrategy[str]:
    conditions = st.one_of(values, st.builds("not {}".format, values), st.builds("{} == {}".format, values, values))
    branches = st.one_of(
        st.just(""),
        st.builds("{{% else %}}{}".format, inner),
        st.builds("{{% elif {} %}}{}{{% else %}}{}".format, values, inner, inner),
    )
    included = st.sampled_from(files) if files else st.just("gone.html")
    kinds = [
        around(st.builds("if {}".format, conditions), st.builds("{}{}".format, inner, branches), "endif"),
        around(
            st.builds("for {} in {}{}".format, names, iterables, st.sampled_from(["", "", " if v", " recursive"])),
            st.builds("{}{}".format, inner, st.one_of(st.just(""), st.builds("{{% else %}}{}".format, inner))),
            "endfor",
        ),
        around(st.builds("with {} = {}".format, names, values), inner, "endwith"),
        around(st.sampled_from(["filter upper", "filter replace('a', site.name)"]), inner, "endfilter"),
        around(st.builds("set {}".format, names), inner, "endset"),
        around(st.builds("block {}{}".format, blocks, st.sampled_from(["", " scoped", ""])), inner, "endblock"),
        around(st.builds("macro {}({})".format, st.sampled_from(["m", "n"]), names), inner, "endmacro"),
        around(st.sampled_from(["call m(site.name)", "call n(page.name)"]), inner, "endcall"),
        around(st.builds("trans who={}, v={}".format, values, values), st.just("{{ who }} and {{ v }}"), "endtrans"),
        around(st.just("trans"), st.sampled_from(["fixed", "{{ v }}", "{{ wording }} ok"]), "endtrans"),
        around(st.sampled_from(["autoescape false", "autoescape true"]), inner, "endautoescape"),
        tag(st.builds("set {} = {}".format, names, values)),
        tag(st.builds("set v, w = {}, {}".format, values, values)),
        tag(
            st.builds(
                "include '{}'{}".format, included, st.sampled_from(["", "", " ignore missing", " without context"])
            )
        ),
        tag(st.sampled_from(["set ns = namespace(x=1)", "set ns.x = 2", "set ns.x = page.name"])),
        tag(st.builds("import 'macros.html' as {}{}".format, names, st.sampled_from(["", " with context"]))),
        tag(
            st.builds(
                "from 'macros.html' import m as {}{}".format,
                st.one_of(names, st.just("m")),
                st.sampled_from(["", " with context"]),
            )
        ),
        st.builds("{{{{ {} }}}}".format, values),
    ]
    return st.one_of(kinds)


def bodies(files: tuple[str, ...]) -> st.SearchStrategy[str]:
    leaves = st.one_of(words, st.builds("{{{{ {} }}}}".format, values))
    nested = st.recursive(
        leaves,
        lambda inner: st.lists(st.one_of(leaves, statements(inner, files)), max_size=3).map("".join),
        max_leaves=8,
    )
    return st.lists(nested, min_size=1, max_size=4).map("".join)


block_bodies = st.lists(st.tuples(blocks, bodies(("part.html", "deep.html"))), max_size=3, unique_by=lambda one: one[0])


def joined(parent: str, found: list[tuple[str, str]]) -> str:
    return f"{{% extends '{parent}' %}}\n" + "\n".join(
        f"{{% block {name} %}}{body}{{% endblock %}}" for name, body in found
    )


templates = st.fixed_dictionaries(
    {
        "macros.html": st.builds("{{% macro m(x) %}}({{{{ x }}}} {}){{% endmacro %}}{}".format, bodies(()), bodies(())),
        "deep.html": bodies(()),
        "part.html": bodies(("deep.html",)),
        "base.html": st.one_of(
            bodies(("part.html", "deep.html")),
            st.builds(
                "<{}{{% block a %}}{}{{% endblock %}}{}{{% block b %}}{}{{% endblock %}}>".format, *[bodies(())] * 4
            ),
        ),
        "middle.html": st.builds(joined, st.just("base.html"), block_bodies),
        "page.html": st.one_of(
            bodies(("part.html", "deep.html")),
            st.builds(joined, st.sampled_from(["base.html", "middle.html"]), block_bodies),
        ),
    }
)


def environment_of(sources: dict[str, str]) -> jinja2.Environment:
    """An environment as `outputs.environment` makes it, for what matters here."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(sources),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    return environment
