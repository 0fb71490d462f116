"""Results as CSV (for spreadsheets) and as JSON Lines (for programs)."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import IO, Any

from povertyrules.kernel.codes import Language
from povertyrules.ledgers.ledger import Ledger
from povertyrules.ledgers.results import ItemResult, ResultRow, Tally
from povertyrules.ledgers.tables import Table, Tables, Value
from povertyrules.model.ruleset import Ruleset

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(
    path: Path,
    sides: Mapping[str, Path],
    results: Iterable[ResultRow],
    tables: Tables,
    tally: Tally,
) -> None:
    """Write the results to one file and the rest to others: UTF-8 with a byte order mark,
    without which spreadsheet programs misread Chinese."""
    with path.open("w", encoding="utf-8-sig", newline="") as file, ExitStack() as also:
        write = _rows_of(file, tables.results())
        write_item = None
        if "items" in sides:
            items = sides["items"].open("w", encoding="utf-8-sig", newline="")
            write_item = _rows_of(also.enter_context(items), tables.items())
        for result in results:
            tally.add(result)
            if not result.rejected:
                write(tables.result(result))
            if write_item is not None:
                for item in result.items:
                    write_item(tables.item(result, item))
    tally.close()
    _table(sides["rejects"], tables.rejects(), map(tables.reject, tally.rejects))
    _table(sides["counts"], tables.counts(), tables.count_rows(tally))
    _table(sides["columns"], tables.mapping(), tables.mapping_rows())


def _table(path: Path, table: Table, rows: Iterable[Sequence[Value]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        write = _rows_of(file, table)
        for row in rows:
            write(row)


def _rows_of(file: IO[str], table: Table) -> Callable[[Sequence[Value]], None]:
    """What writes the rows of a table, whose headings are written already."""
    writer = csv.writer(file)
    writer.writerow(_safe(table.headings))
    return lambda row: writer.writerow(_safe(row))


def _safe(row: Sequence[Value]) -> list[Value]:
    """A row in which no text can become a formula: `'` stands before one that would."""
    return [f"'{v}" if isinstance(v, str) and v.startswith(_RISKY) else v for v in row]


def write_json_lines(
    path: Path,
    results: Iterable[ResultRow],
    tally: Tally,
    *,
    ruleset: Ruleset,
    as_of: date,
    ledger: Ledger,
    language: Language,
) -> None:
    """Write one line for each result, then one for each reject, then a summary."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for result in results:
            tally.add(result)
            if not result.rejected:
                _line(file, {"kind": "result", **_result(result)})
        tally.close()
        for reject in tally.rejects:
            _line(file, {"kind": "reject", **reject.to_dict(language)})
        summary = {
            "kind": "summary",
            "ruleset": ruleset.id,
            "version": ruleset.version,
            "digest": ruleset.digest,
            "as_of": as_of.isoformat(),
            "ledger": Path(ledger.path).name,
            "sheet": ledger.sheet,
            **tally.to_dict(),
            "columns": [
                {"column": c.column, "header": c.header, "fact": c.fact, "matched_by": c.matched_by}
                for c in ledger.mapping
            ],
            "notes": [note.message(language) for note in ledger.notes],
        }
        _line(file, summary)


def _line(file: IO[str], data: dict[str, Any]) -> None:
    file.write(json.dumps(data, ensure_ascii=False) + "\n")


def _result(result: ResultRow) -> dict[str, Any]:
    return {
        "key": result.key,
        "groups": {
            group.id: {"status": group.status, "outcome": group.outcome, "label": group.label}
            for group in result.groups
        },
        "outcomes": dict(result.outcomes),
        **_reason(result),
        "items": [
            {"path": i.path, "key": i.key, "outcomes": dict(i.outcomes), **_reason(i)}
            for i in result.items
        ],
    }


def _reason(result: ResultRow | ItemResult) -> dict[str, Any]:
    return {
        "reason": result.reason,
        "needed": [{"fact": n.fact, "label": n.label, "by": n.by} for n in result.needed],
        "clauses": list(result.clauses),
    }
