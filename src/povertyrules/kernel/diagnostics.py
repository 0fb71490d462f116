"""Diagnostics: what is wrong with a ruleset, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from povertyrules.kernel.caret import excerpt
from povertyrules.kernel.catalogue.text import TOO_MANY_FAULTS
from povertyrules.kernel.codes import Code, Language, Severity
from povertyrules.kernel.source import Span

MAX_REPORTED = 100


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault in a ruleset file. Made by `Diagnostic.of`."""

    code: Code
    span: Span
    values: dict[str, object] = field(default_factory=dict)
    suggestion: str | None = None
    """The nearest name, where there is one; shown as the help."""

    @classmethod
    def of(
        cls, code: Code, span: Span, /, *, suggestion: str | None = None, **values: object
    ) -> Diagnostic:
        return cls(code, span, values, suggestion)

    @property
    def severity(self) -> Severity:
        return self.code.severity

    def message(self, language: Language = "en") -> str:
        """What is wrong, in one sentence."""
        return self.code.message(language, self.values)

    def help(self, language: Language = "en") -> str:
        """What to do about it; may be empty."""
        return self.code.remedy(language, self.values, self.suggestion)

    def to_text(self, language: Language = "en") -> str:
        """The diagnostic as a terminal shows it, with the fault underlined."""
        help_text = self.help(language)
        lines = [
            f"{self.severity}[{self.code.number}]: {self.message(language)}",
            excerpt(self.span),
        ]
        if help_text:
            lines.append(f"  = {'help' if language == 'en' else '建议'}: {help_text}")
        return "\n".join(lines)

    def to_dict(self, language: Language = "en") -> dict[str, object]:
        """The diagnostic as plain data; lines and columns count from 1."""
        end_line, end_column = self.span.source.line_column(self.span.end)
        return {
            "code": self.code.number,
            "slug": self.code.slug,
            "severity": self.severity,
            "file": self.span.source.name,
            "line": self.span.line,
            "column": self.span.column,
            "end_line": end_line,
            "end_column": end_column,
            "message": self.message(language),
            "help": self.help(language),
        }


class Report:
    """Collects the diagnostics of one run, so that one run reports all faults.

    At most `MAX_REPORTED` are kept; one more then says how many were not.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, int, str], Diagnostic] = {}
        self._dropped = 0
        self._first_dropped: Span | None = None
        self._has_errors = False

    def add(
        self, code: Code, span: Span, /, *, suggestion: str | None = None, **values: object
    ) -> None:
        """Report a fault. The same message at the same place is reported once."""
        self._add(Diagnostic.of(code, span, suggestion=suggestion, **values))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in diagnostics:
            self._add(diagnostic)

    def _add(self, diagnostic: Diagnostic) -> None:
        span = diagnostic.span
        place = (diagnostic.code.number, span.start, span.end, diagnostic.message())
        if place in self._found:
            return
        self._has_errors = self._has_errors or diagnostic.severity == "error"
        if len(self._found) < MAX_REPORTED:
            self._found[place] = diagnostic
        else:
            self._dropped += 1
            self._first_dropped = self._first_dropped or span

    def __iter__(self) -> Iterator[Diagnostic]:
        """In the order of the file; last, how many were dropped, if any were."""
        yield from sorted(
            self._found.values(), key=lambda d: (d.span.start, d.span.end, d.code.number)
        )
        if self._first_dropped is not None:
            yield Diagnostic.of(
                TOO_MANY_FAULTS, self._first_dropped, shown=MAX_REPORTED, count=self._dropped
            )

    def __bool__(self) -> bool:
        return bool(self._found)

    @property
    def has_errors(self) -> bool:
        return self._has_errors
