"""The households behind the numbers of a comparison: of one cell, or all that move."""

from __future__ import annotations

from pathlib import Path

import typer

from povertyrules.cli.comparison import new_table
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.whatif import Comparison
from povertyrules.whatif.subjects import Answer, Subject
from povertyrules.whatif.words import say as word
from povertyrules.whatif.writing import write_households as write

_MOST_ROWS = 50
Cell = tuple[Answer, Answer]


def answers(subject: Subject, cell: tuple[str, str], terminal: Terminal) -> Cell:
    """The answers of a cell, which are given by label or id."""
    before, after = (
        _answer(name, known, terminal)
        for name, known in zip(cell, (subject.before, subject.after), strict=True)
    )
    return before, after


def _answer(name: str, known: tuple[Answer, ...], terminal: Terminal) -> Answer:
    for answer in known:
        if name in (answer.id, answer.to_text(terminal.language)):
            return answer
    say, language = terminal.words.say, terminal.language
    listed = "、".join(say("named", label=a.to_text(language), id=a.id) for a in known)
    reason = say("bad_choice", value=name, choices=listed)
    raise typer.BadParameter(reason, param_hint="--cell")


def print_cell(terminal: Terminal, comparison: Comparison, cell: Cell) -> None:
    """The households of a cell, each with the conditions that are not the same."""
    from povertyrules.whatif.households import DIFFERENCES, headed  # needs the extra `columns`

    before, after = (answer.to_text(terminal.language) for answer in cell)
    found = comparison.households(cell[0].id, cell[1].id, language=terminal.language)
    found = headed(found, comparison.rulesets[1].checked)
    title = word("move", terminal.language, before=before, after=after)
    names = found.columns[: found.columns.index("before")]
    table = new_table(title, names[0])
    for name in names[1:]:
        table.add_column(safe(name), overflow="fold")
    table.add_column(terminal.words.say("cell_differs"), overflow="fold")
    blank = word("blank", terminal.language)
    for row in found.head(_MOST_ROWS).select(*names, DIFFERENCES).iter_rows():
        table.add_row(*(safe(blank if value is None else str(value)) for value in row))
    terminal.print("", table)
    if not found.height:
        terminal.say("cell_empty")
    if found.height > _MOST_ROWS:
        terminal.say("cell_more", count=f"{found.height - _MOST_ROWS:,}")


def write_households(
    path: Path, comparison: Comparison, cell: Cell | None, terminal: Terminal
) -> None:
    """All households of a cell, or all that move, as CSV."""
    before, after = (None, None) if cell is None else (cell[0].id, cell[1].id)
    write(comparison, path, before, after, moved=cell is None, language=terminal.language)
    terminal.say("households_in", path=path)
