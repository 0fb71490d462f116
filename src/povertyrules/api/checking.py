"""Checking rulesets without using them: every error and every warning."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from povertyrules.api.shelf import Shelf, file_at, own_shelf
from povertyrules.kernel.diagnostics import Diagnostic, Report
from povertyrules.kernel.errors import InvalidRuleset
from povertyrules.kernel.source import Source
from povertyrules.model.check import check_source
from povertyrules.model.ruleset import Ruleset
from povertyrules.plugins.linting import run_lints
from povertyrules.plugins.manager import Manager, default
from povertyrules.syntax.read import read_file, source_from_bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking one ruleset found. `ruleset` is None where there is any error."""

    name: str
    ruleset: Ruleset | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def valid(self) -> bool:
        return self.ruleset is not None

    def count(self, severity: str) -> int:
        """How many diagnostics are `"error"`, `"warning"` or `"note"`."""
        return sum(diagnostic.severity == severity for diagnostic in self.diagnostics)


def check(reference: str) -> Checked:
    """Check a ruleset by its path or its name, lints of plugins included. Raises
    `UnknownRuleset`."""
    return check_from(own_shelf(), reference)


def check_from(shelf: Shelf, reference: str) -> Checked:
    """`check`, with the rulesets and the plugins of a host."""
    path = Path(reference)
    if not _exists(path) and not reference.endswith((".yaml", ".yml")):
        named = shelf.find(reference, None).order[0].where.source  # whatever it was read from
        return _checked(named, shelf.manager)
    try:
        source = read_file(file_at(path))
    except InvalidRuleset as error:
        return Checked(str(path), None, error.diagnostics)
    return _checked(source, shelf.manager)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that no file can have
        return False


def check_bytes(name: str, data: bytes) -> Checked:
    """Check a ruleset that stands in no file; `name` is what diagnostics call it."""
    report = Report()
    source = source_from_bytes(name, data, report)
    if source is None or report.has_errors:
        return Checked(name, None, tuple(report))
    return _checked(source, default())


def _checked(source: Source, manager: Manager) -> Checked:
    ruleset, report = check_source(source, manager.extensions)
    if ruleset is not None:
        run_lints(manager.registry.lints.values(), ruleset, report)
    return Checked(source.name, ruleset, tuple(report))
