"""Expressions with the author's labels in the place of ids, for people to read."""

from __future__ import annotations

from dataclasses import replace

from povertyrules.model.symbols import Symbols
from povertyrules.syntax import tree
from povertyrules.syntax.tree import Tree


def labelled(expression: Tree, symbols: Symbols) -> Tree:  # noqa: C901  one case a kind
    """The same expression, each name replaced by its label where that is unambiguous."""

    def name(written: tree.Name) -> tree.Name:
        symbol = symbols.get(written.text)
        label = written.text if symbol is None else symbols.label(symbol.id)
        return replace(written, text=label, quoted=not label.isidentifier())

    def walk(part: Tree) -> Tree:
        match part:
            case tree.Name():
                return name(part)
            case tree.Member():
                return replace(part, name=name(part.name))
            case tree.Unary():
                return replace(part, operand=walk(part.operand))
            case tree.Binary():
                return replace(part, left=walk(part.left), right=walk(part.right))
            case tree.Logical():
                return replace(part, operands=tuple(map(walk, part.operands)))
            case tree.Within():
                options = None if part.options is None else tuple(map(walk, part.options))
                whole = None if part.whole is None else walk(part.whole)
                return replace(part, value=walk(part.value), options=options, whole=whole)
            case tree.Presence(subject=tree.Name() as subject):
                return replace(part, subject=name(subject))
            case tree.Call():
                return replace(part, arguments=tuple(map(argument, part.arguments)))
        return part

    def argument(part: tree.Argument) -> tree.Argument:
        where = None if part.where is None else walk(part.where)
        return replace(part, value=walk(part.value), where=where)

    return walk(expression)
