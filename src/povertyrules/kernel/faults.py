"""Faults: what is wrong with a household's data, at which path, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from povertyrules.kernel.codes import Code, Language
from povertyrules.kernel.suggest import nearest


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in a record.

    `path` is how the caller finds the field: `members[2].birth_date`. `clauses` are the
    citations of the assumption or outcomes that the data breaks, where there are any.
    """

    code: Code
    path: str
    values: dict[str, object] = field(default_factory=dict)
    suggestion: str | None = None
    clauses: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        code: Code,
        path: str,
        *,
        suggestion: str | None = None,
        clauses: tuple[str, ...] = (),
        **values: object,
    ) -> Fault:
        return cls(code, path, values, suggestion, clauses)

    def __str__(self) -> str:
        return self.to_text()

    def message(self, language: Language = "en") -> str:
        return self.code.message(language, self.values)

    def help(self, language: Language = "en") -> str:
        return self.code.remedy(language, self.values, self.suggestion)

    def to_text(self, language: Language = "en") -> str:
        where = f"{self.path}: " if self.path else ""
        clause = f" ({', '.join(self.clauses)})" if self.clauses else ""
        help_text = self.help(language)
        text = f"{where}{self.message(language)}{clause} [{self.code.number}]"
        return f"{text} — {help_text}" if help_text else text

    def to_dict(self, language: Language = "en") -> dict[str, object]:
        return {
            "code": self.code.number,
            "path": self.path,
            "message": self.message(language),
            "help": self.help(language),
            "clauses": list(self.clauses),
        }


def named_wrongly(
    code: Code,
    name: str,
    known: Iterable[str],
    *,
    path: str = "",
    near: str | None = None,
    **values: object,
) -> Fault:
    """A name that is none of those known: the nearest of them, or else all, is what to do."""
    names = list(known)
    suggestion = near or nearest(name, names)
    listed = ", ".join(names) or "—"
    return Fault(code, path, {**values, "name": name, "known": listed}, suggestion)


def unique(faults: Iterable[Fault]) -> list[Fault]:
    """Each fault once, in their order: two sides may find the same."""
    return list({fault.to_text(): fault for fault in faults}.values())
