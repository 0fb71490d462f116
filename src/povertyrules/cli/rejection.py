"""A rejected record, told as a person would want it: what is wrong, where, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.text import Text

from povertyrules.api.ruleset import Ruleset
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.kernel.catalogue.ledgers import GOES_WITH_HOUSEHOLD
from povertyrules.kernel.codes import Language
from povertyrules.ledgers import Reject
from povertyrules.model.ruleset import Clause

INDENT = "    "


def print_rejection(
    terminal: Terminal, ruleset: Ruleset, entity: str, key: str, rejects: Sequence[Reject]
) -> None:
    """Print every reason, each with its place and remedy."""
    say = terminal.words.say
    title = safe(say("rejected_title", entity=entity, key=key))
    terminal.read(Text(title, style="bold red"))
    terminal.read(say("rejected_intro"))
    faults = [reject for reject in rejects if reject.code != GOES_WITH_HOUSEHOLD.number]
    for number, reject in enumerate(faults, 1):
        terminal.read("")
        for line in _lines(terminal, ruleset, number, reject):
            terminal.read(line)
    along = [str(r.row) for r in rejects if r.code == GOES_WITH_HOUSEHOLD.number]
    if along:
        terminal.read("")
        terminal.read(say("rejected_also", rows="、".join(along)))


def _lines(
    terminal: Terminal, ruleset: Ruleset, number: int, reject: Reject
) -> Iterator[Text | str]:
    say, language = terminal.words.say, terminal.language
    reason = safe(reject.reason(language))
    yield Text(f"{number}. {reason} [{reject.code}]", style="bold")
    yield INDENT + say("rejected_place", place=place(terminal, reject))
    if reject.cell:
        yield INDENT + say("rejected_cell", cell=reject.cell)
    for clause in _clauses(ruleset, reject):
        yield INDENT + say("rejected_clause", clause=_name(ruleset, clause), text=clause.text)
    remedy = reject.remedy(language)
    if remedy:
        yield Text(INDENT + safe(say("rejected_remedy", remedy=remedy)), style="cyan")


def place(terminal: Terminal, reject: Reject) -> str:
    """`工作表“台账”第 12 行 F 列（家庭收入/工资性收入）`."""
    say = terminal.words.say
    key = "place" if reject.column else "place_row"
    text = say(key, row=reject.row, column=reject.column)
    if reject.header and reject.column:
        text = say("place_header", place=text, header=reject.header)
    return say("place_sheet", sheet=reject.sheet, place=text) if reject.sheet else text


def _clauses(ruleset: Ruleset, reject: Reject) -> Iterator[Clause]:
    """The clauses of the ruleset that the data break."""
    for reference in reject.fault.clauses:
        source, _, clause = reference.partition("#")
        document = ruleset.checked.documents.get(source)
        if document is not None and clause in document.clauses:
            yield document.clauses[clause]


def _name(ruleset: Ruleset, clause: Clause) -> str:
    document = ruleset.checked.documents[clause.source]
    return f"{document.number or document.title or document.id} {clause.label}"


def rejection_data(key: str, rejects: Sequence[Reject], language: Language) -> dict[str, Any]:
    """The same as plain data."""
    return {"key": key, "rejected": [reject.to_dict(language) for reject in rejects]}
