"""Why one record of files was decided as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from povertyrules.api.decision import Decision
from povertyrules.api.files.finding import Placed, find_records
from povertyrules.api.files.postgres import Place
from povertyrules.api.ruleset import Ruleset
from povertyrules.cli.terminal import Terminal
from povertyrules.kernel.errors import InvalidRecord, PovertyRulesError
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers import Reject


class NoSuchRecord(PovertyRulesError):
    """There is no record with the key that was asked for, or more than one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that only files have."""

    table: str | None
    items: Mapping[str, str]
    keys: Mapping[str, str]

    def given(self) -> dict[str, object]:
        """What was asked for, by the name of the option."""
        return {"--table": self.table, "--items": self.items, "--key": self.keys}


def of_files(
    source: Place, ruleset: Ruleset, day: date, key: str, terminal: Terminal, asked: Asked
) -> Decision | Sequence[Reject]:
    """The decision of a record, or why it is rejected."""
    found = list(
        find_records(
            ruleset,
            source,
            key,
            as_of=day,
            collections={name: Path(path) for name, path in asked.items.items()},
            table=asked.table,
            keys=asked.keys,
        )
    )
    if len(found) != 1:
        root = ruleset.checked.root
        values = {
            "ledger": source.name if isinstance(source, Path) else str(source),
            "entity": root.label or root.id,
            "key": key,
        }
        raise NoSuchRecord(_which(terminal, found, values))
    try:
        return found[0].decide()
    except InvalidRecord as error:
        return [_reject(found[0], key, fault) for fault in error.faults]


def _which(terminal: Terminal, found: Sequence[Placed], values: Mapping[str, str]) -> str:
    if not found:
        return terminal.words.say("no_record", **values)
    rows = "、".join(str(each.row) for each in found)
    return terminal.words.say("several_records", count=len(found), rows=rows, **values)


def _reject(found: Placed, key: str, fault: Fault) -> Reject:
    """A fault with its place: the column, or the path of an item."""
    column = found.columns.get(fault.path, fault.path)
    return Reject("", found.row, column, "", key, fault, _shown(found.cells.get(fault.path)))


def _shown(cell: Any) -> str:
    return "" if cell is None else str(cell)
