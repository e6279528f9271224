"""Evaluates ahead what a template says the same way on every page of a large family.

The template's syntax tree is flattened (inheritance, includes) and divided: what names nothing personal is rendered
once, and what is left for each page, the same bytes from a fraction of the work. How it is divided depends on the
templates alone and can be kept. What cannot be flattened is told by `PlainError`, and the caller renders as usual.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from keyword import iskeyword
from types import CodeType
from typing import Any, NamedTuple

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, find_undeclared
from markupsafe import Markup

from goodword.outputs.fixed_parts import does_more_than_write, is_fixed, walk

_DEEPEST = 20
_MARK = "\x00{}\x00"
# The name under which what is left finds the texts that were rendered ahead.
_AHEAD = "goodword_ahead"
_UNSUITABLE = (
    nodes.EvalContextModifier,
    nodes.ScopedEvalContextModifier,
    nodes.OverlayScope,
    nodes.Continue,
    nodes.Break,
)


class PlainError(Exception):
    """The template has to be rendered as it is; the text says why, for the author of a theme."""


class Divided(NamedTuple):
    """A template taken apart, compiled: what is rendered ahead, in so many parts, and what is left of each page.

    more: what is left does with values besides writing them; empty if nothing.
    """

    ahead: CodeType
    parts: int
    left: CodeType
    more: str


class Specialised:
    """What is left of a template once all that pages share is evaluated. more: see `Divided`."""

    def __init__(self, template: jinja2.Template, fixed: Mapping[str, object], more: str) -> None:
        self._template = template
        self._fixed = fixed
        self.more = more

    def render(self, **rest: object) -> str:
        """A page, from what it brings itself."""
        # handed over, not made globals of the template: those are seen in what it imports, too
        return self._template.render(self._fixed, **rest)

    def render_with(self, component: Callable[[str, Any], object], **rest: object) -> str:
        """The same with components of its own."""
        return self._template.render({**self._fixed, "component": component}, **rest)


def divide(
    environment: jinja2.Environment, name: str, fixed: Iterable[str], functions: Iterable[str], given: Iterable[str]
) -> Divided:
    """The template `name`, divided into what `fixed` decides alone and what is left of each page.

    fixed: the names of what all pages share, `functions` those of them that are called; given: the names that every
    page brings besides. Raises PlainError.
    """
    try:
        tree = _flat(environment, name, 0)
    except (jinja2.TemplateError, OSError, UnicodeError) as error:
        raise PlainError(f"a template that it needs cannot be read ({type(error).__name__})") from None
    known = {*fixed, _AHEAD}
    shadowed = sorted(_given_a_value(tree) & {*known, *given, *environment.globals})
    if shadowed:
        raise PlainError(f"it gives `{shadowed[0]}` a new value")
    divided = _Division(environment, frozenset(fixed))
    tree.body = divided.divide(tree.body)
    more = does_more_than_write(tree)
    lean = _Lean(environment, name, {*known, *given}, frozenset(functions))
    lean.visit(tree)
    lean.stream.seek(0)
    left = compile(lean.stream.read(), f"<{name}, specialised>", "exec")
    return Divided(_marked_parts(environment, divided.ahead), len(divided.ahead), left, more)


def specialise(environment: jinja2.Environment, divided: Divided, fixed: Mapping[str, object]) -> Specialised:
    """What is left of a template when `fixed`, what all pages share, is known; to be rendered with the rest.

    Raises PlainError; whatever the parts rendered ahead raise is a reason to render plainly, too.
    """
    try:
        done = _rendered(environment, divided, fixed)
    except Exception as error:  # it may never be reached on a page; there it is told with its line
        raise PlainError(f"a part that all pages share cannot be rendered by itself ({type(error).__name__})") from None
    made = environment.template_class.from_code(environment, divided.left, environment.make_globals(None))
    return Specialised(made, {**fixed, _AHEAD: done}, divided.more)


def _given_a_value(tree: nodes.Node) -> set[str]:
    """Every name that a template gives a value, a macro or something imported."""
    found: set[str] = set()
    for node in walk(tree):
        match node:
            case nodes.Name():
                if node.ctx != "load":
                    found.add(node.name)
                elif node.name in ("self", "super", _AHEAD):
                    raise PlainError(f"it uses `{node.name}`")
            case nodes.Macro():
                found.add(node.name)
            case nodes.Import():
                found.add(node.target)
            case nodes.FromImport():
                found |= {name if isinstance(name, str) else name[1] for name in node.names}
            case _ if isinstance(node, _UNSUITABLE):
                raise PlainError("it changes how values are escaped, or leaves loops early")
    return found


class _Lean(CodeGenerator):
    """Jinja's, for values that are known to be there: without looking whether each name has one, and with plain access
    to attributes. Where that fails, it raises, and the page is rendered plainly.
    """

    def __init__(
        self, environment: jinja2.Environment, name: str, there: Container[str], functions: Container[str]
    ) -> None:
        super().__init__(environment, name, name, optimized=False)
        self._there, self._functions = there, functions

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        if node.ctx == "load" and node.name in self._there:
            self.write(frame.symbols.ref(node.name))
        else:
            super().visit_Name(node, frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        # one step of the generator for all that stands between two statements, instead of one for each part
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) == 1:
            super().visit_Output(node, frame)
            return
        self.writeline("yield concat((", node)
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                self.write(f"{part.data!r}, ")
            elif _is_ahead(part):
                self.visit(part, frame)
                self.write(", ")
            else:
                self.write("escape(")
                self.visit(part, frame)
                self.write("), ")
        self.write("))")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        if _is_ahead(node):
            self.visit(node.node, frame)
            self.write(f"[{node.arg.as_const()}]")
        else:
            super().visit_Getitem(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if isinstance(node.node, nodes.Const) or not node.attr.isidentifier() or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        called = node.node
        is_ours = isinstance(called, nodes.Name) and called.name in self._functions
        if not is_ours or node.dyn_args or node.dyn_kwargs or any(iskeyword(given.key) for given in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(called, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")


def _parsed(environment: jinja2.Environment, name: str, asked_by: str | None = None) -> nodes.Template:
    loader = environment.loader
    assert loader is not None
    environment.get_template(name, asked_by)  # what is wrong with it as a whole is found by compiling it
    source, filename, _ = loader.get_source(environment, environment.join_path(name, asked_by or name))
    return environment.parse(source, name, filename)


def _flat(environment: jinja2.Environment, name: str, depth: int) -> nodes.Template:
    """The tree of a template with its parents' blocks replaced by its own, and includes written out."""
    tree = _parsed(environment, name)
    overriding: dict[str, nodes.Block] = {}
    while (extends := tree.find(nodes.Extends)) is not None:
        depth += 1
        named = extends.template
        if depth > _DEEPEST or not isinstance(named, nodes.Const) or not isinstance(named.value, str):
            raise PlainError("which template it extends is known only when it is rendered")
        if not all(isinstance(node, nodes.Extends | nodes.Block) or _is_space(node) for node in tree.body):
            raise PlainError("it extends another and has words or settings outside of blocks")
        for block in tree.find_all(nodes.Block):
            overriding.setdefault(block.name, block)
        tree = _parsed(environment, named.value, name)
    seen: set[str] = set()
    _replace_blocks(tree, overriding, seen, 0)
    _inline(environment, tree, 0)
    return tree


