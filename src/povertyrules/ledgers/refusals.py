"""Why a file as a whole is refused, in words of both languages."""

from __future__ import annotations

from pathlib import Path

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault


def unreadable(path: Path, reason: str, reason_zh: str) -> InvalidLedger:
    """The error for a file that cannot be read."""
    words = {"name": path.name, "reason": reason, "reason_zh": reason_zh}
    return InvalidLedger(Fault(codes.UNREADABLE_FILE, "", dict(words)))


def damaged(path: Path) -> InvalidLedger:
    """The error for a file that is not what its suffix says."""
    return unreadable(path, "it is no workbook, or it is damaged", "文件不是工作簿，或已损坏")


def too_large(path: Path, reason: str, reason_zh: str) -> InvalidLedger:
    """The error for a file that would take too much memory."""
    words = {"name": path.name, "reason": reason, "reason_zh": reason_zh}
    return InvalidLedger(Fault(codes.TOO_LARGE, "", dict(words)))
