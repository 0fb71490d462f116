"""Values to try functions with: ends, ordinary ones, and what nobody would write on purpose."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from povertyrules.kernel.calendar import FIRST_DATE, FIRST_MONTH, LAST_DATE, LAST_MONTH
from povertyrules.kernel.function import Function, from_python
from povertyrules.kernel.numbers import exact
from povertyrules.kernel.types import Boolean, Choice, Date, Month, Number, Text, Type

HOSTILE_TEXTS = (
    "", " ", "0", "-1", "是", "否", "NULL", "NaN", "1e309", "0x10", "１２３４５６", "٣٤", "²",
    "51302219800101001X", "513022198001010012", "999999999999999999", "000000000000000000",
    "513022190002290010", "513022 19800101 0012", "X" * 18, "9" * 20, "9" * 22,
    "<script>alert(1)</script>", "{{7*7}}", "${jndi:x}", "'; DROP TABLE--", "=1+1",
    "\u202eabc", "a\u0301", "😀", "\u200b", "张三\t李四", "二〇二〇年",
)  # fmt: skip
"""Texts that a ledger may hold in a cell where something else is meant."""

_COUNT = 160
_LONGEST_EDITED = 40
_FULL_WIDTH = {ordinal: ordinal + 0xFEE0 for ordinal in range(0x21, 0x7F)}
_ALPHABET = "0123456789X一二A-/ "


def operands(types: Sequence[Type], seed: int = 0) -> list[tuple[Any, ...]]:
    """Lists of known operands, as the kernel has them; the same for the same types."""
    chance = random.Random(f"{seed} {types!r}")  # noqa: S311  samples, not secrets
    columns = [_values(type_, chance) for type_ in types]
    first = list(zip(*(column[:_COUNT] for column in columns), strict=False))
    mixed = [tuple(chance.choice(column) for column in columns) for _ in range(_COUNT)]
    return first + mixed


def tried(function: Function, seed: int = 0) -> list[tuple[Any, ...]]:
    """The operands that a function is tried on: those of its types, and its examples with what
    lies beside them. A text that means something is hardly ever met by chance."""
    examples = function.examples if isinstance(function.examples, tuple) else ()
    read = [operands_of(example, function) for example in examples]
    own = [values for values in read if values is not None]
    beside = [near for values in own for near in _near(values, function.takes)]
    return operands(function.takes, seed) + own + beside


def operands_of(example: object, function: Function) -> tuple[Any, ...] | None:
    """The operands of an example; None where it has none that the function takes."""
    if not isinstance(example, tuple) or len(example) != 2:
        return None
    given = example[0]
    if not isinstance(given, tuple) or len(given) != len(function.takes):
        return None
    values = tuple(map(from_python, given, function.takes))
    return None if None in values else values


def _near(values: tuple[Any, ...], types: Sequence[Type]) -> Iterator[tuple[Any, ...]]:
    """Operands of which one is changed a little."""
    for place, (value, type_) in enumerate(zip(values, types, strict=True)):
        for other in _beside(value, type_):
            yield (*values[:place], other, *values[place + 1 :])


def _beside(value: Any, type_: Type) -> Iterable[Any]:
    match type_:
        case Text(max_length=longest):
            return [text for text in _edited(value) if len(text) <= longest]
        case Date():
            return [day for day in (value - 1, value + 1) if FIRST_DATE <= day <= LAST_DATE]
        case Month():
            return [month for month in (value - 1, value + 1) if FIRST_MONTH <= month <= LAST_MONTH]
        case Number(decimals=int(decimals)):
            step = Fraction(1, 10**decimals)
            return [exact(value - step), exact(value + step)]
    return ()


def _edited(text: str) -> Iterator[str]:
    """What people make of a text: a blank in front, a digit lost, full-width letters; and each
    character changed for its neighbour."""
    yield from (f" {text}", f"{text} ", f"{text}\n", f"{text}0", f"0{text}", text[:-1], text[1:])
    yield from (text.lower(), text.upper(), text.translate(_FULL_WIDTH), text.replace("0", "O"))
    yield from (text[::-1], text * 2)
    for place, character in enumerate(text[:_LONGEST_EDITED]):
        yield text[:place] + chr(ord(character) ^ 1) + text[place + 1 :]


def _values(type_: Type, chance: random.Random) -> list[Any]:
    """Values of one type, a mixture of ends and of chance."""
    match type_:
        case Boolean():
            return [True, False]
        case Text():
            return _texts(type_.max_length, chance)
        case Choice(many=True, values=values):
            return [frozenset(v for v in values if chance.random() < 0.5) for _ in range(_COUNT)]
        case Choice(values=values):
            return list(values) or ["甲", "其他"]
        case Date():
            ends = [date.min, date.max, date(2000, 2, 29), date(1900, 2, 28), date(2020, 4, 20)]
            days = [d.toordinal() for d in ends]
            return days + [chance.randint(693_000, 740_000) for _ in range(_COUNT)]
        case Month():
            near = [chance.randint(12 * 1900, 12 * 2100) for _ in range(_COUNT)]
            return [FIRST_MONTH, LAST_MONTH, 12 * 2020 + 3, *near]
        case Number():
            return [from_python(number, type_) for number in _numbers(type_, chance)]


def _texts(longest: int, chance: random.Random) -> list[str]:
    made = ["".join(chance.choices(_ALPHABET, k=chance.randint(0, 24))) for _ in range(_COUNT)]
    digits = ["".join(chance.choices("0123456789", k=18)) for _ in range(_COUNT // 4)]
    return [text for text in (*HOSTILE_TEXTS, *digits, *made) if len(text) <= longest]


def _numbers(type_: Number, chance: random.Random) -> list[int | Decimal | Fraction]:
    if type_.decimals is None:
        made = [Fraction(chance.randint(-999, 999), chance.randint(1, 99)) for _ in range(_COUNT)]
        return [Fraction(0), Fraction(1, 3), *made]
    ends = [0, 1, -1, 5, 10, 99, 100, 4999, 5000, -(10**6), 10**6, 10**9]
    scaled = ends + [chance.randint(-(10**7), 10**7) for _ in range(_COUNT)]
    return [Fraction(number, 10**type_.decimals) for number in scaled]


def shown(values: Sequence[Any]) -> str:
    """Operands as a message shows them."""
    return ", ".join(repr(value) for value in values)