def _is_space(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes
    )


def _replace_blocks(node: nodes.Node, overriding: Mapping[str, nodes.Block], seen: set[str], depth: int) -> None:
    if depth > _DEEPEST * 5:
        raise PlainError("its blocks lie too deep")
    for body in _bodies(node):
        for child in body:
            if isinstance(child, nodes.Block):
                if child.name in seen:
                    raise PlainError(f"block `{child.name}` stands in it twice")
                seen.add(child.name)
                if child.name in overriding:
                    child.body = overriding[child.name].body
                elif child.required:
                    raise PlainError(f"block `{child.name}` is missing")
                child.required = False
            _replace_blocks(child, overriding, seen, depth + 1)


def _bodies(node: nodes.Node) -> Iterator[list[nodes.Node]]:
    """Every list of statements inside a statement."""
    for field in ("body", "elif_", "else_"):
        found = getattr(node, field, None)
        if isinstance(found, list):
            yield found


def _inline(environment: jinja2.Environment, node: nodes.Node, depth: int) -> None:
    """Writes out includes with a fixed name, each in a scope of its own, as Jinja gives it one."""
    if isinstance(node, nodes.Macro | nodes.CallBlock):  # names mean something else there
        return
    for body in _bodies(node):
        for index, child in enumerate(body):
            found = _included(environment, child) if depth < _DEEPEST else None
            if found is not None:
                child = body[index] = nodes.Scope(found.body, lineno=child.lineno, environment=environment)
                _inline(environment, child, depth + 1)
            else:
                _inline(environment, child, depth)


