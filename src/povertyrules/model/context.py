"""What the resolution of one expression needs to know, and the nodes it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.operators import OPERATORS
from povertyrules.kernel.possible import Possible, Range
from povertyrules.kernel.source import Span
from povertyrules.kernel.types import Type
from povertyrules.model.entities import EntityDraft
from povertyrules.model.naming import labelled
from povertyrules.model.nodes import Apply, Expression
from povertyrules.model.ruleset import Definition
from povertyrules.model.scope import Scopes
from povertyrules.model.symbols import Symbols
from povertyrules.syntax.printer import print_expression
from povertyrules.syntax.tree import Tree


@dataclass(frozen=True, slots=True)
class Context:
    """`base` is the level of the definition's own item; `as_of` the range of the date."""

    symbols: Symbols
    entities: Mapping[str, EntityDraft]
    definitions: Mapping[str, Definition]
    report: Report
    scopes: Scopes
    base: int
    as_of: Range
    presence: list[Span] = field(default_factory=list)
    """Where the expression asks whether something is missing."""

    def inside(self, scopes: Scopes) -> Context:
        return replace(self, scopes=scopes)

    def wording(self, tree: Tree) -> Callable[[], str]:
        """What puts together the canonical expression, in the author's labels."""
        return lambda: print_expression(labelled(tree, self.symbols))

    def apply(
        self,
        operator: str,
        operands: tuple[Expression, ...],
        type_: Type,
        tree: Tree,
        **parameters: Any,
    ) -> Apply:
        """An operator node; what it may be follows from what its operands may be."""
        return Apply(
            id="",
            slot=-1,
            type=type_,
            possible=outcome_of(operator, operands, parameters),
            span=tree.span,
            wording=self.wording(tree),
            operator=operator,
            operands=operands,
            parameters=tuple(sorted(parameters.items())),
        )


def outcome_of(
    operator: str, operands: tuple[Expression, ...], parameters: Mapping[str, Any]
) -> Possible:
    possible: Possible = OPERATORS[operator].meaning(*(o.possible for o in operands), **parameters)
    return possible
