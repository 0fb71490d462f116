"""The frames that a caller gives: which column is which fact, and how each is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
from narwhals.exceptions import DuplicateError

from povertyrules.engines.columns import nulls, pandas_columns
from povertyrules.engines.columns.backends import BACKENDS, Backend, backend_of, wrapped
from povertyrules.engines.columns.readings import all_within
from povertyrules.kernel.catalogue import deciding_frames as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.errors import InvalidFrame
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.suggest import nearest
from povertyrules.model.ruleset import Entity, Fact, Ruleset

ROW = "row"
REASONS = "reasons"
_NUMBERS = "x_numbers"
_SUPPORTED = ", ".join(backend.frame for backend in BACKENDS.values())


def inside(name: str) -> str:
    """What a caller's column is called in a program: no name of the program's begins so."""
    return f"u_{name}"


@dataclass(frozen=True, slots=True)
class ColumnsUsed:
    """Which columns of a frame were taken for what.

    `used` has the column of each fact by its id, `unused` the columns that are no fact of the
    ruleset (with the nearest name of a fact without a column, where one is near), `absent` the
    facts without a column, or with one that is known to be empty: missing in every row.
    """

    used: Mapping[str, str]
    unused: Mapping[str, str | None]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One frame: the rows of an entity.

    `keys` are the columns that identify a row: those of what it is part of, then its own.
    """

    entity: Entity
    frame: Any
    given: Any
    """The frame with all its columns as they were given; `frame` may have fewer, converted."""
    backend: Backend
    columns: ColumnsUsed
    schema: Mapping[str, Any]
    complete: Mapping[str, bool]
    within: frozenset[str]
    """The facts that were found to be in range in every row."""
    keys: tuple[str, ...]
    anonymous: bool
    """Whether the last key is nowhere: the rows of a query cannot be numbered."""
    also: tuple[str, ...]
    """Columns that are asked for by name."""
    counts: Mapping[str, str]
    """For a collection, the column that says how many items there are: none, or unknown."""

    @property
    def form(self) -> Hashable:
        """What a plan depends on besides the values: frames of one form may share it."""
        used = self.columns.used
        return (
            self.backend.name,
            self.lazy,
            self.keys,
            *((name, column, str(self.schema[column])) for name, column in used.items()),
            *self.counts.items(),
            *((name, str(self.schema[name])) for name in self.also),
        )

    @property
    def found(self) -> Hashable:
        """What is known of the values, and makes a plan simpler."""
        return (*self.complete.items(), self.within)

    def unseen(self) -> Source:
        """The same frame, with nothing known of its values."""
        return replace(self, complete=dict.fromkeys(self.complete, False), within=frozenset())

    @property
    def names(self) -> tuple[str, ...]:
        """All columns that the frame has."""
        return tuple(self.schema)

    @property
    def facts(self) -> list[Fact]:
        """The facts that have a column."""
        return [fact for fact in self.entity.facts if fact.id in self.columns.used]

    @property
    def lazy(self) -> bool:
        return isinstance(self.frame, nw.LazyFrame)


