"""What a run over files came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rich.table import Table
from rich.text import Text

from povertyrules.api.files.deciding import FileDecisions
from povertyrules.api.files.postgres import Place
from povertyrules.api.files.tally import FileCounts
from povertyrules.cli.summary import Shown, new_table
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.cli.words import Words
from povertyrules.model.outcome import Binding
from povertyrules.model.ruleset import Ruleset

_MOST_IGNORED = 3
_MOST_UNUSED = 30


@dataclass(frozen=True, slots=True)
class FileRun:
    """Files, decided: what the summary is about."""

    done: FileDecisions
    binding: Binding
    seconds: float

    @property
    def rejected(self) -> int:
        """Rows of all files that were rejected."""
        return self.done.counts.rejected + sum(i.counts.rejected for i in self.done.items.values())


def print_file_summary(terminal: Terminal, run: FileRun) -> None:
    """Print everything that the run came to, and where the files are."""
    out = _Summary(terminal, run)
    terminal.print(out.head(), "", out.flow())
    for hint in out.hints():
        terminal.read(Text(hint, style="bold yellow"))
    for remark in out.remarks():
        terminal.read(Text(remark, style="dim"))
    for group in out.groups():
        terminal.print("", group)
    terminal.print("", out.outcomes())
    if run.rejected:
        terminal.print("", out.rejects())
    terminal.print("")
    for line in out.places():
        terminal.read(line)


class _Summary(Shown):
    def __init__(self, terminal: Terminal, run: FileRun) -> None:
        checked, counts = run.done.ruleset.checked, run.done.counts
        groups = _labelled(counts.groups, checked, terminal.words)
        outcomes = counts.outcomes
        for each in run.done.items.values():
            outcomes = {**outcomes, **each.counts.outcomes}
            groups |= _labelled(each.counts.groups, checked, terminal.words)
        super().__init__(terminal, checked, outcomes, groups)
        self._run = run
        self._done = run.done
        self._counts = counts

    def head(self) -> Table:
        """What was decided, by what, as of when."""
        sources = [self._done.source, *(each.source for each in self._done.items.values())]
        rows = [("source_files", "、".join(map(str, sources)))]
        return self.basis(self._run.binding, rows, self._run.seconds)

    def flow(self) -> Table:
        """Rows of each file: read = decided + rejected."""
        rows = [(self._say("rows"), self._counts)]
        for name, each in self._done.items.items():
            rows.append((self._checked.entities[name].label or name, each.counts))
        return self.flow_table((label, (c.given, c.decided, c.rejected)) for label, c in rows)

    def hints(self) -> Iterator[str]:
        """What is most likely not meant, before anybody reads the numbers."""
        for fault in self._done.hints():
            yield safe(self._say("hint", text=fault.to_text(self._terminal.language)))

    def remarks(self) -> Iterator[str]:
        """Which columns were read, and what was found beside them."""
        say, columns = self._say, self._done.columns
        used = [self._column(fact, name) for fact, name in columns.used.items()]
        likely = sorted(columns.unused.items(), key=lambda column: column[1] is None)
        unused = [f"{n}（{near}？）" if near else n for n, near in likely]
        absent = [self._checked.facts[fact].label for fact in columns.absent]
        for key, names in (
            ("columns_used", used),
            ("columns_unused", unused),
            ("columns_absent", absent),
        ):
            if names:
                most = _MOST_UNUSED if names is unused else len(names)
                more = "、…" if len(names) > most else ""
                yield safe(say(key, count=len(names), columns="、".join(names[:most]) + more))
        if columns.numbered:
            yield safe(say("rows_numbered", column=columns.number))
        yield from self._files()

    def _column(self, fact: str, name: str) -> str:
        label = self._checked.facts[fact].label
        return name if name == label else f"{name}→{label}"

    def _files(self) -> Iterator[str]:
        ignored, removed = self._done.ignored, self._done.removed
        if ignored:
            shown = "、".join(ignored[:_MOST_IGNORED])
            yield safe(self._say("files_ignored", count=len(ignored), names=shown))
        for path in removed:
            yield safe(self._say("leftover_removed", path=path))

    def groups(self) -> Iterator[Table]:
        """How many fell to each outcome of a group."""
        for group in self._checked.groups.values():
            if group.id in self._group_counts:
                yield self.group(group)

    def rejects(self) -> Table:
        """Why rows were rejected: how often each reason, and one example."""
        say = self._say
        table = new_table(say("rejects_title"), say("reason_example"))
        table.add_column(say("rows"), justify="right", no_wrap=True)
        for counts in (self._counts, *(each.counts for each in self._done.items.values())):
            for code, count in counts.reasons.most_common():
                table.add_row(safe(counts.examples[code]), f"{count:,}")
        return table

    def places(self) -> Iterator[Text]:
        """Where the results and the rejected rows are."""
        if self._done.into is not None:
            path, table = safe(str(self._done.target)), safe(self._done.into)
            yield Text(self._say("results_table", path=path, table=table), style="bold")
            return
        files: list[tuple[Place | None, Place, FileCounts]] = [
            (self._done.target, self._done.rejects, self._counts)
        ]
        files += [(each.target, each.rejects, each.counts) for each in self._done.items.values()]
        for target, rejects, counts in files:
            if target is not None:
                yield Text(self._say("results_in", path=safe(str(target))), style="bold")
            if counts.rejected:
                yield Text(self._say("rejects_file", path=safe(str(rejects))))


def _labelled(
    groups: Mapping[str, Counter[str]], ruleset: Ruleset, words: Words
) -> dict[str, Counter[Any]]:
    """The counts of each group by what a reader calls the answers."""
    own = {"none": words.say("none_holds"), "unknown": words.say("unknown")}

    def label(answer: str, outcomes: tuple[str, ...]) -> str:
        return ruleset.definitions[answer].label if answer in outcomes else own[answer]

    return {
        name: Counter(
            {label(a, tuple(ruleset.groups[name].outcomes)): count for a, count in counts.items()}
        )
        for name, counts in groups.items()
    }
