"""A comparison in the terminal: the table, where the difference comes from, who moves and why."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.table import Table
from rich.text import Text

from povertyrules.cli.terminal import Terminal, safe
from povertyrules.whatif import Comparison, LedgerComparison, Migration, Move
from povertyrules.whatif.migration import percent
from povertyrules.whatif.subjects import REJECTED
from povertyrules.whatif.texts import caption
from povertyrules.whatif.words import say

_MOST_MOVES = 6
_MOST_REASONS = 3
_MOST_GROUPS = 20


def print_comparison(terminal: Terminal, made: LedgerComparison) -> None:
    """Print everything about the first group or outcome that was compared."""
    _Printed(terminal, made).show()


class _Printed:
    def __init__(self, terminal: Terminal, made: LedgerComparison) -> None:
        self._terminal = terminal
        self._language = terminal.language
        self._made = made
        self._comparison: Comparison = made.comparison
        self._migration: Migration = self._comparison.migration()

    def _word(self, key: str, **values: object) -> str:
        return say(key, self._language, **values)

    def show(self) -> None:
        """The head, the table, and the rest as far as there is any."""
        terminal, words = self._terminal, caption(self._comparison, None, self._language)
        terminal.read(Text(safe(words.title), style="bold"))
        terminal.read(safe(words.versions))
        terminal.read(safe(self._counts(words.households)))
        if words.caveats:
            terminal.read(safe(words.caveats))
        for fault in self._comparison.hints():
            hint = terminal.words.say("hint", text=fault.to_text(self._language))
            terminal.read(Text(safe(hint), style="bold yellow"))
        terminal.print("", self._table())
        terminal.read("")
        terminal.read(Text(self._word("sources"), style="bold"))
        for line in words.sources:
            terminal.read(f"  {safe(line)}")
        if self._migration.moved:
            terminal.print("", self._reasons())
        if self._migration.by:
            terminal.print("", self._groups())

    def _counts(self, households: str) -> str:
        total, moved = self._migration.total, self._migration.moved
        told = [
            self._word(key, count=f"{count:,}", share=percent(count, total))
            for key, count in (("unchanged", total - moved), ("moved", moved))
        ]
        return self._word("listed", first=households, second=told[0], third=told[1])

    def _table(self) -> Table:
        """Where answers stay the same the numbers are dim; where they change, bold."""
        heading, *rows = self._migration.rows(self._language)
        table = new_table(self._migration.subject.label, heading[0])
        for name in heading[1:]:
            table.add_column(safe(name), justify="right", overflow="fold")
        for place, row in enumerate(rows):
            if place == len(rows) - 1:
                table.add_section()
            table.add_row(safe(row[0]), *self._cells(place, row[1:]))
        return table

    def _cells(self, place: int, counts: tuple[str, ...]) -> Iterator[Text]:
        before = [answer.id for answer in self._migration.before]
        after = [answer.id for answer in self._migration.after]
        for number, count in enumerate(counts):
            inside = place < len(before) and number < len(after)
            if count == "0":
                yield Text("·", style="dim")
            elif inside and before[place] != after[number]:
                yield Text(count, style="bold yellow")
            else:
                yield Text(count, style="dim" if inside else "")

    def _reasons(self) -> Table:
        table = new_table(self._word("reasons"), self._word("move_heading"))
        table.add_column(self._word("count"), justify="right")
        table.add_column(self._word("condition"), overflow="fold")
        table.add_column(self._word("change"), overflow="fold")
        for move in self._migration.changed()[:_MOST_MOVES]:
            for number, (what, change) in enumerate(self._because(move)):
                first = (self._named(move), f"{move.count:,}") if number == 0 else ("", "")
                table.add_row(*(safe(text) for text in (*first, what, change)))
        return table

    def _because(self, move: Move) -> list[tuple[str, str]]:
        if REJECTED in (move.before, move.after):
            return [(self._word("reasons_rejected"), "")]
        found = self._comparison.differences(move.before, move.after)
        told = [d for d in found if d.kind != "outcome"] or list(found)
        return [(d.label, d.to_text(self._language)) for d in told[:_MOST_REASONS]] or [("", "")]

    def _named(self, move: Move) -> str:
        names = [self._migration.label(a, self._language) for a in (move.before, move.after)]
        return self._word("move", before=names[0], after=names[1])

    def _groups(self) -> Table:
        title = self._word("by_title", name="、".join(self._migration.by))
        table = new_table(title, self._word("by"))
        for key in ("count", "moved_heading", "share"):
            table.add_column(self._word(key), justify="right")
        table.add_column(self._word("main_move"), overflow="fold")
        parts = sorted(self._migration.parts().items(), key=lambda item: -item[1].moved)
        for values, part in parts[:_MOST_GROUPS]:
            shown = "、".join(self._word("blank") if v is None else str(v) for v in values)
            main = part.changed()[:1]
            told = f"{self._named(main[0])} {main[0].count:,}" if main else ""
            numbers = (f"{part.total:,}", f"{part.moved:,}", percent(part.moved, part.total))
            table.add_row(safe(shown), *numbers, safe(told))
        if len(parts) > _MOST_GROUPS:
            table.add_row(self._word("more_groups", count=len(parts) - _MOST_GROUPS))
        return table


def new_table(title: str, first: str) -> Table:
    table = Table(
        title=Text(safe(title)),
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        header_style="bold",
    )
    table.add_column(safe(first), overflow="fold")
    return table
