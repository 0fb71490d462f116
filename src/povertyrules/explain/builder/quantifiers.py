"""Nodes of quantifiers and aggregates: how many items there are, and which ones mattered.

The items listed as witnesses are those that settle the result: for `any` and `all` the ones
whose own truth is that of the whole, for `min` and `max` the ones with that value, for
`count` and `sum` those that are included or may be. The first five are shown in full.
"""

from __future__ import annotations

from typing import Any

from povertyrules.explain.builder.body import Body, entries, size_of_item_frame
from povertyrules.explain.builder.conditions import Conditions
from povertyrules.explain.builder.program import Program
from povertyrules.explain.builder.sketch import Scopes, sketch_of_items
from povertyrules.explain.builder.values import typed
from povertyrules.explain.figures import bounds_parts, is_open, number_of
from povertyrules.kernel.truth import conjunction, disjunction, negation
from povertyrules.kernel.types import INTEGER, Boolean, Type
from povertyrules.model.nodes import Quantify
from povertyrules.model.ruleset import Definition, Entity, Fact

SHOWN = 5


class Quantifiers(Conditions):
    scopes: Scopes

    def fact_node(self, fact: Fact) -> str | None:  # noqa: ARG002 - nothing is shared here
        return None

    def definition_node(self, definition: Definition) -> str | None:  # noqa: ARG002 - likewise
        return None

    def quantified(self, node: Quantify, decisive: str | None) -> str:
        name = self.program.fresh("quantifier_")
        scopes = [part for level in range(node.item_level) for part in (f"o{level}", f"p{level}")]
        write_quantifier(self.program, name, scopes, node, self)
        frames = f"{self.slots}{node.slot + 1}"
        made = self.assign(
            f"{name}({self.slot(node)}, {decisive or True}, {frames}, {', '.join(scopes)})"
        )
        if decisive is None:
            text = self.assign(self.text_or_none(node))
            self.add(f"{made}['value'] = {text}")
            self.complete(node, made, text)
        if node.otherwise is not None:
            self.add(f"{made}['otherwise'] = {self.value(node.otherwise)}")
        return made


def write_quantifier(
    program: Program, name: str, scopes: list[str], node: Quantify, outer: Quantifiers
) -> None:
    """Write the function that makes a quantifier's node from its truth and its frames."""
    body = Quantifiers(program, outer.own, program.fresh("i") + "_")
    body.scopes = outer.scopes.inside(node.collection.id)
    asks = program.constant(sketch_of_items(node, outer.scopes))
    body.add(f"node = {{{_head(node)}, 'asks': {asks}{outer.elsewhere(node.level)}}}")
    if isinstance(node.type, Boolean):
        body.add("node['status'] = STATUS[whole]")
        body.add("node['decisive'] = decisive")
    body.add(f"items = o{node.level}.items[{_position(program, node)}]")
    body.add("if items is None:")
    body.add(f"    node.update({program.constant(_not_given(node))})")
    body.add("    return node")
    body.add("tally = {True: 0, False: 0, None: 0}")
    body.add("witnesses = []")
    body.add("more = 0")
    body.add(f"for index, (o{node.item_level}, frame) in enumerate(zip(items, frames)):")
    _write_item(body, node)
    body.add(
        "node.update(given=True, total=len(items), included=tally[True],"
        " excluded=tally[False], undecided=tally[None], witnesses=witnesses, more=more)"
    )
    body.add("return node")
    program.function(name, ["whole", "decisive", "frames", *scopes], body.lines)


def _head(node: Quantify) -> str:
    head = entries(
        kind="quantifier",
        quantifier=node.quantifier,
        collection=node.collection.id,
        text=node.text,
    )
    return head if isinstance(node.type, Boolean) else f"{head}, {entries(**typed(node.type))}"


def _position(program: Program, node: Quantify) -> int:
    parent = program.ruleset.entities[node.collection.parent]
    return [collection.id for collection in parent.collections].index(node.collection.id)


def _not_given(node: Quantify) -> dict[str, object]:
    return {"given": False, "size": bounds_parts(INTEGER, node.collection.size)["range"]}


def _write_item(body: Quantifiers, node: Quantify) -> None:
    """The lines for one item, one step further in."""
    outside, body.lines = body.lines, []
    body.unpack("frame", size_of_item_frame(node))
    included = body.slot(node.where) if node.where is not None else "True"
    body.add(f"tally[{included}] += 1")
    body.add(f"if not ({_is_shown(body, node, included)}):")
    body.add("    continue")
    body.add(f"if len(witnesses) == {SHOWN}:")
    body.add("    more += 1")
    body.add("    continue")
    level = node.item_level
    body.add(f"p{level} = {item_path(node.level, node.collection.id)}")
    entity = body.program.ruleset.entities[node.collection.id]
    where = body.condition(node.where, "True") if node.where is not None else "None"
    body.add(
        f"witnesses.append({{'item': p{level}, 'key': {key_text(body, entity, level)},"
        f" 'included': STATUS[{included}], 'where': {where}, 'body': {_body_node(body, node)}}})"
    )
    body.lines = outside + [f"    {line}" for line in body.lines]


def _body_node(body: Quantifiers, node: Quantify) -> str:
    if node.body is None:
        return "None"
    if isinstance(node.type, Boolean):
        return body.condition(node.body, "True")
    return body.value(node.body)


def _is_shown(body: Quantifiers, node: Quantify, included: str) -> str:
    """The test whether an item is one of those that settle the result."""
    may_be = f"{included} is not False"
    if node.body is None or node.quantifier == "sum":
        return may_be
    value = body.slot(node.body)
    if isinstance(node.type, Boolean):
        truth = body.program.constant(TRUTHS[node.quantifier])
        return f"{may_be} and {truth}({included}, {value}) is whole"
    kinds = f"{body.program.constant(node.body.type)}, {body.program.constant(node.type)}"
    return f"{may_be} and {body.program.constant(_attains)}({kinds}, {value}, whole)"


def _attains(kind: Type, whole_kind: Type, value: Any, whole: Any) -> bool:
    """Whether an item's value is the extreme one, or may be while that is not known."""
    if is_open(whole_kind, whole):
        return True
    return not is_open(kind, value) and number_of(kind, value) == number_of(whole_kind, whole)


TRUTHS = {
    "any": lambda included, value: conjunction((included, value)),
    "all": lambda included, value: disjunction((negation(included), value)),
}


def item_path(level: int, collection: str) -> str:
    """The expression for the path of an item: `members[0]`, `households[2].members[0]`."""
    return f'f"{{p{level}}}.{collection}[{{index}}]" if p{level} else f"{collection}[{{index}}]"'


def key_text(body: Body, entity: Entity, level: int) -> str:
    """The expression for an item's key as text; None where there is no key, or no value."""
    fact = next((fact for fact in entity.facts if fact.id == entity.key), None)
    if fact is None:
        return "None"
    variable = f"o{level}.row[{fact.index}]"
    text = body.program.text(fact.type, variable)
    text = f"mask({text})" if body.hidden(fact) else text
    return f"(None if {variable} is None else {text})"
