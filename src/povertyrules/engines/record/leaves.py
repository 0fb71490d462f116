"""Values that are read: constants, parameters, facts, definitions, presence, identity."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from povertyrules.engines.record.context import Context, Scope
from povertyrules.engines.record.runtime import times
from povertyrules.engines.record.values import Value, kind_of, scale_of, truth_value
from povertyrules.kernel.possible import Possible, Range
from povertyrules.kernel.types import BOOLEAN, Type
from povertyrules.model.nodes import (
    AsOf,
    Constant,
    DefinitionRef,
    FactRef,
    ParameterRef,
    Presence,
    SameItem,
)
from povertyrules.model.ruleset import Fact

Leaf = Constant | ParameterRef | AsOf | FactRef | DefinitionRef | Presence | SameItem
LEAVES = (Constant, ParameterRef, AsOf, FactRef, DefinitionRef, Presence, SameItem)


def leaf(context: Context, node: Leaf) -> Value:
    match node:
        case Constant():
            return constant(context, node.type, node.value)
        case ParameterRef():
            return constant(context, node.type, context.binding.values[node.parameter.id])
        case AsOf():
            return constant(context, node.type, context.binding.as_of.toordinal())
        case FactRef():
            return _fact(context, node)
        case DefinitionRef():
            return _definition(context, node)
        case Presence():
            return _presence(context, node)
        case SameItem():
            return _same_item(context, node)


def literal(number: int) -> str:
    return str(number) if number >= 0 else f"({number})"


def constant(context: Context, type_: Type, value: Any) -> Value:
    """A value that is the same for every record."""
    if isinstance(value, bool):
        return Value(type_, repr(value), cell=repr(value))
    if kind_of(type_) == "ratio":
        pair = Fraction(value).as_integer_ratio()
        cell = context.bind(pair)
        return Value(type_, literal(pair[0]), over=literal(pair[1]), cell=cell)
    known = literal(value) if isinstance(value, int) else context.bind(value)
    return Value(type_, known, cell=known)


def _fact(context: Context, node: FactRef) -> Value:
    name = context.fact(node.level, node.fact.index)
    if kind_of(node.type) == "truth":
        return truth_value(node.type, name)
    bounds = context.bind(scaled_bounds(node.fact))
    return Value(node.type, name, possible=bounds, cell=name, missing=True)


def scaled_bounds(fact: Fact) -> Possible:
    """What a fact may be while it is missing, numbers scaled as its known values are."""
    scale = scale_of(fact.type)
    if isinstance(fact.bounds, Range) and scale:
        return times(fact.bounds, 10**scale)
    return fact.bounds


def _definition(context: Context, node: DefinitionRef) -> Value:
    known, id_ = context.known, node.definition.id
    if id_ in known.root:
        return known.root[id_]
    if id_ in known.own and context.scopes[node.level] is known.own_scope:
        return known.own[id_]
    cell = context.function.assign(context.column(node.level, node.definition), "c")
    return parted(context, node.type, cell)


def parted(context: Context, type_: Type, cell: str) -> Value:
    """The locals for a value of which there is a cell."""
    kind, function = kind_of(type_), context.function
    if kind == "truth":
        return truth_value(type_, cell)
    known, possible = function.local("k"), function.local("r")
    if kind != "ratio":
        function.line(f"{known}, {possible} = {kind}_parts({cell})")
        return Value(type_, known, possible, cell=cell)
    over = function.local("m")
    function.line(f"{known}, {over}, {possible} = ratio_parts({cell})")
    return Value(type_, known, possible, over, cell)


def _presence(context: Context, node: Presence) -> Value:
    if isinstance(node.subject, Fact):
        name = context.fact(node.level, node.subject.index)
    else:
        name = context.collection(node.level, node.subject)
    test = "is" if node.missing else "is not"
    return truth_value(BOOLEAN, context.function.assign(f"{name} {test} None"))


def _same_item(context: Context, node: SameItem) -> Value:
    left, right = context.scopes[node.left_level], context.scopes[node.right_level]
    same = _same(context, left, right)
    if node.negated:
        same = context.function.assign(f"None if {same} is None else not {same}")
    return truth_value(BOOLEAN, same)


def _same(context: Context, left: Scope, right: Scope) -> str:
    """Whether two scopes hold one item: the same place among the items of the same parent.

    An unlisted item stands for any number of items, so it may be the same or not.
    """
    if left.parent is None or right.parent is None or left.collection is None:
        return "True"
    function = context.function
    above = _same(context, left.parent, right.parent)
    given = function.use(left.parent.read_collection(left.collection))
    equal = "True"
    if left is not right:
        equal = f"{function.use(left.count())} == {function.use(right.count())}"
    same = function.assign(f"{equal} if {given} is not None else None")
    if above == "True":
        return same
    return function.assign(
        f"False if {above} is False or {same} is False else {same} if {above} else None"
    )
