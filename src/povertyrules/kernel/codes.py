"""The table of codes: every diagnostic and every fault, with its words in two languages.

A code is stable: its meaning never changes and its number is never used again. The tables
themselves stand in `catalogue/`, one file for each stage; a `Code` is used by calling
`Diagnostic.of(code, span, **values)` or `Fault.of(code, path, **values)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from povertyrules.kernel.caret import visible

Severity = Literal["error", "warning", "note"]
Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, Language] = ("en", "zh")

MAX_SHOWN = 200
"""How many characters of one value a message repeats."""


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of fault.

    `number` is what is printed (`PR101`); `slug` a readable name for it; `en` and `zh` the
    message, with `{name}` where a value goes; `help_en` and `help_zh` the remedy, which
    may be replaced by a closer one (the nearest name, say) where it is used.
    """

    number: str
    slug: str
    en: str
    zh: str
    help_en: str = ""
    help_zh: str = ""
    severity: Severity = "error"

    def message(self, language: Language, values: dict[str, object]) -> str:
        return (self.en if language == "en" else self.zh).format_map(_shown(values))

    def remedy(
        self, language: Language, values: dict[str, object], suggestion: str | None = None
    ) -> str:
        """What to do about it: the nearest name where there is one, else the code's help."""
        if suggestion is not None:
            return (_ASK_EN if language == "en" else _ASK_ZH).format(suggestion)
        return (self.help_en if language == "en" else self.help_zh).format_map(_shown(values))

    def reason(
        self, language: Language, values: dict[str, object], clauses: Iterable[str] = ()
    ) -> str:
        """One reason among others in a cell: the number stands last, so that they can be told
        apart whatever a remedy says."""
        cited, remedy = ", ".join(clauses), self.remedy(language, values)
        said = f"{self.message(language, values)}{f' ({cited})' if cited else ''}"
        return f"{said}{f' — {remedy}' if remedy else ''} [{self.number}]"


_ASK_EN, _ASK_ZH = "did you mean `{}`?", "是否应为 `{}`？"


def _shown(values: dict[str, object]) -> dict[str, object]:
    """Texts from a file or a record, short and without anything that moves a cursor."""
    return {
        name: visible(shorten(value)) if isinstance(value, str) else value
        for name, value in values.items()
    }


def shorten(text: str) -> str:
    """At most `MAX_SHOWN` characters of a text, an ellipsis in place of the rest."""
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
