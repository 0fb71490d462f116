"""The rows of a 台账: one for each case, with what its events say and its ruleset calls it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from povertyrules.cases import (
    Actor,
    Case,
    Corrected,
    Deadline,
    Documented,
    Evaluated,
    Found,
    Reasoned,
    Rules,
    deadlines,
)
from povertyrules.model.ruleset import Definition, Group
from povertyrules.supervision.entailed import Entailments
from povertyrules.supervision.history import Stay, ended_on, stays
from povertyrules.supervision.masking import Masks
from povertyrules.supervision.places import UNKNOWN, Place

DEPARTMENT = "行业部门"
"""The attribute by which outcomes name the department that a gap is a matter of."""
NOT_TOLD = ""
"""The category while no evidence of the household's cases tells it."""
NONE_OF_THEM = "-"
"""The category where evidence says that none of the ruleset's holds."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap outcome that an evaluation found to hold on the day `found`; `ended` is the day of
    the later evaluation that found it no more. `departments` are those that the ruleset names."""

    outcome: str
    label: str
    departments: tuple[str, ...]
    found: date
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """A finding, by whom and when. `answer` is None where it is hidden as sensitive."""

    finding: str
    label: str
    answer: bool | None
    day: date
    by: Actor


@dataclass(frozen=True, slots=True)
class Paper:
    """A document or a reason of a step: what it is, its number or text, the day of the step."""

    what: str
    text: str
    day: date


@dataclass(frozen=True, slots=True)
class Row:
    """One case, as a row.

    `category` is the id of the outcome of a group that the evidence tells; `NOT_TOLD` or
    `NONE_OF_THEM`. `visited` are the states that it has been in, `ended` the final state and
    the day on which it came into it. `deadlines` is what it waits for. Keys and texts are
    masked unless everything may be shown; ids are the ruleset's.
    """

    case: str
    subject: str
    place: Place
    lifecycle: str
    lifecycle_label: str
    category: str
    category_label: str
    state: str
    state_label: str
    is_over: bool
    opened: date
    visited: tuple[Stay, ...]
    ended: tuple[str, date] | None
    risks: tuple[Risk, ...]
    gaps: tuple[Gap, ...]
    papers: tuple[Paper, ...]
    reasons: tuple[Paper, ...]
    predecessor: str | None
    deadlines: tuple[Deadline, ...]
    last_step: str
    last_day: date
    last_actor: Actor
    corrections: int
    state_labels: Mapping[str, str] = field(default_factory=dict, repr=False)
    bodies: Mapping[str, str] = field(default_factory=dict)
    """By role, for whom somebody in that role last acted in this case."""

    @property
    def departments(self) -> tuple[str, ...]:
        """Whose the gaps are that are still there; of a case without any, all there were."""
        left = [gap for gap in self.gaps if gap.ended is None] or self.gaps
        return tuple(dict.fromkeys(name for gap in left for name in gap.departments))


