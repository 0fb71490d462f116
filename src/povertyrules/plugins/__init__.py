"""Everything that the author of a plugin imports; `hookspecs` is the contract itself."""

from typing import TYPE_CHECKING

import pluggy

from povertyrules.kernel.lazy import lazy_names
from povertyrules.plugins.hookspecs import CONTRACT

if TYPE_CHECKING:
    from povertyrules.kernel.codes import Code
    from povertyrules.kernel.function import Function
    from povertyrules.kernel.types import (
        BOOLEAN,
        DATE,
        INTEGER,
        MONEY,
        MONTH,
        Boolean,
        Choice,
        Date,
        Month,
        Number,
        Text,
    )
    from povertyrules.ledgers.grid import Grid
    from povertyrules.ledgers.ledger_format import LedgerFormat
    from povertyrules.ledgers.write_sheets import Sheet
    from povertyrules.model.extensions import CodeList
    from povertyrules.plugins.calls import Call, calls_in
    from povertyrules.plugins.declarations import (
        DecisionEngine,
        Lint,
        Remark,
        Renderer,
        RulesetSource,
    )
    from povertyrules.plugins.folder import folder_source

_HOMES = {
    "kernel.codes": ("Code",),
    "kernel.function": ("Function",),
    "kernel.types": (
        *("BOOLEAN", "DATE", "INTEGER", "MONEY", "MONTH"),
        *("Boolean", "Choice", "Date", "Month", "Number", "Text"),
    ),
    "ledgers.grid": ("Grid",),
    "ledgers.ledger_format": ("LedgerFormat",),
    "ledgers.write_sheets": ("Sheet",),
    "model.extensions": ("CodeList",),
    "plugins.calls": ("Call", "calls_in"),
    "plugins.declarations": ("DecisionEngine", "Lint", "Remark", "Renderer", "RulesetSource"),
    "plugins.folder": ("folder_source",),
}
hookimpl = pluggy.HookimplMarker("povertyrules")
"""Marks a function of a plugin as the implementation of the hook that it is called as."""

__all__ = [
    "BOOLEAN",
    "CONTRACT",
    "DATE",
    "INTEGER",
    "MONEY",
    "MONTH",
    "Boolean",
    "Call",
    "Choice",
    "Code",
    "CodeList",
    "Date",
    "DecisionEngine",
    "Function",
    "Grid",
    "LedgerFormat",
    "Lint",
    "Month",
    "Number",
    "Remark",
    "Renderer",
    "RulesetSource",
    "Sheet",
    "Text",
    "calls_in",
    "folder_source",
    "hookimpl",
]

__getattr__ = lazy_names(__name__, _HOMES, globals(), "povertyrules")
