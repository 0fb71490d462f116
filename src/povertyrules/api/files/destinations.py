"""Where results go: to files beside each other, or to tables of one database."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from povertyrules.api.files.landing import Landing, landing
from povertyrules.api.files.tables import connected, quoted, unusable
from povertyrules.api.files.writing import Writer, side_paths, write_metadata, writer

if TYPE_CHECKING:
    import polars as pl


class Destination(Protocol):
    """Takes the two kinds of rows of each entity: those that are decided, and the others."""

    @property
    def removed(self) -> Sequence[Path]:
        """What an earlier run had left half written."""

    def sheet(self, entity: str) -> tuple[Writer | None, Writer]:
        """What writes the rows of an entity; the first is None where nothing is decided."""

    def beside(self, metadata: Mapping[str, Any]) -> None:
        """Write what a reader must know of the results, where they cannot hold it themselves."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where everything goes. `items` has for each collection the files of the decided items,
    if any are decided, and of the rejected ones."""

    root: str
    target: Path
    items: Mapping[str, tuple[Path | None, Path]]

    @property
    def paths(self) -> list[Path]:
        """All files, the result first."""
        found = [path for pair in self.items.values() for path in pair if path is not None]
        return [self.target, *side_paths(self.target).values(), *found]


@contextmanager
def into_files(outputs: Outputs) -> Iterator[Destination]:
    """Files that have their names only if all goes well."""
    with landing(outputs.paths) as files:
        yield _Files(outputs, files)


class _Files:
    def __init__(self, outputs: Outputs, files: Landing) -> None:
        sides = side_paths(outputs.target)
        self._places = {outputs.root: (outputs.target, sides["rejects"]), **outputs.items}
        self._metadata = sides.get("metadata")
        self._files = files
        self.removed: Sequence[Path] = files.left

    def sheet(self, entity: str) -> tuple[Writer | None, Writer]:
        target, rejects = self._places[entity]
        results = None if target is None else writer(self._files.file(target), target)
        return results, writer(self._files.file(rejects), rejects)

    def beside(self, metadata: Mapping[str, Any]) -> None:
        if self._metadata is not None:
            write_metadata(self._files.file(self._metadata), self._metadata, metadata)


@contextmanager
def into_tables(
    path: Path, table: str, root: str, decided: Collection[str]
) -> Iterator[Destination]:
    """Tables that are there, all of them, only if all goes well: one transaction."""
    import duckdb

    is_new = not path.exists()
    committed = False
    connection = connected(path, read_only=False)
    try:
        connection.begin()
        yield Sheets(partial(_Table, connection), table, root, decided)
        connection.commit()
        committed = True
    except duckdb.Error as error:
        unusable(path, error)
    finally:
        connection.close()
        if is_new and not committed:
            path.unlink(missing_ok=True)


class Sheets:
    """The tables of one run, named after the first; `decided` are the entities that have one for
    what was decided."""

    def __init__(
        self, made: Callable[[str], Writer], table: str, root: str, decided: Collection[str]
    ) -> None:
        self._made = made
        self._table = table
        self._root = root
        self._decided = decided
        self.removed: Sequence[Path] = ()

    def sheet(self, entity: str) -> tuple[Writer | None, Writer]:
        name = self._table if entity == self._root else f"{self._table}_{entity}"
        rejects = self._made(f"{name}_rejects")
        return (self._made(name) if entity in self._decided else None), rejects

    def beside(self, metadata: Mapping[str, Any]) -> None:
        """A table has its metadata as its comment."""


class _Table:
    """One table that is being written."""

    def __init__(self, connection: Any, name: str) -> None:
        self._connection = connection
        self._name = quoted(name)
        self._is_new = True

    def add(self, frame: pl.DataFrame) -> None:
        import polars as pl

        texts = [n for n, t in frame.schema.items() if isinstance(t, pl.Enum | pl.Categorical)]
        rows = frame.with_columns(pl.col(name).cast(pl.String) for name in texts).to_arrow()
        self._connection.register("povertyrules_rows", rows)
        create = f"CREATE OR REPLACE TABLE {self._name} AS FROM povertyrules_rows"
        insert = f"INSERT INTO {self._name} FROM povertyrules_rows"
        self._connection.execute(create if self._is_new else insert)
        self._connection.unregister("povertyrules_rows")
        self._is_new = False

    def close(self, metadata: Mapping[str, Any]) -> None:
        text = json.dumps(metadata, ensure_ascii=False).replace("'", "''")
        self._connection.execute(f"COMMENT ON TABLE {self._name} IS '{text}'")

    def abandon(self) -> None:
        pass
