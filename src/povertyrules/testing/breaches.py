"""A breach of a law, as a fault: of which declaration, and why."""

from __future__ import annotations

from typing import Any

from povertyrules.kernel.codes import Code
from povertyrules.kernel.faults import Fault

MOST = 5
"""How many breaches of one law are told: the first ones say enough."""


def breach(code: Code, declaration: Any, reason: str, name: str = "", **values: object) -> Fault:
    """What a declaration of a plugin does against its contract."""
    what = name or str(declaration.name)
    return Fault(code, f"{declaration.plugin}.{what}", {"what": what, "reason": reason, **values})
