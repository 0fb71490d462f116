"""Which missing facts could still change an outcome that is not decided."""

from __future__ import annotations

from collections.abc import Collection as Names
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from povertyrules.explain.figures import is_open
from povertyrules.kernel.possible import is_known
from povertyrules.kernel.truth import Truth, conjunction, disjunction, negation
from povertyrules.model.nodes import Apply, DefinitionRef, Expression, FactRef, Quantify
from povertyrules.model.outcome import Frame, Observation
from povertyrules.model.ruleset import Collection, Definition, Entity, Fact, Role, Ruleset


@dataclass(frozen=True, slots=True)
class Needed:
    """Something missing that could still decide an outcome.

    `path` is where it belongs (`relapse_risk`, `members[0].birth_date`, `members`); `fact`
    the id of the fact, or of the collection that was not given. A finding says what must be
    found and `by` whom. `outcomes` are the undecided outcomes that it could decide, as
    paths (`monitoring`, `members[0].dropout`).
    """

    path: str
    fact: str
    label: str
    collection: bool
    question: str | None
    by: Role | None
    outcomes: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        by = {"id": self.by.id, "label": self.by.label} if self.by else None
        return {
            "path": self.path,
            "fact": self.fact,
            "label": self.label,
            "collection": self.collection,
            "question": self.question,
            "by": by,
            "outcomes": list(self.outcomes),
        }


def needed(
    ruleset: Ruleset, observation: Observation, outcomes: Names[str] | None = None
) -> tuple[Needed, ...]:
    """The missing facts and collections that could still change an undecided outcome.

    The rule, exactly. Start at the body of each outcome of the root and of every listed item
    that is unknown (of those with an id in `outcomes`, if given). From a node, go on to:

    1. a missing fact (no value, and more than one possible): it is needed;
    2. a reference to a definition whose value is not known: the definition's body, for the
       item that the reference reads;
    3. an operator whose value is not known: each of its operands whose value is not known;
       of `if`, the branch that its condition excludes is left out;
    4. a quantifier over a collection that was not given: the collection is needed, and of
       what its filter and body read, the facts outside the collection, by the same rules;
    5. a quantifier over listed items, whose value is not known: each item that is not
       settled. For `any` and `all` an item is settled when its filter and body together
       are; for `count` when its filter is; for `sum` when the filter excludes it or both
       what it adds and whether it adds are known; for `min` and `max` when the filter
       excludes it, or includes it and its value is known. Of an item that is not settled,
       the filter is followed if unknown, the body if not known and not excluded by the
       filter. Also `otherwise`, if not known and no item is certainly included.

    A node whose value is known is never entered: what is missing below it cannot matter.
    Inside an unknown comparison every missing fact counts, also where only some values of it
    would decide. Ordered by entity as declared, item by item, facts as declared, then
    collections.
    """
    search = _Search(ruleset, outcomes)
    search.item(_Scope(ruleset.root, observation, "", (), None, True))
    return search.result()