def source(
    ruleset: Ruleset,
    entity: Entity,
    native: Any,
    keys: Mapping[str, str],
    also: Sequence[str] = (),
    *,
    validate: bool = True,
) -> Source:
    """Look at a frame: at its values only if they are not trusted anyway.

    Raises `InvalidFrame` with everything about it that is wrong."""
    frame = _wrapped(native, entity)
    backend = backend_of(frame)
    if backend is None:
        kind = str(frame.implementation.value)
        raise InvalidFrame([_of(codes.UNSUPPORTED_FRAME, entity, kind=kind, supported=_SUPPORTED)])
    names = list(frame.collect_schema().names())
    if not names:
        raise InvalidFrame([_of(codes.NO_COLUMNS, entity)])
    used, faults = _columns_of(entity, names)
    key_columns, numbered = _keys(ruleset, entity, names, keys, faults)
    faults += [no_column(entity, name, names) for name in also if name not in names]
    faults += _taken(entity, names, numbered=numbered)
    counts = _counts_of(ruleset, entity, names)
    if numbered and entity.parent is None and isinstance(frame, nw.LazyFrame):
        faults.append(
            _of(
                codes.KEY_NEEDED,
                entity,
                label=entity.label,
                entity=entity.id,
                engine=backend.name if backend.lazy else "LazyFrame",
            )
        )
    given = frame
    if backend.name == "pandas":
        frame = _typed(
            native, names, [*used.values(), *key_columns, *counts.values(), *also], entity, faults
        )
    if faults:
        raise InvalidFrame(faults)
    schema = nulls.typed(frame)
    named = [*used.values(), *counts.values()]
    series: dict[str, Any] = {}  # of a query nothing is known
    if isinstance(frame, nw.DataFrame):
        series = {name: frame.get_column(name) for name in named}
    used = _with_values(used, schema, series)
    counts = _with_values(counts, schema, series)
    faults += _no_numbers(entity, frame, schema, counts)
    if faults:
        raise InvalidFrame(faults)
    return Source(
        entity,
        _numbered(frame, key_columns) if numbered and isinstance(frame, nw.DataFrame) else frame,
        given,
        backend,
        _reported(entity, names, used, (*named, *key_columns, *also)),
        schema,
        {fact: name in series and series[name].null_count() == 0 for fact, name in used.items()},
        _within(entity, used, series) if validate else frozenset(),
        key_columns,
        numbered and isinstance(frame, nw.LazyFrame),
        tuple(also),
        counts,
    )


def _wrapped(native: Any, entity: Entity) -> Any:
    try:
        return wrapped(native)
    except TypeError:
        kind = type(native).__name__
        fault = _of(codes.NOT_A_FRAME, entity, kind=kind, supported=_SUPPORTED)
        raise InvalidFrame([fault]) from None
    except DuplicateError:
        names = Counter(map(str, getattr(native, "columns", ())))
        twice = ", ".join(name for name, count in names.items() if count > 1)
        raise InvalidFrame([_of(codes.COLUMNS_OF_ONE_NAME, entity, columns=twice)]) from None


def without_column(entity: Entity, names: Collection[str]) -> list[str]:
    """What the facts that have no column may be called: a column nearly so is misspelt."""
    missing = [fact for fact in entity.facts if not any(n in names for n in names_of(fact))]
    return [name for fact in missing for name in names_of(fact)]


def names_of(fact: Fact) -> tuple[str, ...]:
    return (fact.id, fact.label, *fact.aliases)


def _with_values(
    columns: Mapping[str, str], schema: Mapping[str, Any], series: Mapping[str, Any]
) -> dict[str, str]:
    """The columns that have any value at all, as far as that is known."""
    typed = {of: name for of, name in columns.items() if schema[name] is not nulls.ALL_NULL}
    return {of: name for of, name in typed.items() if not _is_empty(series.get(name))}


def _is_empty(series: Any) -> bool:
    return series is not None and bool(series.null_count() == len(series))


def _within(entity: Entity, used: Mapping[str, str], series: Mapping[str, Any]) -> frozenset[str]:
    given = [fact for fact in entity.facts if used.get(fact.id) in series]
    return frozenset(fact.id for fact in given if all_within(fact, series[used[fact.id]]))


def _numbered(frame: Any, keys: tuple[str, ...]) -> Any:
    """A frame whose rows have their number as the last of their keys."""
    return frame.with_row_index(keys[-1])


def _of(code: Code, of: Entity, /, **values: object) -> Fault:
    """What is wrong with the frame of an entity."""
    return Fault(code, of.id, values)


def no_column(entity: Entity, name: str, names: Sequence[str]) -> Fault:
    """A column that is asked for by name, and is not there."""
    near, listed = nearest(name, names), ", ".join(names)
    return Fault.of(codes.NO_SUCH_COLUMN, entity.id, suggestion=near, column=name, columns=listed)


def _columns_of(entity: Entity, names: list[str]) -> tuple[dict[str, str], list[Fault]]:
    """The column of each fact, by id, label or alias."""
    used: dict[str, str] = {}
    faults: list[Fault] = []
    for fact in entity.facts:
        found = [name for name in names if name in names_of(fact)]
        if len(found) > 1:
            values = {"fact": fact.id, "label": fact.label, "columns": ", ".join(found)}
            faults.append(_of(codes.SEVERAL_COLUMNS, entity, **values))
        if found:
            used[fact.id] = found[0]
    return used, faults


