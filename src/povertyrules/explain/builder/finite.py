"""Definitions whose reasons repeat: those that read truths, choices and small numbers only.

A ledger has few different cases of such a definition, so the nodes of a case are made once
and shared by all records that are alike in it. The number remembered is limited; beyond it
the nodes are made afresh.
"""

from __future__ import annotations

from collections.abc import Iterator

from povertyrules.explain.builder.program import Program
from povertyrules.explain.builder.quantifiers import Quantifiers
from povertyrules.kernel.possible import Range
from povertyrules.kernel.types import Boolean, Choice, Number, Type
from povertyrules.model.nodes import (
    Apply,
    AsOf,
    Constant,
    DefinitionRef,
    Expression,
    FactRef,
    ParameterRef,
    Presence,
    frame_size,
)
from povertyrules.model.ruleset import Definition, Fact

REMEMBERED = 256
_SMALL = 100


def is_finite(definition: Definition) -> bool:
    """Whether a condition can have few different frames only, and reads its own item only.

    A ratio is left out also because its frame may hold equal tuples for a known value and
    for a range.
    """
    nodes = list(_nodes(definition.body))
    return isinstance(definition.body.type, Boolean) and all(
        _reads_little(node, definition.level) and not _is_ratio(node.type) for node in nodes
    )


def _nodes(node: Expression) -> Iterator[Expression]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def _is_ratio(kind: Type) -> bool:
    return isinstance(kind, Number) and kind.decimals is None


def _reads_little(node: Expression, own: int) -> bool:
    match node:
        case FactRef():
            return node.level == own and _has_few_values(node.fact)
        case DefinitionRef():
            return node.level == own and isinstance(node.type, Boolean | Choice)
        case Presence():
            return node.level == own
        case _:
            return isinstance(node, Constant | ParameterRef | AsOf | Apply)


def _has_few_values(fact: Fact) -> bool:
    match fact.type:
        case Boolean() | Choice():
            return True
        case Number(decimals=0):
            bounds = fact.bounds
            return isinstance(bounds, Range) and bounds.high - bounds.low <= _SMALL
        case _:
            return False


def write_remembered(program: Program, definition: Definition) -> tuple[str, str]:
    """Write the function that makes the reason of a frame and remembers it.

    Gives its name, and the name of what looks a frame up among those remembered.
    """
    body = Quantifiers(program, definition.level, "s")
    body.unpack("frame", frame_size(definition.body))
    because = body.condition(definition.body, "True")
    body.add(f"made = {reason('s', because)}")
    remembered: dict[object, object] = {}
    cache = program.constant(remembered)
    body.add(f"if len({cache}) < {REMEMBERED}:")
    body.add(f"    {cache}[frame] = made")
    body.add("return made")
    name = program.fresh("reason_")
    program.function(name, ["frame"], body.lines)
    return name, program.constant(remembered.get)


def reason(slots: str, because: str) -> str:
    """The expression for the reason of a condition whose frame is in these variables."""
    return f"{{'status': STATUS[{slots}0], 'because': {because}}}"
