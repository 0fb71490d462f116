"""From what an engine observed to reasons: a tree as plain data, text, Markdown, receipts.

    Observation ──► tree.py (compiled once per ruleset and day) ──► a dict of plain data
                                                                     │
                          outline.py ◄───────────────────────────────┘
                              ├──► plain text
                              └──► Markdown

Nothing is evaluated here. The dict is the one source of both texts; its format is
`explanation-1.schema.json`. `needed.py` finds the missing facts that could still decide an
outcome, `receipt.py` writes down what a decision rests on. The fixed words, Chinese and
English, are all in `words.py`; every other word comes from the ruleset or the facts.
"""

from __future__ import annotations

from povertyrules.explain.needed import Needed, needed
from povertyrules.explain.receipt import compare, make_receipt
from povertyrules.explain.tree import Explainer, Explanation, compile_tree, explain

__all__ = [
    "Explainer",
    "Explanation",
    "Needed",
    "compare",
    "compile_tree",
    "explain",
    "make_receipt",
    "needed",
]
