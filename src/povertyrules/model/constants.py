"""Constants: numerals, texts, truths, and texts that name a value of a choice."""

from __future__ import annotations

from collections.abc import Iterator

from povertyrules.kernel.catalogue import types
from povertyrules.kernel.numbers import decimals_in, parse_number, scale
from povertyrules.kernel.suggest import nearest
from povertyrules.kernel.types import Choice, Number, Type
from povertyrules.model.context import Context
from povertyrules.model.nodes import Apply, Constant, DefinitionRef, Expression, FactRef
from povertyrules.model.possibility import of_value, read_size
from povertyrules.model.ruleset import Fact
from povertyrules.syntax import tree


def constant(at: tree.Tree, type_: Type, value: bool | int | str) -> Constant:
    text = at.span.text if not isinstance(at, tree.TextLiteral) else f'"{at.value}"'
    possible = of_value(value, type_)
    return Constant(
        id="",
        slot=-1,
        type=type_,
        possible=possible,
        size=read_size(possible, type_),
        span=at.span,
        wording=text,
        value=value,
    )


def number(literal: tree.NumberLiteral) -> Constant:
    decimals = decimals_in(literal.text)
    value = parse_number(literal.text) or 0  # the grammar admits plain numerals only
    return constant(literal, Number(decimals, None), scale(value, decimals) or 0)


def choice_value(
    literal: tree.TextLiteral, choice: Choice, other: Expression, context: Context
) -> str | None:
    """The value of a choice that a text names, by id or by label."""
    written = literal.value
    if written in choice.values:
        return written
    labels = choice_labels(other, choice)
    meant = [value for value in choice.values if written in labels[value]]
    if len(meant) == 1:
        return meant[0]
    name = other.text.strip("`")
    if meant:
        shown = ", ".join(f"`{value}`" for value in meant)
        context.report.add(
            types.AMBIGUOUS_CHOICE, literal.span, value=written, name=name, ids=shown
        )
        return None
    known = [*choice.values, *(label for each in labels.values() for label in each)]
    context.report.add(
        types.UNKNOWN_CHOICE,
        literal.span,
        value=written,
        name=name,
        values=", ".join(choice.values),
        suggestion=nearest(written, known),
    )
    return None


def choice_labels(node: Expression, choice: Choice) -> dict[str, list[str]]:
    """The labels of each value of a choice: several where the facts that the expression may
    take it from call it by different ones."""
    facts = list(choice_facts(node))
    return {
        value: list(dict.fromkeys(f.labels[value] for f in facts if value in f.labels))
        for value in choice.values
    }


def choice_facts(node: Expression) -> Iterator[Fact]:
    """The facts whose value an expression of a choice may be: of an `if`, those of its two
    branches; what its condition reads does not become its value."""
    if isinstance(node, FactRef):
        yield node.fact
    elif isinstance(node, DefinitionRef):
        yield from choice_facts(node.definition.body)
    elif isinstance(node, Apply) and node.operator == "if":
        for branch in node.operands[1:]:
            yield from choice_facts(branch)
