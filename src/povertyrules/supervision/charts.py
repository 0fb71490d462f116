"""The pictures of a report, as SVG in which texts are texts."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import MissingExtra
from povertyrules.supervision.followups import by_safeguard
from povertyrules.supervision.report import Report
from povertyrules.supervision.rounds import counted
from povertyrules.supervision.texts import category_text, unit_text
from povertyrules.supervision.words import say
from povertyrules.whatif.picture.figure import inline
from povertyrules.whatif.picture.style import FAINT, INK, MUTED, PAPER, drawing, lines

DONE, WAITING, LATE, QUIET = "#137a74", "#e0a63c", "#b4501a", "#c3cad5"
_SHADES = ("#1f4e79", "#5b8db8", "#a9c6de", "#d8dde5", "#8a6fae", "#c9b8e0")
MOST_UNITS = 14
_WIDE, _ROW = 6.4, 0.36
_BINS = ((0, 7), (8, 15), (16, 30), (31, 60), (61, None))


@dataclass(frozen=True)
class Bars:
    """Stacked bars: a label for each, a name, a colour and the lengths of each part."""

    labels: Sequence[str]
    parts: Sequence[tuple[str, str, Sequence[int]]]
    upright: bool = False


def needs_plots() -> None:
    """Raises `MissingExtra` where pictures cannot be drawn."""
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        raise MissingExtra("drawing a report", "plots") from None


def units(report: Report, language: Language) -> Bars:
    """Households in monitoring and warnings alike: cases of each village by category."""
    rows = report.ledger.rows
    first = next(iter(report.rules.procedure.lifecycles))
    own = [row for row in rows if row.lifecycle == first]
    texts = {row.category: category_text(row, language) for row in own}
    order = sorted(texts, key=lambda each: (not each[:1].isalpha(), each))
    every = Counter(row.place.unit("village") for row in own)
    shown = [unit for unit, _ in sorted(every.items(), key=lambda item: (-item[1], item[0]))]
    found = Counter((row.place.unit("village"), row.category) for row in own)
    kept, rest = shown[:MOST_UNITS], shown[MOST_UNITS:]
    labels = [unit_text(unit, every, language) for unit in kept]
    parts = [[found[unit, category] for unit in kept] for category in order]
    if rest:
        labels.append(say("more_units", language, count=len(rest)))
        for part, category in zip(parts, order, strict=True):
            part.append(sum(found[unit, category] for unit in rest))
    colours = [_SHADES[number % len(_SHADES)] for number in range(len(order))]
    return Bars(labels, list(zip([texts[c] for c in order], colours, parts, strict=True)))


def months(report: Report, language: Language) -> Bars:
    """Every round: how many were observed, are to come, and were missed."""
    counts = counted(report.rounds, "month")
    parts = [
        (say("observed", language), DONE, [each.observed for each in counts]),
        (say("due", language), WAITING, [each.due for each in counts]),
        (say("missed", language), LATE, [each.missed for each in counts]),
    ]
    return Bars(_short_months([each.unit[0] for each in counts]), parts, upright=True)


def _short_months(months: Sequence[str]) -> list[str]:
    """The year below the first month, and where another one begins: written at each, they would
    run into one."""
    years = ["", *(month[:4] for month in months)]
    return [
        month[5:] if month[:4] == before else f"{month[5:]}\n{month[:4]}"
        for month, before in zip(months, years, strict=False)
    ]


def gaps(report: Report, language: Language) -> Bars:
    """The warnings of each safeguard, those that ended and those that are open."""
    found = by_safeguard(report.warnings, report.safeguards)
    labels = [each.name or say("safeguard_unknown", language) for each in found]
    parts = [
        (say("over", language), DONE, [each.over for each in found]),
        (say("open", language), WAITING, [each.open for each in found]),
    ]
    return Bars(labels, parts)


def days(report: Report, language: Language) -> Bars:
    """How many warnings took how many days, and how many of them are still open."""
    labels = [
        say("days_more", language, low=low - 1)
        if high is None
        else say("days_histogram", language, low=low, high=high)
        for low, high in _BINS
    ]
    ended, still = ([0] * len(_BINS), [0] * len(_BINS))
    for each in report.durations:
        place = next(n for n, (_, high) in enumerate(_BINS) if high is None or each.days <= high)
        (still if each.is_open else ended)[place] += 1
    parts = [(say("over", language), DONE, ended), (say("open", language), WAITING, still)]
    return Bars(labels, parts, upright=True)


def svg(bars: Bars) -> str:
    """The bars as SVG; each part has its number on it."""
    from matplotlib.figure import Figure

    tall = 2.9 if bars.upright else 0.75 + _ROW * len(bars.labels)
    with drawing():
        figure = Figure(figsize=(_WIDE, max(2.4, tall)))
        axes = figure.add_subplot()
        _draw(axes, bars)
        made = io.BytesIO()
        figure.savefig(
            made, format="svg", bbox_inches="tight", pad_inches=0.06, metadata={"Date": None}
        )
    return inline(made.getvalue().decode("utf-8"))


def _draw(axes: Any, bars: Bars) -> None:
    places = range(len(bars.labels))
    ends = [0] * len(bars.labels)
    whole = [sum(values) for values in zip(*(v for _, _, v in bars.parts), strict=True)] or [0]
    most = max(*whole, 1)
    for name, colour, values in bars.parts:
        if bars.upright:
            axes.bar(places, values, bottom=ends, color=colour, width=0.66, label=name)
        else:
            axes.barh(places, values, left=ends, color=colour, height=0.68, label=name)
        for place, (start, value) in enumerate(zip(ends, values, strict=True)):
            if value * 14 >= most:  # a smaller part has no room for its number
                _number(axes, bars, place, start, value, colour)
        ends = [end + value for end, value in zip(ends, values, strict=True)]
    for place, end in enumerate(ends):
        at = (place, end) if bars.upright else (end, place)
        shift = (0, 3) if bars.upright else (4, 0)
        aligned = (
            {"ha": "center", "va": "bottom"} if bars.upright else {"ha": "left", "va": "center"}
        )
        axes.annotate(
            f"{end:,}", at, shift, textcoords="offset points", fontsize=9.5, color=INK, **aligned
        )
    _frame(axes, bars, most)


def _number(axes: Any, bars: Bars, place: int, start: int, value: int, colour: str) -> None:
    middle = start + value / 2
    x, y = (place, middle) if bars.upright else (middle, place)
    ink = INK if colour in (WAITING, QUIET, *_SHADES[2:4]) else PAPER
    axes.text(x, y, f"{value:,}", ha="center", va="center", fontsize=9, color=ink)


def _broken(label: str) -> str:
    return label if "\n" in label else lines(label, 12, 2)


def _frame(axes: Any, bars: Bars, most: int) -> None:
    places = list(range(len(bars.labels)))
    if bars.upright:
        axes.set_xticks(places, [_broken(label) for label in bars.labels])
        axes.set_ylim(0, most * 1.14)
        axes.set_yticks([])
    else:
        axes.set_yticks(places, [lines(label, 22, 1) for label in bars.labels])
        axes.invert_yaxis()
        axes.set_xlim(0, most * 1.1)
        axes.set_xticks([])
    for side in ("top", "right", "bottom" if not bars.upright else "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom" if bars.upright else "left"].set_color(FAINT)
    axes.tick_params(length=0, labelsize=9.5, labelcolor=INK)
    legend = axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1.0), ncols=4, frameon=False, fontsize=9.5,
        handlelength=1, handleheight=1, borderaxespad=0.2, columnspacing=1.4,
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_color(MUTED)
