"""Values that no ruleset expects, some of which fight back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, NoReturn

from hypothesis import strategies as st


class Hostile:
    """An object none of whose methods can be called."""

    def _fail(self, *_: object) -> NoReturn:
        raise RuntimeError("called")

    __eq__ = __hash__ = __bool__ = __len__ = __iter__ = __index__ = __str__ = _fail
    __repr__ = __lt__ = __int__ = __float__ = __contains__ = __getattr__ = _fail


class HostileText(str):
    """A text that answers falsely."""

    __slots__ = ()

    def __eq__(self, _: object) -> bool:
        raise RuntimeError("called")

    def __hash__(self) -> int:
        return 1

    def encode(self, *_: object) -> NoReturn:
        raise RuntimeError("called")


class HostileMapping(Mapping[str, Any]):
    """A mapping that cannot be read to its end."""

    def __getitem__(self, key: str) -> NoReturn:
        raise RuntimeError("called")

    def __iter__(self) -> Iterator[str]:
        yield "household_size"
        raise RuntimeError("called")

    def __len__(self) -> int:
        return 35


def _circle() -> list[Any]:
    circle: list[Any] = []
    circle.append({"members": circle, "risks": circle})
    return circle


PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(10**60), 10**60),
    st.floats(),
    st.decimals(),
    st.fractions(),
    st.text(max_size=30),
    st.binary(max_size=8),
    st.dates(),
    st.datetimes(),
    st.complex_numbers(),
    st.sampled_from(["2020-02-31", "5,000", "１２", "是", "\ud800", "9" * 5000, "202004", "健康"]),
    st.sampled_from([Decimal("1e999999"), Decimal("sNaN"), Fraction(1, 3), -0.0]),
    st.sampled_from([datetime(2020, 6, 1, tzinfo=UTC), date.max, range(3), object, ...]),
    st.builds(_circle),
    st.builds(pow, st.just(10), st.just(5000)),
)
HOSTILE = st.one_of(
    st.builds(Hostile),
    st.builds(HostileText, st.text(max_size=3)),
    st.builds(HostileMapping),
)


def nested(scalars: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        scalars,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.lists(inner, max_size=3).map(tuple),
            st.dictionaries(st.text(max_size=8) | st.integers(), inner, max_size=4),
        ),
        max_leaves=8,
    )


DATA = nested(PLAIN | HOSTILE)
"""What may stand in a record. The other arguments are the program's own, not data from
elsewhere, so they are not hostile."""
JUNK = nested(PLAIN)
JSON = nested(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30))
