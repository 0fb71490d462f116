"""Columns of pandas as columns of Arrow, each of one known type, or a refusal.

A pandas column may hold anything: `object` columns mix types, whole numbers with blanks have
become floating-point ones, days are moments at midnight. What means one thing is converted
to a type of Arrow, which knows blanks, without a copy where pandas keeps it so already; what
does not is refused by name. Arrow then computes, and the results go back into a frame.
"""

from __future__ import annotations

from typing import Any

from povertyrules.kernel.catalogue import deciding_frames as codes
from povertyrules.kernel.codes import Code


class MixedColumn(Exception):
    """A column cannot be converted; says why."""

    def __init__(self, code: Code, reason: str = "") -> None:
        super().__init__(reason)
        self.code = code


def typed(series: Any) -> Any:
    """A column of a pandas frame as an array of Arrow. Raises `MixedColumn`."""
    return _array(series)


def _array(series: Any) -> Any:
    import pyarrow as pa

    try:
        array = pa.array(series, from_pandas=True)
    except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
        raise MixedColumn(codes.MIXED_COLUMN, str(error)) from None
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
    if pa.types.is_list(array.type) and pa.types.is_null(array.type.value_type):
        return array.cast(pa.list_(pa.string()))
    if pa.types.is_large_string(array.type) or array.type == pa.string_view():
        return array.cast(pa.string())
    if pa.types.is_timestamp(array.type):
        if array.type.tz is not None:
            raise MixedColumn(codes.TIMES_OF_DAY)
        dates = array.cast(pa.date32(), safe=False)
        if pc.all(pc.equal(dates.cast(array.type), array)).as_py() not in (True, None):
            raise MixedColumn(codes.TIMES_OF_DAY)
        return dates
    return array


def restored(table: Any) -> Any:
    """A result as a pandas frame with pandas' own nullable types."""
    import pandas as pd
    import pyarrow as pa

    kinds = {
        pa.bool_(): pd.BooleanDtype(),
        pa.string(): pd.StringDtype(),
        pa.int64(): pd.Int64Dtype(),
    }
    return table.to_pandas(types_mapper=kinds.get)
