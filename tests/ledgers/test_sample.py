"""The sample township: made again it is the same, and it has what real ledgers have."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

from python_calamine import CalamineWorkbook

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.source import Source
from povertyrules.ledgers import Ledger, read_ledger
from povertyrules.ledgers.xlsx_scan import xlsx_troubles
from povertyrules.model.check import checked

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "src/povertyrules/samples/zhaojia-township.xlsx"
RULESET = ROOT / "rulesets/zhaojia/2020.34.1/ruleset.yaml"
SHEET = "监测基础台账"


@cache
def ledger() -> Ledger:
    ruleset = checked(Source(RULESET.name, RULESET.read_text(encoding="utf-8")))
    return read_ledger(SAMPLE, ruleset)


def test_the_script_makes_the_shipped_file_again(tmp_path: Path) -> None:
    made = tmp_path / "made.xlsx"
    script = ROOT / "examples/make_sample_township.py"
    subprocess.run([sys.executable, str(script), str(made)], check=True, cwd=tmp_path)
    shipped, again = (CalamineWorkbook.from_path(path) for path in (SAMPLE, made))
    assert shipped.sheet_names == again.sheet_names == [SHEET, "填表说明"]
    for name in shipped.sheet_names:
        left, right = (book.get_sheet_by_name(name) for book in (shipped, again))
        assert left.merged_cell_ranges == right.merged_cell_ranges
        for number, (old, new) in enumerate(zip(left.to_python(), right.to_python(), strict=True)):
            assert old == new, f"row {number + 1} of {name}"
    assert xlsx_troubles(SAMPLE, SHEET) == xlsx_troubles(made, SHEET) != {}


def test_nobody_has_these_identity_numbers() -> None:
    rows = CalamineWorkbook.from_path(SAMPLE).get_sheet_by_name(SHEET).to_python()
    column = next(row.index("证件号码") for row in rows if "证件号码" in row)
    numbers = [cell for row in rows if isinstance(cell := row[column], str) and len(cell) == 18]
    assert len(numbers) > 8000
    for number in numbers:
        assert number.startswith("990101")
        weights = [2 ** (17 - place) % 11 for place in range(17)]
        total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
        assert number[17] == "10X98765432"[total % 11]


def test_every_row_is_accounted_for() -> None:
    counts = ledger().counts
    assert counts.rows_read == counts.rows_in_records + counts.rows_rejected
    assert 8500 <= counts.rows_read <= 9500
    assert counts.records + counts.records_rejected == 3000
    assert counts.rows_left_out == 2
    assert counts.rows_without_key == 2


def test_every_fact_of_the_ruleset_has_a_column() -> None:
    ruleset = checked(Source(RULESET.name, RULESET.read_text(encoding="utf-8")))
    assert {column.fact for column in ledger().mapping} - {None} == set(ruleset.facts)
    unused = [column.header for column in ledger().mapping if column.fact is None]
    assert "家庭成员/证件号码" in unused
    assert "家庭收支/纯收入/人均纯收入（元）" in unused


def test_what_goes_wrong_in_real_ledgers_goes_wrong_here() -> None:
    found = Counter(reject.fault.code for reject in ledger().rejects)
    assert set(found) >= {
        codes.ROW_WITHOUT_KEY,
        codes.CONTRADICTION_IN_HOUSEHOLD,
        codes.GOES_WITH_HOUSEHOLD,
        codes.CELL_ERROR,
        codes.FORMULA_WITHOUT_VALUE,
        codes.NOT_A_NUMBER,
        codes.ABBREVIATED_NUMBER,
        codes.TOO_MANY_DECIMALS,
        codes.NOT_YES_OR_NO,
        codes.NOT_A_CHOICE,
    }
    noted = {note.code for record in ledger().records for note in record.provenance.notes}
    assert noted == {codes.SOME_ROWS_BLANK, codes.ROWS_APART}


def test_some_households_stand_exactly_on_the_line_and_some_a_fen_below() -> None:
    margins: Counter[tuple[int, int]] = Counter()
    for record in ledger().records:
        data = record.data
        parts = ("wage_income", "business_income", "property_income", "transfer_income")
        if all(part in data for part in (*parts, "business_cost", "household_size")):
            fen = sum(round(100 * float(data[part])) for part in parts)
            fen -= round(100 * float(data["business_cost"]))
            margins[fen - 500_000 * data["household_size"], data["household_size"]] += 1
    assert sum(count for (margin, _), count in margins.items() if margin == 0) >= 5
    assert sum(count for (margin, _), count in margins.items() if margin == -1) >= 5
    assert sum(count for (margin, size), count in margins.items() if margin == -size) >= 5


def test_the_list_of_2019_and_blank_findings_are_as_rare_and_common_as_in_life() -> None:
    records = ledger().records
    listed = sum(record.data.get("list_2019") in ("monitoring", "marginal") for record in records)
    assert 20 <= listed <= 40
    blank = sum("visible_hardship" not in record.data for record in records)
    assert blank > len(records) / 2
