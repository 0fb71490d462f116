"""A page about one migration: pictures, reasons, sources, numbers; one file, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from povertyrules.kernel.codes import Language
from povertyrules.whatif.migration import Migration, Move, percent
from povertyrules.whatif.picture.figure import svg
from povertyrules.whatif.picture.flows import MOST_BANDS, draw_flows
from povertyrules.whatif.picture.heatmap import draw_heatmap
from povertyrules.whatif.picture.sheet import document
from povertyrules.whatif.picture.style import DIRECTIONS
from povertyrules.whatif.subjects import REJECTED
from povertyrules.whatif.texts import Caption, caption
from povertyrules.whatif.words import say

if TYPE_CHECKING:
    from povertyrules.whatif.comparing import Comparison

_MOST_MOVES = 8
_MOST_REASONS = 6
_MOST_GROUPS = 200

_SHEET = """
main { max-width: 1320px; }
.versions { color: #667085; font-size: 17px; }
.numbers { display: flex; gap: 36px; margin: 18px 0 6px; flex-wrap: wrap; }
.numbers b { display: block; font-size: 30px; line-height: 1.15;
  font-variant-numeric: tabular-nums; }
.bar { display: flex; height: 12px; border-radius: 6px; overflow: hidden; background: #d8dde5;
  margin-bottom: 22px; }
.bar i { background: #cf5f22; }
.pictures { display: grid; grid-template-columns: minmax(0, 1.3fr) minmax(0, 1fr); gap: 20px; }
.sign { font-weight: 700; white-space: nowrap; }
.same td { color: #667085; }
.small { color: #667085; font-size: 13px; }
.meter { display: inline-block; height: 9px; background: #cf5f22; border-radius: 3px; }
@media (max-width: 900px) { .pictures { grid-template-columns: minmax(0, 1fr); } }
"""


def page(comparison: Comparison, of: str | None, language: Language) -> str:
    """The page as HTML."""
    words = caption(comparison, of, language)
    made = _Page(comparison, of, language)
    return document(escape(words.title), _SHEET, made.parts(words), language)


class _Page:
    def __init__(self, comparison: Comparison, of: str | None, language: Language) -> None:
        self._comparison = comparison
        self._of = of
        self._language = language
        self._migration = comparison.migration(of)

    def _say(self, key: str, **values: object) -> str:
        return escape(say(key, self._language, **values))

    def parts(self, words: Caption) -> Iterator[str]:
        whole = self._migration.whole()
        yield f"<h1>{escape(words.title)}</h1>"
        yield f'<div class="versions">{escape(words.versions)}</div>'
        if words.caveats:
            yield f'<div class="note">{escape(words.caveats)}</div>'
        yield self._numbers(whole)
        yield f'<div class="pictures">{self._matrix(whole)}{self._flows(whole)}</div>'
        yield self._sources()
        yield self._reasons()
        if self._migration.by:
            yield self._groups()
        yield self._table()
        yield self._footer()

    def _numbers(self, whole: Migration) -> str:
        stayed = whole.total - whole.moved
        root = self._comparison.rulesets[1].checked.root
        told = [(root.label or root.id, f"{whole.total:,}", "")]
        told += [
            (say(key, self._language), f"{n:,}", percent(n, whole.total))
            for key, n in (("stayed_heading", stayed), ("moved_heading", whole.moved))
        ]
        numbers = "".join(
            f"<div>{escape(label)}<b>{number}</b>"
            f'<span class="small">{escape(part) or "&nbsp;"}</span></div>'
            for label, number, part in told
        )
        width = 100 * whole.moved / whole.total if whole.total else 0
        return (
            f'<div class="numbers">{numbers}</div>\n'
            f'<div class="bar" role="presentation"><i style="width:{width:.2f}%"></i></div>'
        )

    def _matrix(self, whole: Migration) -> str:
        picture = svg(draw_heatmap, whole, self._language, wide=True)
        return self._section("matrix", picture, self._say("matrix_note"))

    def _flows(self, whole: Migration) -> str:
        picture = svg(draw_flows, whole, self._language, wide=False)
        signs = (
            f'<span class="sign" style="color:{colour}">{sign} '
            f"{self._say(f'direction_{name}')}</span>"
            for name, (colour, sign) in DIRECTIONS.items()
        )
        joined = "　".join(signs)
        note = self._say("flows_note", signs="\0").replace("\0", joined)
        left = len(whole.changed()) - MOST_BANDS
        note += f" {self._say('more_moves', count=left)}" if left > 0 else ""
        return self._section("flows", picture, note)

    def _section(self, title: str, body: str, note: str = "") -> str:
        told = f'<p class="note">{note}</p>' if note else ""
        return f"<section><h2>{self._say(title)}</h2>{told}\n{body}</section>"

    # tables

    def _sources(self) -> str:
        before, after = self._comparison.days
        rows: list[Sequence[Any]] = []
        if before != after:
            days = [
                d.isoformat() if d else say("each_row", self._language) for d in (before, after)
            ]
            rows.append((say("as_of", self._language), "", *days, ""))
        for change in self._comparison.changes(self._of):
            kind = self._counted(
                change.kind_text(self._language), change.relation_text(self._language)
            )
            absent = say("absent", self._language)
            cites = " → ".join(dict.fromkeys(cite for cite in change.cites if cite))
            rows.append(
                (change.label, kind, change.before or absent, change.after or absent, cites)
            )
        if not rows:
            return self._section("sources", f"<p>{self._say('no_sources')}</p>")
        headings = ("what", "relation", "before", "after", "cites")
        return self._section("sources", self._grid(headings, rows))

    def _reasons(self) -> str:
        moves = self._migration.changed()[:_MOST_MOVES]
        if not moves:
            return ""
        rows = [row for move in moves for row in self._because(move)]
        headings = ("move_heading", "count", "condition", "change")
        return self._section("reasons", self._grid(headings, rows), self._say("reasons_note"))

    def _because(self, move: Move) -> Iterator[Sequence[Any]]:
        first: list[Any] = [self._move(move), move.count]
        if REJECTED in (move.before, move.after):
            yield (*first, say("reasons_rejected", self._language), "")
            return
        found = self._comparison.differences(move.before, move.after, of=self._of)
        told = [d for d in found if d.kind != "outcome"] or list(found)
        for difference in told[:_MOST_REASONS]:
            yield (*first, difference.label, difference.to_text(self._language))
            first = ["", ""]
        if not told:
            yield (*first, "", "")

    def _move(self, move: Move) -> str:
        label = self._migration.label
        names = [label(answer, self._language) for answer in (move.before, move.after)]
        return " → ".join(names)

    def _counted(self, text: str, count: str) -> str:
        return say("bracketed", self._language, text=text, count=count)

    def _groups(self) -> str:
        name = "、".join(self._migration.by)
        parts = sorted(self._migration.parts().items(), key=lambda item: -item[1].moved)
        most = max((part.moved for _, part in parts), default=0)
        rows: list[Sequence[Any]] = []
        for values, part in parts[:_MOST_GROUPS]:
            main = part.changed()[:1]
            told = self._counted(self._move(main[0]), f"{main[0].count:,}") if main else "—"
            bar = _Html(
                f'<span class="meter" style="width:{120 * part.moved / most if most else 0:.0f}px">'
                "</span>"
            )
            shown = "、".join(blank(value, self._language) for value in values)
            moved = self._counted(f"{part.moved:,}", percent(part.moved, part.total))
            rows.append((shown, part.total, _Number(moved), bar, told))
        headings = ("by", "count", "moved_heading", "", "main_move")
        grid = self._grid(headings, rows)
        return f"<section><h2>{self._say('by_title', name=name)}</h2>\n{grid}</section>"

    def _table(self) -> str:
        rows: list[Sequence[Any]] = []
        for move in self._migration.whole().moves():
            share = percent(move.count, self._migration.total)
            label = self._migration.label
            names = [label(answer, self._language) for answer in (move.before, move.after)]
            rows.append((*names, move.count, _Number(share)))
        return self._section("table", self._grid(("before", "after", "count", "share"), rows))

    def _grid(self, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
        numbers = ("count", "share", "moved_heading")
        head = "".join(
            f"<th{' class=n' if h in numbers else ''}>{self._say(h) if h else ''}</th>"
            for h in headings
        )
        body = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
        return f"<table>\n<tr>{head}</tr>\n{body}\n</table>"

    def _footer(self) -> str:
        digests = "".join(
            f"<div>{escape(r.checked.reference)} {escape(r.digest)}</div>"
            for r in self._comparison.rulesets
        )
        return f"<footer>{self._say('digest')}{digests}</footer>"


class _Html(str):
    """A text that is HTML already."""

    __slots__ = ()


class _Number(str):
    """A text that is a number, to be set to the right."""

    __slots__ = ()


def _cell(value: Any) -> str:
    if isinstance(value, _Html):
        return f"<td>{value}</td>"
    if isinstance(value, int):
        return f"<td class=n>{value:,}</td>"
    if isinstance(value, _Number):
        return f"<td class=n>{escape(value)}</td>"
    return f"<td>{escape(str(value))}</td>"


def blank(value: Any, language: Language) -> str:
    """A value of a grouping column for a reader."""
    return say("blank", language) if value is None else str(value)
