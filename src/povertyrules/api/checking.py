"""Checking rulesets without using them: every error and every warning."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from povertyrules.api.shelf import file_at, find
from povertyrules.kernel.diagnostics import Diagnostic, Report
from povertyrules.kernel.errors import InvalidRuleset
from povertyrules.kernel.source import Source
from povertyrules.model.check import check_source
from povertyrules.model.ruleset import Ruleset
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
    """Check a ruleset by its path or its shipped name. Raises `UnknownRuleset`."""
    path = Path(reference)
    if not _exists(path) and not reference.endswith((".yaml", ".yml")):
        path = Path(find(reference, None).location)
    try:
        source = read_file(file_at(path))
    except InvalidRuleset as error:
        return Checked(str(path), None, error.diagnostics)
    return _checked(source)


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
    return _checked(source)


def _checked(source: Source) -> Checked:
    ruleset, report = check_source(source)
    return Checked(source.name, ruleset, tuple(report))
