"""JSON Lines, part by part: numbers as the digits that they are, columns named by facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from povertyrules.api.files.batches import FAULTS, Batch
from povertyrules.api.files.cells import SEPARATOR
from povertyrules.api.files.columns import Columns
from povertyrules.kernel.catalogue import files as codes
from povertyrules.kernel.catalogue import ledgers as ledger_codes
from povertyrules.kernel.catalogue import records as record_codes
from povertyrules.kernel.codes import Code, Language
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.numbers import plain_text
from povertyrules.kernel.suggest import nearest
from povertyrules.kernel.types import Boolean, Choice, Date, Number, Text
from povertyrules.ledgers.cells import cell_reader
from povertyrules.model.ruleset import Fact, Ruleset

if TYPE_CHECKING:
    import polars as pl

LINE, JSON = "line", "json"
"""The columns of a rejected line: its number, and the whole of it."""
_SLICE = 20_000
_LONGEST_SHOWN = 60
_MOST_EXPONENT = 30


class _Numeral(str):
    """A number as it was written."""

    __slots__ = ()


class JsonLinesSource:
    """The records of one file, a line for each. The columns are the facts of the ruleset by
    their ids, and the names that are to be kept.
    """

    def __init__(
        self, path: Path, ruleset: Ruleset, keep: Sequence[str], language: Language
    ) -> None:
        root = ruleset.root
        self.name = str(path)
        self.places: Sequence[Path] = (path,)
        self.remarks: Sequence[str] = ()
        self.total: int | None = None
        self._seen: dict[str, str] = {}
        self._unknown: set[str] = set()
        self._path = path
        self._language = language
        self._facts = {fact.id: fact for fact in root.facts}
        self._names = {
            name: fact.id for fact in root.facts for name in (*fact.aliases, fact.label, fact.id)
        }
        self._readings = {fact.id: _reading(fact) for fact in root.facts}
        names = [(c.id, ruleset.entities[c.id].label) for c in root.collections]
        self._items = {name for pair in names for name in pair}
        self._kept = [name for name in keep if name not in self._names]
        self.columns = [*self._facts, *self._kept]
        with path.open("rb"):
            pass  # whether it can be read is said before anything else is done

    def batches(self, wanted: Sequence[str], rows: int) -> Iterator[Batch]:
        number = 0
        with self._path.open("rb") as file:
            while True:
                lines = _lines(file, min(rows, _SLICE))
                if not lines and number:
                    return
                yield self._batch(lines, number, wanted)
                number += len(lines)
                if not lines:
                    return

    def told(self, columns: Columns) -> Columns:
        """What was read as what, after all lines were: no heading said it before."""
        near = [name for name in self._names if name not in self._seen.values()]
        return replace(
            columns,
            used={fact: name for fact, name in self._seen.items() if fact in self._facts},
            unused={name: nearest(name, near) for name in sorted(self._unknown)},
            absent=tuple(fact for fact in self._facts if fact not in self._seen),
        )

    def _batch(self, lines: Sequence[bytes], start: int, wanted: Sequence[str]) -> Batch:
        import polars as pl

        given = [(start + place, line) for place, line in enumerate(lines, 1) if line.strip()]
        records = [self._record(line) for _, line in given]
        columns = {
            name: pl.Series(
                name, [values.get(name) for values, _ in records], self._dtype(name), strict=True
            )
            for name in wanted
        }
        faults = [SEPARATOR.join(told) or None for _, told in records]
        frame = pl.DataFrame([*columns.values(), pl.Series(FAULTS, faults, pl.String)])

        def whole(rows: Sequence[int]) -> pl.DataFrame:
            found = [given[row] for row in rows]
            texts = [line.decode("utf-8", "replace").rstrip("\r\n") for _, line in found]
            return pl.DataFrame(
                {LINE: [number for number, _ in found], JSON: texts},
                schema={LINE: pl.Int64, JSON: pl.String},
            )

        return Batch(frame, whole)

    def _dtype(self, name: str) -> Any:
        import polars as pl

        fact = self._facts.get(name)
        match fact.type if fact else None:
            case Boolean():
                return pl.Boolean
            case Choice(many=True):
                return pl.List(pl.String)
        return pl.String

    def _record(self, line: bytes) -> tuple[dict[str, Any], list[str]]:
        """The values of a line by column, and what is wrong with it."""
        try:
            data = json.loads(
                line.decode("utf-8-sig"),
                parse_int=_Numeral,
                parse_float=_Numeral,
                parse_constant=_no_number,
                object_pairs_hook=_pairs,
            )
        except (ValueError, RecursionError) as error:
            return {}, [self._told(ledger_codes.BAD_JSON, "", reason=error, reason_zh=error)]
        if not isinstance(data, _Object):
            values = {"kind": type(data).__name__, "kind_zh": type(data).__name__}
            return {}, [self._told(ledger_codes.JSON_NOT_A_RECORD, "", **values)]
        return self._values(data)

    def _values(self, data: _Object) -> tuple[dict[str, Any], list[str]]:
        values: dict[str, Any] = {}
        told: list[str] = []
        for name, value in data.pairs:
            column = self._names.get(name) or (name if name in self._kept else None)
            if name in self._items:
                raise InvalidLedger(Fault.of(codes.ITEMS_IN_LINES, "", name=self.name, items=name))
            if column is None:
                self._unknown.add(name.encode("utf-8", "replace").decode())
            elif column in values:
                fault = {"name": name, "other": name}
                told.append(self._told(ledger_codes.FACT_GIVEN_TWICE, column, **fault))
            else:
                self._seen.setdefault(column, name)
                values[column], fault_text = self._value(column, value)
                told += [fault_text] if fault_text else []
        return values, told

    def _value(self, column: str, value: Any) -> tuple[Any, str]:
        if value is None:
            return None, ""
        fact = self._facts.get(column)
        if any(_is_broken(text) for text in (value if isinstance(value, list) else [value])):
            label = fact.label if fact else column
            return None, self._told(record_codes.BROKEN_TEXT, column, label=label)
        code, read = self._readings.get(column, _KEPT)
        found = read(value)
        if found is not None:
            return found, ""
        return None, self._told(code, column, **_shown(fact, value))

    def _told(self, code: Code, column: str, **values: object) -> str:
        where = f"{column}: " if column else ""
        return f"{where}{code.reason(self._language, values)}"


class _Object:
    """A JSON object, before anything is lost of it."""

    __slots__ = ("pairs",)

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        self.pairs = pairs


def _pairs(pairs: list[tuple[str, Any]]) -> _Object:
    return _Object(pairs)


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


def _lines(file: IO[bytes], most: int) -> list[bytes]:
    return list(islice(file, most))


_Reading = tuple[Code, Callable[[Any], Any]]


def _reading(fact: Fact) -> _Reading:
    match fact.type:
        case Boolean():
            return record_codes.EXPECTED_BOOLEAN, _boolean(fact)
        case Number():
            return record_codes.EXPECTED_NUMBER, _number
        case Choice(many=True):
            return record_codes.EXPECTED_CHOICES, _choices
        case Choice():
            return record_codes.EXPECTED_CHOICE, _text
        case Text():
            return record_codes.EXPECTED_TEXT, _text
        case Date():
            return record_codes.EXPECTED_DATE, _text
    return record_codes.EXPECTED_MONTH, _text


def _boolean(fact: Fact) -> Callable[[Any], bool | None]:
    """True and false, and the words for them that a ledger may have."""
    word = cell_reader(fact)

    def read(value: Any) -> bool | None:
        if type(value) is not str:
            return value if isinstance(value, bool) else None
        found: bool | None = word(value)[0]
        return found

    return read


def _text(value: Any) -> str | None:
    return value if type(value) is str else None


def _is_broken(value: Any) -> bool:
    """Whether a text has half a character, which no file can hold."""
    return isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value)


def _number(value: Any) -> str | None:
    if type(value) is str:
        return value
    if not isinstance(value, _Numeral):
        return None
    if "e" not in value.lower():
        return str(value)
    number = Decimal(value)
    small = abs(number.adjusted()) < _MOST_EXPONENT
    return plain_text(Fraction(number)) if small else str(value)


def _choices(value: Any) -> list[str] | None:
    if not isinstance(value, list) or not all(type(item) is str for item in value):
        return None
    return value


def _scalar(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str) else None


_KEPT: _Reading = (codes.UNREADABLE_CELL, _scalar)


def _shown(fact: Fact | None, value: Any) -> Mapping[str, object]:
    text = "{…}" if isinstance(value, _Object) else _plainly(value)
    values = ", ".join(fact.labels) if fact else ""
    label = fact.label if fact else ""
    return {"found": text[:_LONGEST_SHOWN], "values": values, "label": label}


def _plainly(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str) else "[…]"
