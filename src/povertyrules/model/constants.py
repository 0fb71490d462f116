"""Constants: numerals, texts, truths, and texts that name a value of a choice."""

from __future__ import annotations

from povertyrules.kernel.catalogue import types
from povertyrules.kernel.numbers import decimals_in, parse_number, scale
from povertyrules.kernel.suggest import nearest
from povertyrules.kernel.types import Choice, Number, Type
from povertyrules.model.context import Context
from povertyrules.model.nodes import Constant, DefinitionRef, Expression, FactRef
from povertyrules.model.possibility import of_value
from povertyrules.syntax import tree


def constant(at: tree.Tree, type_: Type, value: bool | int | str) -> Constant:
    text = at.span.text if not isinstance(at, tree.TextLiteral) else f'"{at.value}"'
    possible = of_value(value, type_)
    return Constant(
        id="", slot=-1, type=type_, possible=possible, span=at.span, wording=text, value=value
    )


def number(literal: tree.NumberLiteral) -> Constant:
    decimals = decimals_in(literal.text)
    value = parse_number(literal.text) or 0  # the grammar admits plain numerals only
    return constant(literal, Number(decimals, None), scale(value, decimals) or 0)


def choice_value(
    literal: tree.TextLiteral, choice: Choice, other: Expression, context: Context
) -> str | None:
    """The value of a choice that a text names, by id or by label."""
    labels = choice_labels(other)
    if literal.value in choice.values:
        return literal.value
    by_label = {label: value for value, label in labels.items()}
    if literal.value in by_label:
        return by_label[literal.value]
    known = [*choice.values, *labels.values()]
    context.report.add(
        types.UNKNOWN_CHOICE,
        literal.span,
        value=literal.value,
        name=other.text.strip("`"),
        values=", ".join(choice.values),
        suggestion=nearest(literal.value, known),
    )
    return None


def choice_labels(node: Expression) -> dict[str, str]:
    """The labels of the choice that an expression comes from."""
    if isinstance(node, FactRef):
        return dict(node.fact.labels)
    if isinstance(node, DefinitionRef):
        return choice_labels(node.definition.body)
    return {k: v for child in node.children for k, v in choice_labels(child).items()}
