"""JSON Lines: one record on each line, any nesting, numbers exactly as they are written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers.delimited import read_text
from povertyrules.ledgers.grid import Progress
from povertyrules.ledgers.headings import Headings, fold, key_fact
from povertyrules.ledgers.ledger import ColumnMapping, Ledger, LedgerRecord, Provenance, Reject
from povertyrules.ledgers.refusals import unreadable
from povertyrules.ledgers.rows import EVERY
from povertyrules.ledgers.secrets import secret_facts
from povertyrules.ledgers.units import added, may_add
from povertyrules.model.ruleset import Entity, Ruleset

SUFFIXES = (".jsonl", ".ndjson")
SHOWN = 80

_KINDS = {
    list: ("a list", "列表"),
    str: ("a text", "文本"),
    bool: ("a truth value", "逻辑值"),
    type(None): ("null", "空值"),
}


class _Refused(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.to_text())


def read_json_lines(
    path: Path, ruleset: Ruleset, progress: Progress | None, keep: Sequence[str] = ()
) -> Ledger:
    """Read a file of records. Names that the ruleset does not know are kept, so that
    checking the record rejects them by path. Raises `InvalidLedger` for a file that is no
    UTF-8 text."""
    text, encoding = read_text(path)
    if encoding != "UTF-8":
        reason = f"it is {encoding} text, and JSON Lines must be UTF-8"
        raise unreadable(path, reason, f"文件为 {encoding} 编码，而 JSON Lines 必须是 UTF-8")
    reader = _Reader(ruleset, keep)
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if progress and number % EVERY == 0:
            progress(number, len(lines))
        if line.strip():
            reader.read(number, line)
    if progress:
        progress(len(lines), len(lines))
    return Ledger(
        path=str(path),
        sheet="",
        entity=ruleset.root.label,
        records=reader.records(),
        rejects=sorted(reader.rejects, key=lambda reject: reject.row),
        mapping=list(reader.mapping.values()),
        secret=secret_facts(ruleset),
        kept=reader.kept,
    )


class _Reader:
    def __init__(self, ruleset: Ruleset, keep: Sequence[str]) -> None:
        self._keep = keep
        self.kept: dict[int, dict[str, str]] = {}
        self._ruleset = ruleset
        self._headings = Headings(ruleset)
        self._collections = {fold(e.id): e.id for e in ruleset.entities.values() if e.parent}
        self._collections |= {
            fold(e.label): e.id for e in ruleset.entities.values() if e.parent and e.label
        }
        self._found: dict[str, list[LedgerRecord]] = defaultdict(list)
        self.rejects: list[Reject] = []
        self.mapping: dict[str, ColumnMapping] = {}

    def read(self, number: int, line: str) -> None:
        try:
            data = self._renamed(self._kept(number, _parse(line)), self._ruleset.root)
            key = self._key(data, number)
            record = LedgerRecord(key, data, Provenance("", (number,)))
            self._found[key].append(record)
        except _Refused as error:
            shown = line.strip()[:SHOWN]
            self.rejects.append(Reject("", number, "", "", "", error.fault, shown))

    def _kept(self, number: int, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The record without what is only to be kept."""
        said = {name: data[name] for name in self._keep if name in data}
        if said:
            self.kept[number] = {n: "" if v is None else str(v) for n, v in said.items()}
        for name in said:
            known = self._known(name, self._ruleset.root)
            if known == name and known not in self._ruleset.facts:
                data = {other: value for other, value in data.items() if other != name}
        return data

    def records(self) -> list[LedgerRecord]:
        """The records whose key occurs once; the others are rejected, all of them."""
        for key, records in self._found.items():
            for record in records if len(records) > 1 else ():
                self._reject_twice(key, record, records)
        return [records[0] for records in self._found.values() if len(records) == 1]

    def _reject_twice(self, key: str, record: LedgerRecord, records: list[LedgerRecord]) -> None:
        fact = key_fact(self._ruleset.root)
        row = record.provenance.rows[0]
        others = [str(r.provenance.rows[0]) for r in records if r is not record]
        fault = Fault.of(
            codes.RECORD_TWICE,
            "",
            key=key,
            lines=", ".join(others),
            entity=self._ruleset.root.label,
        )
        self.rejects.append(Reject("", row, "", fact.id if fact else "", key, fault, key))

    def _renamed(self, data: Mapping[str, Any], entity: Entity | None) -> dict[str, Any]:
        """The same data under ids, at every level."""
        renamed: dict[str, Any] = {}
        written: dict[str, str] = {}
        for name, value in data.items():
            known = self._known(name, entity)
            if known in written:
                fault = Fault.of(codes.FACT_GIVEN_TWICE, known, name=written[known], other=name)
                raise _Refused(fault)
            written[known] = name
            renamed[known] = self._items(known, value)
        return renamed

    def _items(self, name: str, value: Any) -> Any:
        entity = self._ruleset.entities.get(name)
        if entity is None or not isinstance(value, list):
            return value
        return [self._renamed(v, entity) if isinstance(v, Mapping) else v for v in value]

    def _known(self, name: str, entity: Entity | None) -> str:
        """The id that a name stands for; the name itself where nothing is known by it."""
        collection = self._collections.get(fold(name))
        found = [
            match
            for match in self._headings.find(name)
            if entity is not None
            and match.fact.entity == entity.id
            and all(may_add(said, match.fact) for said in added(name, match.fact))
        ]
        match = found[0] if len(found) == 1 else None
        if name not in self.mapping and collection is None:
            fact = match.fact.id if match else None
            self.mapping[name] = ColumnMapping("", name, fact, match.by if match else None)
        return match.fact.id if match else collection or name

    def _key(self, data: Mapping[str, Any], number: int) -> str:
        fact = key_fact(self._ruleset.root)
        if fact is None:
            return str(number)
        key = data.get(fact.id)
        if isinstance(key, str | int) and not isinstance(key, bool) and str(key).strip():
            return str(key).strip()
        entity = self._ruleset.root.label
        raise _Refused(Fault.of(codes.ROW_WITHOUT_KEY, "", entity=entity, header=fact.id))