class _Scope(NamedTuple):
    """An item that expressions read. `place` has the index of each item on the way, for the
    order; an item that is not `listed` stands for those of a collection not given."""

    entity: Entity
    observation: Observation
    path: str
    place: tuple[int, ...]
    parent: _Scope | None
    listed: bool

    def below(self, index: int, entity: Entity, observation: Observation) -> _Scope:
        path = self.path_of(f"{entity.id}[{index}]")
        return _Scope(entity, observation, path, (*self.place, index), self, self.listed)

    def unlisted(self, entity: Entity, observation: Observation) -> _Scope:
        return _Scope(entity, observation, self.path_of(f"{entity.id}[]"), (), self, False)

    def path_of(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    @property
    def lineage(self) -> _Scopes:
        """The scopes that a definition of this item starts with."""
        return (self,) if self.parent is None else (*self.parent.lineage, self)


_Scopes = tuple[_Scope, ...]


class _Search:
    """Collects what is needed, outcome by outcome."""

    def __init__(self, ruleset: Ruleset, wanted: Names[str] | None) -> None:
        self._entities = ruleset.entities
        self._order = {name: number for number, name in enumerate(ruleset.entities)}
        self._wanted = wanted
        self._found: dict[str, tuple[tuple[Any, ...], Fact | Collection, list[str]]] = {}
        self._seen: set[tuple[str, str]] = set()
        self._outcome = ""

    def result(self) -> tuple[Needed, ...]:
        ranked = sorted(self._found.items(), key=lambda entry: entry[1][0])
        return tuple(self._needed(path, what, names) for path, (_, what, names) in ranked)

    def _needed(self, path: str, what: Fact | Collection, outcomes: list[str]) -> Needed:
        finding = what.finding if isinstance(what, Fact) else None
        return Needed(
            path=path,
            fact=what.id,
            label=what.label if isinstance(what, Fact) else self._entities[what.id].label,
            collection=isinstance(what, Collection),
            question=finding.question if finding else None,
            by=finding.by if finding else None,
            outcomes=tuple(outcomes),
        )

    def item(self, here: _Scope) -> None:
        """Start at each outcome of an item, and of the items that it has."""
        observation = here.observation
        for outcome in here.entity.outcomes:
            wanted = self._wanted is None or outcome.id in self._wanted
            if wanted and observation.frames[outcome.index][0] is None:
                self._outcome = here.path_of(outcome.id)
                self._seen.clear()
                self._definition(outcome, here)
        for collection, items in zip(here.entity.collections, observation.items, strict=True):
            child = self._entities[collection.id]
            for index, item in enumerate(items or ()):
                self.item(here.below(index, child, item))

    def _definition(self, definition: Definition, here: _Scope) -> None:
        key = (definition.id, here.path)
        if key not in self._seen:
            self._seen.add(key)
            frame = here.observation.frames[definition.index]
            self._node(definition.body, frame, here.lineage)

    def _node(self, node: Expression, frame: Frame, scopes: _Scopes) -> None:
        if not is_open(node.type, frame[node.slot]):
            return
        match node:
            case FactRef(level=level, fact=fact):
                if not is_known(fact.bounds):
                    self._collect(fact, scopes[level])
            case DefinitionRef(level=level, definition=definition):
                self._definition(definition, scopes[level])
            case Apply():
                for operand in _reachable(node, frame):
                    self._node(operand, frame, scopes)
            case Quantify():
                self._quantifier(node, frame, scopes)
            case _:
                pass

    def _collect(self, what: Fact | Collection, scope: _Scope) -> None:
        if not scope.listed:
            return
        rank = (self._order[scope.entity.id], scope.place, isinstance(what, Collection), what.index)
        _, _, outcomes = self._found.setdefault(scope.path_of(what.id), (rank, what, []))
        if self._outcome not in outcomes:
            outcomes.append(self._outcome)

    def _quantifier(self, node: Quantify, frame: Frame, scopes: _Scopes) -> None:
        parent = scopes[node.level]
        entity = self._entities[node.collection.id]
        number = [c.id for c in parent.entity.collections].index(node.collection.id)
        outer = scopes[: node.item_level]
        frames = frame[node.slot + 1]
        items = parent.observation.items[number]
        if items is None:
            self._collect(node.collection, parent)
            unlisted = parent.observation.unlisted[number]
            if unlisted is not None:
                self._item(node, frames[0], (*outer, parent.unlisted(entity, unlisted)))
        else:
            for index, (item, item_frame) in enumerate(zip(items, frames, strict=True)):
                self._item(node, item_frame, (*outer, parent.below(index, entity, item)))
        certain = (_included(node, item_frame) is True for item_frame in frames)
        if node.otherwise is not None and (items is None or not any(certain)):
            self._node(node.otherwise, frame, scopes)

    def _item(self, node: Quantify, frame: Frame, scopes: _Scopes) -> None:
        if _settled(node, frame):
            return
        if node.where is not None:
            self._node(node.where, frame, scopes)
        if node.body is not None:
            self._node(node.body, frame, scopes)


def _reachable(node: Apply, frame: Frame) -> Iterator[Expression]:
    """The operands that may matter: all but the branch that a known condition excludes."""
    asked = frame[node.operands[0].slot] if node.operator == "if" else None
    for number, operand in enumerate(node.operands):
        if asked is None or number == (1 if asked else 2):
            yield operand


def _included(node: Quantify, frame: Frame) -> Truth:
    if node.where is None:
        return True
    included: Truth = frame[node.where.slot]
    return included


def _settled(node: Quantify, frame: Frame) -> bool:
    """Whether nothing about an item can change what it does to the whole."""
    included = _included(node, frame)
    if node.body is None or included is False:
        return included is not None
    value = frame[node.body.slot]
    if node.quantifier == "any":
        return conjunction((included, value)) is not None
    if node.quantifier == "all":
        return disjunction((negation(included), value)) is not None
    return included is True and not is_open(node.body.type, value)
