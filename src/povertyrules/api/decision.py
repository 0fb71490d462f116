"""A decision: the status of every outcome, why, and what is still needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from sys import intern
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from povertyrules.api.patterns import PatternDecision, has_patterns, read_patterns
from povertyrules.api.status import STATUS, Status
from povertyrules.engines.record import Judged
from povertyrules.kernel.truth import Truth
from povertyrules.model.outcome import Observation, Verdicts
from povertyrules.model.ruleset import Clause, Definition, Entity, Row
from povertyrules.records import canonical

if TYPE_CHECKING:
    from povertyrules.api.ruleset import Evaluator
    from povertyrules.explain.needed import Needed
    from povertyrules.explain.tree import Explanation


UNPICKLED = (
    "rulesets and decisions cannot be pickled: to another process send decision.receipt(), "
    "which is plain JSON, and load the ruleset there"
)
UNKNOWN = Status.UNKNOWN
_MAX_READINGS = 1024
_Place = tuple[int, int]
"""Which collection an item is of, and which of its items it is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of a decision, with its label, its attributes and the clauses it rests on."""

    id: str
    label: str
    status: Status
    clauses: tuple[Clause, ...]
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What is read out of the truths of one item. Nothing in it can be changed."""

    outcomes: Mapping[str, Outcome]
    groups: Mapping[str, str | None]
    holding: tuple[str, ...]


class Reader:
    """Reads the truths of an entity's items.

    Most records of a batch are decided like another one: readings are kept and shared, the
    first `_MAX_READINGS` of them.
    """

    def __init__(self, evaluator: Evaluator, entity: Entity) -> None:
        self.evaluator = evaluator
        self.entity = entity
        self.readings: dict[tuple[Truth, ...], Reading] = {}
        self._outcomes = [
            (intern(definition.id), place, {truth: _outcome(definition, truth) for truth in STATUS})
            for place, definition in enumerate(entity.reported)
            if definition.kind == "outcome"
        ]
        groups = evaluator.ruleset.checked.groups.values()
        self._groups = [(intern(g.id), g.outcomes) for g in groups if g.entity == entity.id]

    def read(self, truths: tuple[Truth, ...]) -> Reading:
        """A new reading of truths, which follow `Entity.reported`."""
        outcomes = {name: by_truth[truths[place]] for name, place, by_truth in self._outcomes}
        groups = {name: _answer([outcomes[o] for o in members]) for name, members in self._groups}
        holding = tuple([o.id for o in outcomes.values() if o.status is Status.HOLDS])
        reading = Reading(MappingProxyType(outcomes), MappingProxyType(groups), holding)
        if len(self.readings) < _MAX_READINGS:
            self.readings[truths] = reading
        return reading


def _outcome(definition: Definition, truth: Truth) -> Outcome:
    attributes = MappingProxyType(definition.attributes)
    return Outcome(definition.id, definition.label, STATUS[truth], definition.cites, attributes)


def _answer(outcomes: list[Outcome]) -> str | None:
    """What a group says of its outcomes: the one that holds, `UNKNOWN` if one still may."""
    for outcome in outcomes:
        if outcome.status is Status.HOLDS:
            return outcome.id
    return UNKNOWN if any(outcome.status is UNKNOWN for outcome in outcomes) else None


