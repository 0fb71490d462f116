"""Ids and slots: every node of a definition gets its stable id and its place in a frame."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from povertyrules.model.nodes import Apply, Expression, Quantify


def numbered(node: Expression, id_: str) -> Expression:
    """The same expression with ids (`monitoring/1/0`) and slots, as `nodes.py` says."""
    return _number(node, id_, count())


def _number(node: Expression, id_: str, slots: count[int]) -> Expression:
    slot = next(slots)
    if isinstance(node, Quantify):
        return _number_quantifier(node, id_, slot, slots)
    if isinstance(node, Apply):
        operands = tuple(
            _number(operand, f"{id_}/{index}", slots) for index, operand in enumerate(node.operands)
        )
        return replace(node, id=id_, slot=slot, operands=operands)
    return replace(node, id=id_, slot=slot)


def _number_quantifier(node: Quantify, id_: str, slot: int, slots: count[int]) -> Quantify:
    next(slots)  # for the frames of the items
    own: count[int] = count()
    otherwise = node.otherwise
    return replace(
        node,
        id=id_,
        slot=slot,
        where=None if node.where is None else _number(node.where, f"{id_}/where", own),
        body=None if node.body is None else _number(node.body, f"{id_}/body", own),
        otherwise=None if otherwise is None else _number(otherwise, f"{id_}/otherwise", slots),
    )
