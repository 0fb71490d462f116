"""Colours, fonts and lines of text. What a colour says is said in words or signs as well."""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

INK, MUTED, FAINT, PAPER = "#1c2430", "#667085", "#d8dde5", "#ffffff"
STAYS, STAYS_LINE = "#eef0f3", "#c3cad5"
WARM = ("#fdebd3", "#f8c98f", "#ec9650", "#cf5f22", "#95330f")
"""From few to many that moved."""

Direction = Literal["gained", "lost", "between", "other"]
DIRECTIONS: dict[Direction, tuple[str, str]] = {
    "gained": ("#137a74", "＋"),
    "lost": ("#b4501a", "－"),
    "between": ("#6650a4", "⇄"),
    "other": ("#5f6f86", "→"),
}
"""The colour and the sign of each direction that a move may have."""

FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN",
    "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei", "Noto Sans CJK JP", "SimHei", "Arial Unicode MS",
)  # fmt: skip
"""Fonts with Chinese, by how well they read; one of them is on most machines."""


def font() -> str | None:
    """The first of the fonts that is on this machine."""
    from matplotlib import font_manager

    there = {entry.name for entry in font_manager.fontManager.ttflist}
    return next((name for name in FONTS if name in there), None)


@contextmanager
def drawing() -> Iterator[Any]:
    """Matplotlib's settings for our pictures, and only while they are drawn."""
    import matplotlib as mpl

    settings: Any = {
        "font.family": "sans-serif",
        "font.sans-serif": [found] if (found := font()) else ["DejaVu Sans"],
        "axes.unicode_minus": False,
        "svg.fonttype": "none",
        "svg.hashsalt": "povertyrules",
        "hatch.linewidth": 1.1,
        "text.color": INK,
    }
    with mpl.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield mpl


def warm(part: float) -> str:
    """The colour for a part from 0 to 1."""
    from matplotlib.colors import LinearSegmentedColormap, to_hex

    return to_hex(LinearSegmentedColormap.from_list("warm", WARM)(part))


def columns(text: str) -> int:
    """How wide a text is, in Latin letters."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def lines(text: str, width: int, most: int = 3) -> str:
    """A label broken into lines of about so many columns, of like lengths; what is too long
    ends with dots."""
    needed = -(-columns(text) // width)
    even = width if needed < 2 else -(-columns(text) // min(needed, most)) + 1
    found: list[str] = [""]
    for piece in _pieces(text):
        if found[-1] and columns(found[-1] + piece) > max(even, 4):
            found.append("")
        found[-1] += piece
    if len(found) > most:
        found = [*found[: most - 1], f"{found[most - 1][:-1]}…"]
    return "\n".join(line.strip() for line in found)


def _pieces(text: str) -> Iterable[str]:
    """Words of Latin letters whole, Chinese characters one by one."""
    piece = ""
    for character in text:
        if character.isascii() and not character.isspace():
            piece += character
            continue
        if piece:
            yield piece
        piece = ""
        yield character
    if piece:
        yield piece
