"""The nearest name to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_ENOUGH = 2000
"""With more names than this, looking for the nearest would take longer than it helps."""


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The known name most like `name`, or None if nothing is near."""
    known = list(names)
    if len(name) > 64 or len(known) > _ENOUGH:
        return None
    found = get_close_matches(name, known, n=1, cutoff=0.6)
    return found[0] if found else None
