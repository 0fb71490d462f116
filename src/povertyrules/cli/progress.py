"""Progress on standard error: shown in a terminal, absent everywhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from povertyrules.cli.terminal import Terminal

Report = Callable[[int, int | None], None]


class Bars(Protocol):
    """The steps of one piece of work."""

    def step(self, title: str) -> Report:
        """Begin a step; what is returned is called with how much is done, of how much."""


class _NoBars:
    def step(self, title: str) -> Report:  # noqa: ARG002
        return lambda done, total: None  # noqa: ARG005


class _RichBars:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def step(self, title: str) -> Report:
        task = self._progress.add_task(title, total=None)

        def report(done: int, total: int | None) -> None:
            self._progress.update(task, completed=done, total=total)

        return report


class _Rate(ProgressColumn):
    """How many are done in a second."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__()
        self._terminal = terminal

    def render(self, task: Task) -> Text:
        if not task.speed:
            return Text()
        return Text(self._terminal.words.say("rate", count=f"{task.speed:,.0f}"), style="dim")


@contextmanager
def bars(terminal: Terminal, *, wanted: bool = True, rates: bool = False) -> Iterator[Bars]:
    """Bars for as long as the work takes; none where nobody looks. With `rates` also how fast
    it goes, and how long it will take, where that is known."""
    if not (wanted and terminal.err.is_terminal):
        yield _NoBars()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        *((_Rate(terminal), TimeRemainingColumn()) if rates else ()),
    )
    with Progress(*columns, console=terminal.err, transient=True) as progress:
        yield _RichBars(progress)
