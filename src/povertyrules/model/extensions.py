"""What plugins add to the language, as the checker sees it; it loads no plugin itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from povertyrules.kernel.faults import Fault
from povertyrules.kernel.function import Function


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list of values that many rulesets share (risks, health), with a version.

    `codes` has each value with its label, in order. `source` says whose list it is.
    """

    id: str
    version: str
    title: str
    codes: Mapping[str, str]
    source: str = ""
    plugin: str = ""

    @property
    def reference(self) -> str:
        """`id@version`, as a ruleset names it."""
        return f"{self.id}@{self.version}"


@dataclass(frozen=True, slots=True)
class Extensions:
    """The plugins that a host offers to a ruleset, and what of them the language may use.

    `plugins` has each plugin's version by name; `broken` those that are installed but of no
    use, with the reason. `functions` are by name, `code_lists` by `id@version`. `contested` has
    the names of functions that several plugins declare, with the names of those plugins.
    """

    plugins: Mapping[str, str] = field(default_factory=dict)
    broken: Mapping[str, Fault] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)
    code_lists: Mapping[str, CodeList] = field(default_factory=dict)
    contested: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NO_EXTENSIONS = Extensions()
Offer = Callable[[], Extensions]
"""What gives the extensions when a ruleset asks for one: plugins are not loaded before."""


def nothing() -> Extensions:
    """The offer of a host without plugins."""
    return NO_EXTENSIONS
