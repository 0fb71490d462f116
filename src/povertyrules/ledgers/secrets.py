"""Sensitive values in reasons: whoever corrects the ledger finds the cell by its place."""

from __future__ import annotations

from dataclasses import replace

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.hiding import mask
from povertyrules.model.ruleset import Ruleset

_SAID = frozenset(("cell", "found", "first", "second", "key", "ways", "ways_zh"))
"""The values of a fault that repeat what a cell says."""
_QUOTES = '“”"'


def secret_facts(ruleset: Ruleset) -> frozenset[str]:
    """The sensitive facts; not the root's key, by which everybody knows the record."""
    secret = {id_ for id_, fact in ruleset.facts.items() if fact.sensitive}
    return frozenset(secret - {ruleset.root.key or ""})


def masked(fault: Fault) -> Fault:
    """The same fault, the values that it repeats masked as in explanations."""
    said = _SAID | {"about"} if fault.code is codes.SHOWN_OTHERWISE else _SAID
    values = {k: _masked(str(v)) if k in said else v for k, v in fault.values.items()}
    return replace(fault, values=values, suggestion=None)


def _masked(text: str) -> str:
    """A value masked, the quotation marks around it kept."""
    bare = text.strip(_QUOTES)
    before, _, after = text.partition(bare) if bare else (text, "", "")
    return f"{before}{mask(bare)}{after}"


def masked_cell(cell: str) -> str:
    return str(mask(cell)) if cell else ""
