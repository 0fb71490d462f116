"""`load` and `Ruleset`: a checked ruleset that decides records."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from povertyrules.api.deciding import judging
from povertyrules.api.decision import UNPICKLED, Decision, Reader
from povertyrules.api.shelf import own_shelf
from povertyrules.api.version import __version__
from povertyrules.engines import record
from povertyrules.kernel.calendar import parse_date
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import InvalidDate, InvalidRecord
from povertyrules.kernel.foreign import is_moment, plain_day, plain_text_of
from povertyrules.kernel.shown import shown, shown_moment
from povertyrules.model import ruleset as model
from povertyrules.model.binding import bind, read_fills
from povertyrules.model.outcome import Binding, Fill, Observation
from povertyrules.plugins.manager import Manager, default
from povertyrules.records import accept, canonical, rejections

if TYPE_CHECKING:
    from povertyrules.api.frames import FrameDecisions
    from povertyrules.api.procedure import Procedure
    from povertyrules.api.shelf import Shelf
    from povertyrules.engines.columns.decide import Planner
    from povertyrules.explain.tree import Explainer, Explanation
    from povertyrules.plugins.declarations import DecisionEngine

_MAX_EVALUATORS = 64


def load(
    reference: str | os.PathLike[str],
    *,
    as_of: str | date | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> Ruleset:
    """Load and check a ruleset.

    `reference` is the id of a shipped ruleset (`"zhaojia"`; `as_of` then picks the version
    in force on that day), an id with its version (`"zhaojia@2020.34.1"`), or a path.
    `parameters` fills what the document leaves open, each with the document that sets it:
    `{"monitoring_line": {"value": 8700, "cite": "云农办通〔2025〕1号"}}`.

    Raises `InvalidRuleset` with every fault of the file, `UnknownRuleset`, `InvalidDate`,
    `NotInForce`, or `OpenParameter` where a filled value does not fit.
    """
    return load_from(own_shelf(), reference, as_of, parameters)


def load_from(
    shelf: Shelf,
    reference: str | os.PathLike[str],
    as_of: str | date | None,
    parameters: Mapping[str, Any] | None,
) -> Ruleset:
    """`load`, from the shelf of a host."""
    found = shelf.find(reference, None if as_of is None else read_day(as_of))
    fills = {} if parameters is None else read_fills(found, parameters)
    return Ruleset(found, fills, shelf.manager)


def read_day(value: str | date, what: str = "as_of") -> date:
    """A date of evaluation, from a `date` or ISO text. Raises `InvalidDate` for others, with
    what the caller calls it."""
    day, text = plain_day(value), plain_text_of(value)
    ordinal = None if text is None else parse_date(text)
    if ordinal is not None:
        return date.fromordinal(ordinal)
    if day is not None:
        return day
    if is_moment(value):
        raise InvalidDate(f"{what} is a day, not a moment: {shown_moment(value)}")
    raise InvalidDate(f"{what} is a date such as 2020-04-20, not {shown(value)}")


class Ruleset:
    """A checked ruleset. Safe to share between threads; nothing in it changes.

    `id`, `version`, `title` and `digest` identify it; `checked` is the whole of it, typed
    and resolved (`povertyrules.model.ruleset.Ruleset`).
    """

    def __init__(
        self,
        checked: model.Ruleset,
        fills: Mapping[str, Fill] | None = None,
        manager: Manager | None = None,
    ) -> None:
        self.checked = checked
        self.fills = dict(fills or {})
        self.manager = default() if manager is None else manager
        self._evaluators: dict[str | date, Evaluator] = {}
        self._others: dict[tuple[date, str], Evaluator] = {}
        self.frame_planners: dict[date | None, Planner] = {}

    def __reduce__(self) -> Any:
        raise TypeError(UNPICKLED)

    def __repr__(self) -> str:
        return f"<Ruleset {self.checked.reference} {self.checked.title}>"

    @property
    def id(self) -> str:
        return self.checked.id

    @property
    def version(self) -> str:
        return self.checked.version

    @property
    def title(self) -> str:
        return self.checked.title

    @property
    def digest(self) -> str:
        """SHA-256 of everything the ruleset means; comments and layout do not change it."""
        return self.checked.digest

    @property
    def plugins(self) -> dict[str, str]:
        """The plugins that the ruleset requires, each with the version that is installed."""
        if not self.checked.requires:
            return {}
        installed = self.manager.registry.plugins
        return {name: installed[name].version for name in self.checked.requires}

    def evaluate(
        self, record: Mapping[str, Any], *, as_of: str | date, engine: str | None = None
    ) -> Decision:
        """Decide one record (a household, say) by the parameters in force on `as_of`.

        Facts may be given by id, label or alias; what is absent or None is missing. Raises
        `InvalidRecord` with every fault of the data, also where an assumption of the
        ruleset is broken or two outcomes of one group hold; `InvalidDate`; `NotInForce`;
        `OpenParameter`; `FailedPlugin` where a plugin's function does not do what it declares.
        `engine` is as for `on`.
        """
        if engine is not None:
            return self.on(as_of, engine=engine).evaluate(record)
        try:
            evaluator = self._evaluators.get(as_of)
        except Exception:  # noqa: BLE001 - what cannot be looked up, `on` reads or refuses
            evaluator = None
        if evaluator is None:
            evaluator = self.on(as_of)
        return evaluator.evaluate(record)

    def on(self, as_of: str | date, *, engine: str | None = None) -> Evaluator:
        """The ruleset made ready for one day: what to hold on to for many records.

        `engine` names another engine than the library's own compiled one: `reference`, or one
        of a plugin. All decide the same. Raises `UnknownPlugin` for a name that there is not,
        `UnsupportedFeature` for what the engine cannot decide.
        """
        day = read_day(as_of)
        if engine is not None:
            return self._on(day, engine)
        evaluator = self._evaluators.get(day)
        if evaluator is None:
            evaluator = Evaluator(self, bind(self.checked, day, self.fills))
            if len(self._evaluators) >= _MAX_EVALUATORS:
                self._evaluators = {}
            self._evaluators = {**self._evaluators, day: evaluator, day.isoformat(): evaluator}
        return evaluator

    def _on(self, day: date, engine: str) -> Evaluator:
        key = day, engine
        if key not in self._others:
            chosen = self.manager.engine(engine)
            self._others[key] = Evaluator(self, bind(self.checked, day, self.fills), chosen)
        return self._others[key]

    def evaluate_frame(
        self,
        frame: Any,
        *,
        as_of: str | date | None = None,
        as_of_column: str | None = None,
        keys: Mapping[str, str] | None = None,
        outcomes: Iterable[str] | None = None,
        keep: Iterable[str] = (),
        masks: Literal["outcomes", "conditions"] | None = None,
        reasons: Literal["codes", "labels"] | None = None,
        stamp: bool = False,
        validate: bool = True,
        without_rows: Literal["missing", "none"] = "missing",
        language: Language = "zh",
        **collections: Any,
    ) -> FrameDecisions:
        """Decide every row of a data frame at once, with the statuses that `evaluate` gives.

        `frame` is of polars (eager or lazy), pandas, pyarrow, DuckDB or PySpark, with a row
        for each record; facts are found in its columns by id, label or alias. The items of a
        collection come in a frame of their own, by the collection's name: `members=…`, with
        a column for the key of the record that each belongs to. `keys` names the key columns
        of entities whose key the ruleset does not declare: `{"household": "id"}`.

        The date is `as_of`, or that of each row in `as_of_column`. `outcomes` restricts what
        is decided, and adds patterns that it names; `keep` names columns to carry over; `masks`
        adds packed truths of the outcomes or of all conditions (see
        `FrameDecisions.conditions`). `reasons` adds texts: for each outcome and group, in
        `<its id>_because`, the conditions that settled it, and in `needed` the missing facts
        that could still decide one; by their ids (`"codes"`) or their labels. `stamp` adds
        `ruleset_digest` and `as_of`. `validate=False`
        trusts that every value is within its declared range: what is decided with one that
        is not is undefined, as nothing looks for overflow. A record without rows in the
        frame of a collection has items that nobody knows, unless the record's own frame has
        a column with the collection's name that says how many there are, or
        `without_rows="none"` says that there are none. `language` is that of the reasons.

        Raises `InvalidFrame` for frames whose columns cannot hold the facts,
        `UnsupportedFeature` for what columns cannot compute exactly (with its place in the
        ruleset), `NotInForce`, `OpenParameter`, `InvalidDate`, and `MissingExtra`. Rows that
        are not accepted raise nothing: they are in `FrameDecisions.rejected`. A column that is
        no fact, though one without a column has nearly its name, is told of by an
        `UnusedColumnWarning`.
        """
        from povertyrules.api.frames import evaluate_frame  # most programs decide records

        return evaluate_frame(
            self,
            frame,
            as_of=as_of,
            as_of_column=as_of_column,
            keys=keys,
            outcomes=outcomes,
            keep=keep,
            masks=masks,
            reasons=reasons,
            stamp=stamp,
            validate=validate,
            without_rows=without_rows,
            language=language,
            **collections,
        ).warn(2)

    @cached_property
    def procedure(self) -> Procedure:
        """Opening cases and acting in them by the procedure that the ruleset declares, with
        the time limits that `parameters` filled. Raises `NoProcedure` if it declares none."""
        from povertyrules.api.procedure import Procedure  # most programs only decide

        return Procedure(self.checked, self.fills)

    @cached_property
    def acceptor(self) -> Callable[[Mapping[str, Any]], model.Row]:
        """What validates a record: shared by the evaluators of all days."""
        return accept(self.checked)


class Evaluator:
    """A ruleset with the parameters of one day, compiled; or as another engine plans it."""

    def __init__(
        self, ruleset: Ruleset, binding: Binding, engine: DecisionEngine | None = None
    ) -> None:
        self.ruleset = ruleset
        self.binding = binding
        self.engine = engine
        self._plan = record.plan(ruleset.checked, binding)
        self._accept = ruleset.acceptor
        self._judge: Any = self._plan.judge
        if engine is not None:
            self._judge = judging(engine, ruleset.checked, binding)
        entities = ruleset.checked.entities.values()
        self.readers = {entity.id: Reader(self, entity) for entity in entities}
        self._reader = self.readers[ruleset.checked.root.id]

    def __reduce__(self) -> Any:
        raise TypeError(UNPICKLED)

    def evaluate(self, record: Mapping[str, Any]) -> Decision:
        """Decide one record; see `Ruleset.evaluate`."""
        return self.decide(self._accept(record))

    def accept(self, record: Mapping[str, Any]) -> model.Row:
        """Validate a record without deciding it. Raises `InvalidRecord`."""
        return self._accept(record)

    def decide(self, row: model.Row) -> Decision:
        """Decide a record that `accept` has validated."""
        judged = self._judge(row)
        if type(judged) is record.Contradicted:
            raise InvalidRecord(rejections(self.ruleset.checked, judged))
        return Decision(self._reader, row, judged)

    def observe(self, row: model.Row) -> Observation:
        """The value of every node of the ruleset for a validated record."""
        return self._plan.observe(row)

    @cached_property
    def _explainer(self) -> Explainer:
        from povertyrules.explain.tree import Explainer  # most programs only decide

        return Explainer(self.ruleset.checked, self.binding, self.ruleset.manager.render)

    def explain(self, observation: Observation) -> Explanation:
        """The explanation of an observation."""
        return self._explainer.explain(observation)

    def receipt(self, decision: Decision) -> dict[str, Any]:
        """The receipt of a decision of this evaluator; see `Decision.receipt`."""
        from povertyrules.explain.receipt import make_receipt

        return make_receipt(
            self.ruleset.checked,
            self.binding,
            canonical(self.ruleset.checked, decision.row),  # not what a caller may have changed
            decision.verdicts,
            library=__version__,
            plugins=self.ruleset.plugins,
        )
