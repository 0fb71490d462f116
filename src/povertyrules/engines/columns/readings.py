"""Reading the columns of a frame: from what a platform stores to what the engine computes with.

A reading has the value of a fact as in a `Row` (amounts as scaled integers, dates as
ordinals, choices by id) or null where it is missing, and the faults that a value may have,
each as a truth for every row. A value with a fault is null, so that nothing is computed with
it. Which forms of a value are accepted, and what each fault is called, is as for one record
(`records.readers`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from povertyrules.engines.columns.days import from_parts, month_length
from povertyrules.engines.columns.facts import SEPARATOR, limits, scale_of
from povertyrules.engines.columns.nulls import ALL_NULL
from povertyrules.engines.columns.terms import LOADED, Term, column, lit
from povertyrules.engines.columns.whole import LARGEST, WIDEST, Whole
from povertyrules.kernel import calendar
from povertyrules.kernel.catalogue import frames as frame_codes
from povertyrules.kernel.catalogue import records as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.numbers import MAX_DIGITS, plain_text, unscale
from povertyrules.kernel.types import Boolean, Choice, Date, Month, Number, Text
from povertyrules.model.ruleset import Fact

_INTEGERS = (nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32, nw.UInt64)
_NARROW = {"Int8": 8, "Int16": 16, "Int32": 32}
_WIDE = (nw.Int128, nw.UInt128)
"""As sums over integers have in DuckDB: read as numerals."""
_FLOATS = (nw.Float32, nw.Float64)
_TEXTS = (nw.String, nw.Categorical, nw.Enum)
_MOST_DIGITS = 18
"""Numerals in text that are sure to fit into 64 bits."""
_MOST_ZEROS = 6
"""So many zeros may follow the decimals that a number may have."""
_MANTISSA = 2**53
_DATE_FORM = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\z"


class Unreadable(Exception):
    """A column's type is not one in which the fact can be given; says what is expected."""

    def __init__(self, code: Code, found: str) -> None:
        super().__init__(found)
        self.code = code
        self.found = found


