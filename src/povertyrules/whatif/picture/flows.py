"""Who moves, as bands from answer to answer. Those who stay are told, not drawn: they would
leave no room for the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from povertyrules.kernel.codes import Language
from povertyrules.whatif.migration import Migration, Move
from povertyrules.whatif.picture.style import DIRECTIONS, INK, MUTED, Direction, lines
from povertyrules.whatif.subjects import HOLDS, Answer, Subject
from povertyrules.whatif.words import say

MOST_BANDS = 14
_LEAST = 0.05
"""The least part of the height that a band has, so that its number can be read."""
_GAP = 0.06
_LEFT, _RIGHT, _NODE = 0.23, 0.77, 0.022
_BEND = 0.45


def direction(subject: Subject, move: Move) -> Direction:
    """Whether a move is into an outcome, out of one, or from one to another."""
    inside = (_is_outcome(subject, move.before), _is_outcome(subject, move.after))
    found: dict[tuple[bool, bool], Direction] = {
        (False, True): "gained",
        (True, False): "lost",
        (True, True): "between",
        (False, False): "other",
    }
    return found[inside]


def _is_outcome(subject: Subject, answer: str) -> bool:
    if subject.is_group:
        return answer in subject.outcomes_before or answer in subject.outcomes_after
    return answer == HOLDS


@dataclass
class _Node:
    """Where an answer's bar stands, from its top down."""

    answer: Answer
    count: int
    top: float
    height: float
    used: float = 0.0

    def take(self, height: float) -> float:
        """The top of the next band at this bar."""
        top = self.top + self.used
        self.used += height
        return top


def draw_flows(axes: Any, migration: Migration, language: Language) -> None:
    """Draw the most frequent moves as bands, each with its sign and number."""
    axes.set_xlim(0, 1)
    axes.set_ylim(1.02, -0.09)
    axes.set_axis_off()
    moves = migration.changed()[:MOST_BANDS]
    if not moves:
        text = say("none_moved", language)
        axes.text(0.5, 0.45, text, ha="center", va="center", fontsize=14, color=MUTED)
        return
    heights = _heights(moves)
    left = _nodes(moves, heights, [m.before for m in moves], migration.before)
    right = _nodes(moves, heights, [m.after for m in moves], migration.after)
    for move in _in_order(moves, migration):
        height = heights[move.before, move.after]
        tops = left[move.before].take(height), right[move.after].take(height)
        _band(axes, tops, height, move, direction(migration.subject, move))
    for nodes, side in ((left, "before"), (right, "after")):
        _bars(axes, nodes, side, language)


def _heights(moves: Sequence[Move]) -> dict[tuple[str, str], float]:
    """How high each band is, of a height of 1 that all of them and the gaps share."""
    total = sum(move.count for move in moves)
    raw = {(m.before, m.after): max(m.count / total, _LEAST) for m in moves}
    bars = max(len({m.before for m in moves}), len({m.after for m in moves}))
    room = 1 - _GAP * (bars - 1)
    scale = room / sum(raw.values())
    return {move: height * scale for move, height in raw.items()}


def _nodes(
    moves: Sequence[Move],
    heights: dict[tuple[str, str], float],
    names: Sequence[str],
    answers: Sequence[Answer],
) -> dict[str, _Node]:
    found: dict[str, _Node] = {}
    present = [answer for answer in answers if answer.id in names]
    used = sum(heights.values()) + _GAP * (len(present) - 1)
    top = (1 - used) / 2
    for answer in present:
        own = [m for m, name in zip(moves, names, strict=True) if name == answer.id]
        height = sum(heights[m.before, m.after] for m in own)
        found[answer.id] = _Node(answer, sum(m.count for m in own), top, height)
        top += height + _GAP
    return found


def _in_order(moves: Sequence[Move], migration: Migration) -> list[Move]:
    """By the order of the answers, so that bands cross as little as they must."""
    rows = [answer.id for answer in migration.before]
    columns = [answer.id for answer in migration.after]
    return sorted(moves, key=lambda m: (rows.index(m.before), columns.index(m.after)))


def _band(
    axes: Any, tops: tuple[float, float], height: float, move: Move, towards: Direction
) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    start, end = _LEFT + _NODE, _RIGHT - _NODE
    inner, outer = start + _BEND * (end - start), end - _BEND * (end - start)
    (a, b), colour = tops, DIRECTIONS[towards][0]
    points = [
        (start, a), (inner, a), (outer, b), (end, b),
        (end, b + height), (outer, b + height), (inner, a + height), (start, a + height),
        (start, a),
    ]  # fmt: skip
    curve = [Path.CURVE4] * 3
    codes = [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(points, codes), facecolor=colour, alpha=0.42, linewidth=0))
    text = f"{DIRECTIONS[towards][1]} {move.count:,}"
    box = {"facecolor": "white", "alpha": 0.85, "edgecolor": "none", "boxstyle": "round,pad=0.18"}
    place = (start + 0.02, a + height / 2)
    axes.text(
        *place, text, ha="left", va="center", fontsize=12, color=colour, fontweight="bold",
        bbox=box,
    )  # fmt: skip


def _bars(axes: Any, nodes: dict[str, _Node], side: str, language: Language) -> None:
    from matplotlib.patches import Rectangle

    at_left = side == "before"
    x = _LEFT if at_left else _RIGHT - _NODE
    for node in nodes.values():
        axes.add_patch(Rectangle((x, node.top), _NODE, node.height, facecolor=INK, linewidth=0))
        label = f"{lines(node.answer.to_text(language), 14)}\n{node.count:,}"
        place = (_LEFT - 0.015 if at_left else _RIGHT + 0.015, node.top + node.height / 2)
        aligned = "right" if at_left else "left"
        axes.text(*place, label, ha=aligned, va="center", fontsize=12.5, linespacing=1.35)
    place = (_LEFT + _NODE if at_left else _RIGHT - _NODE, -0.045)
    aligned = "right" if at_left else "left"
    axes.text(*place, say(side, language), ha=aligned, va="center", fontsize=12, color=MUTED)
