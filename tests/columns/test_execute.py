"""Programs on lazy frames: queries that stay short and do not run before they are read."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from povertyrules.engines.columns.given import native
from povertyrules.model.binding import bind, read_fills
from tests.columns.deciding import run
from tests.columns.framing import MAKERS, rows_of
from tests.columns.test_conformance import BATCHES, Batch
from tests.conformance.adapters import _ruleset

NESTED = [batch for batch in BATCHES if batch[0].endswith(("data_checks.yaml", "nested.yaml"))]


def _decided(batch: Batch, maker: Any) -> Any:
    cases = BATCHES[batch]
    ruleset, accept = _ruleset(cases[0].ruleset)
    binding = bind(ruleset, date.fromisoformat(cases[0].as_of), read_fills(ruleset, cases[0].fill))
    return run(ruleset, binding, [accept(case.facts) for case in cases], maker)


@pytest.mark.parametrize("batch", NESTED, ids=lambda batch: batch[0].split("/")[-1])
def test_queries_do_not_multiply(batch: Batch) -> None:
    """What is read at several places was once repeated there, and so was what it reads."""
    decided = _decided(batch, MAKERS["duckdb"])
    for name in decided.sources:
        query = native(decided.decided(name), decided.sources[name]).sql_query()
        assert len(query) < 50_000


@pytest.mark.parametrize("batch", NESTED, ids=lambda batch: batch[0].split("/")[-1])
def test_polars_queries_wait_to_be_read(batch: Batch) -> None:
    ran: list[int] = []

    def watched(frame: pl.DataFrame) -> pl.LazyFrame:
        def seen(part: pl.DataFrame) -> pl.DataFrame:
            ran.append(part.height)
            return part

        return frame.lazy().map_batches(seen, schema=dict(frame.schema))

    decided = _decided(batch, watched)
    root = decided.prepared.plan.ruleset.root.id
    result = native(decided.decided(root), decided.sources[root])
    assert isinstance(result, pl.LazyFrame)
    assert ran == []
    assert rows_of(result)
    assert ran
