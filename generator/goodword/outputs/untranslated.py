"""Finds where a template says words of the theme in running text, so that those without a translation can say it.

In an attribute, a `<title>` or a text field no element can stand, so there they stay as they are; the same in a block
of which only the template that is extended knows where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2 import nodes

# What templates call for words, and what is called instead where an element may stand around them.
IN_TEXT = {"_": "_in_text", "gettext": "_in_text", "ngettext": "_forms_in_text"}

_TAG = re.compile(r"<!--.*?-->|<(/?)(title|textarea|option|script|style)\b|<(?=[a-z/!])|>", re.DOTALL | re.IGNORECASE)
# Blocks of `base.html` that hold elements of a page's body.
_OF_BODY = frozenset({"header", "main", "footer"})


def in_text(tree: nodes.Template) -> nodes.Template:
    """The tree of a template, with other names for the functions of words that it calls in running text."""
    extends = any(isinstance(node, nodes.Extends) for node in tree.body)
    parts: Iterable[nodes.Node] = [tree]
    if extends:
        parts = [node for node in tree.body if isinstance(node, nodes.Block) and node.name in _OF_BODY]
    for part in parts:
        _Reader().visit(part)
    return tree


class _Reader:
    """Reads the HTML of a template from its beginning, through all branches in turn."""

    def __init__(self) -> None:
        self._in_tag = False
        self._raw = ""  # the element that holds text only

    def visit(self, node: nodes.Node) -> None:
        if isinstance(node, (nodes.AssignBlock, nodes.Macro)):  # used nobody knows where
            return
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if isinstance(part, nodes.TemplateData):
                    self._read(part.data)
                elif not self._in_tag and not self._raw:
                    _rename(part)
            return
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Stmt):
                self.visit(child)

    def _read(self, html: str) -> None:
        for found in _TAG.finditer(html):
            if found[2]:
                if found[1] and found[2].lower() == self._raw:
                    self._raw = ""
                elif not self._raw:
                    self._raw = found[2].lower()
                self._in_tag = True
            elif found[0] == "<":
                self._in_tag = True
            elif found[0] == ">":
                self._in_tag = False


def _rename(part: nodes.Expr) -> None:
    if isinstance(part, nodes.Call) and isinstance(part.node, nodes.Name):
        part.node.name = IN_TEXT.get(part.node.name, part.node.name)
    elif isinstance(part, nodes.CondExpr):
        _rename(part.expr1)
        if part.expr2:
            _rename(part.expr2)
