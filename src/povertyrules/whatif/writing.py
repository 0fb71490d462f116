"""A comparison as a file, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import UnsupportedFeature

if TYPE_CHECKING:
    from povertyrules.whatif.comparing import Comparison

SUFFIXES = (".csv", ".html", ".png")


def write(
    comparison: Comparison, path: str | Path, *, of: str | None = None, language: Language = "zh"
) -> None:
    """Write one group or outcome to a file, by its suffix."""
    place = Path(path)
    _write_whole(place, _content(comparison, place.suffix.lower(), of, language))


def _content(comparison: Comparison, kind: str, of: str | None, language: Language) -> bytes:
    match kind:
        case ".csv":
            # with a mark at its start, by which spreadsheets know that it is UTF-8
            return b"\xef\xbb\xbf" + comparison.migration(of).to_csv(language).encode("utf-8")
        case ".html":
            from povertyrules.whatif.picture.figure import needs_plots

            needs_plots()
            from povertyrules.whatif.picture.page import page

            return page(comparison, of, language).encode("utf-8")
        case ".png":
            from povertyrules.whatif.picture.figure import needs_plots, png
            from povertyrules.whatif.texts import caption

            needs_plots()
            whole = comparison.migration(of).whole()
            return png(whole, caption(comparison, of, language), language)
    raise UnsupportedFeature(f"a comparison is written to {', '.join(SUFFIXES)}, not {kind or '—'}")


def write_households(
    comparison: Comparison,
    path: Path,
    before: str | None = None,
    after: str | None = None,
    *,
    moved: bool = False,
    of: str | None = None,
    language: Language = "zh",
) -> None:
    """Write the rows of a cell, or all that move, as CSV."""
    from povertyrules.whatif.households import headed

    found = comparison.households(before, after, of=of, moved=moved, language=language)
    text = headed(found, comparison.rulesets[1].checked).write_csv()
    _write_whole(path, b"\xef\xbb\xbf" + text.encode("utf-8"))


def _write_whole(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.stem}-{uuid4().hex[:12]}{path.suffix}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
