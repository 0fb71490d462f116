"""`compare`: the same rows decided twice, and what became of them."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from povertyrules.api.frames import FrameDecisions, evaluate_frame, misspelt, refuse_options
from povertyrules.api.ruleset import Ruleset
from povertyrules.kernel.catalogue import comparing as codes
from povertyrules.kernel.catalogue import deciding_frames as frame_codes
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import (
    InvalidFrame,
    InvalidRecord,
    MissingExtra,
    UnusedColumnWarning,
)
from povertyrules.kernel.faults import Fault, named_wrongly
from povertyrules.whatif.changes import Change, changes
from povertyrules.whatif.explaining import Explained
from povertyrules.whatif.migration import Migration
from povertyrules.whatif.subjects import (
    REJECTED,
    Subject,
    decided_outcomes,
    reads,
    refuse_several,
    subjects,
)

if TYPE_CHECKING:
    from pathlib import Path

    from povertyrules.explain.tree import Explanation
    from povertyrules.whatif.differences import Difference
    from povertyrules.whatif.pairing import Pairs, SideName

_Masks = Literal["conditions"] | None


@dataclass(frozen=True)
class Side:
    """One of the two: a ruleset, its date, and the frame that it decides."""

    ruleset: Ruleset
    as_of: str | date | None
    frame: Any
    collections: Mapping[str, Any]
    options: Mapping[str, Any]
    outcomes: tuple[str, ...] = ()

    def decide(self, keep: tuple[str, ...], masks: _Masks) -> FrameDecisions:
        known = self.ruleset.checked.entities
        options = dict(self.options)
        options["keys"] = {n: c for n, c in (options.get("keys") or {}).items() if n in known}
        given = {name: frame for name, frame in self.collections.items() if name in known}
        return evaluate_frame(
            self.ruleset,
            self.frame,
            as_of=self.as_of,
            outcomes=decided_outcomes(self.ruleset.checked, self.outcomes),
            keep=keep,
            masks=masks,
            **options,
            **given,
        )

    @cached_property
    def decisions(self) -> FrameDecisions:
        return self.decide((), None)


@dataclass(frozen=True, slots=True)
class About:
    """What was compared, for whoever reads the table later: the name of the ledger, and how
    many of its rows are not in the table, since they have no key."""

    ledger: str = ""
    rows_without_key: int = 0


@dataclass(frozen=True)
class Base:
    """All rows, where the sides do not decide the same frame: their keys and grouping
    columns. The frames of the sides say in `ROW` which row of it each of theirs is."""

    frame: Any
    keys: tuple[str, ...]

    def place(self, key: Any) -> int:
        """The row with a key. Raises `KeyError`."""
        found: list[Any] = self.frame.get_column(self.keys[0]).to_list()
        if key not in found:
            raise KeyError(f"no row has the key {key!r}")
        return found.index(key)


def compare(
    before: Ruleset,
    after: Ruleset,
    frame: Any,
    *,
    as_of: str | date | None = None,
    as_of_after: str | date | None = None,
    as_of_column: str | None = None,
    outcomes: Iterable[str] | None = None,
    by: Iterable[str] = (),
    keys: Mapping[str, str] | None = None,
    validate: bool = True,
    without_rows: Literal["missing", "none"] = "missing",
    language: Language = "zh",
    **collections: Any,
) -> Comparison:
    """Decide the rows of a frame by two rulesets, and compare the answers.

    The two may be versions of a ruleset, one with other values of its open parameters
    (`load(…, parameters=…)`), or one and the same on two dates (`as_of`, `as_of_after`).
    `frame`, the collections, and the other options are those of `Ruleset.evaluate_frame`;
    a collection that only one of the rulesets knows is given to that one.

    `outcomes` names the groups and outcomes to compare: all groups that both rulesets have
    if it is not given, or all outcomes where there is no group. `by` names columns of the
    frame to count by, such as the village; a blank there is a value of its own.

    Raises what `evaluate_frame` raises; `InvalidFrame` also where a grouping column has the
    name of something that is decided, or the rows of a query cannot be told apart by their
    key.
    """
    try:
        import narwhals  # noqa: F401  what frames are read with
        import polars  # noqa: F401  what answers are put together in
    except ImportError:
        raise MissingExtra("comparing rulesets", "columns") from None
    refuse_options(
        before, keys, {"outcomes": outcomes, "by": by}, without_rows=without_rows, language=language
    )
    found = subjects(before.checked, after.checked, outcomes)
    options = {
        "as_of_column": as_of_column,
        "keys": keys,
        "validate": validate,
        "without_rows": without_rows,
        "language": language,
    }
    sides = (
        Side(before, as_of, frame, collections, options),
        Side(after, as_of if as_of_after is None else as_of_after, frame, collections, options),
    )
    _refuse_unknown_collections(sides, collections)
    made = Comparison(*with_outcomes(sides, found), found, tuple(by))
    for fault in made.hints():
        warnings.warn(fault.to_text(), UnusedColumnWarning, stacklevel=2)
    return made


def with_outcomes(sides: tuple[Side, Side], found: tuple[Subject, ...]) -> tuple[Side, Side]:
    """The sides, each told which outcomes it is to decide."""
    before = tuple(name for subject in found for name in subject.outcomes_before)
    after = tuple(name for subject in found for name in subject.outcomes_after)
    return _wanting(sides[0], before), _wanting(sides[1], after)


def _wanting(side: Side, outcomes: tuple[str, ...]) -> Side:
    return Side(side.ruleset, side.as_of, side.frame, side.collections, side.options, outcomes)


def _refuse_unknown_collections(sides: tuple[Side, Side], given: Mapping[str, Any]) -> None:
    known = {
        name
        for side in sides
        for name, entity in side.ruleset.checked.entities.items()
        if entity.parent is not None
    }
    references = ", ".join(dict.fromkeys(side.ruleset.checked.reference for side in sides))
    faults = [
        named_wrongly(frame_codes.NO_SUCH_COLLECTION, name, sorted(known), ruleset=references)
        for name in given
        if name not in known
    ]
    if faults:
        raise InvalidFrame(faults)


class Comparison:
    """What two rulesets answer for the same rows.

    `before` and `after` are the decisions of each side (its frame, its rejected rows with
    their reasons). The other methods take `of`, the group or outcome that is meant; without
    it the first group is, or the only outcome.
    """

    def __init__(
        self,
        before: Side,
        after: Side,
        subjects: tuple[Subject, ...],
        by: tuple[str, ...],
        base: Base | None = None,
        about: About | None = None,
    ) -> None:
        self.about = about or About()
        self.subjects = subjects
        self.by = by
        self._sides: dict[SideName, Side] = {"before": before, "after": after}
        self._base = base
        self._pairs = self._paired()
        self._migrations: dict[str, Migration] = {}

    @property
    def before(self) -> FrameDecisions:
        """What the first ruleset decides."""
        return self._sides["before"].decisions

    @property
    def after(self) -> FrameDecisions:
        """What the second ruleset decides."""
        return self._sides["after"].decisions

    @property
    def rulesets(self) -> tuple[Ruleset, Ruleset]:
        return self._sides["before"].ruleset, self._sides["after"].ruleset

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The date of each side; None where each row has its own."""
        return self.before.as_of, self.after.as_of

    def __repr__(self) -> str:
        """What was compared, of how many rows; runs no query."""
        sides = " → ".join(
            f"{side.ruleset.checked.reference} ({decided.as_of or 'each row’s own date'})"
            for side, decided in ((self._sides[n], getattr(self, n)) for n in self._sides)
        )
        told = "".join(f"; {fault.message()}" for fault in self.hints())
        subjects = ", ".join(subject.id for subject in self.subjects)
        return f"<Comparison {sides} of {subjects}: {self._pairs.size}{told}>"

    def hints(self) -> tuple[Fault, ...]:
        """The columns that neither ruleset uses, and have nearly the name of a fact without a
        column."""
        before, after = self.before.columns, self.after.columns
        root = self._sides["after"].ruleset.checked.root.id
        return tuple(
            fault
            for name, columns in after.items()
            for fault in misspelt(columns.unused, name)
            if fault.values["column"] in before.get(name, columns).unused
            and not (name == root and fault.values["column"] in self.by)
        )

    def _paired(self) -> Pairs:
        from povertyrules.whatif.opening import pairs

        return pairs(self._sides, self.subjects, self.by, self._base)

    def subject(self, of: str | None = None) -> Subject:
        """The group or outcome of a name, or the first group, or the only outcome. Raises
        `KeyError`, and `InvalidFrame` where several outcomes were compared and none is named."""
        if of is None:
            refuse_several(self.rulesets[0].checked, self.rulesets[1].checked, self.subjects)
            return self.subjects[0]
        for subject in self.subjects:
            if subject.id == of:
                return subject
        raise KeyError(f"`{of}` was not compared; there are: {[s.id for s in self.subjects]}")

    def migration(self, of: str | None = None) -> Migration:
        """How many rows went from which answer to which. The counts are those of all rows."""
        subject = self.subject(of)
        if subject.id not in self._migrations:
            from povertyrules.whatif.opening import counted

            counts = counted(self._pairs, subject, len(self.by))
            self._migrations[subject.id] = Migration(subject, self.by, counts)
        return self._migrations[subject.id]

    def cell(
        self,
        before: str | None = None,
        after: str | None = None,
        where: Mapping[str, Any] | None = None,
        *,
        of: str | None = None,
    ) -> Any:
        """The rows of a cell, as a frame of the kind that was compared: the key, and the
        grouping columns. None for an answer is any; `where` gives values of grouping
        columns, None among them for blank."""
        return self._pairs.opened(self._rows(before, after, where, of))

    def differences(
        self,
        before: str | None = None,
        after: str | None = None,
        where: Mapping[str, Any] | None = None,
        *,
        of: str | None = None,
    ) -> tuple[Difference, ...]:
        """The conditions that are not the same for the rows of a cell, the most frequent
        first. Rows that either ruleset rejects have no conditions to compare: their reasons
        are in `before.rejected` and `after.rejected`."""
        import narwhals as nw

        from povertyrules.whatif.differences import differences
        from povertyrules.whatif.pairing import SIDES, answer_column

        subject = self.subject(of)
        rows = self._rows(before, after, where, of, masks=True)
        for side in SIDES:
            rows = rows.filter(nw.col(answer_column(side, subject)) != REJECTED)
        return differences(*self._conditioned(subject), rows)

    def households(
        self,
        before: str | None = None,
        after: str | None = None,
        where: Mapping[str, Any] | None = None,
        *,
        of: str | None = None,
        moved: bool = False,
        language: Language = "zh",
    ) -> Any:
        """The rows of a cell, in memory as a frame of polars: the key, the grouping columns,
        both answers with their labels, and in words the conditions that are not the same.
        `moved` leaves out the rows whose answer stays the same."""
        import narwhals as nw

        from povertyrules.whatif.differences import MASKS
        from povertyrules.whatif.households import told
        from povertyrules.whatif.pairing import SIDES, answer_column

        subject = self.subject(of)
        rows = self._rows(before, after, where, of, masks=True)
        answers = [nw.col(answer_column(side, subject)) for side in SIDES]
        if moved:
            rows = rows.filter(answers[0] != answers[1])
        masks = [n for n in rows.collect_schema().names() if n.startswith(MASKS)]
        columns = [answer.alias(side) for side, answer in zip(SIDES, answers, strict=True)]
        table = self._pairs.table(rows, [*columns, *map(nw.col, masks)])
        return told(table, self.migration(of), *self._conditioned(subject), language)

    def _conditioned(self, subject: Subject) -> tuple[Any, Any, Any]:
        """The rulesets, their conditions, and those that settle the subject, by side."""
        from povertyrules.whatif.pairing import SIDES

        outcomes = {"before": subject.outcomes_before, "after": subject.outcomes_after}
        checked = {side: self._sides[side].ruleset.checked for side in SIDES}
        return (
            checked,
            {side: self._conditions[side] for side in SIDES},
            {side: reads(checked[side], outcomes[side]) for side in SIDES},
        )

    @cached_property
    def _conditions(self) -> dict[SideName, Any]:
        return {n: side.decide((), "conditions").conditions for n, side in self._sides.items()}

    def _rows(
        self,
        before: str | None,
        after: str | None,
        where: Mapping[str, Any] | None,
        of: str | None,
        *,
        masks: bool = False,
    ) -> Any:
        from povertyrules.whatif.opening import chosen

        subject = self.subject(of)
        _refuse_unknown_answers(subject, before, after)
        return chosen(self._pairs.rows(masks=masks), subject, before, after, where or {}, self.by)

    def changes(self, of: str | None = None) -> tuple[Change, ...]:
        """What differs between the rulesets themselves, as far as it can matter: values of
        parameters, and conditions that read differently or that only one of them has."""
        subject = self.subject(of)
        return changes(self.rulesets, self.days, subject.outcomes_before, subject.outcomes_after)

    def explain(self, key: Any) -> Explained:
        """One record, explained by both rulesets. Raises `KeyError` where no record or more
        than one has the key."""
        before, after = self.rulesets
        if self._base is not None:
            key = self._base.place(key)
        return Explained(
            before.checked.reference,
            after.checked.reference,
            _explained(self.before, key),
            _explained(self.after, key),
        )

    def write(self, path: str | Path, *, of: str | None = None, language: Language = "zh") -> None:
        """Write a file, by its suffix: `.csv` the migration table in long form, `.html` a
        page with pictures that needs nothing else, `.png` the pictures alone. Pictures need
        the extra `plots`. The file is written whole or not at all."""
        from povertyrules.whatif.writing import write

        write(self, path, of=of, language=language)


def _explained(decisions: FrameDecisions, key: Any) -> Explanation | InvalidRecord:
    try:
        return decisions.explain(key)
    except InvalidRecord as error:
        return error


def _refuse_unknown_answers(subject: Subject, before: str | None, after: str | None) -> None:
    faults = []
    for given, answers in ((before, subject.before), (after, subject.after)):
        known = [answer.id for answer in answers]
        if given is not None and given not in known:
            faults.append(named_wrongly(codes.NO_SUCH_ANSWER, given, known, subject=subject.id))
    if faults:
        raise InvalidFrame(faults)