class ItemDecision:
    """What was decided for one item: a household's member, say.

    `path` says which one: `members[0]`; the record itself has the empty path.
    """

    _reading: Reading | None = None

    def __init__(
        self, reader: Reader, path: str, judged: Judged, parent: ItemDecision, place: _Place
    ) -> None:
        self._reader = reader
        self._judged = judged
        self.path = path
        self._parent = parent
        self._place = place

    def __reduce__(self) -> Any:
        raise TypeError(UNPICKLED)

    @property
    def verdicts(self) -> Verdicts:
        """The truths as the engine gave them, the items' among them."""
        return Verdicts(*self._judged)

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        """Every outcome of the item, by id, in the order of the ruleset."""
        return (self._reading or self._read()).outcomes

    @property
    def groups(self) -> Mapping[str, str | None]:
        """For each group the id of the outcome that holds, None if none does, or `UNKNOWN`."""
        return (self._reading or self._read()).groups

    @property
    def holding(self) -> tuple[str, ...]:
        """The ids of the outcomes that hold, in the order of the ruleset."""
        return (self._reading or self._read()).holding

    def _read(self) -> Reading:  # by hand: a cached_property takes a lock on Python 3.11
        reader, truths = self._reader, self._judged[0]
        reading = self._reading = reader.readings.get(truths) or reader.read(truths)
        return reading

    def of(self, collection: str) -> tuple[ItemDecision, ...] | None:
        """What was decided for each item of a collection; None if it was not given.

        Empty also where the ruleset decides nothing for such items. Raises `KeyError` for
        a name that is no collection of this item.
        """
        places = {known.id: place for place, known in enumerate(self._reader.entity.collections)}
        place, given = places[collection], self._judged[1]
        reader = self._reader.evaluator.readers[collection]
        items = given[place] if given else ()
        if items is None:
            return None
        items = items or self._undecided(place, reader.entity)
        prefix = f"{self.path}.{collection}" if self.path else collection
        return tuple(
            ItemDecision(reader, f"{prefix}[{number}]", item, self, (place, number))
            for number, item in enumerate(items)
        )

    @property
    def patterns(self) -> Mapping[str, PatternDecision]:
        """Every pattern of the item, by id, with the records that it matched."""
        checked = self._reader.evaluator.ruleset.checked
        return read_patterns(checked, self._reader.entity, self._chain, self.path)

    @property
    def _chain(self) -> tuple[Observation, ...]:
        """What was observed of the items from the record down to this one."""
        collection, number = self._place
        above = self._parent._chain  # noqa: SLF001 - of its own class
        items = above[-1].items[collection]
        return (*above, items[number]) if items is not None else above

    def _undecided(self, place: int, entity: Entity) -> tuple[Verdicts, ...]:
        """Items for which the ruleset decides nothing: they may have patterns all the same."""
        if not has_patterns(self._reader.evaluator.ruleset.checked, entity):
            return ()
        return tuple(Verdicts(()) for _ in self._chain[-1].items[place] or ())


class Decision(ItemDecision):
    """What a ruleset decides for one record on one day."""

    def __init__(self, reader: Reader, row: Row, judged: Judged) -> None:
        self._reader = reader
        self.row = row
        self._judged = judged

    path = ""
    _observed: Observation | None = None

    @property
    def _evaluator(self) -> Evaluator:
        return self._reader.evaluator

    @property
    def as_of(self) -> date:
        """The evaluation date."""
        return self._evaluator.binding.as_of

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The facts that were used, by id, as plain data; missing ones are left out."""
        return canonical(self._evaluator.ruleset.checked, self.row)

    @property
    def _chain(self) -> tuple[Observation, ...]:
        return (self.observation,)

    @property
    def observation(self) -> Observation:
        """The value of every node of the ruleset for this record."""
        observed = self._observed  # by hand: a cached_property takes a lock on Python 3.11
        if observed is None:
            observed = self._observed = self._reader.evaluator.observe(self.row)
        return observed

    @cached_property
    def needed(self) -> tuple[Needed, ...]:
        """The missing facts that could still change an undecided outcome, and who has them."""
        from povertyrules.explain.needed import needed  # most programs only decide

        return needed(self._evaluator.ruleset.checked, self.observation)

    def explain(self) -> Explanation:
        """Why: as text, Markdown or plain data, in Chinese or English."""
        return self._reader.evaluator.explain(self.observation)

    def receipt(self) -> dict[str, Any]:
        """Everything needed to decide the record again, as plain JSON: see `replay`."""
        return self._evaluator.receipt(self)

    def __repr__(self) -> str:
        shown = ", ".join(f"{o.id}={o.status}" for o in self.outcomes.values())
        return f"<Decision {self._evaluator.ruleset.checked.reference} {self.as_of} {shown}>"
