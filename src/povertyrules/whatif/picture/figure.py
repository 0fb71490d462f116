"""Pictures as bytes: one PNG with everything, or the parts of a page as SVG."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import MissingExtra, UnsupportedFeature
from povertyrules.whatif.migration import Migration, percent
from povertyrules.whatif.picture.flows import draw_flows
from povertyrules.whatif.picture.heatmap import draw_heatmap
from povertyrules.whatif.picture.style import DIRECTIONS, FONTS, MUTED, drawing, font
from povertyrules.whatif.texts import Caption
from povertyrules.whatif.words import say

Draw = Callable[[Any, Migration, Language], None]
DPI = 160
_HEAD, _LINE = 2.1, 0.36
"""Of the words above the pictures, in inches: all but the caveats, and those."""
_CSS_FONTS = ", ".join(f"'{name}'" if " " in name else name for name in (*FONTS, "sans-serif"))


def needs_plots() -> None:
    """Raises `MissingExtra` where pictures cannot be drawn."""
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        raise MissingExtra("drawing a comparison", "plots") from None


def svg(draw: Draw, migration: Migration, language: Language, *, wide: bool) -> str:
    """One picture as SVG whose texts are texts: the reader's own fonts show them."""
    with drawing():
        figure = _new(_width(migration) if wide else 7.4, _height(migration))
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        draw(axes, migration, language)
        made = io.BytesIO()
        figure.savefig(
            made, format="svg", bbox_inches="tight", pad_inches=0.08, metadata={"Date": None}
        )
    return inline(made.getvalue().decode("utf-8"))


def png(migration: Migration, caption: Caption, language: Language) -> bytes:
    """Both pictures side by side, under their title, over what makes the difference.

    Raises `UnsupportedFeature` where no font of this machine has Chinese and it is needed.
    """
    if font() is None and not caption.is_plain:
        raise UnsupportedFeature(
            "no font with Chinese is installed here; install one (fonts-noto-cjk), or write .html, "
            "which is shown with the reader's fonts"
        )
    sources = list(caption.sources)[:8]
    with drawing():
        left, right = _width(migration), 7.2
        head = _HEAD + (_LINE if caption.caveats else 0)
        body, foot = _height(migration), 0.6 + 0.27 * len(sources)
        width, height = left + right + 0.5, body + head + foot
        figure = _new(width, height)
        bottom, tall = foot / height, body / height
        first = figure.add_axes((1.6 / width, bottom, (left - 1.4) / width, tall))
        second = figure.add_axes(((left + 0.3) / width, bottom, right / width, tall * 0.97))
        draw_heatmap(first, migration, language)
        draw_flows(second, migration, language)
        _head(figure, migration, caption, language, height)
        _headings(figure, (0.022, (left + 0.8) / width), 1 - (head - 0.28) / height, language)
        _foot(figure, sources, foot / height, language, height)
        made = io.BytesIO()
        figure.savefig(made, format="png", dpi=DPI, facecolor="white")
    return made.getvalue()


def _new(width: float, height: float) -> Any:
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height))


def _width(migration: Migration) -> float:
    return 2.5 + 1.1 * len(migration.after)


def _height(migration: Migration) -> float:
    return max(5.2, 1.6 + 0.9 * len(migration.before))


def _head(
    figure: Any, migration: Migration, caption: Caption, language: Language, height: float
) -> None:
    stayed = migration.total - migration.moved
    numbers = "    ".join(
        [
            caption.households,
            told("unchanged", stayed, migration.total, language),
            told("moved", migration.moved, migration.total, language),
        ]
    )
    x = 0.022
    figure.text(x, 1 - 0.42 / height, caption.title, fontsize=21, fontweight="bold", va="center")
    figure.text(x, 1 - 0.88 / height, caption.versions, fontsize=12.5, va="center", color=MUTED)
    figure.text(x, 1 - 1.24 / height, numbers, fontsize=13, va="center")
    if caption.caveats:
        y = 1 - (1.24 + _LINE) / height
        figure.text(x, y, caption.caveats, fontsize=12.5, va="center", color=MUTED)


def _headings(figure: Any, places: tuple[float, float], y: float, language: Language) -> None:
    for x, key in zip(places, ("matrix", "flows"), strict=True):
        figure.text(x, y, say(key, language), fontsize=14, fontweight="bold", va="center")
    signs = "　".join(
        f"{sign} {say(f'direction_{name}', language)}" for name, (_, sign) in DIRECTIONS.items()
    )
    figure.text(0.985, y, signs, fontsize=11.5, color=MUTED, ha="right", va="center")


def told(key: str, count: int, total: int, language: Language) -> str:
    return say(key, language, count=f"{count:,}", share=percent(count, total))


def _foot(figure: Any, sources: list[str], top: float, language: Language, height: float) -> None:
    y = top - 0.16 / height
    heading = say("sources", language)
    figure.text(0.022, y, heading, fontsize=11.5, fontweight="bold", va="center")
    for number, line in enumerate(sources, 1):
        place = y - 0.27 * number / height
        figure.text(0.022, place, f"• {line}", fontsize=11, va="center")


def inline(text: str) -> str:
    """SVG for a page: without its header, as wide as there is room, with fonts by name."""
    text = text[text.index("<svg") :]
    text = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", text, count=1)
    text = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", text, count=1)
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    return re.sub(r"(font: [^'\";]*?[\d.]+px) [^;\"]*", rf"\1 {_CSS_FONTS}", text)
