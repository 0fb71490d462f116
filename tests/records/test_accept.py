"""Records: what is accepted as what, and what is refused with which fault at which path."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from time import process_time
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.kernel.calendar import parse_date
from povertyrules.kernel.catalogue import codes_of
from povertyrules.kernel.catalogue import records as codes
from povertyrules.kernel.codes import Code, Language
from povertyrules.kernel.errors import InvalidRecord
from povertyrules.kernel.faults import Fault
from povertyrules.records import accept, canonical
from tests.engines.building import make, rows
from tests.kernel.odd import EVERY, LyingFloat, OddDate, OddDecimal, OddFloat, OddInt, odd_index

RULESET = make(
    """
    entities:
      household: {label: 农户}
      members: {label: 家庭成员, of: household, min: 1, max: 3}
      jobs: {label: 务工, of: members, max: 2}
    facts:
      household:
        household_size: {type: integer, min: 1, max: 60, label: 家庭人口, aliases: [人口数]}
        registered: {type: boolean, label: 建档立卡户}
        wage_income: {type: money, min: 0, max: 10000000, label: 工资性收入}
        share: {type: decimal(1), min: -0.5, max: 1, label: 比例}
        free: {type: integer, label: 任意数}
        list_2019: {type: choice, label: 两摸底, values: {monitoring: 脱贫监测户, none: 未纳入}}
        risks: {type: choice, label: 风险, values: [因病, 因学, 因残], many: true, max_chosen: 2}
        since: {type: month, label: 识别月份, min: 2014-01}
        remark: {type: text, max_length: 5, label: 备注}
      members:
        birth_date: {type: date, label: 出生日期, max: 2020-12-31}
        works: {type: boolean, label: 务工中}
      jobs:
        months: {type: integer, min: 0, max: 12, label: 月数}
    outcomes:
      small: {label: Small, when: household_size < 3, cite: law#1}
    """
)
LANGUAGES: tuple[Language, ...] = ("en", "zh")
ACCEPT = accept(RULESET)
IDS = [fact.id for fact in RULESET.root.facts] + ["members"]
BORN = parse_date("2010-05-01")


def accepted(record: Mapping[Any, Any]) -> dict[str, Any]:
    """The known values of the accepted row, by id."""
    row = ACCEPT(record)
    return {name: v for name, v in zip(IDS, row, strict=True) if v is not None}


def refused(record: Any) -> list[Fault]:
    with pytest.raises(InvalidRecord) as caught:
        ACCEPT(record)
    return list(caught.value.faults)


class Number:
    """A whole number of another library."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __index__(self) -> int:
        result: int = self.value
        return result


class Size(IntEnum):
    SMALL = 2


class Name(str):
    __slots__ = ()

    def __str__(self) -> str:
        raise RuntimeError

    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        raise RuntimeError


ACCEPTED: list[tuple[dict[Any, Any], dict[str, Any]]] = [
    ({}, {}),
    ({"household_size": None, "members": None}, {}),
    ({"household_size": 4}, {"household_size": 4}),
    ({"家庭人口": 4}, {"household_size": 4}),
    ({"人口数": "4"}, {"household_size": 4}),
    ({"household_size": 4.0}, {"household_size": 4}),
    ({"household_size": Decimal("4.00")}, {"household_size": 4}),
    ({"household_size": Fraction(8, 2)}, {"household_size": 4}),
    ({"household_size": Number(4)}, {"household_size": 4}),
    ({"household_size": Size.SMALL}, {"household_size": 2}),
    ({"wage_income": 12000}, {"wage_income": 1_200_000}),
    ({"wage_income": 12000.0}, {"wage_income": 1_200_000}),
    ({"wage_income": 0.25}, {"wage_income": 25}),
    ({"wage_income": "4800.1"}, {"wage_income": 480_010}),
    ({"wage_income": Decimal("4999.99")}, {"wage_income": 499_999}),
    ({"wage_income": "0"}, {"wage_income": 0}),
    ({"share": "-0.5"}, {"share": -5}),
    ({"share": 1}, {"share": 10}),
    ({"free": -(10**39)}, {"free": -(10**39)}),
    ({"registered": True, "free": 0}, {"registered": True, "free": 0}),
    ({"list_2019": "monitoring"}, {"list_2019": "monitoring"}),
    ({"两摸底": "未纳入"}, {"list_2019": "none"}),
    ({"risks": ["因病", "因残"]}, {"risks": frozenset({"因病", "因残"})}),
    ({"risks": ()}, {"risks": frozenset()}),
    ({"risks": {"因学"}}, {"risks": frozenset({"因学"})}),
    ({"since": "2020-04"}, {"since": 12 * 2020 + 3}),
    ({"since": "202004"}, {"since": 12 * 2020 + 3}),
    ({"since": "2020-04-16"}, {"since": 12 * 2020 + 3}),
    ({"since": date(2020, 4, 16)}, {"since": 12 * 2020 + 3}),
    ({"remark": "甲乙丙丁戊"}, {"remark": "甲乙丙丁戊"}),
    ({"remark": ""}, {"remark": ""}),
    ({Name("remark"): Name("ab")}, {"remark": "ab"}),
    ({"members": [{}]}, {"members": ((None, None, None),)}),
    (
        {"members": ({"birth_date": "2010-05-01", "jobs": []}, {"务工中": True})},
        {"members": ((BORN, None, ()), (None, True, None))},
    ),
    (
        {"家庭成员": [{"birth_date": date(2010, 5, 1), "务工": [{"月数": 3}]}]},
        {"members": ((BORN, None, ((3,),)),)},
    ),
]


@pytest.mark.parametrize(("record", "expected"), ACCEPTED)
def test_what_is_accepted(record: dict[Any, Any], expected: dict[str, Any]) -> None:
    assert accepted(record) == expected
    assert accepted(OrderedDict(record)) == expected
    assert accepted(MappingProxyType(record)) == expected


def test_texts_and_numbers_of_other_classes_become_plain_ones() -> None:
    row = ACCEPT({"remark": Name("ab"), "household_size": Size.SMALL})
    assert [type(row[IDS.index(name)]) for name in ("remark", "household_size")] == [str, int]


def test_a_complete_record_in_canonical_form_is_taken_as_it_is() -> None:
    record = {
        "household_size": 3, "registered": False, "wage_income": 5, "share": 0, "free": 7,
        "list_2019": "none", "risks": [], "since": "202001", "remark": "x", "members": [{}],
    }  # fmt: skip
    assert set(accepted(record)) == set(IDS)
    record["unknown"] = 1
    assert [fault.code for fault in refused(record)] == [codes.UNKNOWN_FACT]


def test_the_usual_forms_never_take_the_thorough_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def thorough(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("povertyrules.records.acceptor.validate", thorough)
    quick = accept(RULESET)
    for row in rows(RULESET, 100):
        assert quick(canonical(RULESET, row)) == row
    with pytest.raises(AssertionError):
        quick({"household_size": 0})


def loop() -> dict[str, Any]:
    record: dict[str, Any] = {}
    record["members"] = [record]
    return record


class Broken(Mapping[str, Any]):
    def __getitem__(self, key: str) -> Any:
        raise RuntimeError(key)

    def __iter__(self) -> Iterator[str]:
        raise RuntimeError

    def __len__(self) -> int:
        return 1


NAN, INF = float("nan"), float("inf")
REFUSED: list[tuple[Any, list[tuple[Code, str]]]] = [
    ([], [(codes.NOT_A_RECORD, "")]),
    (None, [(codes.NOT_A_RECORD, "")]),
    (Broken(), [(codes.NOT_A_RECORD, "")]),
    ({"household_sise": 3}, [(codes.UNKNOWN_FACT, "household_sise")]),
    ({7: 3, None: 4}, [(codes.NAME_NOT_TEXT, ""), (codes.NAME_NOT_TEXT, "")]),
    ({"household_size": 3, "人口数": 3}, [(codes.GIVEN_TWICE, "人口数")]),
    ({"household_size": 3, "人口数": None}, [(codes.GIVEN_TWICE, "人口数")]),
    ({"household_size": True}, [(codes.EXPECTED_NUMBER, "household_size")]),
    ({"household_size": "four"}, [(codes.EXPECTED_NUMBER, "household_size")]),
    ({"household_size": " 4"}, [(codes.EXPECTED_NUMBER, "household_size")]),
    ({"household_size": "４"}, [(codes.EXPECTED_NUMBER, "household_size")]),
    ({"household_size": [4]}, [(codes.EXPECTED_NUMBER, "household_size")]),
    ({"household_size": Number("x")}, [(codes.EXPECTED_NUMBER, "household_size")]),
    ({"household_size": 0}, [(codes.BELOW_MINIMUM, "household_size")]),
    ({"household_size": 61}, [(codes.ABOVE_MAXIMUM, "household_size")]),
    ({"household_size": 4.5}, [(codes.TOO_MANY_DECIMALS, "household_size")]),
    ({"wage_income": "4800.001"}, [(codes.TOO_MANY_DECIMALS, "wage_income")]),
    ({"wage_income": 0.125}, [(codes.TOO_MANY_DECIMALS, "wage_income")]),
    ({"wage_income": Fraction(1, 3)}, [(codes.TOO_MANY_DECIMALS, "wage_income")]),
    ({"wage_income": 4800.1}, [(codes.INEXACT_FLOAT, "wage_income")]),
    ({"wage_income": -1}, [(codes.BELOW_MINIMUM, "wage_income")]),
    ({"wage_income": "10000000.01"}, [(codes.ABOVE_MAXIMUM, "wage_income")]),
    ({"wage_income": NAN}, [(codes.NOT_FINITE, "wage_income")]),
    ({"wage_income": INF}, [(codes.NOT_FINITE, "wage_income")]),
    ({"wage_income": Decimal("sNaN")}, [(codes.NOT_FINITE, "wage_income")]),
    ({"free": 10**40}, [(codes.NUMBER_TOO_LONG, "free")]),
    ({"free": 10**6000}, [(codes.NUMBER_TOO_LONG, "free")]),
    ({"free": "9" * 41}, [(codes.NUMBER_TOO_LONG, "free")]),
    ({"free": Decimal("1e999999")}, [(codes.NUMBER_TOO_LONG, "free")]),
    ({"free": 1e300}, [(codes.NUMBER_TOO_LONG, "free")]),
    ({"registered": 1}, [(codes.EXPECTED_BOOLEAN, "registered")]),
    ({"registered": "是"}, [(codes.EXPECTED_BOOLEAN, "registered")]),
    ({"list_2019": "monitorin"}, [(codes.UNKNOWN_CHOICE, "list_2019")]),
    ({"list_2019": 1}, [(codes.EXPECTED_CHOICE, "list_2019")]),
    ({"risks": "因病"}, [(codes.EXPECTED_CHOICES, "risks")]),
    (
        {"risks": ["因病", "x", 3]},
        [(codes.UNKNOWN_CHOICE, "risks[1]"), (codes.EXPECTED_CHOICE, "risks[2]")],
    ),
    ({"risks": ["因病", "因病"]}, [(codes.REPEATED_CHOICE, "risks[1]")]),
    ({"risks": ["因病", "因学", "因残"]}, [(codes.TOO_MANY_CHOSEN, "risks")]),
    ({"risks": ["x"] * 2000}, [(codes.TOO_MANY_CHOSEN, "risks")]),
    ({"since": 202004}, [(codes.EXPECTED_MONTH, "since")]),
    ({"since": "April"}, [(codes.EXPECTED_MONTH, "since")]),
    ({"since": "2020-13"}, [(codes.NOT_IN_CALENDAR, "since")]),
    ({"since": "2013-12"}, [(codes.BELOW_MINIMUM, "since")]),
    ({"since": datetime(2020, 4, 1)}, [(codes.DATETIME_FOR_DATE, "since")]),  # noqa: DTZ001
    ({"remark": 5}, [(codes.EXPECTED_TEXT, "remark")]),
    ({"remark": "123456"}, [(codes.TEXT_TOO_LONG, "remark")]),
    ({"remark": "\ud800"}, [(codes.BROKEN_TEXT, "remark")]),
    ({"members": {}}, [(codes.EXPECTED_ITEMS, "members")]),
    ({"members": "abc"}, [(codes.EXPECTED_ITEMS, "members")]),
    ({"members": []}, [(codes.TOO_FEW_ITEMS, "members")]),
    ({"members": [{}] * 4}, [(codes.TOO_MANY_ITEMS, "members")]),
    ({"members": [{}, 3]}, [(codes.NOT_A_RECORD, "members[1]")]),
    (
        {"members": [{}, {"birth_date": "2010-02-30"}]},
        [(codes.NOT_IN_CALENDAR, "members[1].birth_date")],
    ),
    ({"members": [{"出生日期": "yesterday"}]}, [(codes.EXPECTED_DATE, "members[0].出生日期")]),
    ({"members": [{"birth_date": "2021-01-01"}]}, [(codes.ABOVE_MAXIMUM, "members[0].birth_date")]),
    ({"members": [{"birth_date": 20100501}]}, [(codes.EXPECTED_DATE, "members[0].birth_date")]),
    (
        {"members": [{"birth_date": datetime(2010, 5, 1)}]},  # noqa: DTZ001
        [(codes.DATETIME_FOR_DATE, "members[0].birth_date")],
    ),
    (
        {"members": [{"jobs": [{"months": 13}]}]},
        [(codes.ABOVE_MAXIMUM, "members[0].jobs[0].months")],
    ),
    (loop(), [(codes.UNKNOWN_FACT, "members[0].members")]),
    (
        {"members": [{"works": 1}, {"works": "no"}], "household_size": 99, "x": 1},
        [
            (codes.EXPECTED_BOOLEAN, "members[0].works"),
            (codes.EXPECTED_BOOLEAN, "members[1].works"),
            (codes.ABOVE_MAXIMUM, "household_size"),
            (codes.UNKNOWN_FACT, "x"),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("record", "expected"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_refused(record: Any, expected: list[tuple[Code, str]]) -> None:
    assert [(fault.code, fault.path) for fault in refused(record)] == expected


def test_every_fault_of_a_record_has_a_case_and_words_in_both_languages() -> None:
    faults = [fault for record, _ in REFUSED for fault in refused(record)]
    decided = {codes.ASSUMPTION_BROKEN, codes.GROUP_CONFLICT}
    assert {fault.code for fault in faults} == set(codes_of(codes)) - decided
    for fault in faults:
        for language in LANGUAGES:
            text = fault.to_text(language)
            assert "{" not in text.replace('{"', "")
            assert fault.help(language)


WORDS = [
    (
        {"wage_income": 4800.1},
        'amount [PR623] — write it as text, "4800.1", or as Decimal("4800.1")',
        '并不精确等于该数 [PR623] — 请写成文本 "4800.1" 或 Decimal("4800.1")',
    ),
    (
        {"household_sise": 3},
        '农户 has no fact called "household_sise" [PR602] — did you mean `household_size`?',
        '农户没有名为 "household_sise" 的事实 [PR602] — 是否应为 `household_size`？',
    ),
    (
        {"list_2019": "monitorin"},
        '"monitorin" is no value of “两摸底” [PR626] — did you mean `monitoring`?',
        '"monitorin" 不是“两摸底”的取值 [PR626] — 是否应为 `monitoring`？',
    ),
    (
        {"share": "1.5"},
        "share: 1.5 is more than 1, the most that “比例” may be [PR621] — check the value",
        "share: 1.5 大于“比例”的上限 1 [PR621] — 请核对数值及其单位",
    ),
    (
        {"since": "2013-12"},
        "2013-12 is less than 2014-01, the least that “识别月份” may be",
        "2013-12 小于“识别月份”的下限 2014-01",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("record", "english", "chinese"), WORDS)
def test_faults_speak_plainly(record: dict[str, Any], english: str, chinese: str) -> None:
    (fault,) = refused(record)
    assert english in fault.to_text("en")
    assert chinese in fault.to_text("zh")


def test_what_was_given_is_shown_short_and_on_one_line() -> None:
    (fault,) = refused({"registered": "a\nb\u202e" + "c" * 500})
    assert "a�b�" in fault.message()
    assert len(fault.to_text()) < 250
    assert "≈2^" in refused({"registered": 10**5000})[0].message()
    assert refused({"k" * 1000: 1})[0].path == "k" * 60 + "…"


@given(st.integers())
def test_the_canonical_form_of_a_row_is_accepted_as_that_row(seed: int) -> None:
    for row in rows(RULESET, 5, seed):
        assert ACCEPT(canonical(RULESET, row)) == row


def test_the_canonical_form_is_plain_and_exact() -> None:
    record = {
        "wage_income": 4800, "share": "-0.5", "since": "202004", "risks": ["因病", "因学"],
        "list_2019": "未纳入", "members": [{"birth_date": "2010-05-01", "works": False}],
    }  # fmt: skip
    assert canonical(RULESET, ACCEPT(record)) == {
        "wage_income": "4800.00",
        "share": "-0.5",
        "list_2019": "none",
        "risks": sorted(["因病", "因学"]),
        "since": "2020-04",
        "members": [{"birth_date": "2010-05-01", "works": False}],
    }


# anything at all

NAMES = st.sampled_from(
    [*IDS, "家庭人口", "人口数", "家庭成员", "birth_date", "jobs", "months", "x"]
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.fractions(),
    st.text(max_size=8),
    st.characters(categories=["Cs"]),
    st.binary(max_size=3),
    st.dates(),
    st.datetimes(),
    st.sampled_from(
        ["2020-04", "202004", "因病", "none", "脱贫监测户", "12.50", "1e5", object(), len]
    ),
)
KEYS = st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=4), st.dates())
JUNK = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(NAMES, inner, max_size=6),
        st.dictionaries(KEYS, inner, max_size=2),
    ),
    max_leaves=25,
)  # fmt: skip


def check(record: Any) -> None:
    """Only a row or `InvalidRecord` comes out, whatever goes in."""
    try:
        row = ACCEPT(record)
    except InvalidRecord as error:
        texts = [fault.to_text(language) for fault in error.faults for language in LANGUAGES]
        assert texts
        assert all(texts)
        return
    assert ACCEPT(canonical(RULESET, row)) == row


@given(JUNK)
def test_anything_is_accepted_or_refused(record: Any) -> None:
    check(record)


@given(st.dictionaries(NAMES, JUNK, max_size=6))
def test_any_values_of_facts_are_accepted_or_refused(record: dict[str, Any]) -> None:
    check(record)


def test_deep_nesting_is_refused_at_once() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    assert [fault.code for fault in refused({"members": deep})] == [codes.NOT_A_RECORD]
    assert [fault.code for fault in refused({"risks": deep})] == [codes.EXPECTED_CHOICE]
    while deep:  # so that freeing it does not recurse either
        deep = deep.pop()


class Colliding:
    """A key that has the hash of a fact's name, and fails when it is compared with one."""

    def __hash__(self) -> int:
        return hash("household_size")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError


def test_keys_that_fail_when_compared_are_refused() -> None:
    assert [fault.code for fault in refused({Colliding(): 1})] == [codes.NAME_NOT_TEXT]


@pytest.mark.parametrize("number", range(len(EVERY)))
@pytest.mark.parametrize("name", IDS)
def test_whatever_an_object_does_the_record_is_refused_or_read(name: str, number: int) -> None:
    with suppress(InvalidRecord):
        ACCEPT({name: EVERY[number]})
    with suppress(InvalidRecord):
        ACCEPT({name: [EVERY[number]]})


@pytest.mark.parametrize("number", range(len(EVERY)))
def test_whatever_a_record_does_it_is_refused(number: int) -> None:
    assert refused(EVERY[number])


def test_an_odd_number_is_what_its_base_type_holds() -> None:
    assert accepted({"household_size": OddInt(3)}) == {"household_size": 3}
    assert accepted({"wage_income": OddFloat(2.5)}) == {"wage_income": 250}
    assert accepted({"wage_income": OddDecimal("2.5")}) == {"wage_income": 250}
    assert accepted({"since": OddDate(2020, 6, 1)}) == {"since": 12 * 2020 + 5}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (LyingFloat(1.5), codes.TOO_MANY_DECIMALS),
        (odd_index(True), codes.EXPECTED_NUMBER),
        (Decimal("0." + "1" * 1_000_000), codes.NUMBER_TOO_LONG),
        (Decimal("1" * 1_000_000), codes.NUMBER_TOO_LONG),
        (Decimal("sNaN"), codes.NOT_FINITE),
        (Fraction(1, 3**10_000), codes.NUMBER_TOO_LONG),
    ],
    ids=["lying", "truth", "many decimals", "many digits", "no number", "long fraction"],
)
def test_numbers_that_are_refused_at_once(value: Any, code: Code) -> None:
    start = process_time()
    assert [fault.code for fault in refused({"household_size": value})] == [code]
    assert process_time() - start < 2
