"""The source text of a program in the making, its constants, and what it may call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from povertyrules.explain.builder.origins import Origins
from povertyrules.explain.figures import (
    money_text,
    open_parts,
    ratio_text,
    scaled_text,
    value_text,
)
from povertyrules.kernel.calendar import format_date, format_month
from povertyrules.kernel.hiding import mask
from povertyrules.kernel.types import Choice, Date, Month, Number, Type
from povertyrules.model.outcome import Binding
from povertyrules.model.ruleset import Ruleset

STATUS = {True: "holds", False: "fails", None: "unknown"}

_CALLABLE: dict[str, Any] = {
    "money_text": money_text,
    "scaled_text": scaled_text,
    "ratio_text": ratio_text,
    "value_text": value_text,
    "open_parts": open_parts,
    "format_date": format_date,
    "format_month": format_month,
    "mask": mask,
    "STATUS": STATUS,
    "NOT": {True: False, False: True, None: None},
}


class Program:
    """Functions and constants, until `compile` makes them one module.

    Constants are shared between all explanations that the program builds. Source text
    consists of our own words, of numbers and of `repr` of texts, so that nothing written in
    a ruleset can become code.
    """

    def __init__(self, ruleset: Ruleset, binding: Binding, *, show_sensitive: bool) -> None:
        self.ruleset = ruleset
        self.binding = binding
        self.show_sensitive = show_sensitive
        self.facts = ruleset.facts
        self.origins = Origins(ruleset)
        self._names = dict(_CALLABLE)
        self._functions: list[str] = []
        self._count = 0

    def fresh(self, stem: str) -> str:
        """A name that nothing else in the program has."""
        self._count += 1
        return f"{stem}{self._count}"

    def constant(self, value: Any) -> str:
        """The name of a constant with this value."""
        name = self.fresh("K")
        self._names[name] = value
        return name

    def function(self, name: str, parameters: list[str], lines: list[str]) -> None:
        body = "\n".join(f"    {line}" for line in lines)
        self._functions.append(f"def {name}({', '.join(parameters)}):\n{body}\n")

    @property
    def source(self) -> str:
        return "\n".join(self._functions)

    def compile(self, name: str) -> Callable[..., dict[str, Any]]:
        """The function of that name, made ready to call."""
        code = compile(self.source, f"<explanation of {self.ruleset.reference}>", "exec")
        exec(code, self._names)  # noqa: S102 - the text is ours, see the class
        made: Callable[..., dict[str, Any]] = self._names[name]
        return made

    def text(self, kind: Type, variable: str) -> str:
        """The expression for the plain text of a known value in a variable."""
        match kind:
            case Number(decimals=None):
                return f"ratio_text(*{variable})"
            case Number(decimals=0):
                return f"str({variable})"
            case Number(decimals=2):
                return f"money_text({variable})"
            case Number(decimals=decimals):
                return f"scaled_text({variable}, {decimals})"
            case Date():
                return f"format_date({variable})"
            case Month():
                return f"format_month({variable})"
            case Choice(many=True):
                return f"value_text({self.constant(kind)}, {variable})"
            case _:
                return variable


def known(kind: Type, variable: str) -> str:
    """The test whether a variable with a node's value holds a known one.

    A missing fact is None, which no test here takes for known.
    """
    match kind:
        case Number(decimals=None):
            return f"type({variable}) is tuple"
        case Number() | Date() | Month():
            return f"type({variable}) is int"
        case Choice(many=True):
            return f"type({variable}) is frozenset"
        case Choice():
            return f"type({variable}) is str"
        case _:
            return f"type({variable}) in (bool, str)"
