"""Everything that a plugin declares, put to its laws."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from povertyrules.kernel.faults import Fault
from povertyrules.plugins import builtin
from povertyrules.plugins.discovery import Candidate, given, installed
from povertyrules.plugins.registry import Registry, assemble
from povertyrules.testing.engines import check_engine
from povertyrules.testing.formats import check_format
from povertyrules.testing.functions import check_function
from povertyrules.testing.lints import check_lint
from povertyrules.testing.renderers import check_renderer
from povertyrules.testing.sources import check_source

_CHECKS: dict[str, Callable[[Any], list[Fault]]] = {
    "functions": check_function,
    "sources": check_source,
    "lints": check_lint,
    "formats": check_format,
    "engines": check_engine,
    "renderers": check_renderer,
}


def check_plugin(plugin: object) -> list[Fault]:
    """What is wrong with a plugin: an object or module, or the name of an installed one.

    First whether it can be used at all, as any host would tell; then each declaration by
    its laws. Raises `LookupError` for a name that no installed plugin has.
    """
    candidate = given(plugin) if not isinstance(plugin, str) else _installed(plugin)
    registry = assemble(builtin, [candidate])
    faults = list(registry.troubles)
    for field, check in _CHECKS.items():
        for declaration in _own(registry, field):
            faults += check(declaration)
    return faults


def _installed(name: str) -> Candidate:
    for candidate in installed():
        if candidate.name == name:
            return candidate
    raise LookupError(f"no installed plugin is called {name}")


def _own(registry: Registry, field: str) -> list[Any]:
    """The declarations of the plugin itself, each once."""
    found = [each for each in getattr(registry, field).values() if each.plugin]
    return list({id(each): each for each in found}.values())
