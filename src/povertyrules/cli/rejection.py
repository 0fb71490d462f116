"""A rejected record, told as a person would want it: what is wrong, where, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.text import Text

from povertyrules.api.ruleset import Ruleset
from povertyrules.cli.page_markdown import escaped
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.kernel.catalogue.ledgers import GOES_WITH_HOUSEHOLD
from povertyrules.kernel.codes import Language
from povertyrules.ledgers import Reject
from povertyrules.model.ruleset import Clause

INDENT = "    "


def rejection_text(
    terminal: Terminal, ruleset: Ruleset, key: str, rejects: Sequence[Reject]
) -> Text:
    """Every reason, each with its place and remedy, as a page for readers."""
    say = terminal.words.say
    lines = [Text(safe(_title(terminal, ruleset, key)), style="bold red")]
    lines.append(Text(say("rejected_intro")))
    for number, reject in enumerate(_faults(rejects), 1):
        reason = safe(reject.reason(terminal.language))
        lines += [Text(), Text(f"{number}. {reason} [{reject.code}]", style="bold")]
        for style, detail in _details(terminal, ruleset, reject):
            lines.append(Text(INDENT + safe(detail), style=style))
    also = _also(terminal, rejects)
    lines += [Text(), Text(also)] if also else []
    return Text("\n").join(lines)


def rejection_markdown(
    terminal: Terminal, ruleset: Ruleset, key: str, rejects: Sequence[Reject]
) -> str:
    """The same as Markdown, in which no text of the ledger acts as markup."""
    parts = [
        f"# {escaped(_title(terminal, ruleset, key))}",
        escaped(terminal.words.say("rejected_intro")),
    ]
    for number, reject in enumerate(_faults(rejects), 1):
        reason = escaped(reject.reason(terminal.language))
        details = [escaped(detail) for _, detail in _details(terminal, ruleset, reject)]
        items = [f"{number}. {reason} `{reject.code}`", *(f"{INDENT}- {d}" for d in details)]
        parts.append("\n".join(items))
    also = _also(terminal, rejects)
    return "\n\n".join([*parts, escaped(also)] if also else parts) + "\n"


def _title(terminal: Terminal, ruleset: Ruleset, key: str) -> str:
    entity = ruleset.checked.root.label or ruleset.checked.root.id
    return terminal.words.say("rejected_title", entity=entity, key=key)


def _faults(rejects: Sequence[Reject]) -> list[Reject]:
    return [reject for reject in rejects if reject.code != GOES_WITH_HOUSEHOLD.number]


def _also(terminal: Terminal, rejects: Sequence[Reject]) -> str:
    """The rows that are rejected only because they go with the others."""
    along = [str(r.row) for r in rejects if r.code == GOES_WITH_HOUSEHOLD.number]
    return terminal.words.say("rejected_also", rows="、".join(along)) if along else ""


def _details(terminal: Terminal, ruleset: Ruleset, reject: Reject) -> Iterator[tuple[str, str]]:
    """What is to be said of one reason, each line with its style."""
    say = terminal.words.say
    yield "", say("rejected_place", place=place(terminal, reject))
    if reject.cell:
        yield "", say("rejected_cell", cell=reject.cell)
    for clause in _clauses(ruleset, reject):
        yield "", say("rejected_clause", clause=_name(ruleset, clause), text=clause.text)
    remedy = reject.remedy(terminal.language)
    if remedy:
        yield "cyan", say("rejected_remedy", remedy=remedy)


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
