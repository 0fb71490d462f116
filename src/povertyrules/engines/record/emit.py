"""Which generator makes the code of a node."""

from __future__ import annotations

from povertyrules.engines.record.calls import call
from povertyrules.engines.record.context import Context
from povertyrules.engines.record.leaves import LEAVES, leaf
from povertyrules.engines.record.quantify import quantify
from povertyrules.engines.record.regions import CONNECTIVES, region
from povertyrules.engines.record.truths import connective
from povertyrules.engines.record.values import Value
from povertyrules.model.nodes import Expression, Quantify


def emit(context: Context, node: Expression) -> Value:
    """Generate what computes a node; where its value is."""
    if isinstance(node, LEAVES):
        return leaf(context, node)
    if isinstance(node, Quantify):
        return quantify(context, node)
    if node.operator == "call":
        return call(context, node)
    if node.operator in CONNECTIVES:
        return connective(context, node)
    return region(context, node)
