"""Nodes of values: what was read, and the arithmetic step by step."""

from __future__ import annotations

from typing import Any

from povertyrules.explain.builder.body import Body, entries
from povertyrules.explain.figures import bounds_parts, type_name, value_text
from povertyrules.explain.tables import unit_of, value_labels
from povertyrules.kernel.function import Function
from povertyrules.kernel.types import Boolean, Type
from povertyrules.model.nodes import (
    Apply,
    AsOf,
    Constant,
    DefinitionRef,
    Expression,
    FactRef,
    ParameterRef,
    Quantify,
)
from povertyrules.model.regular import Pattern


def typed(kind: Type) -> dict[str, str]:
    return {"type": type_name(kind), "unit": unit_of(kind)}


class Values(Body):
    def value(self, node: Expression) -> str:
        match node:
            case Constant():
                return self.program.constant(constant_node(node))
            case ParameterRef():
                return self._parameter(node)
            case AsOf():
                day = self.program.binding.as_of.isoformat()
                return self.program.constant({"kind": "as_of", **typed(node.type), "value": day})
            case FactRef():
                return self.fact_value(node)
            case DefinitionRef():
                return self._definition(node)
            case Quantify() if not isinstance(node.type, Boolean):
                return self.quantified(node, None)
            case Apply() if not isinstance(node.type, Boolean):
                return self._choice(node) if node.operator == "if" else self._arithmetic(node)
            case _:
                return self._truth(node)

    def _parameter(self, node: ParameterRef) -> str:
        value = self.program.binding.values.get(node.parameter.id)
        return self.program.constant(
            {
                "kind": "parameter",
                "parameter": node.parameter.id,
                **typed(node.type),
                "value": value_text(node.type, value),
            }
        )

    def fact_value(self, node: FactRef) -> str:
        """A fact of the item, or of another one."""
        fact = node.fact
        if node.level == self.own and (shared := self.fact_node(fact)):
            return shared
        variable = self.slot(node)
        text = self.program.text(fact.type, variable)
        if self.hidden(fact):
            text = f"mask({text})"
        head = entries(kind="fact", fact=fact.id, **typed(fact.type))
        place = self.elsewhere(node.level)
        missing = entries(value=None, missing=True, **bounds_parts(fact.type, fact.bounds))
        return self.assign(
            f"{{{head}{place}, 'value': {text}}} if {variable} is not None"
            f" else {{{head}{place}, {missing}}}"
        )

    def _definition(self, node: DefinitionRef) -> str:
        if node.level == self.own and (shared := self.definition_node(node.definition)):
            return shared
        head = entries(kind="definition", definition=node.definition.id, **typed(node.type))
        return self.open_value(node, head + self.elsewhere(node.level))

    def open_value(self, node: Expression, head: str) -> str:
        """A node with a value, or with what it may be."""
        text = self.assign(self.text_or_none(node))
        made = self.assign(f"{{{head}, 'value': {text}}}")
        self.complete(node, made, text)
        return made

    def complete(self, node: Expression, made: str, text: str) -> None:
        """Add to a node what its value may be, where the text of the value is None."""
        if not isinstance(node.type, Boolean):
            kind = self.program.constant(node.type)
            self.add(f"if {text} is None:")
            self.add(f"    {made}.update(open_parts({kind}, {self.slot(node)}, scaled=True))")

    def _arithmetic(self, node: Apply) -> str:
        signs, operands = terms(node)
        if len(operands) > 1:
            head = f"'kind': 'sum', 'signs': {self.program.constant(signs)}"
        else:
            operands = list(node.operands)
            head = entries(kind="apply", operator=node.operator)
            if node.parameters:
                head += f", 'parameters': {self.program.constant(plain_parameters(node))}"
        made = ", ".join(self.value(operand) for operand in operands)
        text = entries(**typed(node.type), text=node.text)
        return self.open_value(node, f"{head}, 'operands': [{made}], {text}")

    def _choice(self, node: Apply) -> str:
        """`if`: the condition, the branch that was taken, and both of them."""
        asked, yes, no = node.operands
        test = self.condition(asked, "True")
        taken, other = self.value(yes), self.value(no)
        head = entries(kind="if", **typed(node.type), text=node.text)
        branch = f"STATUS[{self.slot(asked)}]"
        return self.open_value(
            node, f"{head}, 'condition': {test}, 'taken': {branch}, 'operands': [{taken}, {other}]"
        )

    def _truth(self, node: Expression) -> str:
        """The truth of a condition where a value is asked for, as in `a == b`."""
        condition = self.condition(node, "True")
        head = entries(kind="condition", **typed(node.type))
        return self.assign(f"{{{head}, 'value': {self.slot(node)}, 'condition': {condition}}}")


def constant_node(node: Constant, labels: dict[str, str] | None = None) -> dict[str, Any]:
    """The node of a literal. `labels` are those of the choice it is compared with."""
    value = node.value if isinstance(node.value, str) else value_text(node.type, node.value)
    made = {"kind": "constant", **typed(node.type), "value": value}
    if labels and value in labels:
        made["label"] = labels[value]
    return made


def labels_among(operands: tuple[Expression, ...]) -> dict[str, str]:
    """The labels of the choice that one of the operands reads."""
    found = (value_labels(operand) for operand in operands)
    return next((labels for labels in found if labels), {})


def terms(node: Expression) -> tuple[list[str], list[Expression]]:
    """The signs and terms of a chain of additions and subtractions."""
    if not (isinstance(node, Apply) and node.operator in ("+", "-")):
        return ["+"], [node]
    left, right = node.operands
    signs, operands = terms(left)
    if node.operator == "-":
        return [*signs, "-"], [*operands, right]
    more_signs, more = terms(right)
    return [*signs, *more_signs], [*operands, *more]


def plain_parameters(node: Apply) -> dict[str, Any]:
    """The constants of an operator as plain data: a pattern as it was written, of a plugin's
    function what it is called."""
    plain: dict[str, Any] = {}
    for key, value in node.parameters:
        if isinstance(value, Function):
            plain |= {"function": value.name, "label": value.label, "plugin": value.plugin}
        else:
            plain[key] = value.text if isinstance(value, Pattern) else value
    return plain
