"""Diagnostics: what is wrong with a ruleset, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from povertyrules.kernel.caret import excerpt
from povertyrules.kernel.codes import Code, Language, Severity
from povertyrules.kernel.source import Span


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
        cls, code: Code, span: Span, *, suggestion: str | None = None, **values: object
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
        if self.suggestion is not None:
            ask = "did you mean `{}`?" if language == "en" else "是否应为 `{}`？"
            return ask.format(self.suggestion)
        return self.code.remedy(language, self.values)

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
    """Collects the diagnostics of one run, so that one run reports all faults."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []

    def add(
        self, code: Code, span: Span, *, suggestion: str | None = None, **values: object
    ) -> None:
        diagnostic = Diagnostic.of(code, span, suggestion=suggestion, **values)
        if diagnostic not in self._found:
            self._found.append(diagnostic)

    def extend(self, diagnostics: Iterator[Diagnostic]) -> None:
        self._found.extend(d for d in diagnostics if d not in self._found)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(self._found, key=lambda d: (d.span.start, d.span.end, d.code.number)))

    def __bool__(self) -> bool:
        return bool(self._found)

    @property
    def has_errors(self) -> bool:
        return any(d.severity == "error" for d in self._found)
