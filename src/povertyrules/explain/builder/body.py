"""One function of the program in the making: its lines, its variables, its place."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from povertyrules.explain.builder.program import Program, known
from povertyrules.kernel.hiding import MASK
from povertyrules.kernel.types import Boolean
from povertyrules.model.nodes import DefinitionRef, Expression, FactRef, Quantify, frame_size
from povertyrules.model.ruleset import Definition, Fact


class Body(ABC):
    """Writes nodes as statements and gives back the expression that each one has.

    `own` is the level of the item that the definition belongs to; a node that reads another
    item says which. `slots` is the prefix of the variables with the values of the nodes."""

    def __init__(self, program: Program, own: int, slots: str) -> None:
        self.program = program
        self.own = own
        self.slots = slots
        self.lines: list[str] = []

    def add(self, line: str) -> None:
        self.lines.append(line)

    def assign(self, expression: str) -> str:
        """A new variable that holds the expression."""
        name = self.program.fresh("n")
        self.add(f"{name} = {expression}")
        return name

    def slot(self, node: Expression) -> str:
        """The variable with a node's value."""
        return f"{self.slots}{node.slot}"

    def unpack(self, frame: str, size: int) -> None:
        """Put the values of a frame into their variables."""
        names = "".join(f"{self.slots}{number}, " for number in range(size))
        if size:
            self.add(f"({names}) = {frame}")

    def elsewhere(self, level: int) -> str:
        """The entry of a node that says which item it reads, if it is not the own one."""
        return "" if level == self.own else f", 'item': p{level}"

    def hidden(self, fact: Fact) -> bool:
        return fact.sensitive and not self.program.show_sensitive

    def masked(self, node: Expression) -> bool:
        """Whether a node has the value of one sensitive fact, or one that gives it away, by
        whatever name: half of an amount does as well.

        What holds or fails is not masked, unless it is the fact itself: its status is told in
        any case."""
        if isinstance(node, FactRef):
            return self.hidden(node.fact)
        if isinstance(node.type, Boolean):
            return False
        return not self.program.show_sensitive and self.program.origins.reveals(node)

    def text_or_none(self, node: Expression) -> str:
        """The expression for a node's value as plain text, None where it is not known."""
        variable = self.slot(node)
        text = self.program.text(node.type, variable)
        if self.masked(node):
            text = f"mask({text})" if _named(node) else repr(MASK)
        return f"({text} if {known(node.type, variable)} else None)"

    @abstractmethod
    def condition(self, node: Expression, decisive: str) -> str:
        """The expression for the node of a condition; `decisive` is an expression too."""

    @abstractmethod
    def value(self, node: Expression) -> str:
        """The expression for the node of a value."""

    @abstractmethod
    def quantified(self, node: Quantify, decisive: str | None) -> str:
        """The expression for the node of a quantifier, a value if `decisive` is None."""

    @abstractmethod
    def fact_node(self, fact: Fact) -> str | None:
        """The variable with the value node of the item's own fact, where it is shared."""

    @abstractmethod
    def definition_node(self, definition: Definition) -> str | None:
        """The variable with the value node of the item's own definition, likewise."""


def _named(node: Expression) -> bool:
    """Whether a node has just the value of a fact, by whatever name. Of a figure computed from
    it no digit is left: with those of the fact itself they would tell more than either."""
    while isinstance(node, DefinitionRef):
        node = node.definition.body
    return isinstance(node, FactRef)


def entries(**parts: Any) -> str:
    """Dict entries with constant values, as source text."""
    return ", ".join(f"{key!r}: {value!r}" for key, value in parts.items())


def size_of_item_frame(node: Quantify) -> int:
    return sum(frame_size(child) for child in node.item_children)
