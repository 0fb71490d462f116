"""`povertyrules explain`: why one record of a ledger was decided as it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from povertyrules.api.decision import Decision
from povertyrules.api.engine import read_ledger
from povertyrules.api.ruleset import Ruleset
from povertyrules.api.shelf import shipped, versions_in_force
from povertyrules.cli import exits
from povertyrules.cli.delivering import check_output, deliver, spare_input
from povertyrules.cli.evaluate_files import is_streamed, refuse_options
from povertyrules.cli.explain_files import Asked, NoSuchRecord, of_files
from povertyrules.cli.json_text import as_json
from povertyrules.cli.loading import load_ruleset
from povertyrules.cli.options import (
    AsOf,
    Cites,
    ItemsOption,
    KeyOption,
    LangOption,
    Parameters,
    SheetOption,
    SourceArgument,
    TableOption,
    check_input,
    pairs,
    read_date,
    read_fills,
)
from povertyrules.cli.progress import bars
from povertyrules.cli.rejection import rejection_data, rejection_markdown, rejection_text
from povertyrules.cli.styling import styled
from povertyrules.cli.terminal import Terminal
from povertyrules.kernel.errors import InvalidRecord
from povertyrules.kernel.suggest import nearest
from povertyrules.ledgers import Ledger, Reject
from povertyrules.plugins.manager import default


class ExplainFormat(StrEnum):
    """How an explanation is written."""

    text = "text"
    markdown = "markdown"
    json = "json"
    receipt = "receipt"


def explain(
    ledger: SourceArgument,
    household: Annotated[
        str, typer.Option("--household", "--record", metavar="KEY", help="help_household")
    ],
    as_of: AsOf,
    ruleset: Annotated[
        str | None,
        typer.Option(
            "--ruleset", "-r", metavar="R", help="help_ruleset", envvar="POVERTYRULES_RULESET"
        ),
    ] = None,
    outcome: Annotated[
        list[str] | None, typer.Option("--outcome", metavar="ID", help="help_outcome")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="help_explain_format")
    ] = ExplainFormat.text,
    show_sensitive: Annotated[
        bool, typer.Option("--show-sensitive", help="help_show_sensitive")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="help_explain_output")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="help_force")] = False,
    sheet: SheetOption = None,
    table: TableOption = None,
    items: ItemsOption = None,
    key: KeyOption = None,
    parameter: Parameters = None,
    cite: Cites = None,
    lang: LangOption = None,
) -> int:
    """Explain one record, or say why it was rejected."""
    terminal = Terminal(lang)
    day = read_date(as_of, terminal.words)
    fills = read_fills(parameter, cite, terminal.words)
    streamed = is_streamed(ledger, stream=False)
    asked = Asked(
        table,
        pairs(items or (), "--items", terminal.words),
        pairs(key or (), "--key", terminal.words),
    )
    refuse_options(terminal, asked.given(), streamed=streamed, sheet=sheet)
    if isinstance(ledger, Path) and not ledger.is_dir():
        check_input(ledger)
    check_output(output, terminal, force=force)
    spare_input(output, ledger, terminal)
    _check_form(form)
    reference = ruleset or _only_one(day, terminal)
    found = load_ruleset(reference, day, fills, terminal.words)
    names = _outcomes(found, outcome or (), terminal)
    decided = (
        of_files(ledger, found, day, household, terminal, asked)
        if streamed
        else _of_ledger(ledger, found, day, household, terminal, sheet)
    )
    if isinstance(decided, Decision):
        made = _explained(terminal, decided, form, names, show_sensitive=show_sensitive)
        deliver(terminal, output, made)
        return exits.DONE
    _deliver_rejects(terminal, found, household, decided, form, output)
    return exits.ROWS_REJECTED


def _check_form(form: str) -> None:
    """Refuse a form that neither the library nor a plugin has, before the work is done."""
    if form not in set(ExplainFormat):
        default().renderer(form)


def _of_ledger(
    ledger: Path, ruleset: Ruleset, day: date, key: str, terminal: Terminal, sheet: str | None
) -> Decision | Sequence[Reject]:
    """The decision of a record of a ledger, or why it is rejected."""
    evaluator = ruleset.on(day)
    with bars(terminal) as shown:
        reading = shown.step(terminal.words.say("reading"))
        read = read_ledger(ledger, ruleset.checked, sheet=sheet, progress=reading)
    record = read.record(key)
    rejects = [reject for reject in read.rejects if reject.key == key]
    if record is not None:
        try:
            return evaluator.evaluate(record.data)
        except InvalidRecord as error:
            rejects = read.reject(record, error.faults)
    if not rejects:
        raise NoSuchRecord(_not_there(read, key, terminal))
    return rejects


def _only_one(day: date, terminal: Terminal) -> str:
    """The shipped ruleset in force on the day, if there is just one: that is no guess."""
    known = [each.reference for name in shipped() for each in versions_in_force(name, day)]
    if len(known) != 1:
        listed = "、".join(known) or terminal.words.say("none")
        reason = terminal.words.say("ruleset_needed", as_of=day, known=listed)
        raise typer.BadParameter(reason, param_hint="--ruleset")
    terminal.tell(terminal.words.say("ruleset_taken", as_of=day, ruleset=known[0]))
    return known[0]


def _outcomes(
    ruleset: Ruleset, wanted: Sequence[str], terminal: Terminal
) -> tuple[str, ...] | None:
    """The ids of the outcomes and patterns that were asked for, by id or label; None for all
    outcomes."""
    definitions = ruleset.checked.definitions.values()
    outcomes = [d for d in definitions if d.kind == "outcome" or d.pattern is not None]
    known = {name: d.id for d in outcomes for name in (d.id, d.label)}
    for name in wanted:
        if name not in known:
            say = terminal.words.say
            listed = "、".join(say("named", label=d.label, id=d.id) for d in outcomes)
            reason = terminal.words.say("unknown_outcome", name=name, known=listed)
            raise typer.BadParameter(reason, param_hint="--outcome")
    return tuple(known[name] for name in wanted) or None


def _not_there(ledger: Ledger, key: str, terminal: Terminal) -> str:
    words = terminal.words
    keys = dict.fromkeys([r.key for r in ledger.records] + [r.key for r in ledger.rejects])
    name = Path(ledger.path).name
    text = words.say("no_record", ledger=name, entity=ledger.entity, key=key)
    near = nearest(key, [known for known in keys if known])
    return text + words.say("near_record", key=near) if near else text


def _explained(
    terminal: Terminal,
    decision: Decision,
    form: str,
    outcomes: tuple[str, ...] | None,
    *,
    show_sensitive: bool,
) -> Text | str:
    language, explanation = terminal.language, decision.explain()
    match form:
        case ExplainFormat.receipt:
            return as_json(decision.receipt())
        case ExplainFormat.json:
            return as_json(explanation.to_dict(show_sensitive=show_sensitive))
        case ExplainFormat.markdown:
            return explanation.to_markdown(
                language, outcomes=outcomes, show_sensitive=show_sensitive
            )
        case ExplainFormat.text:
            text = explanation.to_text(language, outcomes=outcomes, show_sensitive=show_sensitive)
            return styled(text, terminal.words)
        case _:
            return explanation.render(form, language, show_sensitive=show_sensitive)


def _deliver_rejects(
    terminal: Terminal,
    ruleset: Ruleset,
    key: str,
    rejects: Sequence[Reject],
    form: str,
    output: Path | None,
) -> None:
    """The reasons in the form that was asked for. There is no receipt of what was not
    decided: then they are told to the user only."""
    match form:
        case ExplainFormat.receipt:
            terminal.tell(rejection_text(terminal, ruleset, key, rejects))
        case ExplainFormat.json:
            deliver(terminal, output, as_json(rejection_data(key, rejects, terminal.language)))
        case ExplainFormat.markdown:
            deliver(terminal, output, rejection_markdown(terminal, ruleset, key, rejects))
        case _:
            deliver(terminal, output, rejection_text(terminal, ruleset, key, rejects))
