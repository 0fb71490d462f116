"""When two names look so much alike that a reader, or a ledger, would take one for the other."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    """A name without what its look does not depend on: width, case, composition, and the
    compatibility forms of letters (⼯ for 工)."""
    return unicodedata.normalize("NFKC", name).casefold().strip()
