"""The hash chain of a case: each link is taken of the one before it and of the event's text.

It shows that an event was changed, left out or put in the middle, and where. It does not
show that the newest events of a case were cut off together with what the store says of it,
nor that somebody worked the whole chain out anew: keep the latest links elsewhere for that.
"""

from __future__ import annotations

import hashlib

FIRST = "0" * 64
"""What the first link is taken of, in the place of one before it."""
_NAME = "povertyrules-chain-1"


def link(before: str, text: str) -> str:
    """The link of an event by its canonical text: SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(f"{_NAME}\n{before}\n{text}".encode()).hexdigest()
