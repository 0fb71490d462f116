"""Rows to households: the rows of one key together, contradictions and all.

A household is taken whole or rejected whole. Blank on some rows and a value on others is no
contradiction: the value stands, and the record's provenance says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import InvalidRecord
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.types import Choice
from povertyrules.ledgers.headings import key_fact
from povertyrules.ledgers.layout import Field, Layout
from povertyrules.ledgers.ledger import LedgerRecord, Provenance, Reject, goes_with
from povertyrules.ledgers.places import place_of, value_at
from povertyrules.ledgers.rows import DataRow
from povertyrules.ledgers.secrets import masked, masked_cell, secret_facts
from povertyrules.model.ruleset import Row, Ruleset
from povertyrules.records import accept

Place = tuple[DataRow, Field | None, Fault, str]
"""A fault, the row and the column it is in, and the cell as read."""


class Assembler:
    """Makes records of rows. `records` and `rejects` hold what came of them."""

    def __init__(self, sheet: str, layout: Layout, ruleset: Ruleset) -> None:
        self._sheet = sheet
        self._ruleset = ruleset
        self._secret = secret_facts(ruleset)
        self._layout = layout
        self._root_fields = _by_fact(layout.root_fields)
        self._member_fields = _by_fact(layout.member_fields)
        key = key_fact(layout.root)
        self._key_label = key.label if key and key.label else "编号"
        self.records: list[LedgerRecord] = []
        self.rejects: list[Reject] = []

    def assemble(self, rows: Iterable[DataRow]) -> None:
        """Group the rows by key, in the order in which the keys first occur.

        Where a row is a member, one without a key may belong to the household above it,
        which would then be incomplete: it is rejected with that household.
        """
        households: dict[str, list[DataRow]] = defaultdict(list)
        above = ""
        for row in rows:
            if row.key or (above and self._layout.member):
                households[row.key or above].append(row)
            else:
                self._reject([row], list(_own_faults([row])))
            above = row.key or above
        for key, members in households.items():
            self._household(key, members)

    def _household(self, key: str, rows: list[DataRow]) -> None:
        faults = list(_own_faults(rows))
        notes: list[Fault] = []
        data: dict[str, Any] = {}
        for fact_id, fields in self._root_fields.items():
            self._root_fact(fact_id, fields, rows, data, faults, notes)
        self._members(rows, data, faults, notes)
        if faults:
            faults.extend(self._also(rows, data))
            self._reject(rows, faults)
            return
        notes.extend(self._apart(rows))
        numbers = tuple(row.number for row in rows)
        self.records.append(LedgerRecord(key, data, Provenance(self._sheet, numbers, tuple(notes))))

    def _root_fact(
        self,
        fact_id: str,
        fields: list[Field],
        rows: list[DataRow],
        data: dict[str, Any],
        faults: list[Place],
        notes: list[Fault],
    ) -> None:
        """One fact of the household, from all its rows."""
        given = [(row, value) for row in rows if (value := _value(row, fields)) is not None]
        if not given:
            return
        first, value = given[0]
        other = next(((row, v) for row, v in given if v != value), None)
        if other is not None:
            fault = self._contradiction(fields[0], first, value, *other)
            faults.append((other[0], fields[0], fault, str(other[1])))
        data[fact_id] = value
        if len(given) < len(rows):
            notes.append(_some_blank(fields[0], rows, given))

    def _contradiction(
        self, column: Field, first: DataRow, value: Any, second: DataRow, other: Any
    ) -> Fault:
        return Fault.of(
            codes.CONTRADICTION_IN_HOUSEHOLD,
            column.fact.id,
            label=column.fact.label,
            first=_words(column, value),
            first_row=first.number,
            second=_words(column, other),
            second_row=second.number,
            entity=self._layout.root.label,
            header=self._key_label,
        )

    def _members(
        self, rows: list[DataRow], data: dict[str, Any], faults: list[Place], notes: list[Fault]
    ) -> None:
        """The members, one for each row. None at all if no row says anything of one."""
        collection, member = self._layout.collection, self._layout.member
        if collection is None or member is None:
            return
        items = [self._member(row) for row in rows]
        if not any(items):
            return
        data[collection.id] = items
        for row, item in zip(rows, items, strict=True):
            if not item:
                notes.append(Fault.of(codes.BLANK_ITEM, "", row=row.number, entity=member.label))
        faults.extend(self._twice(rows, items))

    def _member(self, row: DataRow) -> dict[str, Any]:
        values = ((fact, _value(row, fields)) for fact, fields in self._member_fields.items())
        return {fact: value for fact, value in values if value is not None}

    def _twice(self, rows: list[DataRow], items: list[dict[str, Any]]) -> Iterator[Place]:
        """Members whose key stands in an earlier row already."""
        member = self._layout.member
        key = key_fact(member) if member else None
        if key is None or key.id not in self._member_fields:
            return
        column = self._member_fields[key.id][0]
        seen: dict[Any, int] = {}
        for row, item in zip(rows, items, strict=True):
            value = item.get(key.id)
            if value in seen:
                fault = Fault.of(codes.SAME_ITEM_TWICE, key.id, key=value, first_row=seen[value])
                yield row, column, fault, str(value)
            elif value is not None:
                seen[value] = row.number

    @cached_property
    def _accept(self) -> Callable[[dict[str, Any]], Row]:
        return accept(self._ruleset)

    def _also(self, rows: list[DataRow], data: dict[str, Any]) -> Iterator[Place]:
        """What the ruleset holds against the rest of a household that is rejected anyway, so
        that it need not be sent a second time to learn of it. What could not be read is
        missing there, and what is missing breaks nothing."""
        try:
            self._accept(data)
        except InvalidRecord as error:
            for fault in error.faults:
                yield self._placed(fault, rows, data)

    def _placed(self, fault: Fault, rows: list[DataRow], data: dict[str, Any]) -> Place:
        """A fault of the household's data, at the row and column that its path leads to."""
        place = place_of(fault.path, data)
        fields = self._member_fields if place.item is not None else self._root_fields
        column = next(iter(fields.get(place.fact, ())), None)
        index = column.column.index if column else -1
        row = rows[place.item] if place.item is not None else _giving(rows, index)
        return row, column, fault, value_at(fault.path, data)

    def _apart(self, rows: list[DataRow]) -> Iterator[Fault]:
        numbers = [row.number for row in rows]
        if numbers[-1] - numbers[0] >= len(numbers):
            listed = ", ".join(map(str, numbers))
            yield Fault.of(codes.ROWS_APART, "", entity=self._layout.root.label, rows=listed)

    def _reject(self, rows: list[DataRow], faults: list[Place]) -> None:
        faulty = {row.number for row, *_ in faults}
        together = goes_with(self._layout.root.label, faulty)
        for row in rows:
            for place, column, fault, cell in faults:
                if place is row:
                    self.rejects.append(self._rejected(row, column, fault, cell))
            if row.number not in faulty:
                self.rejects.append(self._rejected(row, None, together, ""))

    def _rejected(self, row: DataRow, column: Field | None, fault: Fault, cell: str) -> Reject:
        if column and column.fact.id in self._secret:
            fault, cell = masked(fault), masked_cell(cell)
        letter, header = (column.column.letter, column.column.path) if column else ("", "")
        return Reject(self._sheet, row.number, letter, header, row.key, fault, cell)


