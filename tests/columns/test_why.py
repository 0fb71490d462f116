"""The reasons and needed facts of frames: those of one-at-a-time explanations, in text columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from povertyrules.engines import record
from povertyrules.engines.columns.naming import CODES, code
from povertyrules.explain.needed import Needed, needed
from povertyrules.explain.tree import Explainer
from povertyrules.kernel.errors import UnsupportedFeature
from povertyrules.model.nodes import Apply, Expression
from povertyrules.model.outcome import Binding
from povertyrules.model.ruleset import Entity, Row, Ruleset
from povertyrules.records import accept
from tests.columns.deciding import result_rows, run
from tests.columns.framing import MAKERS, Maker, by_path
from tests.property.deciding import DAYS, bound, checked
from tests.property.forms import Form
from tests.property.records import given as as_given
from tests.property.records import records
from tests.property.rulesets import rulesets
from tests.property.writing import write

EXAMPLES = {"polars": 60, "duckdb": 8}
RECORDS, BLANKED = 4, 5
Said = dict[tuple[str, ...], dict[str, Any]]
"""What is said of each item, by the keys of its path."""


@pytest.mark.parametrize("engine", ["polars", "polars lazy", "pandas", "pyarrow", "duckdb"])
def test_reasons_are_those_of_explanations(engine: str) -> None:
    maker, count = MAKERS[engine], EXAMPLES.get(engine, 20)

    @settings(max_examples=max(count, settings().max_examples // 40), phases=[Phase.generate])
    @given(data=st.data(), form=rulesets(), day=DAYS)
    def agree(data: st.DataObject, form: Form, day: date) -> None:
        note(write(form))
        ruleset = checked(form)
        binding = bound(form, ruleset, day)
        whole = [accept(ruleset)(as_given(data.draw(records(form)))) for _ in range(RECORDS)]
        chance = data.draw(st.randoms(use_true_random=False))
        rows = [
            _blanked(ruleset, ruleset.root, row, chance) for row in whole for _ in range(BLANKED)
        ]
        note(str(rows))
        try:
            got = _by_columns(ruleset, binding, rows, maker)
        except UnsupportedFeature:
            return
        expected = _explained(ruleset, binding, rows)
        assert got == {keys: expected[keys] for keys in got}

    agree()


def _blanked(ruleset: Ruleset, entity: Entity, row: Row, chance: Random) -> Row:
    """A record with some more blanks: in a complete one nothing is needed."""
    facts = [None if chance.random() < 0.3 else value for value in row[: len(entity.facts)]]
    items: list[Any] = []
    for collection, given_items in zip(entity.collections, row[len(entity.facts) :], strict=True):
        below = ruleset.entities[collection.id]
        blank = given_items is None or chance.random() < 0.1
        items.append(
            None if blank else tuple(_blanked(ruleset, below, i, chance) for i in given_items)
        )
    return (*facts, *items)


def _by_columns(ruleset: Ruleset, binding: Binding, rows: Sequence[Row], maker: Maker) -> Said:
    decided = run(ruleset, binding, rows, maker, naming=CODES)
    said: Said = {}
    for name in decided.sources:
        entity = ruleset.entities[name]
        found = result_rows(decided, decided.decided(name), name)
        for keys, row in by_path(ruleset, entity, found):
            because = {o.id: _listed(row[f"{o.id}_because"]) for o in entity.outcomes}
            said[name, *keys] = {**because, "needed": _listed(row["needed"])}
    return said


def _listed(text: str | None) -> set[str] | None:
    return None if text is None else {part for part in text.split("; ") if part}


# the same from explanations, one record at a time


def _explained(ruleset: Ruleset, binding: Binding, rows: Sequence[Row]) -> Said:
    plan, explainer = record.plan(ruleset, binding), Explainer(ruleset, binding)
    said: Said = {}
    for number, row in enumerate(rows):
        observation = plan.observe(row)
        result = explainer.tree(observation, show_sensitive=True)["result"]
        needs = needed(ruleset, observation)
        for entity, keys, item in _items(ruleset, ruleset.root, result, (f"r{number}",)):
            because = {o.id: _because(o.body, item["definitions"][o.id]) for o in entity.outcomes}
            asked = {_joined(item["path"], outcome.id) for outcome in entity.outcomes}
            wanted = {_code(ruleset, need) for need in needs if asked & set(need.outcomes)}
            said[entity.id, *keys] = {**because, "needed": wanted}
    return said


def _items(
    ruleset: Ruleset, entity: Entity, item: dict[str, Any], keys: tuple[str, ...]
) -> Iterator[tuple[Entity, tuple[str, ...], dict[str, Any]]]:
    yield entity, keys, item
    for name, items in item["items"].items():
        for number, below in enumerate(items or ()):
            yield from _items(ruleset, ruleset.entities[name], below, (*keys, f"i{number}"))


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _code(ruleset: Ruleset, need: Needed) -> str:
    owner, _, _ = need.path.rpartition(".")
    entity = owner.rpartition(".")[2].partition("[")[0]
    return f"{entity}.{need.fact}" if entity else need.fact


def _because(body: Expression, definition: dict[str, Any]) -> set[str] | None:
    if definition["status"] == "unknown":
        return None
    return set(_leaves(body, definition["because"]))


def _leaves(node: Expression, told: dict[str, Any]) -> Iterator[str]:
    """The decisive conditions, read from a ruleset's tree and its explanation side by side."""
    if isinstance(node, Apply) and "children" in told:
        for operand, child in zip(node.operands, told["children"], strict=True):
            if child["decisive"]:
                yield from _leaves(operand, child)
    elif told["status"] != "unknown":
        yield code(node) if told["status"] == "holds" else f"not {code(node)}"
