"""Regions: an atom (a comparison) or a derived value, with the arithmetic below it.

A region is computed in one of two ways. If all its leaves are known, on exact integers; if
one is missing, on possible values, in a function of its own that calls the kernel.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from povertyrules.engines.record.context import Context
from povertyrules.engines.record.exact import Spelling, Term, term_of
from povertyrules.engines.record.lifted import Lifting
from povertyrules.engines.record.source import Function
from povertyrules.engines.record.values import Value, kind_of, truth_value
from povertyrules.model.nodes import Apply, Expression

CONNECTIVES = frozenset(("and", "or", "not", "implies", "at_least"))


def region(context: Context, root: Apply) -> Value:
    """Generate a region's code; where the root's value is."""
    return _Region(context, root).value()


def is_leaf(node: Expression, root: Expression) -> bool:
    """Whether a region ends here: at what is not an operator or a plugin's function, and at
    conditions inside."""
    if not isinstance(node, Apply) or node.operator == "call":
        return True
    return kind_of(node.type) == "truth" and node is not root


@dataclass(frozen=True)
class _Targets:
    """The locals that a region's value goes to."""

    known: str
    over: str = ""
    possible: str = ""
    cell: str = ""


class _Region:
    def __init__(self, context: Context, root: Apply) -> None:
        self.context = context
        self.function = context.function
        self.module = context.function.module
        self.root = root
        self.kind = kind_of(root.type)
        self.nodes: list[Apply] = []
        self.leaves: dict[int, Expression] = {}
        self._collect()
        self.values = {key: context.value(leaf) for key, leaf in self.leaves.items()}
        self.guard = _unique(v.known for v in self.values.values() if not v.always)

    def _collect(self) -> None:
        """The operators, operands first, and the leaves from left to right."""
        pending: list[tuple[Expression, bool]] = [(self.root, False)]
        while pending:
            node, ready = pending.pop()
            if is_leaf(node, self.root) or not isinstance(node, Apply):
                self.leaves[id(node)] = node
            elif ready:
                self.nodes.append(node)
            else:
                pending.append((node, True))
                pending.extend((operand, False) for operand in reversed(node.operands))

    def value(self) -> Value:
        if self.kind == "truth" and not self.context.keep:
            return self._truth()
        cells = {id(n): self.function.local("o") for n in self.nodes} if self.context.keep else {}
        targets = self._targets(cells.get(id(self.root), ""))
        if not self.guard:
            self._known(targets, cells)
        else:
            with self.function.inside(f"if {self._test()}:"):
                self._known(targets, cells)
            with self.function.inside("else:"):
                self._unknown(targets, cells)
        for node in self.nodes[:-1] if cells else ():
            self.context.frame[node.slot] = cells[id(node)]
        return self._result(targets)

    def _test(self) -> str:
        return " and ".join(f"{name} is not None" for name in self.guard)

    def _targets(self, cell: str) -> _Targets:
        if self.kind == "truth":
            return _Targets(cell, cell=cell)
        local = self.function.local
        over = local("m") if self.kind == "ratio" else ""
        return _Targets(local("k"), over, local("r") if self.guard else "", cell)

    def _result(self, targets: _Targets) -> Value:
        if self.kind == "truth":
            return truth_value(self.root.type, targets.known)
        type_ = self.root.type
        return Value(type_, targets.known, targets.possible, targets.over, targets.cell)

    # while everything is known

    def _spelled(self, spelling: Spelling, cells: dict[int, str]) -> Term:
        terms = {key: term_of(value) for key, value in self.values.items()}
        for node in self.nodes:
            term = spelling.spell(node, [terms[id(o)] for o in node.operands])
            terms[id(node)] = self._stored(spelling, term, cells[id(node)]) if cells else term
        return terms[id(self.root)]

    def _stored(self, spelling: Spelling, term: Term, cell: str) -> Term:
        """Keep a node's value for its frame."""
        if not term.is_ratio:
            spelling.flush()
            self.function.line(f"{cell} = {term.text}")
            return Term(cell, term.scale)
        top, under = spelling.name(term.text), spelling.name(term.over)
        spelling.flush()
        self.function.line(f"{cell} = ({top}, {under})")
        return Term(top, None, under)

    def _known(self, targets: _Targets, cells: dict[int, str]) -> None:
        spelling = Spelling(self.function)
        term = self._spelled(spelling, cells)
        spelling.flush()
        if targets.known != term.text:
            self.function.line(f"{targets.known} = {term.text}")
        if targets.over:
            self.function.line(f"{targets.over} = {term.over}")
        if targets.possible:
            self.function.line(f"{targets.possible} = None")

    def _truth(self) -> Value:
        """A truth of which only the value is wanted: one conditional expression, mostly."""
        function, target = self.function, self.function.local("t")
        spelling = Spelling(function)
        text = self._spelled(spelling, {}).text
        if not self.guard:
            spelling.flush()
            function.line(f"{target} = {text}")
        elif not spelling.lines:
            unknown = self._lifted({})
            function.line(f"{target} = {text} if {self._test()} else {unknown}")
        else:
            with function.inside(f"if {self._test()}:"):
                spelling.flush()
                function.line(f"{target} = {text}")
            with function.inside("else:"):
                function.line(f"{target} = {self._lifted({})}")
        return truth_value(self.root.type, target)

    # while something is missing

    def _unknown(self, targets: _Targets, cells: dict[int, str]) -> None:
        call = self._lifted(cells)
        names = [name for name in (targets.known, targets.over, targets.possible) if name]
        if not cells:
            self.function.line(f"{', '.join(names)} = {call}")
            return
        self.function.line(f"{''.join(f'{cell}, ' for cell in cells.values())} = {call}")
        if self.kind != "truth":
            self.function.line(f"{', '.join(names)} = {self.kind}_parts({targets.cell})")

    def _lifted(self, cells: dict[int, str]) -> str:
        """The call of the function for possible values (all the nodes' cells, if wanted)."""
        function = Function(self.module, self.module.fresh("L"), self.function)
        lifting = Lifting(function)
        for key, leaf in self.leaves.items():
            lifting.leaf(leaf, self.values[key])
        for node in self.nodes:
            lifting.apply(node)
        shown = self.nodes if cells else [self.root]
        results = [f"{kind_of(n.type)}_cell({lifting.places[id(n)]})" for n in shown]
        if cells:
            function.line(f"return {''.join(f'{text}, ' for text in results)}")
        elif self.kind == "truth":
            function.line(f"return {lifting.places[id(self.root)]}")
        else:
            function.line(f"return {self.kind}_parts({results[0]})")
        return self._call(function)

    def _call(self, function: Function) -> str:
        """With one fact and nothing else, the result while it is missing is a constant."""
        unknown = [value for value in self.values.values() if not value.always]
        plain = all(value.missing or value.kind == "truth" for value in unknown)
        if plain and list(function.inputs) == self.guard and len(self.guard) == 1:
            return self.module.constant_call(function.name)
        return function.call


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
