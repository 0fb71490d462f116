"""The random rulesets really have everything in them, or the other properties say little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hypothesis import given, seed, settings
from hypothesis import strategies as st

from povertyrules.engines import record
from povertyrules.kernel.operators import OPERATORS
from povertyrules.kernel.quantifiers import QUANTIFIERS
from povertyrules.kernel.truth import Truth
from povertyrules.model import nodes
from povertyrules.model.nodes import Apply, Expression, Quantify
from povertyrules.records import accept
from tests.property.deciding import bound, checked, truths_of
from tests.property.forms import Form
from tests.property.records import given as as_given
from tests.property.records import records
from tests.property.rulesets import START, rulesets

KINDS = {
    *("Constant", "ParameterRef", "AsOf", "FactRef", "DefinitionRef"),
    *("Apply", "Quantify", "Presence", "SameItem"),
}


def below(node: Expression) -> Iterator[Expression]:
    yield node
    inner = node.item_children if isinstance(node, Quantify) else ()
    for child in (*node.children, *inner):
        yield from below(child)


EVERYTHING = {*KINDS, *OPERATORS, *QUANTIFIERS} - {"call"}
"""Calls of plugins' functions have properties of their own, in `tests/plugins`."""


def test_everything_of_the_language_is_made() -> None:
    """In a few hundred rulesets. The rarest operator is in one of some two hundred, so the
    seeds are tried in turn until nothing is left, the last one if the generators forget it."""
    seen: set[str] = set()
    truths: Counter[Truth] = Counter()

    @settings(max_examples=200, derandomize=False, database=None)
    @given(data=st.data(), form=rulesets())
    def look(data: st.DataObject, form: Form) -> None:
        ruleset = checked(form, data.draw(st.integers(0, 10**6)))
        for definition in ruleset.definitions.values():
            for node in below(definition.body):
                seen.add(type(node).__name__)
                if isinstance(node, Apply):
                    seen.add(node.operator)
                elif isinstance(node, Quantify):
                    seen.add(node.quantifier)
        plan = record.plan(ruleset, bound(form, ruleset, START))
        row = accept(ruleset)(as_given(data.draw(records(form))))
        truths.update(truths_of(ruleset, plan.decide(row)).values())

    assert all(hasattr(nodes, kind) for kind in KINDS)
    for start in range(8):
        seed(start)(look)()
        if seen >= EVERYTHING:
            break
    assert sorted(EVERYTHING - seen) == []
    assert min(truths[truth] for truth in (True, False, None)) > 0.1 * truths.total()
