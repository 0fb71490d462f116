"""What would change for whom: two rulesets, or one with other parameters, over one frame.

comparing.py ──► pairing.py       both answers of every row, no row lost
             ├─► migration.py     counts from answer to answer, by grouping columns
             ├─► differences.py   which conditions changed their truth, and how often
             ├─► changes.py       what differs between the rulesets themselves
             └─► picture/         heat map and flows, as HTML or PNG
"""

from povertyrules.whatif.comparing import Comparison, compare
from povertyrules.whatif.ledgers import LedgerComparison, compare_ledger
from povertyrules.whatif.migration import Migration, Move

__all__ = [
    "Comparison",
    "LedgerComparison",
    "Migration",
    "Move",
    "compare",
    "compare_ledger",
]
