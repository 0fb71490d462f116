"""What each engine under data frames supports, and what is read and written: from the code."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import polars as pl

import povertyrules as pr
from povertyrules.api.files import batches, kinds, parquet
from povertyrules.engines.columns import decide, masks, whole
from povertyrules.engines.columns.backends import BACKENDS, Backend

_LARGE = 2**53
"""Binary fractions hold all whole numbers up to here."""


def backends() -> str:
    head = [
        "engine", "frames", "runs", "rows without a key", "whole numbers that are divided",
        "a group's answer", "what several steps read is kept",
    ]  # fmt: skip
    return _table(head, map(_row, BACKENDS.values()))


def _row(backend: Backend) -> list[str]:
    runs = "when the result is read" if backend.lazy else "at once"
    if "LazyFrame" in backend.frame:
        runs += " (a lazy frame: when the result is read)"
    return [
        backend.name,
        ", ".join(f"`{name}`" for name in backend.frame.split(", ")),
        runs,
        _without_key(backend),
        "all" if backend.largest_dividend > _LARGE else "below 2⁵³, else refused",
        "text of declared values (`Enum`)" if backend.enums else "text",
        backend.keeps,
    ]


def column_limits() -> str:
    rows = {
        "amounts, counts and all that is computed with them": f"{whole.LARGEST:,} in the smallest "
        "unit (64 bits), as the declared ranges prove",
        "conditions in one mask column": f"{masks.LARGEST_MASK}, then there are more columns",
        "forms of frames for which a ruleset keeps plans": str(decide.MOST_FORMS),
        "plans that it keeps for one form": str(decide.MOST_VARIANTS),
    }
    return _table(["", "at most"], rows.items())


_REFUSED = {
    "a number without `min` and `max`, computed with": "free * free > 4",
    "a result that may exceed 64 bits": "large * large > 4",
    "a pattern that engines read differently": 'matches(code, "^[a-z]+$")',
    "quotients of a divisor of each item, gathered": "sum(items, part / of) > 1",
}
_RULESET = """
povertyrules: 1
ruleset: {id: sample, version: '1', title: 样例, in_force: {from: 2020-01-01}}
sources: {notice: {clauses: {'1': 条文}}}
entities: {home: {label: 户, key: code}, items: {label: 项, of: home, max: 9}}
facts:
  home:
    code: {type: text, label: 编号}
    free: {type: integer, label: 无界}
    large: {type: integer, label: 大数, min: 0, max: 9000000000000000000}
  items:
    part: {type: integer, label: 份, min: 0, max: 9}
    of: {type: integer, label: 总份, min: 1, max: 9}
outcomes:
  asked: {label: 所问, when: 'WHEN', cite: notice#1}
"""


def refused() -> str:
    """What each refused expression is told, by refusing it."""
    rows = [[what, f"`{when}`", _told(when)] for what, when in _REFUSED.items()]
    return _table(["refused", "for instance", "the message"], rows)


def _told(when: str) -> str:
    homes = pl.DataFrame({"code": ["a"], "free": [1], "large": [1]})
    items = pl.DataFrame({"code": ["a"], "part": [1], "of": [2]})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules.yaml"
        path.write_text(_RULESET.replace("WHEN", when), encoding="utf-8")
        try:
            pr.load(path).evaluate_frame(homes, items=items, as_of="2020-06-01")
        except pr.UnsupportedFeature as error:
            return str(error).removeprefix(f"{folder}/")
    raise AssertionError(f"{when} was not refused")


def sources() -> str:
    rows = [
        ["Parquet", _endings(kinds.PARQUET, "a folder"), "always", "yes", "yes"],
        ["CSV", _endings(kinds.CSV), "with `--stream`", "yes (`.csv`)", "no"],
        ["JSON Lines", _endings(kinds.JSON_LINES), "with `--stream`", "no", "no"],
        ["DuckDB", _endings(kinds.DUCKDB), "always", "tables, in one transaction", "no"],
        ["PostgreSQL", _endings(kinds.POSTGRES), "always", "tables, in one transaction", "no"],
    ]
    head = ["", "named by", "part by part", "written", "items of records, sorted by key"]
    return _table(head, rows)


def batch_limits() -> str:
    rows = {
        "rows of a batch": f"{batches.MOST_ROWS:,}",
        "cells of a batch": f"{batches.MOST_CELLS:,}",
        "rows of a Parquet row group that is read at once": f"{parquet.LARGE_GROUP:,}",
    }
    return _table(["", "at most"], rows.items())


def _endings(names: tuple[str, ...], *more: str) -> str:
    return ", ".join([*(f"`{name}`" for name in names), *more])


def _table(head: list[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _without_key(backend: Backend) -> str:
    refused = "refused: name the key"
    if not backend.counts_rows:
        return refused
    return f"numbered (a lazy frame: {refused})" if "LazyFrame" in backend.frame else "numbered"
