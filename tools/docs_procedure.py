"""The procedure of a shipped ruleset as pictures and tables.

A picture has the states of one lifecycle in a column, in the order of the file. A step to the
next state goes straight down; every other one leaves on the right, runs in a lane of its own
and comes in on the right again. Steps that open a case come in from the left. Where the days
of a limit run through several states, a bar on the left says so.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from html import escape

import povertyrules as pr
from povertyrules.cases.phrases import need_phrase, role_names
from povertyrules.model.procedure.parts import Lifecycle, Procedure, Transition
from povertyrules.model.ruleset import Clause

_RULESET = "zhaojia@2020.34.2"
_LEFT, _BOX, _RIGHT, _LANE = 300, 240, 330, 14
_SLOT, _GAP, _MARGIN = 24, 46, 24
_INK, _PALE, _LINE = "#222", "#666", "#3f51b5"


def pictures() -> dict[str, str]:
    """A file below `docs/` for each lifecycle: name to SVG."""
    return {f"procedure/{each.id}.svg": _picture(each) for each in _procedure().lifecycles.values()}


def stages() -> str:
    rows = [
        f"| {s.label} | `{s.id}` | {s.span.start} – {s.span.end} | {_cites(s.cites)} |"
        for s in _procedure().stages.values()
    ]
    return "\n".join(["| 阶段 | id | 起止 | 依据 |", "| --- | --- | --- | --- |", *rows])


def steps(lifecycle: str) -> str:
    """Every step of a lifecycle as a table."""
    found = _procedure().lifecycles[lifecycle]
    rows = [_row(found, step) for step in found.transitions.values()]
    head = "| 步骤 | 由 → 到 | 办理 | 须有 | 期限 | 依据 |"
    return "\n".join([head, "| --- | --- | --- | --- | --- | --- |", *rows])


def _row(lifecycle: Lifecycle, step: Transition) -> str:
    states = lifecycle.states
    start = "、".join(states[s].label for s in step.sources) or "（立案）"
    needs = "；".join(need_phrase(need, "zh") for need in step.needs) or "—"
    cells = (
        f"{step.label}<br>`{step.id}`",
        f"{start} → {states[step.target].label}",
        role_names(step.roles, "zh"),
        needs,
        _limit(step),
        _cites(step.cites),
    )
    return f"| {' | '.join(cells)} |"


def _limit(step: Transition) -> str:
    if step.monthly:
        return "每月一次"
    if step.limit is None:
        return "没有规定期限"
    if step.limit.stage is not None:
        return f"{step.limit.stage.span.end} 前（{step.limit.stage.label}）"
    if step.limit.days is None:
        return "没有规定期限"
    start = "、".join(f"“{_procedure().states[name].label}”" for name in step.limit.since)
    return f"由当地规定（`{step.limit.days.id}`），自{start}起算"


def _cites(cites: tuple[Clause, ...]) -> str:
    return "、".join(clause.label for clause in cites)


def _procedure() -> Procedure:
    return pr.load(_RULESET).procedure.rules.procedure


# the picture


@dataclass
class _Row:
    """A state's box: where it begins, and the lines that it has on either side."""

    id: str
    label: str
    final: bool
    top: int = 0
    left: int = 0
    right: list[tuple[Transition, str, bool]] = field(default_factory=list)
    """Steps, the state that each comes from, and whether it comes in here."""

    @property
    def height(self) -> int:
        return max(40, _SLOT * max(self.left, len(self.right)) + 12)


