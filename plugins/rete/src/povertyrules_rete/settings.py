"""What a host may set."""

from __future__ import annotations

import sys
from dataclasses import dataclass

FACTS = 10_000
"""At most so many facts go to the network at once. durable-rules tells them apart by a 32-bit
hash of their number: no two of the first 40,000 numbers meet (`tests/test_limits.py`)."""

WORKER = (sys.executable, "-P", "-m", "povertyrules_rete.worker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the worker process is kept.

    `limit` is the time for one household, `start` that for the process to be ready, both in
    seconds. After `households` of them the process is replaced, whatever durable-rules may have
    kept of them. A household with more than `combinations` combinations of records in one
    pattern is decided by the record engine, which asks for no memory. `command` runs the
    worker: tests put others in its place.
    """

    limit: float = 5.0
    start: float = 30.0
    households: int = 5_000
    combinations: int = 5_000
    command: tuple[str, ...] = WORKER
