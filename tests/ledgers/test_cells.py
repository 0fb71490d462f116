"""Cells: what is read, what is refused, and that a blank is neither."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.possible import EVERYTHING
from povertyrules.kernel.types import Choice
from povertyrules.ledgers.cells import Read, cell_reader
from povertyrules.ledgers.grid import Cell, Trouble, column_letter, numeral
from povertyrules.model.ruleset import Fact
from tests.ledgers.building import PLAIN

NUMBERS: list[tuple[str, Cell, Any]] = [
    ("wage_income", 12000.0, 12000),
    ("wage_income", 4800.05, "4800.05"),
    ("wage_income", 0.1 + 0.2, codes.TOO_MANY_DECIMALS),
    ("wage_income", 4800.005, codes.TOO_MANY_DECIMALS),
    ("wage_income", -0.5, "-0.5"),
    ("wage_income", 1e300, codes.NOT_A_NUMBER),
    ("wage_income", 1e-7, codes.TOO_MANY_DECIMALS),
    ("wage_income", "12000", 12000),
    ("wage_income", "12,000.00", 12000),
    ("wage_income", "1,234,567.89", "1234567.89"),
    ("wage_income", "12,00", codes.NOT_A_NUMBER),
    ("wage_income", "1,2345", codes.NOT_A_NUMBER),
    ("wage_income", "８６００．５０元", "8600.5"),
    ("wage_income", "￥8600", 8600),
    ("wage_income", "8600 元", 8600),
    ("wage_income", "8600元元", codes.NOT_A_NUMBER),
    ("wage_income", "4800.005", codes.TOO_MANY_DECIMALS),
    ("wage_income", "4800.500000", "4800.5"),
    ("wage_income", "−500", -500),
    ("wage_income", "5000¹", codes.NOT_A_NUMBER),
    ("wage_income", "5②", codes.NOT_A_NUMBER),
    ("household_size", "⑱", codes.NOT_A_NUMBER),
    ("wage_income", "(500)", codes.NOT_A_NUMBER),
    ("wage_income", "1.2万", codes.ABBREVIATED_NUMBER),
    ("wage_income", "3万元", codes.ABBREVIATED_NUMBER),
    ("wage_income", "12k", codes.ABBREVIATED_NUMBER),
    ("wage_income", "约8000", codes.NOT_A_NUMBER),
    ("wage_income", "/", codes.NOT_A_NUMBER),
    ("wage_income", "无", codes.NOT_A_NUMBER),
    ("wage_income", "1e5", codes.NOT_A_NUMBER),
    ("wage_income", "12 000", codes.NOT_A_NUMBER),
    ("wage_income", True, codes.NOT_A_NUMBER),
    ("wage_income", date(2020, 4, 1), codes.NOT_A_NUMBER),
    ("wage_income", timedelta(hours=30), codes.NOT_A_NUMBER),
    ("household_size", 4.0, 4),
    ("household_size", 4.5, codes.TOO_MANY_DECIMALS),
    ("household_size", "4人", 4),
    ("household_size", "4.0", 4),
    ("household_size", "四", codes.NOT_A_NUMBER),
]
TRUTHS: list[tuple[str, Cell, Any]] = [
    *(("lifted_out", cell, True) for cell in ("是", "√", "✓", "✔", "Y", "yes", "TRUE", "1", "Ｙ")),
    *(("lifted_out", cell, False) for cell in ("否", "×", "✗", "✘", "n", "No", "false", "0")),
    ("lifted_out", True, True),
    ("lifted_out", 1.0, True),
    ("lifted_out", 0.0, False),
    ("lifted_out", " 是\n", True),
    *(
        ("lifted_out", cell, codes.NOT_YES_OR_NO)
        for cell in (2.0, "有", "无", "x", "不清楚", "/", "-", "是/否", "1.0", date(2020, 1, 1))
    ),
    ("relapse_risk", "有", True),
    ("relapse_risk", "无", False),
    ("relapse_risk", "是", True),
]
DAYS: list[tuple[str, Cell, Any]] = [
    *(
        ("surveyed", cell, "2020-04-16")
        for cell in (
            date(2020, 4, 16),
            datetime(2020, 4, 16),  # noqa: DTZ001  spreadsheets know no time zones
            "2020-04-16",
            "2020/4/16",
            "2020.4.16",
            "2020年4月16日",
            "20200416",
            20200416.0,
            "2020-04-16 00:00:00",
        )
    ),
    *(
        ("surveyed", cell, codes.NOT_A_DATE)
        for cell in (
            datetime(2020, 4, 16, 8, 30),  # noqa: DTZ001
            time(8, 30),
            "2020-02-31",
            "16/4/2020",
            "20-04-16",
            43937.0,
            "2020年4月",
            True,
        )
    ),
    *(
        ("identified", cell, "2020-04")
        for cell in (
            "202004",
            202004.0,
            "2020-04",
            "2020-4",
            "2020/4",
            "2020年4月",
            "2020.04",
            date(2020, 4, 16),
            "2020-04-16",
        )
    ),
    *(
        ("identified", cell, codes.NOT_A_MONTH)
        for cell in ("202013", "2020", "2020.4", 2020.1, "4月", 43937.0, True, "000001")
    ),
]
CHOICES: list[tuple[str, Cell, Any]] = [
    ("list_2019", "monitoring", "monitoring"),
    ("list_2019", "脱贫监测户", "monitoring"),
    ("list_2019", " 未纳入 ", "none"),
    ("list_2019", "脱贫监测", codes.NOT_A_CHOICE),
    ("list_2019", "脱贫监测户、未纳入", codes.NOT_A_CHOICE),
    ("list_2019", 1.0, codes.NOT_A_CHOICE),
    ("risks", "因病", ["illness"]),
    ("risks", "因病、因学", ["illness", "study"]),
    ("risks", "因学;因病，因学；", ["study", "illness"]),
    ("risks", "无", []),
    ("risks", "因病、缺水", codes.NOT_A_CHOICE),
]
TEXTS: list[tuple[str, Cell, Any]] = [
    ("household_id", "0012", "0012"),
    ("household_id", 5117210001.0, "5117210001"),
    ("household_id", 999999999999999.0, "999999999999999"),
    ("household_id", 5.117211990010112e16, codes.LOST_DIGITS),
    ("household_id", 1000000000000000.0, codes.LOST_DIGITS),
    ("household_id", "5.11721E+17", codes.LOST_DIGITS),
    ("household_id", "511721199001011234", "511721199001011234"),
    ("household_id", True, codes.NOT_TEXT),
    ("household_id", date(2020, 1, 2), codes.NOT_TEXT),
    ("remark", "第一行\n第二行 ", "第一行\n第二行"),
    ("remark", "#N/A", codes.CELL_ERROR),
]


@pytest.mark.parametrize(("fact", "cell", "expected"), NUMBERS + TRUTHS + DAYS + CHOICES + TEXTS)
def test_a_cell_is_read_or_refused(fact: str, cell: Cell, expected: Any) -> None:
    value, fault = cell_reader(PLAIN.facts[fact])(cell)
    if isinstance(expected, Code):
        assert value is None
        assert fault is not None
        assert fault.code is expected
        assert fault.path == fact
    else:
        assert fault is None
        assert value == expected
        assert type(value) is type(expected)


@pytest.mark.parametrize("fact", PLAIN.facts)
@pytest.mark.parametrize("blank", ["", "  ", "\u3000", "\n"])
def test_a_blank_is_missing_for_every_type(fact: str, blank: str) -> None:
    assert cell_reader(PLAIN.facts[fact])(blank) == (None, None)


@pytest.mark.parametrize("fact", PLAIN.facts)
def test_a_troubled_cell_is_never_a_blank(fact: str) -> None:
    value, fault = cell_reader(PLAIN.facts[fact])(Trouble(codes.CELL_ERROR, "#REF!"))
    assert value is None
    assert fault is not None
    assert fault.message("zh") == "单元格显示错误“#REF!”"


def test_one_and_true_in_one_column_are_not_taken_for_each_other() -> None:
    read = cell_reader(PLAIN.facts["household_size"])
    assert read(1.0) == (1, None)
    assert read(True)[1] is not None


def test_a_wrong_choice_names_the_nearest() -> None:
    _, fault = cell_reader(PLAIN.facts["list_2019"])("脱贫监测")
    assert fault is not None
    assert fault.help("zh") == "是否应为 `脱贫监测户`？"
    _, fault = cell_reader(PLAIN.facts["risks"])("因病、水旱虫害")
    assert fault is not None
    assert fault.help("zh") == "可选值：因病、因学、因自然灾害"
    assert fault.message("zh") == "“水旱虫害”不是 `风险` 的可选值"


def choosing(*labels: str, many: bool = False) -> Callable[[Cell], Read]:
    """What reads a choice with the ids a, b, c … and these labels."""
    values = tuple("abcdefgh"[: len(labels)])
    named = dict(zip(values, labels, strict=True))
    fact = Fact("kind", 0, "类别", (), Choice(values, many=many), EVERYTHING, "household", named)
    return cell_reader(fact)


def _code(read: Read) -> Code | None:
    return read[1].code if read[1] else None


@pytest.mark.parametrize(
    "labels",
    [("甲", "甲*"), ("甲（一）", "甲[一]"), ("甲", "“甲”"), ("甲 乙", "甲乙"), ("甲", "甲：")],
)
def test_names_that_fold_alike_are_told_apart_by_their_exact_text(labels: tuple[str, str]) -> None:
    read = choosing(*labels)
    assert [read(label) for label in labels] == [("a", None), ("b", None)]


def test_ids_that_fold_alike_are_told_apart_too() -> None:
    fact = Fact("grade", 0, "等级", (), Choice(("A", "A*")), EVERYTHING, "household", {})
    read = cell_reader(fact)
    assert [read(cell)[0] for cell in ("A", "A*")] == ["A", "A*"]
    assert _code(read("Ａ*")) is codes.AMBIGUOUS_CHOICE


def test_a_text_that_folds_to_two_values_is_refused() -> None:
    value, fault = choosing("甲（一）", "甲[一]")("甲【一】")
    assert value is None
    assert fault is not None
    assert fault.code is codes.AMBIGUOUS_CHOICE
    assert fault.message("zh") == (
        "“甲【一】”对应 `类别` 的不止一种填法：甲（一） [a]，或 甲[一] [b]"
    )


def test_a_label_that_is_the_id_of_another_value_is_refused() -> None:
    read = choosing("b", "乙")
    assert _code(read("b")) is codes.AMBIGUOUS_CHOICE
    assert read("a") == ("a", None)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("因病、因残", codes.AMBIGUOUS_CHOICE),
        ("因学、因病、因残", codes.AMBIGUOUS_CHOICE),
        ("c", ["c"]),
        ("c、因学", ["c", "d"]),
        ("因残、因病", ["b", "a"]),
        ("因病", ["a"]),
        ("因病，因残", codes.AMBIGUOUS_CHOICE),
        ("因病、因残、因火", codes.NOT_A_CHOICE),
        ("因病、" * 5_000, ["a"]),
    ],
)
def test_a_label_with_a_separator_is_never_split_by_a_guess(cell: str, expected: Any) -> None:
    value, fault = choosing("因病", "因残", "因病、因残", "因学", many=True)(cell)
    assert (fault.code if fault else value) == expected


def test_a_label_with_a_separator_may_stand_in_a_list() -> None:
    read = choosing("因病、因残", "因学", many=True)
    assert read("因学；因病、因残") == (["b", "a"], None)
    assert read("因病、因残、因学") == (["a", "b"], None)
    assert _code(read("因病")) is codes.NOT_A_CHOICE


@given(st.integers(-(10**9), 10**9))
def test_money_in_a_spreadsheet_is_what_was_typed(fen: int) -> None:
    typed = f"{fen // 100}.{fen % 100:02d}" if fen >= 0 else f"-{-fen // 100}.{-fen % 100:02d}"
    value, fault = cell_reader(PLAIN.facts["wage_income"])(float(typed))
    assert fault is None
    assert cell_reader(PLAIN.facts["wage_income"])(typed) == (value, None)


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**20), 10**20))
def test_a_numeral_means_the_number_it_was_made_of(value: float) -> None:
    assert float(numeral(value)) == float(value)
    assert "e" not in numeral(value)


@given(st.one_of(st.text(), st.floats(), st.booleans(), st.dates(), st.times(), st.timedeltas()))
def test_no_cell_raises_anything(cell: Any) -> None:
    for fact in PLAIN.facts.values():
        value, fault = cell_reader(fact)(cell)
        assert value is None or fault is None


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    assert [column_letter(i) for i in (0, 25, 26, 51, 52, 701, 702, 16383)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD",
    ]  # fmt: skip
