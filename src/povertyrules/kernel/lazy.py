"""Names of a package that bring their module when they are first used: a light import."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy_names(
    package: str, homes: Mapping[str, tuple[str, ...]], names: dict[str, Any], within: str = ""
) -> Callable[[str], Any]:
    """What a package calls `__getattr__`: `homes` has the names by the module that they are in,
    below `within` (the package itself, if it is not given); `names` are the package's globals.
    """
    home = {name: module for module, listed in homes.items() for name in listed}

    def find(name: str) -> Any:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{within or package}.{home[name]}"), name)
        names[name] = value
        return value

    return find
