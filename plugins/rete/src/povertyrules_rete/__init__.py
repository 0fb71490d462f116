"""The engine `rete` of povertyrules: patterns are joined by durable-rules.

`plan` prepares a ruleset. Conditions on single records, and everything that is no pattern, are
decided by the library's own record engine; what relates records of a pattern to each other
(`joins`, `relations`) is written as a network (`network`), which runs in a process of its own
(`worker`, `process`). `households` says which facts that process is given for a household, and
what its matches decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from povertyrules.plugins import hookimpl

if TYPE_CHECKING:
    from povertyrules.plugins import DecisionEngine
    from povertyrules_rete.plan import RetePlan, engine, plan
    from povertyrules_rete.settings import Settings

__povertyrules_name__ = "rete"
__version__ = "0.1.0"

__all__ = ["RetePlan", "Settings", "engine", "plan"]
_HOMES = {"Settings": "settings"}


@hookimpl
def povertyrules_contract() -> int:
    return 1


@hookimpl
def povertyrules_engines() -> Iterable[DecisionEngine]:
    from povertyrules_rete.plan import engine  # the worker, a part of this package, needs none

    return [engine()]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(f"{__name__}.{_HOMES.get(name, 'plan')}")
    return getattr(home, name)