def _giving(rows: list[DataRow], index: int) -> DataRow:
    """The first row that says anything in a column."""
    return next((row for row in rows if index in row.values), rows[0])


def _by_fact(fields: Iterable[Field]) -> dict[str, list[Field]]:
    found: dict[str, list[Field]] = defaultdict(list)
    for column in fields:
        found[column.fact.id].append(column)
    return dict(found)


def _own_faults(rows: Iterable[DataRow]) -> Iterator[Place]:
    for row in rows:
        for column, fault, cell in row.faults:
            yield row, column, fault, cell


def _value(row: DataRow, fields: list[Field]) -> Any:
    """What a row says of a fact; the choices of numbered columns taken together."""
    if len(fields) == 1 and not fields[0].listed:
        return row.values.get(fields[0].column.index)
    given = [row.values[f.column.index] for f in fields if f.column.index in row.values]
    if not given:
        return None
    return sorted({choice for chosen in given for choice in chosen}, key=_order(fields[0]))


def _order(column: Field) -> Callable[[str], int]:
    """The order in which the ruleset lists the choices."""
    choices = column.fact.type
    values = choices.values if isinstance(choices, Choice) else ()
    return values.index


def _words(column: Field, value: Any) -> str:
    """A value as the clerk wrote it, more or less."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_words(column, choice) for choice in value) or "无"
    return column.fact.labels.get(str(value)) or str(value)


def _some_blank(column: Field, rows: list[DataRow], given: list[tuple[DataRow, Any]]) -> Fault:
    filled = {row.number for row, _ in given}
    return Fault.of(
        codes.SOME_ROWS_BLANK,
        column.fact.id,
        label=column.fact.label,
        row=given[0][0].number,
        rows=", ".join(str(row.number) for row in rows if row.number not in filled),
    )
