"""The report as one page of HTML that needs nothing else: to be read on a screen, or printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from povertyrules.kernel.codes import Language
from povertyrules.supervision import charts
from povertyrules.supervision.report import Report
from povertyrules.supervision.rounds import counted
from povertyrules.supervision.sheets import grid
from povertyrules.supervision.table import Table, Value
from povertyrules.supervision.words import say
from povertyrules.whatif.picture.sheet import document

MOST_ROWS = 15
"""So many rows of a list are on the page; all of them are in the workbook."""
_MOST_UNITS = 60
_SHEET = """
main { max-width: 1180px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 12px;
  margin: 18px 0; }
.tile { background: #fff; border: 1px solid #e2e6ec; border-radius: 10px; padding: 10px 14px;
  font-size: 13px; color: #475467; }
.tile b { display: block; font-size: 27px; line-height: 1.25; color: #1c2430;
  font-variant-numeric: tabular-nums; }
.late b { color: #b4501a; }
.told { background: #fff8e8; border: 1px solid #f0dcae; border-radius: 10px; margin: 0 0 18px;
  padding: 10px 16px 10px 34px; font-size: 14px; }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; }
section { overflow-x: auto; }
section svg { max-width: 720px; }
.d { white-space: nowrap; }
tr.sum td { font-weight: 700; border-top: 2px solid #d8dde5; border-bottom: 0; }
@media screen and (max-width: 860px) { .pair { grid-template-columns: minmax(0, 1fr); } }
@media print {
  body { font-size: 11px; } h1 { font-size: 21px; } h2 { font-size: 13px; }
  .note { font-size: 10px; margin: 0 0 4px; } .told { font-size: 11px; margin: 0 0 10px; }
  .tiles { grid-template-columns: repeat(7, minmax(0, 1fr)); gap: 6px; margin: 10px 0; }
  .tile { padding: 6px 8px; font-size: 10px; } .tile b { font-size: 18px; }
  .pair { gap: 10px; } section { padding: 9px 11px; margin-bottom: 10px; overflow: visible; }
  section, .tile { break-inside: avoid; border-color: #d8dde5; }
  h2, .note { break-after: avoid; } th, td { padding: 2px 8px 2px 0; }
  section svg { max-width: 460px; break-inside: avoid; }
  section.long { break-inside: auto; } tr { break-inside: avoid; }
  table { font-size: 10px; }
}
"""


def page(report: Report, language: Language) -> str:
    """The page as HTML. Raises `MissingExtra` without the extra `plots`."""
    charts.needs_plots()
    made = _Page(report, language)
    return document(made.title, _SHEET, made.parts(), language)


class _Page:
    def __init__(self, report: Report, language: Language) -> None:
        self._report = report
        self._language = language
        self._tables = {each.name: each for each in report.tables(language)}
        name = report.rules.ruleset.title
        self.title = self._say("title_of", title=name) if name else self._say("title")

    def _say(self, key: str, **values: object) -> str:
        return escape(say(key, self._language, **values))

    def parts(self) -> Iterator[str]:
        report = self._report
        yield f"<h1>{self.title}</h1>"
        ruleset = report.rules.ruleset
        numbers = "、".join(each.number for each in ruleset.documents.values() if each.number)
        where = [
            self._say("as_of", as_of=report.as_of),
            *map(escape, (str(report.within), ruleset.jurisdiction, numbers)),
        ]
        yield f'<div class="sub">{"　·　".join(part for part in where if part)}</div>'
        yield f'<div class="tiles">{"".join(self._tiles())}</div>'
        told = "".join(f"<li>{escape(note)}</li>" for note in report.notes(self._language))
        yield f'<ul class="told">{told}</ul>'
        yield self._pair(self._chart("rounds", charts.months), self._shown("round"))
        yield self._shown("overdue_bodies")
        yield self._section(self._tables["overdue"], MOST_ROWS)
        yield self._shown("unlimited_bodies")
        yield self._pair(
            self._chart("safeguards", charts.gaps), self._chart("spreads", charts.days)
        )
        yield self._pair(self._shown("by_departments"), self._shown("roles"))
        yield from self._places()
        yield self._section(self._tables["unobserved"], MOST_ROWS)
        yield self._section(self._tables["durations"], MOST_ROWS)
        if report.refused:
            yield self._section(self._tables["refused"], MOST_ROWS)
        reference = escape(ruleset.reference)
        yield f"<footer>{self._say('digest')} {reference} {escape(ruleset.digest)}</footer>"

    def _tiles(self) -> Iterator[str]:
        report = self._report
        over = sum(row.is_over for row in report.warnings)
        still = sum(not row.is_over for row in report.ledger.rows)
        told: list[tuple[str, str, bool]] = [
            (self._say("households"), f"{report.households:,}", False),
            (self._say("open_cases"), f"{still:,}", False),
            (self._say("open_warnings"), f"{len(report.warnings) - over:,}", False),
            (self._say("over_warnings"), f"{over:,}", False),
        ]
        for each in counted(report.round, "month"):
            part = self._say("of", part=f"{each.observed:,}", whole=f"{each.expected:,}")
            told.append((self._say("observed_share", month=report.month), part, False))
        told.append((self._say("overdue_steps"), f"{len(report.overdue):,}", bool(report.overdue)))
        told.append((self._say("unlimited_steps"), f"{len(report.unlimited):,}", False))
        for label, number, late in told:
            yield f'<div class="tile{" late" if late else ""}">{label}<b>{number}</b></div>'

    def _pair(self, *parts: str) -> str:
        return f'<div class="pair">{"".join(parts)}</div>'

    def _chart(self, name: str, draw: Callable[[Report, Language], charts.Bars]) -> str:
        """A picture above the numbers that it is drawn from."""
        bars = draw(self._report, self._language)
        picture = charts.svg(bars) if bars.labels else ""
        return self._section(self._tables[name], _MOST_UNITS, picture)

    def _shown(self, name: str) -> str:
        return self._section(self._tables[name], _MOST_UNITS)

    def _places(self) -> Iterator[str]:
        """The cases of each kind by village; the first kind with its picture."""
        names = [name for name in self._tables if name.startswith("counts_")]
        for number, name in enumerate(names):
            if number == 0:
                yield self._chart(name, charts.units)
            else:
                yield self._shown(name)

    def _section(self, table: Table, most: int, picture: str = "") -> str:
        note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
        left, total = len(table.rows) - most, self._say("total")
        more = f'<p class="note">{self._say("more_rows", count=left)}</p>' if left > 0 else ""
        rows = _kept(table, most, total)
        body = grid(table, rows, total) if rows else f"<p>{self._say('none')}</p>"
        kind = " class=long" if len(table.rows) > MOST_ROWS else ""
        return (
            f"<section{kind}><h2>{escape(table.title)}</h2>{note}\n{picture}{body}{more}</section>"
        )


def _kept(table: Table, most: int, total: str) -> list[tuple[Value, ...]]:
    """The first rows, and always the line of totals."""
    kept = list(table.rows[:most])
    if len(table.rows) > most and table.rows[-1][0] == total:
        kept[-1:] = [table.rows[-1]]
    return kept
