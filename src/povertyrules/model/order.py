"""The order of evaluation: every definition after what it reads. A circle is a fault."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def dependency_order(
    names: Iterable[T], reads: Callable[[T], Iterable[T]]
) -> tuple[list[T], list[list[T]]]:
    """Sort names so that each comes after what it reads, else as they came.

    Returns the sorted names without those in or behind a circle, and the circles. Works
    without recursion: a chain of ten thousand definitions is fine.
    """
    done: dict[T, bool] = {}
    order: list[T] = []
    circles: list[list[T]] = []
    for start in names:
        _visit(start, reads, done, order, circles)
    return order, circles


def _visit(
    start: T,
    reads: Callable[[T], Iterable[T]],
    done: dict[T, bool],
    order: list[T],
    circles: list[list[T]],
) -> None:
    if start in done:
        return
    path = {start: iter(list(reads(start)))}
    sound = {start: True}
    while path:
        current = next(reversed(path))
        following = next(path[current], None)
        if following is None:
            del path[current]
            done[current] = sound[current]
            if sound[current]:
                order.append(current)
            elif path:
                sound[next(reversed(path))] = False
        elif following in path:
            circle = list(path)
            circles.append(circle[circle.index(following) :])
            sound[current] = False
        elif following not in done:
            path[following] = iter(list(reads(following)))
            sound[following] = True
        elif not done[following]:
            sound[current] = False
