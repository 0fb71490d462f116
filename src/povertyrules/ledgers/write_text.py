"""Results as CSV (for spreadsheets) and as JSON Lines (for programs)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any

from povertyrules.kernel.codes import Language
from povertyrules.ledgers.ledger import Ledger
from povertyrules.ledgers.results import ItemResult, ResultRow, Tally
from povertyrules.ledgers.tables import Tables, Value
from povertyrules.model.ruleset import Ruleset

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(
    path: Path, rejects: Path, results: Iterable[ResultRow], tables: Tables, tally: Tally
) -> None:
    """Write the results to one file and the rejects to another: UTF-8 with a byte order
    mark, without which spreadsheet programs misread Chinese."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_safe(tables.results().headings))
        for result in results:
            tally.add(result)
            if not result.rejected:
                writer.writerow(_safe(tables.result(result)))
    tally.close()
    with rejects.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_safe(tables.rejects().headings))
        writer.writerows(_safe(tables.reject(reject)) for reject in tally.rejects)


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
