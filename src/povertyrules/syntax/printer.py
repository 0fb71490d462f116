"""Trees and documents back to text, in one canonical form.

`parse(print(tree)) == tree` apart from spans; `print_document` is idempotent and its text
reads back as equal nodes. Comments are not nodes and are lost.
"""

from __future__ import annotations

from povertyrules.syntax.block_text import key_text, scalar_lines
from povertyrules.syntax.document import Mapping, Node, Scalar, Sequence
from povertyrules.syntax.tree import (
    Argument,
    Binary,
    Call,
    Logical,
    Member,
    Name,
    NumberLiteral,
    Presence,
    SameItem,
    TextLiteral,
    Tree,
    TruthLiteral,
    Unary,
    Within,
)

# How tightly what the author writes binds, as the grammar's rules are nested.
_IMPLIES, _OR, _NOT, _COMPARISON, _SUM, _TERM, _FACTOR, _ATOM = range(1, 9)
_BINARY = {"implies": _IMPLIES, "+": _SUM, "-": _SUM, "*": _TERM, "/": _TERM}


def print_expression(tree: Tree) -> str:
    """The expression in canonical form: no needless brackets, names as written.

    Raises `ValueError` for a text literal that no expression can hold: one with both
    kinds of quotation marks, or with a line break.
    """
    return _expression(tree)[0]


def _at(tree: Tree, least: int) -> str:
    """A part, in brackets if it binds less tightly than its place needs."""
    text, binding = _expression(tree)
    return text if binding >= least else f"({text})"


def _expression(tree: Tree) -> tuple[str, int]:
    match tree:
        case Unary(operator="not", operand=operand):
            return f"not {_at(operand, _NOT)}", _NOT
        case Unary(operand=operand):
            return f"-{_at(operand, _FACTOR)}", _FACTOR
        case Binary():
            return _binary(tree)
        case Logical(operator=operator, operands=operands):
            return f" {operator} ".join(_at(o, _NOT) for o in operands), _OR
        case Within():
            return _within(tree), _COMPARISON
        case Presence(subject=subject, missing=missing):
            return f"{_leaf(subject)} is {'missing' if missing else 'known'}", _COMPARISON
        case SameItem(left=left, right=right, negated=negated):
            return f"{_leaf(left)} is {'not ' if negated else ''}{_leaf(right)}", _COMPARISON
        case Call(function=function, arguments=arguments):
            return f"{_leaf(function)}({', '.join(map(_argument, arguments))})", _ATOM
    return _leaf(tree), _ATOM


def _leaf(tree: Tree) -> str:
    match tree:
        case Name(text=text, quoted=quoted):
            return f"`{text}`" if quoted else text
        case Member(item=item, name=name):
            return f"{_leaf(item)}.{_leaf(name)}"
        case NumberLiteral(text=text):
            return text
        case TruthLiteral(value=value):
            return "true" if value else "false"
        case TextLiteral(value=value):
            return _quoted(value)
    raise AssertionError(tree)


def _quoted(text: str) -> str:
    mark = "'" if '"' in text else '"'
    if mark in text or "\n" in text:
        raise ValueError(f"no expression can hold the text {text!r}")
    return f"{mark}{text}{mark}"


def _binary(tree: Binary) -> tuple[str, int]:
    binding = _BINARY.get(tree.operator, _COMPARISON)
    if binding in (_SUM, _TERM):
        left, right = _at(tree.left, binding), _at(tree.right, binding + 1)
    else:
        operand = _OR if binding == _IMPLIES else _SUM
        left, right = _at(tree.left, operand), _at(tree.right, operand)
    return f"{left} {tree.operator} {right}", binding


def _within(tree: Within) -> str:
    operator = "not in" if tree.negated else "in"
    if tree.whole is not None:
        return f"{_at(tree.value, _SUM)} {operator} {_at(tree.whole, _SUM)}"
    options = ", ".join(_at(option, _SUM) for option in tree.options or ())
    return f"{_at(tree.value, _SUM)} {operator} [{options}]"


def _argument(argument: Argument) -> str:
    alias = "" if argument.alias is None else f" as {_leaf(argument.alias)}"
    where = "" if argument.where is None else f" where {_expression(argument.where)[0]}"
    return f"{_expression(argument.value)[0]}{alias}{where}"


def print_document(mapping: Mapping) -> str:
    """The document as block YAML: keys in their order, quotation marks where needed."""
    return "\n".join(_lines(mapping)) + "\n"


def _lines(node: Node) -> list[str]:
    """The lines of a node that has a line of its own to begin on."""
    if isinstance(node, Scalar):
        return scalar_lines(node)
    if isinstance(node, Sequence):
        return _items(node) if node.items else ["[]"]
    return _entries(node) if node.entries else ["{}"]


def _items(node: Sequence) -> list[str]:
    lines: list[str] = []
    for item in node.items:
        first, *rest = _lines(item)
        lines.append(f"- {first}")
        lines.extend(_indented(rest))
    return lines


def _entries(node: Mapping) -> list[str]:
    lines: list[str] = []
    for entry in node:
        key = key_text(entry.key)
        inner = _lines(entry.value)
        if isinstance(entry.value, Scalar) or _is_empty(entry.value):
            lines.append(f"{key}: {inner[0]}")
            lines.extend(_indented(inner[1:]))
        else:
            lines.append(f"{key}:")
            lines.extend(_indented(inner))
    return lines


def _is_empty(node: Mapping | Sequence) -> bool:
    return not (node.entries if isinstance(node, Mapping) else node.items)


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" if line else line for line in lines]
