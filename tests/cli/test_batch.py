"""Deciding a ledger from a program: one result for each record, reasons in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

import povertyrules as pr
from povertyrules.api.batch import decide_ledger
from povertyrules.ledgers import Ledger, ResultRow, read_ledger
from tests.cli.running import (
    ON_THE_LINE,
    contradictory,
    included,
    ledger,
    undecided,
    unreadable,
)

RULESET = pr.load("zhaojia")
CHECKS = pr.load(Path(__file__).parents[1] / "rulesets" / "data_checks.yaml")


@pytest.fixture
def mixed(tmp_path: Path) -> Ledger:
    path = ledger(
        tmp_path / "mixed.jsonl",
        ON_THE_LINE, included(), undecided(), contradictory(), unreadable(),
    )  # fmt: skip
    return read_ledger(path, RULESET.checked)


def decided(mixed: Ledger, language: str = "zh") -> dict[str, ResultRow]:
    results = decide_ledger(
        RULESET, mixed, "2020-04-20", language="en" if language == "en" else "zh"
    )
    return {result.key: result for result in results}


def test_one_result_for_each_record(mixed: Ledger) -> None:
    results = decide_ledger(RULESET, mixed, "2020-04-20")
    rows = list(results)
    assert [row.key for row in rows] == [record.key for record in mixed.records]
    assert len(results) == len(rows)
    tally = results.tally
    assert (tally.records_decided, tally.records_rejected) == (3, 2)
    assert tally.rows_read == tally.rows_decided + tally.rows_rejected == 5


def test_the_answer_of_a_group_tells_none_from_unknown(mixed: Ledger) -> None:
    answers = {key: row.groups for key, row in decided(mixed).items() if row.groups}
    told = {key: (g[0].outcome, g[0].status, g[0].label) for key, g in answers.items()}
    assert told == {
        "H1": (None, "none", "均不成立"),
        "H2": ("monitoring", "decided", "脱贫监测户"),
        "H3": (None, "unknown", "不能判定"),
    }


def test_the_decisive_reason_in_one_line(mixed: Ledger) -> None:
    rows = decided(mixed)
    assert rows["H1"].reason == (
        "脱贫监测户不成立：2019年“两摸底”：未纳入（本项成立要求为“脱贫监测户”）；"
        "年人均纯收入 5,000.00 元/人，等于监测收入线 5,000.00 元/人（本项成立要求低于）；"
        "收入骤减：否；支出骤增：否。"
        "边缘户不成立：2019年“两摸底”：未纳入（本项成立要求为“边缘户”）；建档立卡户：是"
    )
    assert rows["H2"].reason.startswith(
        "脱贫监测户成立：建档立卡户：是；已脱贫户：是；"
        "年人均纯收入 4,999.9975 元/人，低于监测收入线 5,000.00 元/人"
    )
    assert "预警监测对象成立：脱贫监测户：成立；住房安全缺项：成立" in rows["H2"].reason
    assert rows["H3"].reason.startswith("脱贫监测户不能判定：有返贫风险：")
    assert "monitoring" not in rows["H2"].reason


def test_reasons_in_english(mixed: Ledger) -> None:
    row = decided(mixed, "en")["H1"]
    assert row.groups[0].label == "none"
    assert row.reason.startswith(
        "脱贫监测户 does not hold: 2019年“两摸底”: 未纳入 (for this to hold: “脱贫监测户”); "
    )


def test_what_is_missing_and_who_must_find_it(mixed: Ledger) -> None:
    needed = {need.fact: need for need in decided(mixed)["H3"].needed}
    assert needed["relapse_risk"].by == "村“两委”和驻村工作队"
    assert needed["housing_secure"].by == ""


def test_the_clauses_as_a_reader_knows_them(mixed: Ledger) -> None:
    assert decided(mixed)["H2"].clauses == ("二（一）", "五（一）", "五（五）1")


def test_a_rejected_record_has_its_reasons_in_place(mixed: Ledger) -> None:
    rejected = decided(mixed)["H4"].rejected
    assert [(reject.row, reject.code) for reject in rejected] == [(4, "PR640")]


def test_items_have_results_of_their_own(tmp_path: Path) -> None:
    people = [
        {"person_id": "a", "id_number": "1", "birth_date": "2010-01-01", "schooling": "非在校"},
        {"person_id": "b"},
    ]
    household = {"household_id": "1", "household_size": 3, "members": people}
    village = {"village_name": "甲村", "population": 3, "households": [household]}
    path = ledger(tmp_path / "v.jsonl", village)
    [row] = decide_ledger(CHECKS, read_ledger(path, CHECKS.checked), "2022-01-01")
    items = {item.path: item for item in row.items}
    assert list(items) == ["households[0]", "households[0].members[0]", "households[0].members[1]"]
    assert items["households[0]"].outcomes["size_mismatch"] == "holds"
    assert "户人口数与成员数不一致成立：人数 3，高于" in items["households[0]"].reason
    assert items["households[0].members[0]"].outcomes["bad_document"] == "holds"
    assert row.groups == ()


def test_progress_is_told_from_beginning_to_end(mixed: Ledger) -> None:
    told: list[tuple[int, int]] = []
    list(decide_ledger(RULESET, mixed, "2020-04-20", progress=lambda d, n: told.append((d, n))))
    assert (told[0], told[-1]) == ((0, 5), (5, 5))


def test_a_day_without_force_is_refused_at_once(mixed: Ledger) -> None:
    with pytest.raises(pr.NotInForce):
        decide_ledger(RULESET, mixed, "2021-01-01")
