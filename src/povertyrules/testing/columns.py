"""A function in columns against the same function on single records."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from povertyrules.kernel.catalogue import plugins as codes
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.function import Function, to_python
from povertyrules.kernel.types import Boolean, Choice, Date, Month, Number, Text, Type
from povertyrules.testing.breaches import breach
from povertyrules.testing.samples import shown, tried

_WIDEST = 2**63 - 1
_FEW = 8
"""How many rows stand together where the function is tried on few."""


def column_faults(function: Function) -> list[Fault]:
    """Where a function in columns fails, or differs from itself on single records."""
    if function.columns is None or any(_has_no_column(type_) for type_ in function.takes):
        return []
    known = [values for values in tried(function) if _fits(values)]
    blank = (None,) * len(function.takes)
    faults: list[Fault] = []
    for engine, frame_of in ENGINES.items():
        if find_spec(engine) is not None:
            faults += _compared(function, [*known, blank], engine, frame_of)
    if find_spec("polars") is not None and not faults:
        # a row means the same whatever rows stand beside it
        for start in range(0, len(known), _FEW):
            few = [*known[start : start + _FEW], blank]
            faults += _compared(function, few, "polars", _polars)
    return faults


def _has_no_column(type_: Type) -> bool:
    many = isinstance(type_, Choice) and type_.many
    return many or (isinstance(type_, Number) and type_.decimals is None)


def _fits(values: tuple[Any, ...]) -> bool:
    return all(not isinstance(v, int) or abs(v) <= 10**12 for v in values)


def _compared(
    function: Function,
    rows: list[tuple[Any, ...]],
    engine: str,
    frame_of: Callable[[Function, list[tuple[Any, ...]]], Any],
) -> list[Fault]:
    try:
        found = _in_columns(function, frame_of(function, rows))
    except Exception as error:  # noqa: BLE001 - the plugin's code, and the engine's
        reason = f"{type(error).__name__}: {error}"
        return [breach(codes.COLUMNS_FAIL, function, reason, engine=engine)]
    faults: list[Fault] = []
    for values, column in zip(rows[:-1], found, strict=False):
        alone = function.exactly(*values)
        expected = None if alone is None else cell_of(alone, function.gives)
        if column != expected or type(column) is not type(expected):
            faults.append(_disagreement(function, values, engine, column, expected))
    return faults


def _disagreement(
    function: Function, values: tuple[Any, ...], engine: str, found: Any, expected: Any
) -> Fault:
    return breach(
        codes.COLUMNS_DISAGREE,
        function,
        "",
        engine=engine,
        operands=shown(list(map(to_python, values, function.takes))),
        found=repr(found),
        expected=repr(expected),
    )


def cell_of(value: Any, type_: Type) -> Any:
    """A known value as a column has it: an amount in its smallest unit."""
    if isinstance(type_, Number):
        return int(value * 10 ** (type_.decimals or 0))
    return value


def _in_columns(function: Function, frame: Any) -> list[Any]:
    import narwhals as nw

    compute: Any = function.columns
    names = [f"o{number}" for number in range(len(function.takes))]
    lazy = nw.from_native(frame).lazy().with_columns(result=compute(*map(nw.col, names)))
    made = lazy.sort("row").collect().get_column("result").to_list()
    return [value.item() if hasattr(value, "item") else value for value in made]


def _columns_of(function: Function, given: list[tuple[Any, ...]]) -> dict[str, list[Any]]:
    rows = [
        [None if v is None else cell_of(v, t) for v, t in zip(values, function.takes, strict=True)]
        for values in given
    ]
    columns = {f"o{number}": [row[number] for row in rows] for number in range(len(rows[0]))}
    return {"row": list(range(len(rows))), **columns}


def _polars(function: Function, rows: list[tuple[Any, ...]]) -> Any:
    import polars as pl

    kinds = {Boolean: pl.Boolean, Text: pl.String, Choice: pl.String}
    kinds |= {Number: pl.Int64, Date: pl.Int64, Month: pl.Int64}
    types = {f"o{n}": kinds[type(type_)] for n, type_ in enumerate(function.takes)}
    return pl.DataFrame(_columns_of(function, rows), schema={"row": pl.Int64, **types})


def _pyarrow(function: Function, rows: list[tuple[Any, ...]]) -> Any:
    return _polars(function, rows).to_arrow()


def _duckdb(function: Function, rows: list[tuple[Any, ...]]) -> Any:
    import duckdb

    return duckdb.from_arrow(_polars(function, rows).to_arrow())


ENGINES: dict[str, Callable[[Function, list[tuple[Any, ...]]], Any]] = {
    "polars": _polars,
    "pyarrow": _pyarrow,
    "duckdb": _duckdb,
}
"""The engines that a function is tried on, by the library that must be installed."""
