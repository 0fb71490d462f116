"""Households at the line, one fen below, one above; sums beyond 2**53; every column blank."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import povertyrules as pr
from tests.columns.framing import MAKERS, Maker, rows_of, truth

DAY = "2020-06-01"
HOUSEHOLDS = 100_000


def _at_the_line(count: int) -> pl.DataFrame:
    """Sizes 1 to 60; incomes at 5,000.00 a head, a fen below and a fen above, in fen."""
    numbers = pl.int_range(count, eager=True)
    size = numbers % 60 + 1
    fen = size * 500_000 + numbers % 3 - 1
    return pl.DataFrame(
        {
            "household_id": numbers.cast(pl.String),
            "household_size": size,
            "registered": pl.repeat(False, count, eager=True),
            "lifted_out": pl.repeat(False, count, eager=True),
            "list_2019": pl.repeat("none", count, eager=True),
            "wage_income": (fen // 100).cast(pl.String)
            + "."
            + (fen % 100).cast(pl.String).str.zfill(2),
            "business_income": pl.repeat(0, count, eager=True),
            "property_income": pl.repeat(0, count, eager=True),
            "transfer_income": pl.repeat(0, count, eager=True),
            "business_cost": pl.repeat(0, count, eager=True),
            "poverty_risk": pl.repeat(True, count, eager=True),
        }
    )


def _text(numbers: pl.Series) -> pl.Series:
    return numbers.cast(pl.String)


@pytest.mark.parametrize("engine", MAKERS)
def test_a_hundred_thousand_households_at_the_line(engine: str) -> None:
    decides_at_the_line(MAKERS[engine])


def decides_at_the_line(maker: Maker) -> None:
    frame = maker(_at_the_line(HOUSEHOLDS))
    decided = pr.load("zhaojia").evaluate_frame(frame, as_of=DAY, outcomes=["marginal"])
    assert type(decided.frame) is type(frame)
    answers = {row["household_id"]: truth(row["marginal"]) for row in rows_of(decided.frame)}
    assert len(answers) == HOUSEHOLDS
    expected = {str(number): number % 3 == 0 for number in range(HOUSEHOLDS)}
    assert answers == expected


def test_the_line_is_what_one_at_a_time_evaluation_says() -> None:
    ruleset = pr.load("zhaojia")
    for row in _at_the_line(180).to_dicts():
        status = ruleset.evaluate(row, as_of=DAY).outcomes["marginal"].status
        assert (status == "holds") == (int(row["household_id"]) % 3 == 0)


_LARGE = """
povertyrules: 1
ruleset: {id: large, version: '1', title: 大数, in_force: {from: 2020-01-01}}
sources: {notice: {clauses: {'1': 条文}}}
entities: {village: {label: 村, key: code}, households: {label: 户, of: village, max: 1000}}
facts:
  village:
    code: {type: text, label: 编号}
    total: {type: money, label: 合计, min: 0, max: 1000000000000000}
    other: {type: money, label: 另计, min: 0, max: 1000000000000000}
  households:
    amount: {type: money, label: 金额, min: 0, max: 1000000000000}
outcomes:
  more: {label: 多, when: total > other, cite: notice#1}
  same: {label: 同, when: total == other, cite: notice#1}
  adds_up: {label: 平, when: "sum(households, amount) == total", cite: notice#1}
"""


@pytest.mark.parametrize("engine", MAKERS)
def test_sums_beyond_what_binary_fractions_hold(engine: str, tmp_path: Path) -> None:
    adds_up_exactly(MAKERS[engine], tmp_path)


def adds_up_exactly(maker: Maker, folder: Path) -> None:
    """2**53 fen are 90,071,992,547,409.92 yuan; a fen more is not the same there."""
    path = folder / "large.yaml"
    path.write_text(_LARGE, encoding="utf-8")
    edge = 2**53
    totals = [edge, edge + 1, edge + 1, edge // 2]
    others = [edge + 1, edge, edge + 1, edge // 2 + 1]
    villages = pl.DataFrame(
        {"code": ["a", "b", "c", "d"], "total": _yuan(totals), "other": _yuan(others)}
    )
    pieces = [(edge + 1) // 1000 + (number < (edge + 1) % 1000) for number in range(1000)]
    households = pl.DataFrame({"code": ["b"] * 1000, "amount": _yuan(pieces)})
    decided = pr.load(path).evaluate_frame(maker(villages), households=maker(households), as_of=DAY)
    names = ("more", "same", "adds_up")
    rows = {row["code"]: tuple(truth(row[n]) for n in names) for row in rows_of(decided.frame)}
    assert rows == {
        "a": (False, False, None),
        "b": (True, False, True),
        "c": (False, True, None),
        "d": (False, False, None),
    }


def test_a_sum_that_may_exceed_64_bits_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "larger.yaml"
    path.write_text(_LARGE.replace("max: 1000}", "max: 100000}"), encoding="utf-8")
    villages = pl.DataFrame({"code": ["a"], "total": ["1"]})
    households = pl.DataFrame({"code": ["a"], "amount": ["1"]})
    with pytest.raises(pr.UnsupportedFeature, match=r"larger\.yaml:16:\d+: .* 64 bits.*金额"):
        pr.load(path).evaluate_frame(villages, households=households, as_of=DAY)


def _yuan(fens: list[int]) -> list[str]:
    return [f"{fen // 100}.{fen % 100:02}" for fen in fens]


@pytest.mark.parametrize("engine", MAKERS)
def test_every_column_blank_in_turn(engine: str) -> None:
    takes_blanks_anywhere(MAKERS[engine])


def takes_blanks_anywhere(maker: Maker) -> None:
    """A household in each row with one blank, another column each time."""
    ruleset = pr.load("zhaojia")
    whole = _whole()
    rows = [{**whole, "household_id": "all"}]
    rows += [
        {**whole, "household_id": name, name: None} for name in whole if name != "household_id"
    ]
    kinds: dict[type, Any] = {bool: pl.Boolean, int: pl.Int64, str: pl.String}
    frame = pl.DataFrame(rows, schema={n: kinds[type(value)] for n, value in whole.items()})
    decided = ruleset.evaluate_frame(maker(frame), as_of=DAY)
    answers = {row["household_id"]: row for row in rows_of(decided.frame)}
    for row in rows:
        record = {name: value for name, value in row.items() if value is not None}
        decision = ruleset.evaluate(record, as_of=DAY)
        statuses = {n: truth(answers[row["household_id"]][n]) for n in decision.outcomes}
        expected = {n: _truth(o.status) for n, o in decision.outcomes.items()}
        assert statuses == expected, row["household_id"]
        group = answers[row["household_id"]]["category"]
        assert group == _group(decision.groups["category"])


def _truth(status: Any) -> bool | None:
    return {"holds": True, "fails": False, "unknown": None}[str(status)]


def _group(answer: Any) -> str | None:
    return "none" if answer is None else None if answer == "unknown" else str(answer)


def _whole() -> dict[str, Any]:
    """A household without any blank."""
    made: dict[str, Any] = {}
    for fact in pr.load("zhaojia").checked.root.facts:
        kind = str(fact.type)
        made[fact.id] = {"boolean": False, "integer": 4, "choice": "none", "text": "x"}.get(
            kind, 4_000
        )
    return {**made, "registered": True, "lifted_out": True, "relapse_risk": True}