def _parse(line: str) -> dict[str, Any]:
    try:
        value = json.loads(
            line, parse_float=Decimal, parse_constant=_constant, object_pairs_hook=_object
        )
        _check_characters(line, value)
    except (ValueError, RecursionError) as error:
        reason, reason_zh = _why(error)
        fault = Fault.of(codes.BAD_JSON, "", reason=reason, reason_zh=reason_zh)
        raise _Refused(fault) from error
    if not isinstance(value, dict):
        kind, kind_zh = _KINDS.get(type(value), ("a number", "数字"))
        raise _Refused(Fault.of(codes.JSON_NOT_A_RECORD, "", kind=kind, kind_zh=kind_zh))
    return value


def _why(error: ValueError | RecursionError) -> tuple[str, str]:
    match error:
        case json.JSONDecodeError():
            return f"{error.msg} at character {error.colno}", f"第 {error.colno} 个字符处有误"
        case RecursionError():
            return "it is nested too deeply", "嵌套过深"
        case UnicodeEncodeError():
            return "it holds half of a character", "含有不完整的字符"
        case _Constant():
            return f"{error} is not a number", f"{error} 不是数字"
    return "it holds a number that is too long", "含有过长的数字"


def _check_characters(line: str, value: Any) -> None:
    """Refuse half of a surrogate pair (`\\ud800`): no file that we write can hold it."""
    if "\\ud" in line.lower():
        json.dumps(value, ensure_ascii=False, default=str).encode()


class _Constant(ValueError):
    """NaN or Infinity, which JSON does not have."""


def _constant(name: str) -> Any:
    raise _Constant(name)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Refused(Fault.of(codes.JSON_KEY_TWICE, "", name=twice))
    return value
