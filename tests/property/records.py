"""Random records for made rulesets, with anything missing, and their completions.

A record is a `dict` of fact ids to values (numbers as `Fraction`, months as pairs) and of
collection ids to lists of records; what is missing is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.property.chooser import Chooser
from tests.property.forms import Fact, Form, Month, Value
from tests.property.words import DATES, MONTHS, NUMBERS, TEXTS

Record = dict[str, Any]
FAR = Fraction(10) ** 12


class Values:
    """The values that facts are given: the ends of ranges, thresholds, and beside them."""

    def __init__(self, choose: Chooser) -> None:
        self._choose = choose

    def value(self, fact: Fact) -> Value:
        match fact.kind.name:
            case "boolean":
                return self._choose.chance(50)
            case "number":
                return self._choose.pick(numbers_of(fact))
            case "date":
                return self._choose.pick(dates_of(fact))
            case "month":
                return self._choose.pick(months_of(fact))
            case "text":
                return self._choose.pick([t for t in TEXTS if len(t) <= fact.longest])
        assert fact.kind.options is not None
        values = fact.kind.options.values
        if fact.kind.name == "choice":
            return self._choose.pick(values)
        return frozenset(self._choose.some(values)[: fact.most_chosen])


def numbers_of(fact: Fact) -> list[Fraction]:
    """Values of a number: its ends, the figures of rules, and the next to them."""
    step = Fraction(1, 10**fact.decimals)
    low = fact.low if isinstance(fact.low, Fraction) else -FAR
    high = fact.high if isinstance(fact.high, Fraction) else FAR
    near = [n + offset for n in NUMBERS for offset in (0, step, -step)]
    fitting = [n for n in (*near, low, high) if low <= n <= high and not _too_fine(n, fact)]
    return list(dict.fromkeys(fitting))


def _too_fine(number: Fraction, fact: Fact) -> bool:
    return (number * Fraction(10**fact.decimals)).denominator != 1


def dates_of(fact: Fact) -> list[date]:
    low = fact.low if isinstance(fact.low, date) else date.min
    high = fact.high if isinstance(fact.high, date) else date.max
    near = [d + timedelta(days=offset) for d in DATES for offset in (0, 1, -1)]
    return [d for d in (*near, low, high) if low <= d <= high]


def months_of(fact: Fact) -> list[Month]:
    low = fact.low if isinstance(fact.low, tuple) else (1, 1)
    high = fact.high if isinstance(fact.high, tuple) else (9999, 12)
    return [month for month in (*MONTHS, low, high) if low <= month <= high]


@st.composite
def records(draw: st.DrawFn, form: Form, *, complete: bool = False) -> Record:
    """A record of the ruleset's root; a complete one lacks nothing."""
    choose = Chooser(draw)
    missing = 0 if complete else choose.pick((60, 30, 90, 0))
    return _record(form, form.entities[0].id, choose, missing)


def _record(form: Form, entity: str, choose: Chooser, missing: int) -> Record:
    values = Values(choose)
    record: Record = {
        fact.id: values.value(fact) for fact in form.facts_of(entity) if not choose.chance(missing)
    }
    for child in form.children(entity):
        if not choose.chance(missing):
            count = choose.between(child.least, child.most)
            record[child.id] = [_record(form, child.id, choose, missing) for _ in range(count)]
    return record


# completions

WAYS = ("low", "high", "random")


def completion(form: Form, record: Record, seed: int) -> Record:
    """One way to fill in all that is missing; small seeds give the extreme ways."""
    random = Random(seed)
    way = WAYS[min(seed, 2)]
    return _completed(form, form.entities[0].id, record, way, random)


def _completed(form: Form, entity: str, record: Record, way: str, random: Random) -> Record:
    whole: Record = {}
    for fact in form.facts_of(entity):
        given = record.get(fact.id)
        whole[fact.id] = _filling(fact, way, random) if given is None else given
    for child in form.children(entity):
        items = record.get(child.id)
        if items is None:
            count = {"low": child.least, "high": child.most}.get(
                way, random.randint(child.least, child.most)
            )
            items = [{} for _ in range(count)]
        whole[child.id] = [_completed(form, child.id, i, way, random) for i in items]
    return whole


def _filling(fact: Fact, way: str, random: Random) -> Value:
    values = _all_values(fact, random)
    if way == "random":
        return random.choice(values)
    if fact.kind.name in ("number", "date", "month"):
        ordered: list[Any] = sorted(values)
        return ordered[0 if way == "low" else -1]  # type: ignore[no-any-return]
    return values[0 if way == "low" else -1]


def _all_values(fact: Fact, random: Random) -> list[Value]:
    match fact.kind.name:
        case "boolean":
            return [False, True]
        case "number":
            return list(numbers_of(fact))
        case "date":
            return list(dates_of(fact))
        case "month":
            return list(months_of(fact))
        case "text":
            return [t for t in ("", *TEXTS, "zz") if len(t) <= fact.longest]
    assert fact.kind.options is not None
    values = fact.kind.options.values
    if fact.kind.name == "choice":
        return list(values)
    count = fact.most_chosen or len(values)
    picked = random.sample(values, random.randint(0, min(count, len(values))))
    return [frozenset(), frozenset(picked), frozenset(values[:count])]


# as a caller gives it

Given = Callable[[Value], Any]


def given(record: Record, random: Random | None = None) -> dict[str, Any]:
    """The record in the forms that the library takes; with `random`, in any of them."""
    return {
        name: [given(item, random) for item in value]
        if isinstance(value, list)
        else _form_of(value, random)
        for name, value in record.items()
    }


def _form_of(value: Value, random: Random | None) -> Any:
    forms = list(_forms(value))
    return forms[0] if random is None else random.choice(forms)


def _forms(value: Value) -> Iterable[Any]:
    match value:
        case bool() | str():
            return (value,)
        case Fraction():
            decimal = Decimal(value.numerator) / Decimal(value.denominator)
            whole = (int(value),) if value.denominator == 1 else ()
            return (*whole, decimal, format(decimal, "f"), value)
        case tuple():
            text = f"{value[0]:04d}-{value[1]:02d}"
            return (text, text.replace("-", ""), f"{text}-15", date(*value, 9))
        case date():
            return (value.isoformat(), value)
    return (sorted(value), tuple(value), frozenset(value))
