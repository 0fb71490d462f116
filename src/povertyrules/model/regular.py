"""Regular expressions that take linear time, whatever the text: RE2, an optional extra."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from povertyrules.kernel.errors import MissingExtra

MAX_PATTERN = 500


class PatternFault(Exception):
    """The pattern cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern with its compiled form; two of the same text are equal."""

    text: str
    compiled: Any = field(compare=False, repr=False)

    def fullmatch(self, text: str) -> Any:
        return self.compiled.fullmatch(text)


@cache
def compile_pattern(text: str) -> Pattern:
    """Compile a pattern for `matches`.

    Raises `PatternFault` for a pattern that is not regular or too large, and
    `MissingExtra` where RE2 is not installed.
    """
    try:
        import re2
    except ImportError:
        raise MissingExtra("the function `matches`", "regex") from None
    if len(text) > MAX_PATTERN:
        raise PatternFault(f"it is longer than {MAX_PATTERN} characters")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return Pattern(text, re2.compile(text, options=options))
    except re2.error as error:
        reason = error.args[0] if error.args else "it is not regular"
        raise PatternFault(reason.decode() if isinstance(reason, bytes) else reason) from None
