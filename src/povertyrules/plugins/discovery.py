"""Which plugins are installed: entry points of the group `povertyrules`, not imported yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

GROUP = "povertyrules"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plugin that may be used: its name, the version and the package that it is of, and
    what brings it. `load` raises whatever its import raises."""

    name: str
    version: str
    package: str
    load: Callable[[], object]


def installed() -> list[Candidate]:
    """The plugins that are installed, by name; importing them is left to `load`."""
    found = [_candidate(point) for point in entry_points(group=GROUP)]
    return sorted(found, key=lambda candidate: (candidate.name, candidate.package))


def _candidate(point: EntryPoint) -> Candidate:
    owner = point.dist
    version = "0" if owner is None else owner.version
    package = "" if owner is None else owner.name
    return Candidate(point.name, version, package, point.load)


def given(plugin: object) -> Candidate:
    """A module or object that a host hands over. Its name and version are its own
    `__povertyrules_name__` (else `__name__`, or its class's) and `__version__`."""
    names = (_own(plugin, "__povertyrules_name__"), _own(plugin, "__name__"))
    name = next(filter(None, names), type(plugin).__name__).rpartition(".")[2]
    return Candidate(name, _own(plugin, "__version__") or "0", "", lambda: plugin)


def _own(plugin: object, attribute: str) -> str:
    """What an object says of itself; nothing where it is no text, or asking for it fails."""
    try:
        said = getattr(plugin, attribute, "")
    except Exception:  # noqa: BLE001 - an object of anybody's class
        return ""
    return said if isinstance(said, str) else ""