def _picture(lifecycle: Lifecycle) -> str:
    rows = {s.id: _Row(s.id, s.label, s.final) for s in lifecycle.states.values()}
    order = list(rows)
    straight: dict[str, list[Transition]] = defaultdict(list)
    for step in lifecycle.transitions.values():
        if step.opens:
            rows[step.target].left += 1
        for source in step.sources:
            if order.index(step.target) == order.index(source) + 1:
                straight[source].append(step)
            else:
                rows[source].right.append((step, source, False))
                rows[step.target].right.append((step, source, True))
    top = _MARGIN
    for row in rows.values():
        row.top = top
        top += row.height + _GAP + 18 * max(0, len(straight.get(row.id, [])) - 1)
    drawn = [*_openings(lifecycle, rows), *_down(rows, straight), *_round(rows)]
    drawn += _bars(lifecycle, rows)
    lanes = _RIGHT + _LANE * (2 + sum(len(row.right) for row in rows.values()) // 2)
    width, height = _MARGIN * 2 + _LEFT + _BOX + lanes, top - _GAP + _MARGIN
    return _svg(lifecycle, width, height, [*drawn, *map(_box, rows.values())])


def _svg(lifecycle: Lifecycle, width: int, height: int, parts: list[str]) -> str:
    size = f'viewBox="0 0 {width} {height}" width="{width}"'
    head = f'<path d="M0 0 8 4 0 8z" fill="{_LINE}"/>'
    box = 'viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"'
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="sans-serif" font-size="13">
<title>{escape(lifecycle.label)}</title>
<defs><marker id="a" {box} orient="auto">{head}</marker></defs>
<rect width="{width}" height="{height}" fill="#fff"/>
{chr(10).join(parts)}
</svg>
"""


def _box(row: _Row) -> str:
    x, middle = _MARGIN + _LEFT, row.top + row.height / 2
    edge = 4 if row.final else 1.5
    return (
        f'<rect x="{x}" y="{row.top}" width="{_BOX}" height="{row.height}" rx="6" fill="#f5f6fc" '
        f'stroke="{_INK}" stroke-width="{edge}"/>'
        f'<text x="{x + _BOX / 2:g}" y="{middle + 5:g}" text-anchor="middle" fill="{_INK}">'
        f"{escape(row.label)}</text>"
    )


def _arrow(points: list[tuple[float, float]]) -> str:
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    return (
        f'<polyline points="{path}" fill="none" stroke="{_LINE}" stroke-width="1.3" '
        'marker-end="url(#a)"/>'
    )


def _label(step: Transition, x: float, y: float) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" fill="{_INK}">{escape(step.label)}'
        f'<tspan fill="{_PALE}" font-size="11.5"> · {escape(role_names(step.roles, "zh"))}</tspan>'
        "</text>"
    )


def _openings(lifecycle: Lifecycle, rows: dict[str, _Row]) -> list[str]:
    drawn, used = [], dict.fromkeys(rows, 0)
    for step in lifecycle.openings:
        row = rows[step.target]
        y = row.top + 24 + _SLOT * used[step.target]
        used[step.target] += 1
        drawn += [
            f'<circle cx="{_MARGIN + 4}" cy="{y}" r="4" fill="{_LINE}"/>',
            _arrow([(_MARGIN + 4, y), (_MARGIN + _LEFT, y)]),
            _label(step, _MARGIN + 12, y - 6),
        ]
    return drawn


def _bars(lifecycle: Lifecycle, rows: dict[str, _Row]) -> list[str]:
    """Beside the states through which the days of a limit run: which limit it is."""
    found: dict[tuple[str, frozenset[str]], None] = {}
    for step in lifecycle.transitions.values():
        counted = lifecycle.counted_in(step)
        if step.limit is not None and step.limit.days is not None and len(counted) > 1:
            found[step.limit.days.label, counted] = None
    drawn = []
    for lane, (label, counted) in enumerate(found):
        own = [row for row in rows.values() if row.id in counted]
        x, top = _MARGIN + _LEFT - 14 - _LANE * lane, own[0].top
        end = own[-1].top + own[-1].height
        path = f"M{x + 6} {top}H{x}V{end}H{x + 6}"
        at = f'x="{x - 8}" y="{(top + end) / 2 + 5:g}" text-anchor="end"'
        drawn += [
            f'<path d="{path}" fill="none" stroke="{_PALE}" stroke-width="3"/>',
            f'<text {at} fill="{_PALE}">{escape(label)}</text>',
        ]
    return drawn


def _down(rows: dict[str, _Row], straight: dict[str, list[Transition]]) -> list[str]:
    drawn = []
    for source, found in straight.items():
        row, x = rows[source], _MARGIN + _LEFT + 36
        start = row.top + row.height
        end = start + _GAP + 18 * (len(found) - 1)
        drawn.append(_arrow([(x, start), (x, end)]))
        drawn += [_label(s, x + 10, start + 27 + 18 * n) for n, s in enumerate(found)]
    return drawn


def _round(rows: dict[str, _Row]) -> list[str]:
    """Steps that do not lead to the next state: each in a lane of its own."""
    drawn, lane = [], 0
    edge = _MARGIN + _LEFT + _BOX
    for row in rows.values():
        for slot, (step, source, comes_in) in enumerate(row.right):
            if comes_in:
                continue
            target = rows[step.target]
            place = target.right.index((step, source, True))
            lane += 1
            x = edge + _RIGHT + _LANE * lane
            y, end = row.top + 22 + _SLOT * slot, target.top + 22 + _SLOT * place
            drawn += [
                _arrow([(edge, y), (x, y), (x, end), (edge, end)]),
                _label(step, edge + 12, y - 5),
            ]
    return drawn
