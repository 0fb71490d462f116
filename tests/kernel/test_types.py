"""Types and units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.kernel.types import (
    BOOLEAN,
    DATE,
    INTEGER,
    MONEY,
    MONEY_UNIT,
    MONTH,
    Choice,
    Number,
    Text,
    Type,
    Unit,
    parse_unit,
    unit_product,
    unit_text,
)

SYMBOLS = ("元", "人", "kWh", "月")
UNITS: st.SearchStrategy[Unit] = st.dictionaries(
    st.sampled_from(SYMBOLS), st.integers(-3, 3).filter(bool)
).map(lambda powers: tuple(sorted(powers.items())))


@given(unit=UNITS)
def test_a_unit_is_shown_and_read(unit: Unit) -> None:
    assert parse_unit(unit_text(unit) or "1") == unit


@given(left=UNITS, right=UNITS, power=st.sampled_from([1, -1]))
def test_products_of_units_add_their_powers(left: Unit, right: Unit, power: int) -> None:
    product = unit_product(left, right, power)
    assert product is not None
    assert [symbol for symbol, _ in product] == sorted(symbol for symbol, _ in product)
    assert all(dict(product).values())
    for symbol in SYMBOLS:
        expected = dict(left).get(symbol, 0) + power * dict(right).get(symbol, 0)
        assert dict(product).get(symbol, 0) == expected


@given(unit=UNITS)
def test_a_literal_takes_the_unit_of_what_it_meets(unit: Unit) -> None:
    assert unit_product(unit, None) == unit_product(None, unit) == unit
    inverse = tuple((symbol, -exponent) for symbol, exponent in unit)
    assert unit_product(None, unit, -1) == inverse
    assert unit_product(None, None) is None


def test_units_as_written() -> None:
    assert parse_unit("元/人") == (("人", -1), ("元", 1))
    assert parse_unit("kWh/户/月") == (("kWh", 1), ("户", -1), ("月", -1))
    assert parse_unit("人/人") == ()
    assert unit_text((("人", -1),)) == "1/人"
    assert unit_text(()) == unit_text(None) == ""


@pytest.mark.parametrize("text", ["", "/", "元/", "/人", "元**人", " "])
def test_a_unit_without_symbol_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_unit(text)


@pytest.mark.parametrize(
    ("type_", "name"),
    [
        (BOOLEAN, "boolean"),
        (INTEGER, "integer"),
        (MONEY, "money"),
        (Number(2), "decimal(2)"),
        (Number(2, (("人", -1), ("元", 1))), "decimal(2)"),
        (Number(None, MONEY_UNIT), "ratio"),
        (DATE, "date"),
        (MONTH, "month"),
        (Text(20), "text"),
        (Choice(("a", "b")), "choice"),
        (Choice(("a", "b"), many=True), "list of choices"),
    ],
)
def test_the_name_of_a_type(type_: Type, name: str) -> None:
    assert str(type_) == name
