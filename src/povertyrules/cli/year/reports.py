"""The reports that belong beside the store at the end of the sample year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from povertyrules.api.procedure import Procedure

if TYPE_CHECKING:
    from povertyrules.cases.sql.store import SqlStore


def write_reports(_procedure: Procedure, _store: SqlStore, _directory: Path) -> tuple[Path, ...]:
    """Write them, and say where. There are none yet: the ledgers of each level and the page of
    supervision come here."""
    return ()
