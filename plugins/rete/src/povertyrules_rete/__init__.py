"""The engine `rete` of povertyrules: patterns are joined by durable-rules.

`plan` prepares a ruleset. Conditions on single records, and everything that is no pattern, are
decided by the library's own record engine; what relates records of a pattern to each other
(`joins`, `relations`) is written as a network (`network`), which runs in a process of its own
(`worker`, `process`). `households` says which facts that process is given for a household, and
what its matches decide.
"""

from collections.abc import Iterable

from povertyrules.plugins import CONTRACT, DecisionEngine, hookimpl
from povertyrules_rete.plan import RetePlan, engine, plan
from povertyrules_rete.settings import Settings

__povertyrules_name__ = "rete"
__version__ = "0.1.0"

__all__ = ["RetePlan", "Settings", "engine", "plan"]


@hookimpl
def povertyrules_contract() -> int:
    return CONTRACT


@hookimpl
def povertyrules_engines() -> Iterable[DecisionEngine]:
    return [engine()]
