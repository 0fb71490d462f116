"""Events and places from files. Whatever else keeps events (a store, a platform) gives them as
`Iterable[Event]` too, and nothing above knows where they came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from os import PathLike
from pathlib import Path

from povertyrules.cases import Event, Note, Rules, read_record
from povertyrules.kernel.catalogue import supervision as codes
from povertyrules.kernel.errors import InvalidEvent, InvalidLedger
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers.delimited import grids, read_text
from povertyrules.ledgers.grid import Grid, shown
from povertyrules.ledgers.headings import key_fact
from povertyrules.supervision.masking import Masks
from povertyrules.supervision.places import LEVELS, Place

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "village": ("村", "村（社区）", "行政村", "村名", "village"),
    "town": ("镇", "乡镇", "镇（乡）", "town"),
    "district": ("区", "县", "区县", "县区", "县（区）", "district"),
}
"""By which headings a table of places names each level."""


def read_log(path: str | PathLike[str]) -> Iterator[Event]:
    """The events of a file of JSON Lines, in their order, read as they are asked for. Notes
    of a store beside them are left out.

    Raises `InvalidEvent` for a line that is no event, which it names, and `OSError`.
    """
    with Path(path).open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    record = read_record(line)
                except InvalidEvent as error:
                    where = f"lines[{number}]"
                    paths = [f"{where}.{f.path}" if f.path else where for f in error.faults]
                    faults = zip(error.faults, paths, strict=True)
                    raise InvalidEvent([replace(f, path=p) for f, p in faults]) from None
                if not isinstance(record, Note):
                    yield record


def read_places(path: str | PathLike[str], rules: Rules) -> dict[str, Place]:
    """Where each household lives, by its key, from a CSV file with a heading.

    Its columns are the key, as the ruleset calls it or one of its aliases, and 村, 镇 and 区
    (or their English names); others are not read. A blank place is not known. Raises
    `InvalidLedger` if a column is missing, a key is blank or stands in two places, or the file
    cannot be read.
    """
    file = Path(path)
    text, _ = read_text(file)
    found = [_columns(grid, rules) for grid in grids(file, text)]
    columns, grid = max(found, key=lambda each: len(each[0]))
    missing = [name for name in ("subject", *LEVELS) if name not in columns]
    if missing:
        raise _no_column(file, missing[0], rules)
    return _places(file, grid, columns, Masks(rules.ruleset, (), show_sensitive=False))


def _names(rules: Rules) -> dict[str, tuple[str, ...]]:
    key = key_fact(rules.ruleset.root)
    own = ("编号",) if key is None else (key.label, *key.aliases, key.id)
    return {"subject": (*own, "subject"), **HEADINGS}


def _columns(grid: Grid, rules: Rules) -> tuple[dict[str, int], Grid]:
    """Which column is what, by the first row."""
    headings = [shown(cell).strip() for cell in grid.rows[0]] if grid.rows else []
    named = _names(rules)
    headed = {
        name: next((headings.index(word) for word in words if word in headings), None)
        for name, words in named.items()
    }
    return {name: column for name, column in headed.items() if column is not None}, grid


def _no_column(file: Path, name: str, rules: Rules) -> InvalidLedger:
    words = "、".join(word for word in _names(rules)[name] if word)
    return InvalidLedger(Fault.of(codes.PLACES_NO_COLUMN, "", name=file.name, words=words))


def _places(file: Path, grid: Grid, columns: Mapping[str, int], masks: Masks) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for number, row in enumerate(grid.rows[1:], 2):
        cells = [shown(cell).strip() for cell in row]
        if not any(cells):
            continue
        values = {name: cells[c] if c < len(cells) else "" for name, c in columns.items()}
        subject = values.pop("subject")
        place = Place(**values)
        if not subject:
            raise InvalidLedger(Fault.of(codes.PLACES_NO_KEY, "", name=file.name, row=number))
        if found.setdefault(subject, place) != place:
            key = masks.key(subject)
            fault = Fault.of(codes.PLACES_DIFFER, "", name=file.name, row=number, key=key)
            raise InvalidLedger(fault)
    return found
