"""Quantifiers: each is a function that goes through the items of its collection.

`any` and `all` stop as soon as they are settled; `count`, `sum`, `min` and `max` add up as
long as everything is known. What is missing, and a collection that was not given, go to the
kernel's quantifiers.
"""

from __future__ import annotations

from povertyrules.engines.record.context import Context, each_item
from povertyrules.engines.record.leaves import parted
from povertyrules.engines.record.lifted import Lifting
from povertyrules.engines.record.source import Function
from povertyrules.engines.record.values import Value, kind_of, possible_of, scale_of, truth_value
from povertyrules.kernel.errors import UnsupportedFeature
from povertyrules.kernel.quantifiers import QUANTIFIERS
from povertyrules.model.nodes import Expression, Quantify


def quantify(context: Context, node: Quantify) -> Value:
    """Generate the function of a quantifier, and its call."""
    outer = context.function
    function = Function(outer.module, outer.module.fresh("Q"), outer)
    making = _Quantifier(context, node, function)
    if context.keep:
        making.observe()
        cell, frames = outer.local("o"), outer.local("y")
        outer.line(f"{cell}, {frames} = {function.call}")
        context.note(node, 1, frames)
    else:
        making.decide()
        cell = outer.assign(function.call, "c")
    if kind_of(node.type) == "truth":
        return truth_value(node.type, cell)
    return parted(context, node.type, cell)


class _Quantifier:
    def __init__(self, context: Context, node: Quantify, function: Function) -> None:
        self.context = context
        self.node = node
        self.function = function
        self.kind = kind_of(node.type)
        quantifier = QUANTIFIERS[node.quantifier]
        self.listed = context.bind(quantifier.listed)
        self.unlisted = context.bind(quantifier.unlisted)
        self.size = context.bind(node.collection.size)
        self.parent = context.scopes[node.level]
        self.given = function.use(self.parent.read_collection(node.collection))
        self.otherwise = "None" if node.otherwise is None else self._otherwise(node.otherwise)

    def _otherwise(self, node: Expression) -> str:
        """What there is over nothing: possible values, computed outside."""
        name = self.context.function.assign(self._possible(self.context.value(node)), "p")
        return self.function.use(name)

    def _possible(self, value: Value) -> str:
        """A value as the kernel's quantifiers take it, in the scale of the result."""
        scale = scale_of(self.node.type)
        return Lifting(self.function).scaled(possible_of(value), value.type, scale)

    def _result(self, possible: str) -> str:
        return possible if self.kind == "truth" else f"{self.kind}_cell({possible})"

    def _over_unlisted(self, item: str) -> str:
        return self._result(f"{self.unlisted}({self.size}, {item}, {self.otherwise})")

    # deciding: only the result

    def decide(self) -> None:
        if self.node.quantifier in ("any", "all"):
            self._decide_truth(self.node.quantifier)
        elif self.node.quantifier == "count":
            self._decide_count()
        else:
            self._decide_number()

    def _body(self, inside: Context) -> Value:
        if self.node.body is None:
            raise UnsupportedFeature(f"{self.node.id}: `{self.node.text}` has nothing to look at")
        return inside.value(self.node.body)

    def _where(self, inside: Context) -> str:
        return "True" if self.node.where is None else inside.value(self.node.where).known

    def _decide_truth(self, quantifier: str) -> None:
        """An item that settles it ends the loop, if it is a listed one."""
        function = self.function
        result, body = function.local("t"), function.local("b")
        settling = "True" if quantifier == "any" else "False"
        neutral = "False" if quantifier == "any" else "True"
        function.line(f"{result} = {neutral}")
        function.line(f"{body} = None")
        with each_item(
            function, self.context, self.parent, self.node.collection, self.node.item_level
        ) as scope:
            inside = self.context.inside(function, scope)
            where = self._where(inside)
            with function.inside(f"if {where} is not False:"):
                function.line(f"{body} = {self._body(inside).known}")
                with function.inside(f"if {body} is {settling} and {where}:"):
                    function.line(f"if {self.given} is not None: return {settling}")
                function.line(f"elif {body} is not {neutral}: {result} = None")
        unlisted = self._over_unlisted(f"({where}, {body})")
        function.line(f"return {result} if {self.given} is not None else {unlisted}")

    def _decide_count(self) -> None:
        function = self.function
        if self.node.where is None:
            unlisted = self._over_unlisted("(True, None)")
            function.line(f"return len({self.given}) if {self.given} is not None else {unlisted}")
            return
        sure, unsure = function.assign("0", "n"), function.assign("0", "n")
        with each_item(
            function, self.context, self.parent, self.node.collection, self.node.item_level
        ) as scope:
            where = self._where(self.context.inside(function, scope))
            function.line(f"if {where}: {sure} += 1")
            function.line(f"elif {where} is None: {unsure} += 1")
        unlisted = self._over_unlisted(f"({where}, None)")
        function.line(f"if {self.given} is None: return {unlisted}")
        function.line(f"if not {unsure}: return {sure}")
        function.line(f"return {self._result(f'counted({self.listed}, {sure}, {unsure})')}")

    def _decide_number(self) -> None:
        function, node = self.function, self.node
        items = function.assign("[]", "v")
        with each_item(
            function, self.context, self.parent, node.collection, node.item_level
        ) as scope:
            inside = self.context.inside(function, scope)
            where = self._where(inside)
            with function.inside(f"if {where} is not False:"):
                body = self._body(inside)
                plain = self.kind == "number" and scale_of(body.type) == scale_of(node.type)
                if plain:
                    item = f"{where}, {body.known}, {body.possible or None}"
                else:
                    item = f"{where}, {self._possible(body)}"
                function.line(f"{items}.append(({item}))")
        self._return_number(items, plain)

    def _return_number(self, items: str, plain: bool) -> None:
        """Python's own `sum`, `min` or `max` where all is known; the kernel's elsewhere."""
        function, given = self.function, self.given
        if plain:
            known = f"{items} and {given} is not None and all_known({items})"
            values = f"[item[1] for item in {items}]"
            function.line(f"if {known}: return {self.node.quantifier}({values})")
            function.line(f"{items} = with_ranges({items})")
        listed = self._result(f"{self.listed}({items}, {self.otherwise})")
        function.line(f"if {given} is not None: return {listed}")
        only = f"{items}[0] if {items} else (False, None)"
        function.line(f"return {self._over_unlisted(only)}")

    # observing: the result, and a frame for each item

    def observe(self) -> None:
        function, node = self.function, self.node
        items, frames = function.assign("[]", "v"), function.assign("[]", "y")
        with each_item(
            function, self.context, self.parent, node.collection, node.item_level
        ) as scope:
            inside = self.context.inside(function, scope)
            where = self._where(inside)
            body = "None"
            if node.body is not None:
                body = self._possible(self._body(inside))
            function.line(f"{items}.append(({where}, {body}))")
            function.line(f"{frames}.append({inside.frame_text()})")
        unlisted = self._over_unlisted(f"{items}[0]")
        listed = self._result(f"{self.listed}({items}, {self.otherwise})")
        result = function.assign(f"{listed} if {self.given} is not None else {unlisted}", "o")
        function.line(f"return {result}, tuple({frames})")
