"""What a run over a ledger came to: tables whose counts add up, visibly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from povertyrules.api.ruleset import Ruleset
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.cli.typing_words import value_words
from povertyrules.kernel.catalogue.ledgers import GOES_WITH_HOUSEHOLD, ROW_LEFT_OUT, UNUSED_COLUMNS
from povertyrules.ledgers import ColumnMapping, Ledger, Reject, Tally
from povertyrules.ledgers.writing import side_paths
from povertyrules.model.outcome import Binding
from povertyrules.model.ruleset import Definition, Group
from povertyrules.model.ruleset import Ruleset as Checked

_DIGEST = len("sha256:") + 12
_MOST_NOTES = 6
BAR = 24
"""The columns of a bar that stands for all."""


Counts = Mapping[str, Counter[Any]]


@dataclass(frozen=True, slots=True)
class Run:
    """One ledger, decided: what the summary is about."""

    ruleset: Ruleset
    binding: Binding
    ledger: Ledger
    tally: Tally
    output: Path
    seconds: float


def print_summary(terminal: Terminal, run: Run, *, places: bool = True) -> None:
    """Print everything that the run came to; with `places`, where the files are."""
    out = _Summary(terminal, run)
    terminal.print(out.head(), "", out.flow())
    for remark in out.remarks():
        terminal.read(Text(remark, style="dim"))
    for group in run.ruleset.checked.groups.values():
        terminal.print("", out.group(group))
    terminal.print("", out.outcomes())
    if run.tally.rejects:
        terminal.print("", out.rejects())
    if places:
        terminal.print("")
        for line in out.places():
            terminal.read(line)


class Shown:
    """The tables that every summary has."""

    def __init__(
        self, terminal: Terminal, checked: Checked, outcomes: Counts, groups: Counts
    ) -> None:
        self._terminal = terminal
        self._say = terminal.words.say
        self._checked = checked
        self._outcome_counts = outcomes
        self._group_counts = groups

    def basis(self, binding: Binding, rows: Sequence[tuple[str, str]], seconds: float) -> Table:
        """What was decided, by what, as of when. `rows` says what was read."""
        say = self._say
        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        title = self._checked.title
        numbers = [d.number for d in self._checked.documents.values() if d.number]
        numbers = [number for number in numbers if number not in title]
        title += f"（{'、'.join(numbers)}）" if numbers else ""
        lines = [
            ("basis", title),
            ("ruleset", f"{self._checked.reference}（{self._checked.digest[:_DIGEST]}…）"),
            ("as_of", binding.as_of.isoformat()),
            *rows,
            *self._fills(binding),
            ("time_taken", say("seconds", seconds=f"{seconds:.1f}")),
        ]
        for key, value in lines:
            table.add_row(say(key), Text(safe(value)))
        return table

    def _fills(self, binding: Binding) -> Iterator[tuple[str, str]]:
        for name, fill in binding.fills.items():
            parameter = self._checked.parameters[name]
            value = value_words(parameter.type, fill.value, self._terminal.words)
            yield "fills", self._say("fill", label=parameter.label, value=value, cite=fill.cite)

    def flow_table(self, rows: Iterable[tuple[str, tuple[int, int, int]]]) -> Table:
        """For each kind of thing: read = decided + rejected."""
        say = self._say
        table = new_table(say("flow_title"), "")
        for heading in ("read", "decided", "rejected", "check_sum"):
            table.add_column(say(heading), justify="right", no_wrap=True)
        for label, counts in rows:
            read, decided, rejected = (f"{count:,}" for count in counts)
            sum_ = say("adds_up", read=read, decided=decided, rejected=rejected)
            style = "yellow" if counts[2] else ""
            table.add_row(safe(label), read, decided, Text(rejected, style=style), sum_)
        return table

    def group(self, group: Group) -> Table:
        """How many fell to each outcome of a group, with bars."""
        counts = self._group_counts[group.id]
        total = sum(counts.values())
        table = new_table(group.label or group.id, "")
        table.add_column(self._entity(group.entity), justify="right")
        table.add_column(self._say("share"), justify="right")
        table.add_column("", no_wrap=True, min_width=BAR)
        for label, count in self._answers(group, counts):
            share = f"{100 * count / total:.1f}%" if total else ""
            table.add_row(safe(label), f"{count:,}", share, _bar(count, total))
        table.add_section()
        table.add_row(Text(self._say("total"), style="bold"), f"{total:,}", "", "")
        return table

    def _entity(self, name: str) -> str:
        entity = self._checked.entities[name]
        return safe(entity.label or entity.id)

    def _answers(self, group: Group, counts: Counter[str]) -> Iterator[tuple[str, int]]:
        """The outcomes as declared, also those that nobody has, then what is no outcome."""
        labels = [self._checked.definitions[name].label for name in group.outcomes]
        for label in labels:
            yield label, counts[label]
        for label, count in counts.items():
            if label not in labels:
                yield label, count

    def outcomes(self) -> Table:
        """Each outcome: holds + fails + unknown = total."""
        say = self._say
        table = new_table("", say("outcome"))
        headings = (("holds", "green"), ("fails", ""), ("unknown", "yellow"), ("total", "dim"))
        for heading, style in headings:
            table.add_column(say(heading), justify="right", style=style, no_wrap=True)
        for entity in self._checked.entities.values():
            decided = (o for o in entity.outcomes if o.id in self._outcome_counts)
            for outcome in decided:
                counts = self._outcome_counts[outcome.id]
                three = [counts["holds"], counts["fails"], counts["unknown"]]
                label = self._outcome(outcome)
                table.add_row(safe(label), *(f"{count:,}" for count in (*three, sum(three))))
        return table

    def _outcome(self, outcome: Definition) -> str:
        label = outcome.label or outcome.id
        if outcome.entity == self._checked.root.id:
            return label
        return self._say("outcome_of", label=label, entity=self._entity(outcome.entity))


class _Summary(Shown):
    """The summary of a ledger."""

    def __init__(self, terminal: Terminal, run: Run) -> None:
        super().__init__(terminal, run.ruleset.checked, run.tally.outcomes, run.tally.groups)
        self._run = run

    def head(self) -> Table:
        """What was decided, by what, as of when."""
        name, sheet = Path(self._run.ledger.path).name, self._run.ledger.sheet
        ledger = self._say("sheet_of", file=name, sheet=sheet) if sheet else name
        return self.basis(self._run.binding, [("ledger", ledger)], self._run.seconds)

    def flow(self) -> Table:
        """Rows and records: read = decided + rejected."""
        tally = self._run.tally
        records = tally.records_decided + tally.records_rejected
        entity = self._checked.root.label or self._checked.root.id
        return self.flow_table(
            (
                (self._say("rows"), (tally.rows_read, tally.rows_decided, tally.rows_rejected)),
                (entity, (records, tally.records_decided, tally.records_rejected)),
            )
        )

    def remarks(self) -> Iterator[str]:
        tally = self._run.tally
        yield from self._columns()
        if tally.rows_without_key:
            yield self._say("without_key", count=tally.rows_without_key)
        if tally.rows_left_out:
            yield self._say("left_out", count=tally.rows_left_out)
        yield from self._notes()

    def _columns(self) -> Iterator[str]:
        """What every column was read as: whoever sees it need not trust the program."""
        mapping = [column for column in self._run.ledger.mapping if column.header]
        used = [column for column in mapping if column.fact]
        unused = [column for column in mapping if not column.fact]
        for key, columns in (("columns_used", used), ("columns_unused", unused)):
            if columns:
                listed = "、".join(map(self._column, columns))
                yield safe(self._say(key, count=len(columns), columns=listed))

    def _column(self, column: ColumnMapping) -> str:
        """`F 工资性收入`: its letter and what it was read as; the heading as well where that
        says something else. Group headings are left to the results."""
        label = self._checked.facts[column.fact].label if column.fact else ""
        name = column.header.rpartition("/")[2]
        if label:
            name = label if label in column.header else f"{name}→{label}"
        return f"{column.column} {name}".lstrip()

    def _notes(self) -> Iterator[str]:
        told = (ROW_LEFT_OUT, UNUSED_COLUMNS)
        notes = [n for n in self._run.ledger.notes if n.code not in told]
        for note in notes[:_MOST_NOTES]:
            message = note.message(self._terminal.language)
            yield safe(self._say("note_on_reading", note=message))
        if len(notes) > _MOST_NOTES:
            yield self._say("more_notes", count=len(notes) - _MOST_NOTES)

    def rejects(self) -> Table:
        """Why rows were rejected: how often each reason, and where it was met first."""
        say, rejects = self._say, self._run.tally.rejects
        table = new_table(say("rejects_title"), say("reason"))
        table.add_column(say("times"), justify="right", no_wrap=True)
        table.add_column(say("first_at"), overflow="fold")
        for code, found in _by_code(rejects):
            first = found[0]
            reason = safe(first.reason(self._terminal.language))
            if code == GOES_WITH_HOUSEHOLD.number:
                reason = say("goes_with")
            table.add_row(f"{reason} [{code}]", f"{len(found):,}", safe(self._place(first)))
        return table

    def _place(self, reject: Reject) -> str:
        key = "place" if reject.column else "place_row"
        return self._say(key, row=reject.row, column=reject.column)

    def places(self) -> Iterator[Text]:
        """Where the results and the rejects are."""
        run, say = self._run, self._say
        sides = side_paths(run.output)
        yield Text(say("results_in", path=safe(str(run.output))), style="bold")
        if run.tally.rejects:
            kind = run.output.suffix.lower()
            key = {".xlsx": "rejects_sheet", ".csv": "rejects_file"}.get(kind, "rejects_inside")
            yield Text(say(key, path=safe(str(sides.get("rejects", run.output)))))
        if sides:
            paths = {name: safe(str(path)) for name, path in sides.items()}
            if any(e.outcomes for e in self._checked.entities.values() if e.parent):
                yield Text(say("items_file", **paths))
            yield Text(say("counts_file", **paths))


def new_table(title: str, first: str) -> Table:
    """An empty table with its first column."""
    table = Table(
        title=Text(safe(title)) if title else None,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        header_style="bold",
    )
    table.add_column(first, overflow="fold", ratio=None)
    return table


def _bar(count: int, total: int) -> Text:
    """At least a sliver where there is anything: few is not none."""
    eighths = (8 * BAR * count + total - 1) // total if total else 0
    full, rest = divmod(eighths, 8)
    return Text("█" * full + (" ▏▎▍▌▋▊▉"[rest] if rest else ""), style="cyan")


def _by_code(rejects: Iterable[Reject]) -> list[tuple[str, list[Reject]]]:
    """The rejects by their code, the most frequent first, those that only go along last."""
    found: dict[str, list[Reject]] = {}
    for reject in rejects:
        found.setdefault(reject.code, []).append(reject)
    last = GOES_WITH_HOUSEHOLD.number
    return sorted(found.items(), key=lambda entry: (entry[0] == last, -len(entry[1])))
