"""Files of households, in and out; nothing here decides anything.

In:  file -> grid (cells as the file has them) -> header (columns to facts)
     -> rows -> households, and rejected rows with their reasons.
Out: result rows and rejects -> a workbook, CSV or JSON Lines.

Each name brings its module when it is first used: what plugins declare of formats is known
without the readers.
"""

from typing import TYPE_CHECKING

from povertyrules.kernel.lazy import lazy_names

if TYPE_CHECKING:
    from povertyrules.ledgers.ledger import (
        ColumnMapping,
        Counts,
        Ledger,
        LedgerRecord,
        Provenance,
        Reject,
    )
    from povertyrules.ledgers.reading import read_ledger
    from povertyrules.ledgers.results import (
        GroupResult,
        ItemResult,
        Needed,
        ResultRow,
        Tally,
    )
    from povertyrules.ledgers.writing import write_results

_HOMES = {
    "ledger": ("ColumnMapping", "Counts", "Ledger", "LedgerRecord", "Provenance", "Reject"),
    "reading": ("read_ledger",),
    "results": ("GroupResult", "ItemResult", "Needed", "ResultRow", "Tally"),
    "writing": ("write_results",),
}
__all__ = [
    "ColumnMapping",
    "Counts",
    "GroupResult",
    "ItemResult",
    "Ledger",
    "LedgerRecord",
    "Needed",
    "Provenance",
    "Reject",
    "ResultRow",
    "Tally",
    "read_ledger",
    "write_results",
]

__getattr__ = lazy_names(__name__, _HOMES, globals())
