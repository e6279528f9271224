"""Which parts of a template read nothing but names whose values are fixed, so that they can be rendered ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jinja2 import nodes

# Filters that give something else each time.
_RANDOM = frozenset({"random", "shuffle"})
# Filters and tests that fail on a stand-in for a text (see `moulds`), or say of it what they say of the text.
_PLAIN_FILTERS = frozenset({"count", "d", "default", "length", "picture"})
_PLAIN_TESTS = frozenset({"defined", "none", "undefined"})
# What may give a text that has something personal in it, and that is not only written.
_MAKING_TEXTS = (
    nodes.Add,
    nodes.AssignBlock,
    nodes.CallBlock,
    nodes.Extends,
    nodes.FilterBlock,
    nodes.FromImport,
    nodes.Import,
    nodes.Include,
    nodes.Macro,
    nodes.MarkSafe,
    nodes.MarkSafeIfAutoescape,
    nodes.Mod,
)


def is_fixed(node: nodes.Node, fixed: frozenset[str]) -> bool:
    """Whether a statement reads nothing but the names `fixed`, and gives no name a value that others could read."""
    known = _Known(fixed)
    try:
        known.statement(node, set())
    except _OtherError:
        return False
    return not known.leaves_names


def walk(node: nodes.Node) -> Iterator[nodes.Node]:
    """A node and everything inside it; several times as fast as Jinja's `find_all`."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        for field in one.fields:
            value = getattr(one, field)
            if isinstance(value, nodes.Node):
                waiting.append(value)
            elif isinstance(value, list):
                waiting += [child for child in value if isinstance(child, nodes.Node)]


def does_more_than_write(tree: nodes.Node) -> str:
    """What a template does with values besides writing them and asking whether they are there; empty if nothing."""
    written = [part for node in walk(tree) if isinstance(node, nodes.Output) for part in node.nodes]
    said = {id(part) for part in written if isinstance(part, nodes.Call) and isinstance(part.node, nodes.Name)}
    for node in walk(tree):
        match node:
            case nodes.Filter() if node.name not in _PLAIN_FILTERS:
                return f"it uses the filter `{node.name}`"
            case nodes.Test() if node.name not in _PLAIN_TESTS:
                return f"it uses the test `{node.name}`"
            case nodes.Call() if id(node) not in said and not _is_constant(node):
                return "it keeps what a call gives, or looks at it"
            case _ if isinstance(node, _MAKING_TEXTS):
                return f"it makes texts of others (`{type(node).__name__}`)"
    return ""


def _is_constant(call: nodes.Call) -> bool:
    given = [*call.args, *(one.value for one in call.kwargs)]
    return not (call.dyn_args or call.dyn_kwargs) and all(isinstance(one, nodes.Const) for one in given)


class _OtherError(Exception):
    """A statement reads what is not fixed, or is of a kind that others depend on (macros, imports, blocks)."""


class _Known:
    """Whether a statement reads fixed names only, or names that it gives a value itself (else `_OtherError`), and
    leaves none behind.
    """

    def __init__(self, fixed: frozenset[str]) -> None:
        self._fixed = fixed
        self.leaves_names = False
        self._scopes = 0

    def statement(self, node: nodes.Node, bound: set[str]) -> None:
        match node:
            case nodes.For():
                self._expression(node.iter, bound)
                inner = bound | _targets(node.target) | {"loop"}
                self._within([node.test] if node.test else [], inner)
                self._within(node.body, inner)
                self._within(node.else_, bound)
            case nodes.With():
                for value in node.values:
                    self._expression(value, bound)
                self._within(node.body, bound.union(*(_targets(target) for target in node.targets)))
            case nodes.Scope():
                self._within(node.body, bound)
            case nodes.If():
                self._expression(node.test, bound)
                # a name that only one branch gives a value is not counted as given
                for body in (node.body, node.elif_, node.else_):
                    inner = set(bound)
                    for child in body:
                        self.statement(child, inner)
            case nodes.Assign():
                self._expression(node.node, bound)
                if not isinstance(node.target, nodes.Name):
                    raise _OtherError
                bound.add(node.target.name)
                self.leaves_names = self.leaves_names or not self._scopes
            case nodes.Output():
                for part in node.nodes:
                    self._expression(part, bound)
            case nodes.Expr():
                self._expression(node, bound)
            case _:
                raise _OtherError

    def _within(self, body: Iterable[nodes.Node], bound: set[str]) -> None:
        self._scopes += 1
        inner = set(bound)
        for child in body:
            self.statement(child, inner)
        self._scopes -= 1

    def _expression(self, node: nodes.Node, bound: set[str]) -> None:
        for found in walk(node):
            if isinstance(found, nodes.Name):
                if found.name not in bound and found.name not in self._fixed:
                    raise _OtherError
            elif isinstance(found, nodes.NSRef) or (isinstance(found, nodes.Filter) and found.name in _RANDOM):
                raise _OtherError


def _targets(node: nodes.Node) -> set[str]:
    return {found.name for found in walk(node) if isinstance(found, nodes.Name)}
