"""By what a result was decided, as it accompanies files and frames."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from povertyrules.api.ruleset import Ruleset
from povertyrules.api.version import __version__

PREFIX = "povertyrules."
"""Of the names in the metadata of a Parquet file or an Arrow table."""


def metadata(ruleset: Ruleset, day: date | None, column: str | None) -> dict[str, Any]:
    """The ruleset with its digest, and the date, or the column with each row's own."""
    dated = {"as_of": day.isoformat()} if day else {"as_of_column": column}
    return {
        "ruleset": ruleset.id,
        "version": ruleset.version,
        "digest": ruleset.digest,
        **dated,
        "library": __version__,
    }


def as_texts(found: Mapping[str, Any]) -> dict[str, str]:
    """Metadata for what keeps nothing but texts."""
    return {f"{PREFIX}{name}": _text(value) for name, value in found.items()}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def attached(frame: Any, found: Mapping[str, Any]) -> Any:
    """A frame with metadata, if it is of a kind that has any: Arrow tables in their schema,
    pandas frames in `attrs`."""
    kind = type(frame).__module__.partition(".")[0]
    if kind == "pyarrow":
        return frame.replace_schema_metadata({**(frame.schema.metadata or {}), **as_texts(found)})
    if kind == "pandas":
        frame.attrs.update(as_texts(found))
    return frame
