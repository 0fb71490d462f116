"""Nodes of conditions: their status, and which of them settle the one above.

A child of `all`, `any` or `at_least` is decisive when its status is that of the whole: those
that hold when it holds, those that fail when it fails, the unknown ones when it is unknown.
"""

from __future__ import annotations

from typing import Any

from povertyrules.explain.builder.body import entries
from povertyrules.explain.builder.program import STATUS, known
from povertyrules.explain.builder.sketch import COMPARISONS, STEPS
from povertyrules.explain.builder.values import (
    Values,
    constant_node,
    labels_among,
    plain_parameters,
)
from povertyrules.kernel.types import Date, Month, Number, Type
from povertyrules.model.nodes import (
    Apply,
    Constant,
    DefinitionRef,
    Expression,
    FactRef,
    ParameterRef,
    Presence,
    Quantify,
    SameItem,
)
from povertyrules.model.ruleset import Fact


class Conditions(Values):
    def condition(self, node: Expression, decisive: str) -> str:
        match node:
            case FactRef(fact=fact):
                return self._leaf(node, node.level, decisive, kind="fact", fact=fact.id)
            case DefinitionRef(definition=read):
                return self._leaf(node, node.level, decisive, kind="definition", definition=read.id)
            case Presence(subject=subject):
                kind = "fact" if isinstance(subject, Fact) else "collection"
                parts = {kind: subject.id, "missing": node.missing}
                return self._leaf(node, node.level, decisive, kind="presence", **parts)
            case Quantify():
                return self.quantified(node, decisive)
            case Apply():
                return self._apply(node, decisive)
            case SameItem():
                return self._same_item(node, decisive)
            case _:
                return self._leaf(node, self.own, decisive, kind="constant", text=node.text)

    def _leaf(self, node: Expression, level: int, decisive: str, **parts: Any) -> str:
        """A node that is one of six constants, or made afresh if it names another item."""
        variable = self.slot(node)
        if level == self.own:
            return f"{self.program.constant(_states(parts))}[{decisive}][{variable}]"
        place = self.elsewhere(level)
        return (
            f"{{{entries(**parts)}, 'status': STATUS[{variable}], 'decisive': {decisive}{place}}}"
        )

    def _same_item(self, node: SameItem, decisive: str) -> str:
        head = entries(kind="same_item", negated=node.negated, text=node.text)
        return (
            f"{{{head}, 'items': [p{node.left_level}, p{node.right_level}], "
            f"'status': STATUS[{self.slot(node)}], 'decisive': {decisive}}}"
        )

    def _apply(self, node: Apply, decisive: str) -> str:
        if node.operator in COMPARISONS:
            return self._comparison(node, decisive)
        if node.operator in STEPS or node.operator == "if":
            return self._step(node, decisive)
        operands = ", ".join(self._operands(node))
        head = entries(kind="test", operator=node.operator, text=node.text)
        head += f", 'parameters': {self.program.constant(plain_parameters(node))}"
        return self._finish(node, head, decisive, f"'operands': [{operands}]")

    def _finish(self, node: Expression, head: str, decisive: str, tail: str) -> str:
        status = f"'status': STATUS[{self.slot(node)}], 'decisive': {decisive}"
        return self.assign(f"{{{head}, {status}, {tail}}}")

    def _step(self, node: Apply, decisive: str) -> str:
        """A connective with its children."""
        marks = self._decisive_children(node)
        children = ", ".join(
            self.condition(child, mark) for child, mark in zip(node.operands, marks, strict=True)
        )
        head = entries(kind=STEPS.get(node.operator, "if"), text=node.text)
        if node.operator == "at_least":
            head += f", {entries(**dict(node.parameters))}"
        return self._finish(node, head, decisive, f"'children': [{children}]")

    def _decisive_children(self, node: Apply) -> list[str]:
        whole = self.slot(node)
        children = [self.slot(child) for child in node.operands]
        match node.operator:
            case "not":
                return ["True"]
            case "implies":
                return [f"{children[0]} is NOT[{whole}]", f"{children[1]} is {whole}"]
            case "if":
                asked, yes, no = children
                return [
                    f"{asked} is not None or {whole} is None",
                    f"{asked} is True or {asked} is None and {yes} is {whole}",
                    f"{asked} is False or {asked} is None and {no} is {whole}",
                ]
            case _:
                return [f"{child} is {whole}" for child in children]

    def _operands(self, node: Apply) -> list[str]:
        """The operands of a test, the literals among them with the labels of their choice."""
        labels = labels_among(node.operands)
        return [
            self.program.constant(constant_node(operand, labels))
            if isinstance(operand, Constant)
            else self.value(operand)
            for operand in node.operands
        ]

    def _comparison(self, node: Apply, decisive: str) -> str:
        left, right = self._operands(node)
        head = entries(kind="comparison", operator=node.operator, text=node.text)
        margin = self._margin(*node.operands)
        return self._finish(
            node, head, decisive, f"'left': {left}, 'right': {right}, 'margin': {margin}"
        )

    def _margin(self, left: Expression, right: Expression) -> str:
        """The expression for left minus right, as exact text; None where there is none."""
        if not (_measurable(left.type) and _measurable(right.type)) or self._secret(left, right):
            return "None"
        tests = [
            known(side.type, self.slot(side))
            for side in (left, right)
            if not isinstance(side, Constant | ParameterRef)
        ]
        margin = self._difference(left, right)
        return f"({margin} if {' and '.join(tests)} else None)" if tests else margin

    def _secret(self, *sides: Expression) -> bool:
        """Whether the difference would give away a sensitive fact."""
        return any(self.masked(side) for side in sides)

    def _difference(self, left: Expression, right: Expression) -> str:
        if not isinstance(left.type, Number) or not isinstance(right.type, Number):
            return f"str({self._figure(left)} - {self._figure(right)})"
        first, second = left.type.decimals, right.type.decimals
        if first is not None and second is not None:
            most = max(first, second)
            minuend = _times(self._figure(left), str(10 ** (most - first)))
            subtrahend = _times(self._figure(right), str(10 ** (most - second)))
            kind = Number(most)
            return self.program.text(kind, f"({minuend} - {subtrahend})")
        (a, b), (c, d) = self._ratio(left), self._ratio(right)
        return f"ratio_text({_times(a, d)} - {_times(c, b)}, {_times(b, d)})"

    def _ratio(self, node: Expression) -> tuple[str, str]:
        decimals = node.type.decimals if isinstance(node.type, Number) else 0
        figure = self._figure(node)
        if decimals is None:
            return f"{figure}[0]", f"{figure}[1]"
        return figure, str(10**decimals)

    def _figure(self, node: Expression) -> str:
        """The scaled integer of a side, written out where it is the same for every record."""
        value: Any = None
        if isinstance(node, Constant):
            value = node.value
        elif isinstance(node, ParameterRef):
            value = self.program.binding.values.get(node.parameter.id)
        return repr(value) if type(value) is int else self.slot(node)


def _measurable(kind: Type) -> bool:
    return isinstance(kind, Number | Date | Month)


def _times(figure: str, factor: str) -> str:
    if factor == "1":
        return figure
    return factor if figure == "1" else f"{figure} * {factor}"


def _states(parts: dict[str, Any]) -> dict[bool, dict[bool | None, dict[str, Any]]]:
    """A leaf in each of its states, by whether it is decisive and by its truth."""
    return {
        decisive: {
            truth: {**parts, "status": STATUS[truth], "decisive": decisive}
            for truth in (True, False, None)
        }
        for decisive in (True, False)
    }
