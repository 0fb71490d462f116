"""The migration table as a heat map: what stayed is grey and hatched, what moved warm."""

from __future__ import annotations

import math
from typing import Any

from povertyrules.kernel.codes import Language
from povertyrules.whatif.migration import Migration, percent
from povertyrules.whatif.picture.style import (
    FAINT,
    INK,
    MUTED,
    PAPER,
    STAYS,
    STAYS_LINE,
    lines,
    warm,
)
from povertyrules.whatif.words import say

_GAP = 0.05
_ROW, _COLUMN = 16, 12
"""How wide labels are, in Latin letters."""

_DARK = 0.62
"""From here on a cell is so dark that its text is white."""


def draw_heatmap(axes: Any, migration: Migration, language: Language) -> None:
    """Draw the table: answers before on the left, answers after on top, totals beside them."""
    rows, columns = migration.before, migration.after
    most = max((move.count for move in migration.changed()), default=0)
    for y, before in enumerate(rows):
        for x, after in enumerate(columns):
            count = migration.count(before.id, after.id)
            _cell(axes, (x, y), count, migration.total, most, stays=before.id == after.id)
    _labels(axes, migration, language)
    axes.set_xlim(-0.02, len(columns) + 1.0)
    axes.set_ylim(len(rows) + 0.65, -0.95)
    axes.set_axis_off()


def _cell(
    axes: Any, place: tuple[int, int], count: int, total: int, most: int, *, stays: bool
) -> None:
    from matplotlib.patches import FancyBboxPatch

    x, y = place
    part = math.log1p(count) / math.log1p(most) if most and count and not stays else 0.0
    face = STAYS if stays else warm(part) if count else PAPER
    axes.add_patch(
        FancyBboxPatch(
            (x + _GAP, y + _GAP),
            1 - 2 * _GAP,
            1 - 2 * _GAP,
            boxstyle="round,pad=0,rounding_size=0.06",
            facecolor=face,
            edgecolor=STAYS_LINE if stays else FAINT if not count else face,
            hatch="///" if stays else None,
            linewidth=0.8,
        )
    )
    if not count:
        axes.text(x + 0.5, y + 0.5, "·", ha="center", va="center", color=MUTED, fontsize=12)
        return
    ink = MUTED if stays else PAPER if part > _DARK else INK
    box = {"facecolor": STAYS, "edgecolor": "none", "pad": 2.5} if stays else None
    weight = "normal" if stays else "bold"
    middle = {"ha": "center", "va": "center", "color": ink, "bbox": box}
    size = 17 if count < 10**6 else 12
    axes.text(x + 0.5, y + 0.41, f"{count:,}", fontsize=size, fontweight=weight, **middle)
    axes.text(x + 0.5, y + 0.72, percent(count, total), fontsize=11, **middle)


def _labels(axes: Any, migration: Migration, language: Language) -> None:
    rows, columns = migration.before, migration.after
    for y, before in enumerate(rows):
        count = sum(migration.count(before.id, after.id) for after in columns)
        label = lines(before.to_text(language), _ROW)
        axes.text(-0.12, y + 0.5, label, ha="right", va="center", fontsize=12.5)
        _sum(axes, (len(columns) + 0.5, y + 0.5), count)
    for x, after in enumerate(columns):
        count = sum(migration.count(before.id, after.id) for before in rows)
        label = lines(after.to_text(language), _COLUMN)
        axes.text(x + 0.5, -0.12, label, ha="center", va="bottom", fontsize=11.5)
        _sum(axes, (x + 0.5, len(rows) + 0.35), count)
    total = say("total", language)
    small = {"fontsize": 12, "color": MUTED}
    axes.text(len(columns) + 0.5, -0.12, total, ha="center", va="bottom", **small)
    axes.text(-0.12, len(rows) + 0.35, total, ha="right", va="center", **small)
    _sum(axes, (len(columns) + 0.5, len(rows) + 0.35), migration.total)
    axes.text(-0.12, -0.68, f"{say('before', language)} ↓", ha="right", va="bottom", **small)
    axes.text(0.05, -0.68, f"{say('after', language)} →", ha="left", va="bottom", **small)


def _sum(axes: Any, place: tuple[float, float], count: int) -> None:
    axes.text(*place, f"{count:,}", ha="center", va="center", fontsize=12.5, color=MUTED)
