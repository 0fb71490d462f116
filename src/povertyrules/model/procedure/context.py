"""What is known while a procedure is read: the ruleset around it, and its own names."""

from __future__ import annotations

from dataclasses import dataclass, field

from povertyrules.kernel.catalogue import names
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Span
from povertyrules.model.procedure.parts import Stage
from povertyrules.model.ruleset import Parameter
from povertyrules.model.sources import Authorities
from povertyrules.model.symbols import Symbols
from povertyrules.model.vocabulary import RESERVED


@dataclass(slots=True)
class Surroundings:
    """The checked ruleset around a procedure, and the names that the procedure takes."""

    symbols: Symbols
    parameters: dict[str, Parameter]
    authorities: Authorities
    root: str
    """The entity that cases are about."""
    root_label: str
    report: Report
    knows_names: bool
    """Whether every name of the ruleset is known, and of the procedure (`is_whole`): if not,
    one that nothing bears may have been lost with what was reported already."""
    is_whole: bool
    uncited: frozenset[str] = frozenset()
    """The roles and parameters for which no clause is cited."""
    stages: dict[str, Stage] = field(default_factory=dict)
    declared_stages: frozenset[str] = frozenset()
    _taken: dict[str, Span] = field(default_factory=dict)

    def take(self, name: str, where: Span) -> None:
        """Enter a name of the procedure; report it if it is reserved or means something else."""
        first = self.symbols.place(name) or self._taken.get(name)
        if name in RESERVED:
            self.report.add(names.RESERVED_NAME, where, name=name)
        elif first is not None:
            self.report.add(names.DUPLICATE_NAME, where, name=name, line=first.line)
        else:
            self._taken[name] = where
