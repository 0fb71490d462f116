"""The columns engine on PySpark, with a local session: `make spark` (needs Java 17).

Queries with several collections take Spark long to plan, so here are the conformance cases of
rulesets without them, one ruleset with members, and some households at the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl
import pytest
from pyspark.sql import SparkSession

import povertyrules as pr
from povertyrules.model.binding import bind, read_fills
from tests.columns.deciding import by_columns, by_reference, decidable
from tests.columns.framing import MAKERS, Maker, rows_of
from tests.columns.test_boundaries import _at_the_line
from tests.columns.test_conformance import BATCHES, REFUSED, Batch
from tests.conformance.adapters import _ruleset

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]

FLAT = [
    batch
    for batch in BATCHES
    if len(_ruleset(batch[0])[0].entities) == 1 or batch[0].endswith("collections.yaml")
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Maker]:
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "4g")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.adaptive.enabled", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    arrow = MAKERS["pyarrow"]
    yield lambda frame: session.createDataFrame(arrow(frame))
    session.stop()


@pytest.mark.parametrize("batch", FLAT, ids=lambda batch: " ".join(batch[:2]).split("/")[-1])
def test_conformance(batch: Batch, spark: Maker) -> None:
    cases = BATCHES[batch]
    ruleset, accept = _ruleset(cases[0].ruleset)
    fills = read_fills(ruleset, cases[0].fill)
    binding = bind(ruleset, date.fromisoformat(cases[0].as_of), fills)
    rows = [accept(case.facts) for case in cases]
    names = None
    if batch[0].endswith("numbers.yaml"):
        names, refused = decidable(ruleset, binding, rows, spark)
        assert {("numbers.yaml", name) for name in refused} == REFUSED
    got = by_columns(ruleset, binding, rows, spark, names)
    assert got == by_reference(ruleset, binding, rows, names)


def test_households_at_the_line(spark: Maker) -> None:
    frame = spark(_at_the_line(3_000))
    decided = pr.load("zhaojia").evaluate_frame(frame, as_of="2020-06-01", outcomes=["marginal"])
    assert type(decided.frame) is type(frame)
    answers = {row["household_id"]: row["marginal"] for row in rows_of(decided.frame)}
    assert answers == {str(number): number % 3 == 0 for number in range(3_000)}


_ROUNDED = """
povertyrules: 1
ruleset: {id: rounded, version: '1', title: 取整, in_force: {from: 2020-01-01}}
sources: {notice: {clauses: {'1': 条文}}}
entities: {home: {label: 户, key: code}}
facts:
  home:
    code: {type: text, label: 编号}
    amount: {type: money, label: 金额, min: 0, max: MOST}
outcomes:
  even: {label: 整, when: "round(amount / 3, 0, down) > 5", cite: notice#1}
"""


def test_divisions_that_spark_would_round_are_refused(spark: Maker, tmp_path: Any) -> None:
    """It divides whole numbers through binary fractions, exactly only below 2**53."""
    homes = pl.DataFrame({"code": ["a"], "amount": ["17.99"]})
    path = tmp_path / "rounded.yaml"
    path.write_text(_ROUNDED.replace("MOST", "1000000"), encoding="utf-8")
    (row,) = rows_of(pr.load(path).evaluate_frame(spark(homes), as_of="2020-06-01").frame)
    assert row["even"] is False
    path.write_text(_ROUNDED.replace("MOST", "900000000000000"), encoding="utf-8")
    with pytest.raises(pr.UnsupportedFeature, match=r"rounded\.yaml:11:\d+"):
        pr.load(path).evaluate_frame(spark(homes), as_of="2020-06-01")
    assert rows_of(pr.load(path).evaluate_frame(homes, as_of="2020-06-01").frame)
