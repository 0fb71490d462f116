"""The exit codes."""

from __future__ import annotations

DONE = 0
FAILURE = 1
USAGE = 2
INVALID_RULESET = 3
ROWS_REJECTED = 4
REFUSED = 5

# What a shell shows for a program that a signal ended.
INTERRUPTED = 130
BROKEN_PIPE = 141
