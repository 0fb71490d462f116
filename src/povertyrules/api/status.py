"""The status of what a ruleset decides."""

from __future__ import annotations

from enum import StrEnum

from povertyrules.kernel.truth import Truth


class Status(StrEnum):
    """Whether an outcome holds, fails, or may still go either way. Equal to its text."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        """Refused: every status is text that is not empty, so that `if status:` would always
        be true. Raises `TypeError`."""
        raise TypeError("a status is neither true nor false: compare it, status == 'holds'")


STATUS: dict[Truth, Status] = {
    True: Status.HOLDS,
    False: Status.FAILS,
    None: Status.UNKNOWN,
}
