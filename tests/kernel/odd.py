"""Objects whose every method raises, or lies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any


def _raise(*_: Any, **__: Any) -> Any:
    raise RuntimeError("not for you")


_KEPT = frozenset(
    ("__new__", "__init__", "__class__", "__init_subclass__", "__subclasshook__", "__slots__")
).union(("__doc__", "__module__", "__dict__", "__setattr__", "_numerator", "_denominator"))


def _odd(name: str, base: type) -> Any:
    """A class deriving from another, of which everything raises that can be overridden."""
    return type(name, (base,), {each: _raise for each in dir(base) if each not in _KEPT})


OddInt = _odd("OddInt", int)
OddFloat = _odd("OddFloat", float)
OddDecimal = _odd("OddDecimal", Decimal)
OddFraction = _odd("OddFraction", Fraction)
OddText = type("OddText", (str,), {"__getitem__": _raise, "__len__": _raise, "strip": _raise})
OddHash = type("OddHash", (str,), {"__hash__": _raise, "__eq__": _raise})
OddDate = _odd("OddDate", date)
OddDatetime = _odd("OddDatetime", datetime)
OddList = _odd("OddList", list)


class OddDict(dict[str, Any]):
    """A dict that says it holds what are no pairs."""

    def items(self) -> Any:
        return [1, (2,), (3, 4, 5)]

    def get(self, *_: Any) -> Any:
        raise RuntimeError("not for you")

    __getitem__ = __contains__ = __iter__ = get


class OddMapping(Mapping[str, Any]):
    """A mapping of which every method raises."""

    __getitem__ = __iter__ = __len__ = _raise


class NoClass:
    """An object that raises when it is asked what it is."""

    @property
    def __class__(self) -> Any:
        raise RuntimeError("not for you")

    @__class__.setter
    def __class__(self, _: Any) -> None: ...


class LyingFloat(float):
    """1.5 that says it is 1."""

    def as_integer_ratio(self) -> tuple[int, int]:
        return 1, 1


def odd_index(value: Any) -> Any:
    """An integer of another library, which gives whatever it likes."""
    return type("Index", (), {"__index__": lambda _: value})()


EVERY: list[Any] = [
    OddInt(3),
    OddFloat(2.5),
    OddDecimal("2.5"),
    OddFraction(1, 3),
    OddText("甲"),
    OddHash("2020-06-01"),
    OddDate(2020, 6, 1),
    OddDatetime(2020, 6, 1),
    OddList([1]),
    OddDict(a=1),
    OddMapping(),
    NoClass(),
    LyingFloat(1.5),
    odd_index(True),
    odd_index("x"),
    10**5000,
    Decimal("1E+999999"),
]
