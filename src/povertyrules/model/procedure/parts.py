"""A checked procedure: stages, and lifecycles of states and transitions. Frozen.

Names of stages, lifecycles, states and transitions are unique in the whole ruleset, so a
name alone says what is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from povertyrules.kernel.source import NOWHERE, Span
from povertyrules.model.ruleset import Clause, Definition, Fact, InForce, Parameter, Role


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """A span of days in which some steps are made; both ends belong to it."""

    id: str
    label: str
    span: InForce
    cites: tuple[Clause, ...]
    note: str = ""
    where: Span = field(default=NOWHERE, repr=False)

    @property
    def interpretation(self) -> str:
        """How the author reads which days they are."""
        return self.span.interpretation


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Where a case can be. In a `final` one it is over, and another may be opened."""

    id: str
    label: str
    final: bool
    cites: tuple[Clause, ...]
    interpretation: str = ""
    note: str = ""
    where: Span = field(default=NOWHERE, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class DecisionNeed:
    """An evaluation must have found that one of the `definitions` holds (or that one fails);
    one that is not older than the case is in the state `since`, if that is given."""

    definitions: tuple[Definition, ...]
    holds: bool
    since: State | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FindingNeed:
    """Somebody must have made one of the `findings`, with this answer if one is stated, and
    not before the case came into the state `since`, if that is given."""

    findings: tuple[Fact, ...]
    answer: bool | None
    since: State | None = None


@dataclass(frozen=True, slots=True, eq=False)
class DocumentNeed:
    """A document must be referred to: which one, in the author's words."""

    label: str


@dataclass(frozen=True, slots=True, eq=False)
class ReasonNeed:
    """A reason must be given: what for, in the author's words."""

    label: str


Need = DecisionNeed | FindingNeed | DocumentNeed | ReasonNeed


@dataclass(frozen=True, slots=True, eq=False)
class Limit:
    """By when a step must be made: within a number of `days` after the case came into one
    of the `since` states, or by the last day of a `stage`. One of the two is given.

    The days run from there until the step is made, through all states between."""

    days: Parameter | None
    since: tuple[str, ...]
    stage: Stage | None
    interpretation: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Transition:
    """A step. It opens a case in the state `target` if `sources` is empty; else it leads
    there from one of them. `monthly` ones are made once in each calendar month."""

    id: str
    label: str
    lifecycle: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[Role, ...]
    stages: tuple[Stage, ...]
    needs: tuple[Need, ...]
    limit: Limit | None
    monthly: bool
    cites: tuple[Clause, ...]
    interpretation: str = ""
    note: str = ""
    where: Span = field(default=NOWHERE, repr=False)

    @property
    def opens(self) -> bool:
        return not self.sources


@dataclass(frozen=True, eq=False)
class Lifecycle:
    """What one kind of case goes through. A case is about one record of the root entity.

    `after` is the state of another lifecycle in which the same record must be before a case
    may be opened.
    """

    id: str
    label: str
    after: str | None
    states: Mapping[str, State]
    transitions: Mapping[str, Transition]
    cites: tuple[Clause, ...]
    interpretation: str = ""
    note: str = ""
    where: Span = field(default=NOWHERE, repr=False)

    @property
    def openings(self) -> tuple[Transition, ...]:
        """The steps with which a case begins, in the order of the file."""
        return tuple(step for step in self.transitions.values() if step.opens)

    def leading_from(self, state: str) -> tuple[Transition, ...]:
        """The steps that lead from a state, in the order of the file."""
        return tuple(step for step in self.transitions.values() if state in step.sources)

    def awaited_in(self, state: str) -> tuple[Transition, ...]:
        """The steps that lead from a state, and those further on whose time runs there."""
        return self._awaited.get(state, ())

    @cached_property
    def _awaited(self) -> Mapping[str, tuple[Transition, ...]]:
        steps = self.transitions.values()
        counted = {step.id: {*step.sources, *self.counted_in(step)} for step in steps}
        return {name: tuple(s for s in steps if name in counted[s.id]) for name in self.states}

    def counted_in(self, step: Transition) -> frozenset[str]:
        """The states in which the days of a step's limit run: from where they begin as far as
        the step is still ahead, and does not begin anew before it."""
        limit = step.limit
        if limit is None or limit.days is None or set(limit.since) <= set(step.sources):
            return frozenset(step.sources if limit is not None else ())
        begun = self.reachable(limit.since, avoiding={step.target})
        return frozenset(
            state
            for state in begun
            if state in limit.since
            or self.reachable([state], avoiding={step.target, *limit.since}) & {*step.sources}
        )

    def reachable(self, starts: Iterable[str], avoiding: Collection[str]) -> set[str]:
        """The states that a case can come to from some, never being in those to avoid."""
        reached: set[str] = set()
        ahead = list(starts)
        while ahead:
            state = ahead.pop()
            if state not in reached and state not in avoiding:
                reached.add(state)
                ahead.extend(step.target for step in self.leading_from(state))
        return reached


@dataclass(frozen=True, eq=False)
class Procedure:
    """The whole procedure. `limits` are the parameters that nothing but time limits read:
    an evaluation does not need them."""

    stages: Mapping[str, Stage]
    lifecycles: Mapping[str, Lifecycle]
    limits: frozenset[str] = frozenset()
    note: str = ""

    @cached_property
    def states(self) -> Mapping[str, State]:
        """The states of all lifecycles, by name."""
        return {name: s for each in self.lifecycles.values() for name, s in each.states.items()}

    @cached_property
    def transitions(self) -> Mapping[str, Transition]:
        """The transitions of all lifecycles, by name."""
        every = self.lifecycles.values()
        return {name: step for each in every for name, step in each.transitions.items()}
