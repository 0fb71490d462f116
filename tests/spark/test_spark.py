"""The columns engine on PySpark, with a local session: `make spark` (needs Java 17).

Whatever the engines of one process are asked in `tests/columns` is asked of Spark too.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from pyspark.sql import SparkSession

import povertyrules as pr
from tests.columns.framing import Maker, rows_of
from tests.columns.test_boundaries import (
    adds_up_exactly,
    decides_at_the_line,
    takes_blanks_anywhere,
)
from tests.columns.test_conformance import BATCHES, Batch, conforms, name_of
from tests.columns.test_differential import agree_on

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]

EXAMPLES = 12
"""Random rulesets: fewer than of an engine that plans a query in milliseconds."""


@pytest.mark.parametrize("batch", BATCHES, ids=name_of)
def test_conformance(batch: Batch, spark: Maker) -> None:
    conforms(batch, spark)


def test_random_rulesets(spark: Maker) -> None:
    agree_on(spark, EXAMPLES)


def test_a_hundred_thousand_households_at_the_line(spark: Maker) -> None:
    decides_at_the_line(spark)


def test_sums_beyond_what_binary_fractions_hold(spark: Maker, tmp_path: Path) -> None:
    adds_up_exactly(spark, tmp_path)


def test_every_column_blank_in_turn(spark: Maker) -> None:
    takes_blanks_anywhere(spark)


_NESTED = """
povertyrules: 1
ruleset: {id: shares, version: '1', title: 份额, in_force: {from: 2020-01-01}}
sources: {notice: {clauses: {'1': 条文}}}
entities:
  home: {label: 户, key: code}
  members: {label: 成员, of: home, key: who, max: 20}
facts:
  home: {code: {type: text, label: 编号}}
  members:
    who: {type: text, label: 姓名}
    wage: {type: money, label: 工资, min: 0, max: 1000000}
outcomes:
  above: {label: 过半, of: members, when: "wage * 2 > sum(members, wage)", cite: notice#1}
  any_above: {label: 有过半者, when: "any(members, above)", cite: notice#1}
"""


def test_what_is_put_aside_is_freed(session: SparkSession, spark: Maker, tmp_path: Path) -> None:
    path = tmp_path / "shares.yaml"
    path.write_text(_NESTED, encoding="utf-8")
    homes = spark(pl.DataFrame({"code": ["a", "b"]}))
    members = pl.DataFrame({"code": ["a", "a", "b"], "who": ["1", "2", "1"], "wage": [1, 3, None]})
    decided = pr.load(path).evaluate_frame(homes, members=spark(members), as_of="2020-06-01")
    answers = {row["code"]: row["any_above"] for row in rows_of(decided.frame)}
    assert answers == {"a": True, "b": None}
    assert _kept(session) > 0
    del decided
    assert _soon(lambda: _kept(session) == 0, session)


def _kept(session: SparkSession) -> int:
    """Of how many tables Spark keeps the rows."""
    return len(session.sparkContext._jsc.sc().getRDDStorageInfo())


def _soon(holds: Callable[[], bool], session: SparkSession) -> bool:
    """Whether something comes to hold while Java collects what nobody uses any more."""
    for _ in range(60):
        gc.collect()
        assert session._jvm is not None
        session._jvm.System.gc()
        if holds():
            return True
        time.sleep(0.5)
    return False


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