@dataclass(frozen=True, slots=True)
class Fault:
    """What may be wrong with a value: the code, what it tells besides the value, and where
    (null where there is no value)."""

    code: Code
    values: Mapping[str, object]
    where: Term


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a fact, what may be wrong with it, and the column that shows it."""

    value: Term
    faults: tuple[Fault, ...]
    shown: Term
    width: int
    """Of an integer column, its bits."""


Keep = Callable[[Term], Term]
"""Puts a term into a column of its own, since several others read it."""


def read(fact: Fact, name: str, dtype: Any, keep: Keep, *, within: bool = False) -> Reading:
    """Read the column of a fact; `within` says that all its values are in range.

    Raises `Unreadable` for a type that cannot hold it.
    """
    return _Reader(fact, name, dtype, keep, within=within).read()


def all_within(fact: Fact, series: Any) -> bool:
    """Whether a column in memory has integers that all are in the range of a fact.

    To look for the least and the greatest is much cheaper than to compare each of them.
    """
    if not isinstance(fact.type, Number) or not series.dtype.is_integer():
        return False
    least, most = _unscaled_limits(fact)
    return bool(least <= series.min() and series.max() <= most)


def _unscaled_limits(fact: Fact) -> tuple[int, int]:
    """The least and the greatest integer as it stands in a column: the declared ones, and
    those which 64 bits hold when scaled."""
    low, high = limits(fact)
    scale = scale_of(fact.type)
    least = -LARGEST if low is None else max(low, -LARGEST)
    most = LARGEST if high is None else min(high, LARGEST)
    return -(-least // scale), most // scale


class _Reader:
    def __init__(self, fact: Fact, name: str, dtype: Any, keep: Keep, *, within: bool) -> None:
        self.fact = fact
        self.within = within
        self.source = nw.col(name)
        if dtype is ALL_NULL:  # a text that no row has
            self.source, dtype = self.source.cast(nw.String), nw.String()
        self.shown = name
        self.width = WIDEST
        self.dtype = dtype
        self.faults: list[Fault] = []
        self._put = keep
        self._after = LOADED
        self._names = frozenset((name,))

    def _term(self, expr: nw.Expr) -> Term:
        """A term that may read all that was kept so far."""
        return Term(expr, self._after, reads=self._names)

    def _keep(self, expr: nw.Expr) -> nw.Expr:
        kept = self._put(self._term(expr))
        self._after = max(self._after, kept.after)
        self._names |= kept.reads
        return kept.expr

    def _keep_whole(self, number: Whole) -> Whole:
        if not isinstance(number.value, Term):
            return number
        kept = self._keep(number.value.expr)
        return Whole(self._term(kept), number.least, number.most)

    def read(self) -> Reading:
        match self.fact.type:
            case Boolean():
                value = self._boolean()
            case Number():
                value = self._number(self.fact.type.decimals or 0)
            case Date():
                value = self._date()
            case Month():
                value = self._month()
            case Text(max_length=longest):
                value = self._text(longest)
            case Choice(many=True):
                value = self._choices()
            case Choice():
                value = self._choice()
        own = value is self.source
        term = column(self.shown) if own else self._term(value)
        return Reading(term, tuple(self.faults), column(self.shown), self.width)

    def _is(self, *dtypes: Any) -> bool:
        return any(self.dtype == dtype for dtype in dtypes)

    def _unreadable(self, code: Code) -> Unreadable:
        return Unreadable(code, str(self.dtype))

    def _fault(self, code: Code, where: nw.Expr, **values: object) -> None:
        told = {"label": self.fact.label, **values}
        self.faults.append(Fault(code, told, self._term(where)))

    def _only(self, sound: nw.Expr, value: nw.Expr) -> nw.Expr:
        """A value where it is sound."""
        return nw.when(sound).then(value)

    # truths

    def _boolean(self) -> nw.Expr:
        if not self._is(nw.Boolean):
            raise self._unreadable(codes.EXPECTED_BOOLEAN)
        return self.source

    # numbers

    def _number(self, decimals: int) -> nw.Expr:
        if self._is(*_INTEGERS):
            return self._integer(self.source, decimals)
        if self._is(*_FLOATS):
            return self._float(decimals)
        if isinstance(self.dtype, nw.Decimal) or self._is(nw.Decimal):
            return self._numeral(self._decimal_text(), decimals)
        if self._is(*_TEXTS, *_WIDE):
            return self._numeral(self._string(), decimals)
        raise self._unreadable(codes.EXPECTED_NUMBER)

    def _string(self) -> nw.Expr:
        return self.source if self._is(nw.String) else self.source.cast(nw.String)

    def _decimal_text(self) -> nw.Expr:
        """A decimal column as numerals, without the zeros that its type adds at the end."""
        text = self._keep(self.source.cast(nw.String))
        zero = text.str.contains(r"^-?0(E-?[0-9]+)?\z")  # as some write a zero of many decimals
        text = self._keep(nw.when(zero).then(nw.lit("0")).otherwise(text))
        pointed = text.str.contains(".", literal=True)
        return nw.when(pointed).then(text.str.replace_all(r"\.?0+\z", "")).otherwise(text)

    def _integer(self, source: nw.Expr, decimals: int) -> nw.Expr:
        scale = 10**decimals
        within = self._in_range(source)
        sound = source if within is None else self._only(within, source)
        width = _NARROW.get(str(self.dtype))
        if scale == 1 and width is not None:
            self.width = width
            return sound
        number = sound if self._is(nw.Int64) else sound.cast(nw.Int64)
        return number * scale if scale > 1 else number

    def _in_range(self, source: nw.Expr) -> nw.Expr | None:
        """Whether an integer as it stands is in range; None if all are."""
        if self.within:
            return None
        least, most = _unscaled_limits(self.fact)
        narrowest, widest = _span(self.dtype)
        declared = limits(self.fact)
        low, high = self._beside(max(least, narrowest)), self._beside(min(most, widest))
        if least > narrowest:
            self._out(source < low, declared[0], below=True)
        if most < widest:
            self._out(source > high, declared[1], below=False)
        if least > narrowest and most < widest:
            return source.is_between(low, high)
        sound: nw.Expr | None = None
        if least > narrowest:
            sound = source >= low
        elif most < widest:
            sound = source <= high
        return sound

    def _beside(self, limit: int) -> Any:
        """A limit as it is compared with an integer column: some engines would turn one without
        a sign into one with a sign, which has no room for all that it may hold."""
        return nw.lit(limit, nw.UInt64) if self._is(nw.UInt64) else limit

    def _out(self, where: nw.Expr, declared: int | None, *, below: bool) -> None:
        if declared is None:
            self._fault(codes.NUMBER_TOO_LONG, where, digits=_MOST_DIGITS)
            return
        code = codes.BELOW_MINIMUM if below else codes.ABOVE_MAXIMUM
        self._fault(code, where, limit=self._shown_limit(declared))

    def _shown_limit(self, limit: int) -> str:
        match self.fact.type:
            case Date():
                return calendar.format_date(limit)
            case Month():
                return calendar.format_month(limit)
        return plain_text(unscale(limit, self._decimals))

    @property
    def _decimals(self) -> int:
        return (self.fact.type.decimals or 0) if isinstance(self.fact.type, Number) else 0

    def _scaled(self, number: nw.Expr) -> nw.Expr:
        """A scaled integer within its declared range."""
        if self.within:
            return number
        number = self._keep(number)
        low, high = limits(self.fact)
        sound: nw.Expr | None = None
        if low is not None:
            self._out(number < low, low, below=True)
            sound = number >= low
        if high is not None:
            self._out(number > high, high, below=False)
            sound = (number <= high) if sound is None else sound & (number <= high)
        return number if sound is None else self._only(sound, number)

    def _float(self, decimals: int) -> nw.Expr:
        """A binary fraction that is exactly a decimal one: a multiple of 2**-decimals.

        Multiplying by a power of two is exact, so nothing is rounded on the way.
        """
        source = self.source.cast(nw.Float64)
        finite = source.is_finite()
        self._fault(codes.NOT_FINITE, ~finite)
        most = min(_MANTISSA // 2**decimals, LARGEST // 10**decimals)
        small = (source < most) & (source > -most)
        self._fault(codes.NUMBER_TOO_LONG, finite & ~small, digits=15)
        whole = self._keep(self._only(finite & small, source) * 2**decimals)
        cut = whole.floor()
        self._fault(codes.INEXACT_FLOAT, cut != whole)
        number = self._only(cut == whole, cut).cast(nw.Int64) * 5**decimals
        return self._scaled(number)

    def _numeral(self, text: nw.Expr, decimals: int) -> nw.Expr:
        """A plain numeral in text: sign, digits, and perhaps a point with more digits."""
        text = self._keep(text)
        numeral = text.str.contains(r"^[+-]?[0-9]+(\.[0-9]+)?\z")
        self._fault(codes.EXPECTED_NUMBER, ~numeral)
        long = text.str.len_chars() > min(_MOST_DIGITS, MAX_DIGITS)
        self._fault(codes.NUMBER_TOO_LONG, numeral & long, digits=_MOST_DIGITS)
        plain = self._keep(self._only(numeral & ~long, text))
        digits = plain.str.replace_all(".", "", literal=True)
        digits = digits.str.replace_all("+", "", literal=True)
        number = self._keep(digits.cast(nw.Int64))
        bare = plain.str.contains(_numeral_form(0, decimals))
        scaled: nw.Expr = nw.when(bare).then(self._shifted(number, bare, decimals))
        too_large = self._too_large(number, bare, decimals)
        for count in range(1, decimals + _MOST_ZEROS + 1):
            form = plain.str.contains(_numeral_form(count, decimals))
            shift = decimals - count
            scaled = nw.when(form).then(self._shifted(number, form, shift)).otherwise(scaled)
            if shift > 0:
                too_large = too_large | self._too_large(number, form, shift)
        scaled, too_large = self._keep(scaled), self._keep(too_large)
        low, high = limits(self.fact)
        self._out(too_large & (number > 0), high, below=False)
        self._out(too_large & (number < 0), low, below=True)
        strange = ~plain.is_null() & scaled.is_null() & ~too_large
        self._fault(codes.TOO_MANY_DECIMALS, strange, decimals=decimals)
        return self._scaled(scaled)

    def _shifted(self, number: nw.Expr, form: nw.Expr, shift: int) -> nw.Expr:
        """A number times a power of ten, where 64 bits hold that."""
        if shift <= 0:
            cut: nw.Expr = number // 10**-shift
            return cut if shift else number
        fits = self._only(~self._too_large(number, form, shift), number)
        shifted: nw.Expr = fits * 10**shift
        return shifted

    def _too_large(self, number: nw.Expr, form: nw.Expr, shift: int) -> nw.Expr:
        most = LARGEST // 10**shift
        outside: nw.Expr = (number > most) | (number < -most)
        return form & outside

    # dates and months

    def _date(self) -> nw.Expr:
        if self._is(nw.Date):
            return self._scaled(self._ordinal(*_parts(self.source)))
        if isinstance(self.dtype, nw.Datetime) or self._is(nw.Datetime):
            raise self._unreadable(codes.DATETIME_FOR_DATE)
        if not self._is(*_TEXTS):
            raise self._unreadable(codes.EXPECTED_DATE)
        text = self._keep(self._string())
        form = text.str.contains(_DATE_FORM)
        self._fault(codes.EXPECTED_DATE, ~form)
        ordinal, impossible = self._ordinal_of_text(self._only(form, text))
        self._fault(codes.NOT_IN_CALENDAR, impossible)
        return self._scaled(ordinal)

    def _month(self) -> nw.Expr:
        if self._is(nw.Date):
            year, month, _ = _parts(self.source)
            return self._scaled(year * 12 + month - 1)
        if not self._is(*_TEXTS):
            raise self._unreadable(codes.EXPECTED_MONTH)
        text = self._keep(self._string())
        is_date = text.str.contains(_DATE_FORM)
        form = self._keep(text.str.contains(r"^[0-9]{4}-?[0-9]{2}\z") | is_date)
        self._fault(codes.EXPECTED_MONTH, ~form)
        plain = self._only(form, text).str.replace_all("-", "", literal=True)
        year = self._keep(plain.str.slice(0, 4).cast(nw.Int64))
        month = self._keep(plain.str.slice(4, 2).cast(nw.Int64))
        _, no_day = self._ordinal_of_text(self._only(is_date, text))
        strange = (year < 1) | (month < 1) | (month > 12) | no_day.fill_null(False)
        impossible = self._keep(strange)
        self._fault(codes.NOT_IN_CALENDAR, impossible)
        return self._scaled(self._only(~impossible, year * 12 + month - 1))

    def _ordinal(self, year: nw.Expr, month: nw.Expr, day: nw.Expr) -> nw.Expr:
        parts = (
            Whole(self._term(self._keep(part)), 1, most)
            for part, most in ((year, 9999), (month, 12), (day, 31))
        )
        return _expr(from_parts(*parts, keep=self._keep_whole))

    def _ordinal_of_text(self, text: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
        """The ordinal of a text of the form 2020-04-16, and whether there is no such day."""
        year, month, day = (
            self._keep(text.str.slice(start, length).cast(nw.Int64))
            for start, length in ((0, 4), (5, 2), (8, 2))
        )
        longest = month_length(Whole(Term(year), 0, 9999), Whole(Term(month), 0, 99))
        impossible = self._keep(
            (year < 1) | (month < 1) | (month > 12) | (day < 1) | (day > _expr(longest))
        )
        sound = (nw.when(~impossible).then(part) for part in (year, month, day))
        return self._ordinal(*sound), impossible

    # texts and choices

    def _text(self, longest: int) -> nw.Expr:
        if not self._is(*_TEXTS):
            raise self._unreadable(codes.EXPECTED_TEXT)
        text = self._string()
        long = text.str.len_chars() > longest
        self._fault(codes.TEXT_TOO_LONG, long, count="…", limit=longest)
        return self._only(~long, text)

    def _choice(self) -> nw.Expr:
        if not self._is(*_TEXTS):
            raise self._unreadable(codes.EXPECTED_CHOICE)
        text = self._string()
        known = {label: value for value, label in self.fact.labels.items() if label != value}
        known = {name: value for name, value in known.items() if name not in self.fact.labels}
        for label, value in known.items():
            text = nw.when(text == label).then(nw.lit(value)).otherwise(text)
        text = self._keep(text) if known else text
        strange = ~text.is_null()
        for value in self.fact.labels:
            strange = strange & (text != value)
        self._fault(codes.UNKNOWN_CHOICE, strange, values=", ".join(self.fact.labels))
        return self._only(~strange, text)

    def _choices(self) -> nw.Expr:
        """A list, loaded as one text with separators (`listed`), each value by its id."""
        if not (isinstance(self.dtype, nw.List) and self.dtype.inner == nw.String):
            raise self._unreadable(codes.EXPECTED_CHOICES)
        names = listed_names(self.fact)
        self._names = frozenset(names)
        self.shown = names[0]
        text, count = map(nw.col, names)
        total = nw.lit(0, nw.Int64)
        for value in self.fact.labels:
            has = text.str.contains(f"{SEPARATOR}{value}{SEPARATOR}", literal=True)
            total = total + nw.when(has).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64))
        strange = self._keep(count != total)
        self._fault(frame_codes.STRANGE_LIST, strange, values=", ".join(self.fact.labels))
        limit = self.fact.type.max_chosen if isinstance(self.fact.type, Choice) else None
        if limit is not None:
            self._fault(codes.TOO_MANY_CHOSEN, count > limit, count="…", limit=limit)
        return self._only(~strange, text)


def listed_names(fact: Fact) -> tuple[str, str]:
    """The columns into which a list of choices is loaded: its text, and how many it has."""
    return f"l_{fact.id}", f"ln_{fact.id}"


def listed(fact: Fact, name: str) -> dict[str, nw.Expr]:
    """A list of choices as one text with separators, and how many elements it has.

    Some engines join no tables with lists in them. The pieces are put together at once: an
    engine that writes out each operand twice would double the query with every choice.
    """
    values = nw.col(name).list
    pieces = [nw.lit(SEPARATOR)]
    for value, label in fact.labels.items():
        has = values.contains(value)
        if label != value and label not in fact.labels:
            has = has | values.contains(label)
        pieces.append(nw.when(has).then(nw.lit(f"{value}{SEPARATOR}")).otherwise(nw.lit("")))
    text = nw.concat_str(*pieces)
    missing = nw.col(name).is_null()
    found = (text, values.len().cast(nw.Int64))
    return {
        new: nw.when(~missing).then(expr)
        for new, expr in zip(listed_names(fact), found, strict=True)
    }


def _expr(number: Whole) -> nw.Expr:
    return lit(number.value).expr


def _numeral_form(count: int, decimals: int) -> str:
    """So many digits after the point, those that are too many being zeros."""
    zeros = max(count - decimals, 0)
    part = rf"\.[0-9]{{{count - zeros}}}0{{{zeros}}}" if count else ""
    return rf"^[+-]?[0-9]+{part}\z"


def _span(dtype: Any) -> tuple[int, int]:
    """What an integer type can hold."""
    name = str(dtype)
    bits = int(name.removeprefix("U").removeprefix("Int"))
    return (0, 2**bits - 1) if name.startswith("U") else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


def _parts(source: nw.Expr) -> tuple[nw.Expr, nw.Expr, nw.Expr]:
    days = source.dt
    return days.year().cast(nw.Int64), days.month().cast(nw.Int64), days.day().cast(nw.Int64)
