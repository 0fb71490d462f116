"""Columns of no type, since they have no value: a blank in every row, whatever the engine.

Engines give a column that was made of blanks alone a type of its own, which narwhals does not
tell from other types that it does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw


class AllNull:
    """The type of such a column."""

    def __repr__(self) -> str:
        return "Null"

    def is_integer(self) -> bool:
        return False


ALL_NULL = AllNull()
_NAMES = ("null", "void")


def typed(frame: Any) -> dict[str, Any]:
    """The types of the columns of a frame, `ALL_NULL` among them."""
    schema: Mapping[str, Any] = frame.collect_schema()
    unknown = [name for name, dtype in schema.items() if dtype == nw.Unknown]
    if not unknown:
        return dict(schema)
    own = _own_types(frame.to_native())
    nulls = {name for name in unknown if own[name].strip('"').lower() in _NAMES}
    return {name: ALL_NULL if name in nulls else dtype for name, dtype in schema.items()}


def _own_types(native: Any) -> dict[str, str]:
    """What the engine itself calls the types of the columns."""
    if hasattr(native, "collect_schema"):  # polars
        return {name: str(dtype) for name, dtype in native.collect_schema().items()}
    if hasattr(native, "schema") and hasattr(native.schema, "field"):  # Arrow
        return {field.name: str(field.type) for field in native.schema}
    if hasattr(native, "types"):  # DuckDB
        return dict(zip(native.columns, map(str, native.types), strict=True))
    return dict(native.dtypes)  # Spark
