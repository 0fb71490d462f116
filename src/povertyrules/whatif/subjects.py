"""What is compared: groups and outcomes that both rulesets have, and the answers they give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from povertyrules.kernel.catalogue import comparing as codes
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import InvalidFrame
from povertyrules.kernel.faults import Fault, named_wrongly, unique
from povertyrules.kernel.suggest import nearest
from povertyrules.model.reading import with_all_read
from povertyrules.model.ruleset import Ruleset
from povertyrules.whatif.words import say

NONE, UNKNOWN, REJECTED = "none", "unknown", "rejected"
HOLDS, FAILS = "holds", "fails"
SPECIAL = (NONE, UNKNOWN, REJECTED)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer a household may have: the id of an outcome, or one of the fixed words."""

    id: str
    label: str

    def to_text(self, language: Language = "zh") -> str:
        """Its name for a reader: an outcome's label, or what the fixed word means."""
        return self.label or say(f"answer_{self.id}", language)


@dataclass(frozen=True, slots=True)
class Subject:
    """A group or an outcome, with all its answers under either ruleset, in reading order.

    An answer that only one ruleset knows is a row or a column, not both.
    """

    id: str
    label: str
    is_group: bool
    before: tuple[Answer, ...]
    after: tuple[Answer, ...]
    outcomes_before: tuple[str, ...]
    outcomes_after: tuple[str, ...]


def subjects(before: Ruleset, after: Ruleset, wanted: Iterable[str] | None) -> tuple[Subject, ...]:
    """The subjects by id: those asked for, else all groups, else all outcomes.

    Raises `InvalidFrame` for what is not there on both sides.
    """
    if wanted is None:
        found = _shared_groups(before, after) or _shared_outcomes(before, after)
    else:
        found = list(dict.fromkeys([wanted] if isinstance(wanted, str) else wanted))
        _refuse_unknown(before, after, found)
    if not found:
        references = {"before": before.reference, "after": after.reference}
        raise InvalidFrame([Fault(codes.NOTHING_SHARED, "", {**references})])
    made = tuple(_subject(before, after, name) for name in found)
    _refuse_unclear(made)
    return made


def refuse_several(before: Ruleset, after: Ruleset, found: Sequence[Subject]) -> None:
    """Raises `InvalidFrame` where several outcomes are compared, of which none is the first:
    nobody could tell which one a table is about."""
    if len(found) > 1 and not found[0].is_group:
        known = ", ".join(subject.id for subject in found)
        references = {"before": before.reference, "after": after.reference}
        raise InvalidFrame([Fault(codes.WHICH_SUBJECT, "", {**references, "known": known})])


def no_grouping(name: str, names: Iterable[str]) -> Fault:
    """A column to group by that is not there."""
    known = list(names)
    near, listed = nearest(name, known), ", ".join(known)
    return Fault.of(codes.NO_GROUPING_COLUMN, "", suggestion=near, column=name, columns=listed)


def _shared_groups(before: Ruleset, after: Ruleset) -> list[str]:
    return [name for name in _groups(before) if name in _groups(after)]


def _shared_outcomes(before: Ruleset, after: Ruleset) -> list[str]:
    there = {o.id for o in after.root.outcomes}
    return [o.id for o in before.root.outcomes if o.id in there]


def _groups(ruleset: Ruleset) -> list[str]:
    return [group.id for group in ruleset.groups.values() if group.entity == ruleset.root.id]


def _refuse_unknown(before: Ruleset, after: Ruleset, wanted: Iterable[str]) -> None:
    faults = []
    for name in wanted:
        for ruleset in (before, after):
            known = [*_groups(ruleset), *(o.id for o in ruleset.root.outcomes)]
            if name not in known:
                entity = ruleset.root.label or ruleset.root.id
                values = {"ruleset": ruleset.reference, "entity": entity}
                faults.append(named_wrongly(codes.NOT_ON_BOTH_SIDES, name, known, **values))
        if not faults and (name in before.groups) != (name in after.groups):
            faults.append(Fault.of(codes.GROUP_AND_OUTCOME, "", name=name))
    if faults:
        raise InvalidFrame(unique(faults))


def _refuse_unclear(found: Iterable[Subject]) -> None:
    clash = [
        name
        for subject in found
        for name in (*subject.outcomes_before, *subject.outcomes_after)
        if subject.is_group and name in SPECIAL
    ]
    if clash:
        raise InvalidFrame([Fault.of(codes.UNCLEAR_ANSWER, "", name=name) for name in clash])


def _subject(before: Ruleset, after: Ruleset, name: str) -> Subject:
    if name not in before.groups:
        answers = tuple(Answer(word, "") for word in (HOLDS, FAILS, UNKNOWN, REJECTED))
        label = after.definitions[name].label or name
        return Subject(name, label, False, answers, answers, (name,), (name,))
    first, second = before.groups[name], after.groups[name]
    return Subject(
        name,
        second.label or first.label or name,
        True,
        _answers(before, first.outcomes),
        _answers(after, second.outcomes),
        first.outcomes,
        second.outcomes,
    )


def _answers(ruleset: Ruleset, outcomes: Iterable[str]) -> tuple[Answer, ...]:
    known = [Answer(name, ruleset.definitions[name].label or name) for name in outcomes]
    return (*known, *(Answer(word, "") for word in SPECIAL))


def decided_outcomes(ruleset: Ruleset, outcomes: Iterable[str]) -> tuple[str, ...]:
    """The outcomes to decide for these to be told, and the groups."""
    grouped = [name for group in ruleset.groups.values() for name in (group.id, *group.outcomes)]
    return tuple(dict.fromkeys([*outcomes, *grouped]))


def reads(ruleset: Ruleset, outcomes: Iterable[str]) -> frozenset[str]:
    """The definitions that settle some outcomes, themselves included, by id."""
    return frozenset(definition.id for definition in with_all_read(ruleset, outcomes))
