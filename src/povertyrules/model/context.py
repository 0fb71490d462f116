"""What the resolution of one expression needs to know, and the nodes it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from povertyrules.kernel.catalogue import types
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.operators import OPERATORS
from povertyrules.kernel.possible import Possible, Range
from povertyrules.kernel.sizes import MAX_COMPUTED, NOTHING, Size, size_after, size_of, within
from povertyrules.kernel.source import Span
from povertyrules.kernel.types import Number, Type
from povertyrules.model.entities import EntityDraft
from povertyrules.model.naming import labelled
from povertyrules.model.nodes import Apply, Expression
from povertyrules.model.requires import NO_GRANT, Granted
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
    granted: Granted = NO_GRANT
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
    ) -> Apply | None:
        """An operator node; what it may be follows from what its operands may be.

        None, with a diagnostic, if the result may be longer than can be computed.
        """
        possible = outcome_of(operator, operands, parameters)
        size = size_of_result(operator, operands, type_, possible)
        if size.is_too_long:
            self.report.add(types.RESULT_TOO_LONG, tree.span, limit=MAX_COMPUTED)
            return None
        return Apply(
            id="",
            slot=-1,
            type=type_,
            possible=possible,
            size=size,
            span=tree.span,
            wording=self.wording(tree),
            operator=operator,
            operands=operands,
            parameters=tuple(sorted(parameters.items())),
        )


def size_of_result(
    operator: str, operands: tuple[Expression, ...], type_: Type, possible: Possible
) -> Size:
    """How long the result of an operator may be."""
    if not isinstance(type_, Number):
        return NOTHING
    of_numbers = [o.size for o in operands if isinstance(o.type, Number)]
    size = size_after(operator, of_numbers, type_.decimals)
    return size_of(possible) if size is None else within(size, possible)


def outcome_of(
    operator: str, operands: tuple[Expression, ...], parameters: Mapping[str, Any]
) -> Possible:
    possible: Possible = OPERATORS[operator].meaning(*(o.possible for o in operands), **parameters)
    return possible