def _included(environment: jinja2.Environment, node: nodes.Node) -> nodes.Template | None:
    if not isinstance(node, nodes.Include) or not node.with_context or node.ignore_missing:
        return None
    if not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str):
        return None
    tree = _parsed(environment, node.template.value)
    own = (nodes.Extends, nodes.Block, nodes.Import, nodes.FromImport, nodes.Macro, nodes.Scope)
    if any(isinstance(found, own) for found in walk(tree)) or find_undeclared(
        tree.body, ("loop", "self", "super", "caller")
    ):
        return None
    return tree


def _is_ahead(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Getitem) and isinstance(node.node, nodes.Name) and node.node.name == _AHEAD


class _Division:
    """Parts a tree into what can be rendered ahead and what is left, which finds each such part under its number."""

    def __init__(self, environment: jinja2.Environment, fixed: frozenset[str]) -> None:
        self._environment, self._fixed = environment, fixed
        self.ahead: list[list[nodes.Node]] = []

    def divide(self, body: list[nodes.Node]) -> list[nodes.Node]:
        """The statements of one list: runs of fixed ones become slots, the others are divided inside."""
        left: list[nodes.Node] = []
        run: list[nodes.Node] = []
        for node in _single(body):
            if is_fixed(node, self._fixed):
                run.append(node)
                continue
            self._close(run, left)
            run = []
            if not isinstance(node, nodes.Macro | nodes.CallBlock | nodes.FilterBlock | nodes.AssignBlock):
                for field in ("body", "elif_", "else_"):
                    inside = getattr(node, field, None)
                    if isinstance(inside, list):
                        self._divide_inside(node, field, inside)
            left.append(node)
        self._close(run, left)
        return _joined(left)

    def _divide_inside(self, node: nodes.Node, field: str, inside: list[nodes.Node]) -> None:
        if field == "elif_":  # a list of tests with bodies of their own
            for branch in inside:
                assert isinstance(branch, nodes.If)
                branch.body = self.divide(branch.body)
        else:
            setattr(node, field, self.divide(inside))

    def _close(self, run: list[nodes.Node], left: list[nodes.Node]) -> None:
        if not run:
            return
        at = {"lineno": run[0].lineno, "environment": self._environment}
        number = nodes.Const(len(self.ahead), **at)
        self.ahead.append(run)
        left.append(nodes.Output([nodes.Getitem(nodes.Name(_AHEAD, "load", **at), number, "load", **at)], **at))


def _single(body: list[nodes.Node]) -> Iterator[nodes.Node]:
    """The statements, each output cut into its parts."""
    for node in body:
        if isinstance(node, nodes.Output) and len(node.nodes) > 1:
            for part in node.nodes:
                yield nodes.Output([part], lineno=node.lineno, environment=node.environment)
        else:
            yield node


def _joined(body: list[nodes.Node]) -> list[nodes.Node]:
    """The statements with outputs that follow each other made one again."""
    joined: list[nodes.Node] = []
    for node in body:
        if isinstance(node, nodes.Output) and joined and isinstance(joined[-1], nodes.Output):
            joined[-1].nodes = [*joined[-1].nodes, *node.nodes]
        else:
            joined.append(node)
    return joined


def _marked_parts(environment: jinja2.Environment, ahead: list[list[nodes.Node]]) -> CodeType:
    """A template of all parts, each behind a mark."""
    body: list[nodes.Node] = []
    for number, part in enumerate(ahead):
        data = nodes.TemplateData(_MARK.format(number), lineno=1, environment=environment)
        body.append(nodes.Output([data], lineno=1, environment=environment))
        body.append(nodes.Scope(part, lineno=1, environment=environment))
    tree = nodes.Template(body, lineno=1)
    tree.set_environment(environment)
    return environment.compile(tree, "ahead", "<ahead>")


def _rendered(environment: jinja2.Environment, divided: Divided, fixed: Mapping[str, object]) -> tuple[Markup, ...]:
    """The text of each part, all of them rendered in one go."""
    template = environment.template_class.from_code(environment, divided.ahead, environment.make_globals(None))
    text = template.render(fixed)
    parts: list[str] = []
    for number in range(divided.parts):
        before, mark, text = text.partition(_MARK.format(number))
        if not mark:
            raise PlainError("its words hold the marks of this module")
        if number:
            parts.append(before)
    return tuple(map(Markup, [*parts, text][: divided.parts]))
