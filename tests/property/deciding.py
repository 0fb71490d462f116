"""Made rulesets and records, taken through the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from povertyrules.kernel.source import Source
from povertyrules.kernel.truth import Truth
from povertyrules.kernel.types import Number
from povertyrules.model.binding import bind, read_fills
from povertyrules.model.check import check_source
from povertyrules.model.nodes import Expression, Quantify
from povertyrules.model.outcome import Binding, Frame, Observation, Verdicts
from povertyrules.model.ruleset import Entity, Ruleset
from tests.property.evaluator import Path
from tests.property.forms import Form
from tests.property.rulesets import END, START
from tests.property.spelling import plain_text
from tests.property.writing import write

Truths = Mapping[tuple[str, Path], Truth]

DAYS = st.sampled_from([START, date(2020, 4, 20), START + timedelta(days=100), END])


def fills_of(form: Form) -> dict[str, Any]:
    """What a caller gives for the open parameters of a made ruleset."""
    return {
        name: {"value": plain_text(value), "cite": "某文〔2020〕1号"}
        for name, value in form.fills.items()
    }


def checked(form: Form, seed: int | None = None) -> Ruleset:
    """The checked ruleset. Made rulesets are sound, so every fault is a failure."""
    text = write(form, seed)
    ruleset, report = check_source(Source("made.yaml", text))
    faults = "\n".join(d.to_text() for d in report)
    assert ruleset is not None, f"{faults}\n\n{text}"
    return ruleset


def bound(form: Form, ruleset: Ruleset, day: date) -> Binding:
    return bind(ruleset, day, read_fills(ruleset, fills_of(form)))


def truths_of(ruleset: Ruleset, verdicts: Verdicts) -> Truths:
    """The truths by definition and by the path of each item, as `Judge.truths` has them."""
    return dict(_truths(ruleset, ruleset.root, verdicts, ()))


def _truths(
    ruleset: Ruleset, entity: Entity, verdicts: Verdicts, place: Path
) -> Iterator[tuple[tuple[str, Path], Truth]]:
    for definition, truth in zip(entity.reported, verdicts.truths, strict=True):
        yield (definition.id, place), truth
    for number, items in enumerate(verdicts.items):
        name = entity.collections[number].id
        for index, item in enumerate(items or ()):
            yield from _truths(ruleset, ruleset.entities[name], item, (*place, (name, index)))


# observations


def readable(ruleset: Ruleset, entity: Entity, observation: Observation) -> Any:
    """An observation whose ratios are reduced: 20/8 and 5/2 are one value."""
    frames = [_frame((d.body,), observation.frames[d.index]) for d in entity.definitions]
    items, unlisted = [], []
    for collection in entity.collections:
        below = ruleset.entities[collection.id]
        listed = observation.items[collection.index]
        other = observation.unlisted[collection.index]
        items.append(None if listed is None else [readable(ruleset, below, o) for o in listed])
        unlisted.append(None if other is None else readable(ruleset, below, other))
    return observation.row, frames, items, unlisted


def _frame(nodes: tuple[Expression, ...], frame: Frame) -> list[Any]:
    values = list(frame)
    for node in (below for top in nodes for below in _with_children(top)):
        if isinstance(node, Quantify):
            inner = frame[node.slot + 1]
            values[node.slot + 1] = [_frame(node.item_children, f) for f in inner]
        value = frame[node.slot]
        if isinstance(node.type, Number) and type(value) is tuple:
            values[node.slot] = Fraction(*value)
    return values


def _with_children(node: Expression) -> Iterator[Expression]:
    yield node
    for child in node.children:
        yield from _with_children(child)
