"""Kleene's three-valued logic: the meaning of the connectives, once.

A truth is `True`, `False`, or `None` for *unknown*: it may still turn out either way.
"""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None


def conjunction(truths: Iterable[Truth]) -> Truth:
    """False as soon as one is false; true when all are true; otherwise unknown."""
    unknown = False
    for truth in truths:
        if truth is False:
            return False
        unknown = unknown or truth is None
    return None if unknown else True


def disjunction(truths: Iterable[Truth]) -> Truth:
    """True as soon as one is true; false when all are false; otherwise unknown."""
    unknown = False
    for truth in truths:
        if truth is True:
            return True
        unknown = unknown or truth is None
    return None if unknown else False


def negation(truth: Truth) -> Truth:
    return None if truth is None else not truth


def at_least(needed: int, truths: Iterable[Truth]) -> Truth:
    """Whether at least `needed` of the truths hold."""
    certain = possible = 0
    for truth in truths:
        certain += truth is True
        possible += truth is not False
    if certain >= needed:
        return True
    return None if possible >= needed else False
