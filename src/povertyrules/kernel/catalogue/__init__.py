"""Every code of the language, by number. One file for each stage that finds faults.

A new file of codes is added to `_TABLES`; its codes are the module's `Code` constants.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from povertyrules.kernel.catalogue import (
    cases,
    comparing,
    deciding_frames,
    expressions,
    files,
    frames,
    ledgers,
    names,
    parameters,
    patterns,
    plugins,
    procedure,
    records,
    storing,
    structure,
    supervision,
    text,
    types,
)
from povertyrules.kernel.codes import Code

_TABLES: tuple[ModuleType, ...] = (
    text,
    structure,
    expressions,
    names,
    types,
    patterns,
    parameters,
    records,
    frames,
    files,
    ledgers,
    procedure,
    deciding_frames,
    comparing,
    cases,
    storing,
    supervision,
    plugins,
)


def codes_of(table: ModuleType) -> list[Code]:
    """The codes that a module of the catalogue defines, in its order."""
    return [value for value in vars(table).values() if isinstance(value, Code)]


def _by_number(tables: Iterable[ModuleType]) -> dict[str, Code]:
    """Raises `ValueError` where two codes share a number or a slug."""
    found: dict[str, Code] = {}
    slugs: set[str] = set()
    for code in (code for table in tables for code in codes_of(table)):
        if code.number in found or code.slug in slugs:
            raise ValueError(f"{code.number} {code.slug} is defined twice")
        found[code.number] = code
        slugs.add(code.slug)
    return dict(sorted(found.items()))


CODES: dict[str, Code] = _by_number(_TABLES)
"""Number (`PR011`) to code."""