def _keys(
    ruleset: Ruleset,
    entity: Entity,
    names: list[str],
    given: Mapping[str, str],
    faults: list[Fault],
) -> tuple[tuple[str, ...], bool]:
    """The key columns, and whether the last of them is to be made by counting the rows."""
    columns: list[str] = []
    for each in _chain(ruleset, entity):
        column = _key_column(each, names, given)
        if column is not None:
            columns.append(column)
        elif each.id in given:
            faults.append(no_column(entity, given[each.id], names))
        elif each is entity:
            return (*columns, ROW), True
        else:
            values = {"label": each.label, "key": each.key or each.id, "entity": each.id}
            faults.append(_of(codes.OWNER_KEY_NEEDED, entity, **values))
    return tuple(columns), False


def _chain(ruleset: Ruleset, entity: Entity) -> list[Entity]:
    chain = [entity]
    while chain[0].parent is not None:
        chain.insert(0, ruleset.entities[chain[0].parent])
    return chain


def _key_column(entity: Entity, names: list[str], given: Mapping[str, str]) -> str | None:
    if entity.id in given:
        return given[entity.id] if given[entity.id] in names else None
    fact = next((fact for fact in entity.facts if fact.id == entity.key), None)
    return next((n for n in names if fact is not None and n in names_of(fact)), None)


def _typed(
    native: Any, names: list[str], wanted: list[str], entity: Entity, faults: list[Fault]
) -> Any:
    """The columns of a pandas frame that are used, as a table of Arrow."""
    wanted = [name for name in dict.fromkeys(wanted) if name in names]
    made: dict[str, Any] = {}
    for name in wanted:
        try:
            made[name] = pandas_columns.typed(native[name])
        except pandas_columns.MixedColumn as error:
            faults.append(_of(error.code, entity, column=name, reason=str(error)))
    import pyarrow as pa

    # a table without columns has no rows either
    made.setdefault(_NUMBERS, pa.array(range(len(native))))
    return nw.from_native(pa.table(made))


def _counts_of(ruleset: Ruleset, entity: Entity, names: list[str]) -> dict[str, str]:
    """The columns that say how many items of a collection a row has, by id or label."""
    found: dict[str, str] = {}
    for collection in entity.collections:
        for name in (ruleset.entities[collection.id].label, collection.id):
            if name in names:
                found[collection.id] = name
    return found


def _no_numbers(
    entity: Entity, frame: Any, schema: Mapping[str, Any], counts: Mapping[str, str]
) -> Iterator[Fault]:
    for name in counts.values():
        if not (schema[name].is_integer() or _all_whole(frame, schema, name)):
            yield _of(codes.COUNT_NOT_WHOLE, entity, column=name, type=str(schema[name]))


def _all_whole(frame: Any, schema: Mapping[str, Any], name: str) -> bool:
    """Whether a floating-point column in memory has whole numbers only, as pandas makes them
    of whole numbers with blanks."""
    if isinstance(frame, nw.LazyFrame) or not schema[name].is_float():
        return False
    series = frame.get_column(name).drop_nulls()
    return bool(series.is_finite().all()) and bool((series == series.floor()).all())


def _taken(entity: Entity, names: list[str], *, numbered: bool) -> Iterator[Fault]:
    """The columns that would share a name with one that is added."""
    if REASONS in names:
        yield _of(codes.NAME_TAKEN, entity, column=REASONS)
    if numbered and ROW in names:
        yield _of(codes.NUMBER_TAKEN, entity, column=ROW, entity=entity.id)


def _reported(
    entity: Entity, names: list[str], used: Mapping[str, str], also: Sequence[str]
) -> ColumnsUsed:
    taken = {*used.values(), *also}
    absent = tuple(fact.id for fact in entity.facts if fact.id not in used)
    near = without_column(entity, names)
    unused = {name: nearest(name, near) for name in names if name not in taken}
    return ColumnsUsed(dict(used), unused, absent)