class Rows:
    """Makes the rows of some cases, which stand as they did on the day `as_of`."""

    def __init__(
        self, rules: Rules, as_of: date, places: Mapping[str, Place], masks: Masks, department: str
    ) -> None:
        self._rules, self._as_of, self._places, self._masks = rules, as_of, places, masks
        self._department = department
        root = rules.ruleset.root
        self._entailments = Entailments(rules.ruleset)
        self._groups = [g for g in rules.ruleset.groups.values() if g.entity == root.id]
        self.safeguards = safeguards(rules, department)

    def of(self, cases: Iterable[Case]) -> Iterator[tuple[Case, Row]]:
        """Each case with its row, in their order."""
        known = list(cases)
        own = {case.id: self._category(case) for case in known}
        latest: dict[str, tuple[date, str]] = {}
        for case in known:
            told = own[case.id]
            if told is not None and told >= latest.get(case.subject, (date.min, "")):
                latest[case.subject] = told
        for case in known:
            told = own[case.id] or latest.get(case.subject)
            yield case, self._row(case, NOT_TOLD if told is None else told[1])

    def _row(self, case: Case, category: str) -> Row:
        rules, masks, subject = self._rules, self._masks, case.subject
        visited = stays(rules, case)
        last = case.acts[-1].act
        before = case.predecessor
        return Row(
            case=masks.case(case.id, subject),
            subject=masks.key(subject),
            place=masks.place(self._places.get(subject, UNKNOWN)),
            lifecycle=case.lifecycle,
            lifecycle_label=rules.lifecycle(case.lifecycle).label,
            category=category,
            category_label=self.label_of(category),
            state=case.state,
            state_label=rules.state(case.state).label,
            is_over=case.is_over,
            opened=case.opened,
            visited=visited,
            ended=ended_on(rules, visited),
            risks=tuple(self._risks(case)),
            gaps=tuple(self._gaps(case)),
            papers=tuple(self._papers(case, Documented)),
            reasons=tuple(self._papers(case, Reasoned)),
            predecessor=None if before is None else masks.case(before, subject),
            deadlines=deadlines(rules, case, self._as_of),
            last_step=rules.procedure.transitions[last.transition].label,
            last_day=last.day,
            last_actor=masks.actor(last.actor, subject),
            corrections=sum(isinstance(e, Corrected) for e in case.later),
            state_labels={stay.state: rules.state(stay.state).label for stay in visited},
            bodies={
                act.actor.role: masks.text(act.actor.body, subject)
                for _, act in case.acts
                if act.actor.body
            },
        )

    # categories

    def label_of(self, category: str) -> str:
        """The ruleset's label of a category; blank where it is not told or none of them."""
        names = [] if category in (NOT_TOLD, NONE_OF_THEM) else category.split("+")
        return "、".join(self._rules.ruleset.definitions[name].label or name for name in names)

    def _category(self, case: Case) -> tuple[date, str] | None:
        """The category by the latest evidence of a case that tells one, and of which day."""
        told: tuple[date, str] | None = None
        for day, outcomes in self._found(case):
            named = [self._of_group(group, outcomes) for group in self._groups]
            held = [name for name in named if name and name != NONE_OF_THEM]
            settled = bool(named) and all(name == NONE_OF_THEM for name in named)
            category = "+".join(held) or (NONE_OF_THEM if settled else "")
            if category:
                told = day, category
        return told

    def _of_group(self, group: Group, outcomes: Mapping[str, bool]) -> str:
        for name in group.outcomes:
            if outcomes.get(name):
                return name
        fails = all(outcomes.get(name) is False for name in group.outcomes)
        return NONE_OF_THEM if fails else NOT_TOLD

    def _found(self, case: Case) -> list[tuple[date, Mapping[str, bool]]]:
        """What the evaluations of acts say of the outcomes, by their date of evaluation: an act
        may rest on one that is older than that of an act before it. Of one day, those of later
        acts come later."""
        told: list[tuple[date, Mapping[str, bool]]] = []
        for _, act in case.acts:
            by_day: dict[date, list[tuple[str, bool]]] = {}
            for piece in act.evidence:
                if isinstance(piece, Evaluated):
                    by_day.setdefault(piece.as_of, []).append((piece.name, piece.holds))
            told += [(day, self._entailments.of(found)) for day, found in by_day.items()]
        return sorted(told, key=itemgetter(0))

    # evidence

    def _gaps(self, case: Case) -> Iterator[Gap]:
        """Every gap with the days from which and to which it was found, one that came back
        twice; none that the last evaluation of its day does not find."""
        told = self._found(case)
        for each in self.safeguards:
            days = {day: outcomes[each.id] for day, outcomes in told if each.id in outcomes}
            since: date | None = None
            for day, holds in days.items():
                if holds:
                    since = since or day
                elif since is not None:
                    yield self._gap(each, since, day)
                    since = None
            if since is not None:
                yield self._gap(each, since, None)

    def _gap(self, each: Definition, found: date, ended: date | None) -> Gap:
        departments = departments_of(each, self._department)
        return Gap(each.id, each.label or each.id, departments, found, ended)

    def _risks(self, case: Case) -> Iterator[Risk]:
        facts = self._rules.ruleset.facts
        for _, act in case.acts:
            for piece in act.evidence:
                if isinstance(piece, Found):
                    answer = self._masks.answer(piece.finding, piece.answer)
                    label = facts[piece.finding].label or piece.finding
                    by = self._masks.actor(piece.by, case.subject)
                    yield Risk(piece.finding, label, answer, piece.day, by)

    def _papers(self, case: Case, kind: type[Documented | Reasoned]) -> Iterator[Paper]:
        for _, act in case.acts:
            for piece in act.evidence:
                if isinstance(piece, kind):
                    what, text = (self._masks.text(t, case.subject) for t in _written(piece))
                    yield Paper(what, text, act.day)


def _written(piece: Documented | Reasoned) -> tuple[str, str]:
    """What it is, and what somebody wrote of it."""
    if isinstance(piece, Documented):
        return piece.document, piece.reference
    return piece.reason, piece.text


def safeguards(rules: Rules, department: str) -> tuple[Definition, ...]:
    """The gap outcomes: those outside every group that name a department. Where the ruleset
    has none, every outcome outside the groups is one, and its department is not known."""
    free = [each for each in rules.ruleset.root.outcomes if each.group is None]
    named = [each for each in free if each.attributes.get(department)]
    return tuple(named or (each for each in free if not each.data_check))


def departments(rules: Rules, attribute: str = DEPARTMENT) -> tuple[str, ...]:
    """Every department that the gap outcomes of a ruleset name."""
    found = (departments_of(each, attribute) for each in safeguards(rules, attribute))
    return tuple(dict.fromkeys(name for names in found for name in names))


def departments_of(outcome: Definition, attribute: str) -> tuple[str, ...]:
    """The departments of a gap outcome: one attribute may name several."""
    text = outcome.attributes.get(attribute, "")
    for mark in "，,；;":
        text = text.replace(mark, "、")
    return tuple(name.strip() for name in text.split("、") if name.strip())
