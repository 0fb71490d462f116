"""Columns of pandas as columns of one known type each, or a refusal.

A pandas column may hold anything: `object` columns mix types, whole numbers with blanks have
become floating-point ones, days are moments at midnight. What means one thing is converted
(to the types of Arrow, which know blanks); what does not is refused by name.
"""

from __future__ import annotations

from typing import Any

_MIDNIGHT_ONLY = "has times of day; give dates"


class MixedColumn(Exception):
    """A column cannot be converted; says why."""


def typed(frame: Any, names: list[str]) -> Any:
    """The named columns of a pandas frame, each of one Arrow type. Raises `MixedColumn`."""
    import pandas as pd

    return pd.DataFrame({name: _column(frame[name]) for name in names})


def _column(series: Any) -> Any:
    import pandas as pd

    return pd.Series(pd.arrays.ArrowExtensionArray(_array(series)))


def _array(series: Any) -> Any:
    import pyarrow as pa

    try:
        array = pa.array(series, from_pandas=True)
    except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
        raise MixedColumn(f"its values are not of one type ({error})") from None
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return _plain(array)


def _plain(array: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(array.type):
        return array.cast(array.type.value_type)
    if pa.types.is_null(array.type):
        return array.cast(pa.string())
    if pa.types.is_large_string(array.type) or array.type == pa.string_view():
        return array.cast(pa.string())
    if pa.types.is_timestamp(array.type):
        if array.type.tz is not None:
            raise MixedColumn(_MIDNIGHT_ONLY)
        dates = array.cast(pa.date32(), safe=False)
        if pc.all(pc.equal(dates.cast(array.type), array)).as_py() not in (True, None):
            raise MixedColumn(_MIDNIGHT_ONLY)
        return dates
    return array


def restored(frame: Any) -> Any:
    """A result with pandas' own nullable types."""
    import pandas as pd

    kinds = {"bool[pyarrow]": "boolean", "int64[pyarrow]": "Int64", "string[pyarrow]": "string"}
    types = {name: kinds.get(str(kind)) for name, kind in frame.dtypes.items()}
    made = frame.astype({name: kind for name, kind in types.items() if kind})
    return made if isinstance(made, pd.DataFrame) else frame
