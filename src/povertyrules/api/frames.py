"""Deciding data frames: all rows at once, by the engine under the frame."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from povertyrules.api.metadata import attached, metadata
from povertyrules.api.ruleset import Ruleset, read_day
from povertyrules.kernel.catalogue import deciding_frames as codes
from povertyrules.kernel.codes import LANGUAGES, Language
from povertyrules.kernel.errors import InvalidFrame, MissingExtra, NotInForce, UnusedColumnWarning
from povertyrules.kernel.faults import Fault, named_wrongly
from povertyrules.kernel.shown import shown
from povertyrules.kernel.suggest import nearest
from povertyrules.model import ruleset as model
from povertyrules.model.binding import bind

if TYPE_CHECKING:
    from povertyrules.engines.columns.decide import Planner
    from povertyrules.engines.columns.decided import Counts, Decided
    from povertyrules.engines.columns.masks import Condition
    from povertyrules.engines.columns.naming import Naming
    from povertyrules.engines.columns.options import Masked, Options
    from povertyrules.engines.columns.sources import ColumnsUsed, Source
    from povertyrules.explain.tree import Explanation

WithoutRows = Literal["missing", "none"]
Reasons = Literal["codes", "labels"]


def evaluate_frame(
    ruleset: Ruleset,
    frame: Any,
    *,
    as_of: str | date | None = None,
    as_of_column: str | None = None,
    keys: Mapping[str, str] | None = None,
    outcomes: Iterable[str] | None = None,
    keep: Iterable[str] = (),
    masks: Masked | None = None,
    reasons: Reasons | None = None,
    stamp: bool = False,
    validate: bool = True,
    without_rows: WithoutRows = "missing",
    language: Language = "zh",
    **collections: Any,
) -> FrameDecisions:
    """Decide every row of a data frame: see `Ruleset.evaluate_frame`."""
    day, planner = _planner(ruleset, as_of, as_of_column)
    from povertyrules.engines.columns.options import Options  # after MissingExtra was settled

    refuse_options(
        ruleset,
        keys,
        {"outcomes": outcomes, "keep": keep},
        masks=masks,
        without_rows=without_rows,
        language=language,
    )
    wanted = None if outcomes is None else tuple(outcomes)
    _refuse_unknown_outcomes(ruleset, wanted)
    options = Options(
        outcomes=wanted,
        keep=tuple(keep),
        validate=validate,
        masks=masks,
        day=as_of_column,
        always=without_rows == "none",
        language=language,
        naming=_naming(reasons, language),
        stamp=stamp,
    )
    sources = _sources(ruleset, frame, collections, dict(keys or {}), options)
    return FrameDecisions(ruleset, day, sources, planner.decide(sources, options), options)


def _naming(reasons: Reasons | None, language: Language) -> Naming | None:
    from povertyrules.api.frame_labels import labels
    from povertyrules.engines.columns.naming import CODES

    if reasons not in (None, "codes", "labels"):
        raise InvalidFrame([Fault.of(codes.BAD_REASONS, "reasons", kind=shown(reasons))])
    return None if reasons is None else CODES if reasons == "codes" else labels(language)


class FrameDecisions:
    """What was decided for the rows of a frame.

    `frame` has a row for each record that is accepted: its key, one nullable boolean for each
    outcome (null is unknown), one text for each group (the outcome that holds, `"none"`, or
    null while unknown), and what else was asked for. It is the same kind of frame as the one
    given; of a lazy one it is a query too. The ruleset's digest and the date stand in the
    metadata of Arrow tables and in the `attrs` of pandas frames; for others, ask for `stamp`.
    """

    def __init__(
        self,
        ruleset: Ruleset,
        as_of: date | None,
        sources: Mapping[str, Source],
        decided: Decided,
        options: Options,
    ) -> None:
        self.ruleset = ruleset
        self.as_of = as_of
        self._sources = sources
        self._decided = decided
        self._options = options
        self._root = ruleset.checked.root.id

    def __repr__(self) -> str:
        """What was decided by what, and columns that look misspelt; runs no query."""
        source = self._sources[self._root]
        size = "a query" if source.lazy else f"rows: {len(source.frame):,}"
        misspelt = "".join(f"; {fault.message()}" for fault in self._misspelt())
        return (
            f"<FrameDecisions by {self.ruleset.checked.reference} as of "
            f"{self.as_of or self._options.day}: {source.backend.name}, {size}{misspelt}>"
        )

    @property
    def digest(self) -> str:
        """The digest of the ruleset that decided."""
        return self.ruleset.digest

    @property
    def columns(self) -> dict[str, ColumnsUsed]:
        """Which columns of each frame were taken for what, by entity."""
        return {name: source.columns for name, source in self._sources.items()}

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell the records apart."""
        return self._sources[self._root].keys

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What each bit of the masks means."""
        return self._decided.prepared.conditions

    @cached_property
    def frame(self) -> Any:
        """The records that are accepted, with what was decided."""
        return self._native(self._decided.decided(self._root), self._root)

    @cached_property
    def rejected(self) -> Any:
        """The records that are not, as they were given, with the column `reasons`."""
        return self._native(self._decided.rejected(self._root), self._root)

    def items(self, collection: str) -> Any:
        """What was decided for the items of a collection. Raises `KeyError`."""
        return self._native(self._decided.decided(collection), collection)

    def rejected_items(self, collection: str) -> Any:
        """The items of a collection with faults of their own, with the column `reasons`.

        Their records are rejected, and so are all other items of those records.
        """
        return self._native(self._decided.rejected(collection), collection)

    def unmatched(self, collection: str) -> Any:
        """The items of a collection that belong to no record, as they were given."""
        return self._native(self._decided.unmatched(collection), collection)

    def without_items(self, collection: str) -> Any:
        """The records (or items) that have no row in the frame of a collection, as given.

        Unless a column or `without_rows` says that there are none, what they have is unknown.
        Raises `KeyError` for what is no collection with a frame.
        """
        parent = self.ruleset.checked.entities[collection].parent
        return self._native(self._decided.without_items(collection), parent or collection)

    def _native(self, frame: Any, name: str) -> Any:
        from povertyrules.engines.columns.given import native

        found = metadata(self.ruleset, self.as_of, self._options.day)
        return attached(native(frame, self._sources[name]), found)

    def counts(self) -> dict[str, Counts]:
        """How many rows of each frame were decided and how many not. Runs lazy frames."""
        return {name: self._decided.counts(name) for name in self._sources}

    def hints(self) -> tuple[Fault, ...]:
        """What is most likely not meant: columns with nearly the name of a fact that has none,
        and floating-point columns whose numbers are not exactly amounts. Runs lazy frames."""
        inexact = [
            Fault.of(codes.INEXACT_COLUMN, name, column=column, count=count)
            for name in self._sources
            for column, count in self.inexact(name).items()
        ]
        return (*self._misspelt(), *inexact)

    def inexact(self, entity: str | None = None) -> dict[str, int]:
        """The floating-point columns of a frame with the number of its rows that are rejected
        since the number there is not exactly an amount. Runs lazy frames."""
        return self._decided.inexact(entity or self._root)

    def _misspelt(self) -> list[Fault]:
        return [
            fault
            for name, columns in self.columns.items()
            for fault in misspelt(columns.unused, name)
        ]

    def warn(self, depth: int) -> FrameDecisions:
        """Warn of columns that look misspelt, where the caller `depth` calls above stands."""
        for fault in self._misspelt():
            warnings.warn(fault.to_text(), UnusedColumnWarning, stacklevel=depth + 1)
        return self

    def explain(self, key: Any) -> Explanation:
        """The explanation of one record, by its key: the same as `Ruleset.evaluate` gives.

        Raises `KeyError` if no record or more than one has the key; if the record is rejected,
        `InvalidRecord`, or `InvalidDate` or `NotInForce` for its own evaluation date.
        """
        day, record = self.record(key)
        return self.ruleset.evaluate(record, as_of=day).explain()

    def record(self, key: Any) -> tuple[date, dict[str, Any]]:
        """The evaluation date of a record and its facts, as `Ruleset.evaluate` takes them."""
        from povertyrules.engines.columns.records import record_of

        days, record = record_of(self.ruleset.checked, self._sources, key, self._options)
        return self.as_of or read_day(days), record


def misspelt(unused: Mapping[str, str | None], path: str = "") -> list[Fault]:
    """The unused columns that have nearly the name of a fact without a column."""
    return [
        Fault.of(codes.UNUSED_COLUMN, path, column=name, near=near)
        for name, near in unused.items()
        if near
    ]


def _planner(
    ruleset: Ruleset, as_of: str | date | None, column: str | None
) -> tuple[date | None, Planner]:
    try:
        import narwhals  # noqa: F401  what the columns engine is written with
    except ImportError:
        raise MissingExtra("deciding data frames", "columns") from None
    if (as_of is None) == (column is None):
        raise InvalidFrame([Fault.of(codes.WHICH_DATE, "")])
    day = None if as_of is None else read_day(as_of)
    planners = ruleset.frame_planners
    if day not in planners:
        planners[day] = _made_planner(ruleset, day)
    return day, planners[day]


def _made_planner(ruleset: Ruleset, day: date | None) -> Planner:
    from povertyrules.engines.columns.decide import Planner
    from povertyrules.engines.columns.plan import Dated

    if day is not None:
        binding = ruleset.on(day).binding
        return Planner(ruleset.checked, [Dated(day.toordinal(), binding)])
    return Planner(ruleset.checked, [Dated(*entry) for entry in _dated(ruleset)])


def _dated(ruleset: Ruleset) -> Iterable[tuple[int, Any]]:
    """The parameters from each day on which one of them changes, None where not in force."""
    spans = [ruleset.checked.in_force]
    spans += [dated.span for p in ruleset.checked.deciding_parameters for dated in p.values]
    starts = {span.start for span in spans}
    starts |= {span.end + timedelta(days=1) for span in spans if span.end is not None}
    yield date.min.toordinal(), None
    for start in sorted(starts):
        try:
            yield start.toordinal(), bind(ruleset.checked, start, ruleset.fills)
        except NotInForce:
            yield start.toordinal(), None


def _refuse_unknown_outcomes(ruleset: Ruleset, wanted: tuple[str, ...] | None) -> None:
    definitions = ruleset.checked.definitions.values()
    known = [d.id for d in definitions if d.kind == "outcome" or d.pattern is not None]
    known += list(ruleset.checked.groups)
    reference = ruleset.checked.reference
    by_label = {d.label: name for name, d in ruleset.checked.definitions.items() if name in known}
    by_label |= {group.label: name for name, group in ruleset.checked.groups.items()}
    faults = [
        named_wrongly(
            codes.NO_SUCH_OUTCOME, name, known, near=by_label.get(name), ruleset=reference
        )
        for name in wanted or ()
        if name not in known
    ]
    if faults:
        raise InvalidFrame(faults)


def _sources(
    ruleset: Ruleset,
    frame: Any,
    collections: Mapping[str, Any],
    keys: dict[str, str],
    options: Options,
) -> dict[str, Source]:
    from povertyrules.engines.columns.sources import source

    checked = ruleset.checked
    entities = checked.entities
    faults = [_no_collection(name, ruleset.checked) for name in collections if name not in entities]
    faults += [
        named_wrongly(codes.NO_SUCH_ENTITY, name, entities, ruleset=checked.reference)
        for name in keys
        if name not in entities
    ]
    frames = {checked.root.id: frame, **{n: f for n, f in collections.items() if f is not None}}
    faults += [
        Fault.of(codes.OWNER_FRAME_NEEDED, name, name=name, parent=parent)
        for name in frames
        if name in entities and (parent := entities[name].parent) and parent not in frames
    ]
    if faults:
        raise InvalidFrame(faults)
    also = (*options.keep, *([options.day] if options.day else []))
    made = {
        name: source(
            checked,
            entities[name],
            frames[name],
            keys,
            also if name == checked.root.id else (),
            validate=options.validate,
        )
        for name in entities
        if name in frames
    }
    engines = {name: _engine(each) for name, each in made.items()}
    if len(set(engines.values())) > 1:
        told = ", ".join(f"{name} ({engine})" for name, engine in engines.items())
        raise InvalidFrame([Fault.of(codes.SEVERAL_ENGINES, "", frames=told)])
    return made


def _engine(source: Source) -> str:
    lazy = " lazy" if source.lazy and not source.backend.lazy else ""
    return f"{source.backend.name}{lazy}"


_OPTIONS = (
    *("as_of", "as_of_column", "keys", "outcomes", "keep", "masks", "reasons", "stamp"),
    *("validate", "without_rows", "language"),
)


def _no_collection(name: str, checked: model.Ruleset) -> Fault:
    """What is no collection may be an option that is misspelt."""
    known = [other for other in checked.entities if other != checked.root.id]
    option = nearest(name, _OPTIONS)
    return named_wrongly(
        codes.NO_SUCH_COLLECTION, name, known, near=option, ruleset=checked.reference
    )


_ALLOWED: dict[str, tuple[str | None, ...]] = {
    "masks": (None, "outcomes", "conditions"),
    "without_rows": ("missing", "none"),
    "language": LANGUAGES,
}


def refuse_options(
    ruleset: Ruleset, keys: object, lists: Mapping[str, object], **given: object
) -> None:
    """Raises `InvalidFrame` for options that would be read as something else than is meant:
    one text for a list of names, keys that name no entity, and values that mean nothing."""
    faults = [*_one_text(lists), *_no_mapping(ruleset, keys), *_bad_options(**given)]
    if faults:
        raise InvalidFrame(faults)


def _bad_options(**given: object) -> Iterable[Fault]:
    for option, value in given.items():
        allowed = _ALLOWED[option]
        if not (value is None or isinstance(value, str)) or value not in allowed:
            listed = ", ".join(shown(each) for each in allowed)
            yield Fault.of(codes.BAD_OPTION, "", option=option, value=shown(value), allowed=listed)


def _no_mapping(ruleset: Ruleset, keys: object) -> Iterable[Fault]:
    if keys is not None and not isinstance(keys, Mapping):
        column = shown(keys) if isinstance(keys, str) else "…"
        root = ruleset.checked.root.id
        told = shown(keys)
        yield Fault.of(codes.KEYS_WITHOUT_ENTITY, "", found=told, entity=root, column=column)


def _one_text(lists: Mapping[str, object]) -> Iterable[Fault]:
    for option, names in lists.items():
        if isinstance(names, str):
            yield Fault.of(codes.ONE_TEXT, "", option=option, text=repr(names))
