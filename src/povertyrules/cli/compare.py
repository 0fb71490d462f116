"""`povertyrules compare`: who would move, and why, if the rules were others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from povertyrules.api.ruleset import Ruleset
from povertyrules.cli import exits
from povertyrules.cli.comparison import print_comparison
from povertyrules.cli.comparison_cells import answers, print_cell, write_households
from povertyrules.cli.delivering import check_output, spare_input
from povertyrules.cli.loading import load_named, load_ruleset
from povertyrules.cli.options import (
    AsOf,
    Cites,
    LangOption,
    Parameters,
    SheetOption,
    check_input,
    read_date,
    read_fills,
)
from povertyrules.cli.progress import bars
from povertyrules.cli.terminal import Terminal
from povertyrules.whatif import compare_ledger
from povertyrules.whatif.subjects import Subject, subjects
from povertyrules.whatif.writing import SUFFIXES


def compare(
    ledger: Annotated[Path, typer.Argument(metavar="LEDGER", help="help_compare_ledger")],
    before: Annotated[str, typer.Option("--before", metavar="R", help="help_before")],
    as_of: AsOf,
    after: Annotated[str | None, typer.Option("--after", metavar="R", help="help_after")] = None,
    as_of_after: Annotated[
        str | None, typer.Option("--as-of-after", metavar="DATE", help="help_as_of_after")
    ] = None,
    parameter: Parameters = None,
    cite: Cites = None,
    set_after: Annotated[
        list[str] | None, typer.Option("--set-after", metavar="NAME=VALUE", help="help_set_after")
    ] = None,
    cite_after: Annotated[
        list[str] | None, typer.Option("--cite-after", metavar="NAME=TEXT", help="help_cite_after")
    ] = None,
    of: Annotated[str | None, typer.Option("--of", metavar="ID", help="help_of")] = None,
    by: Annotated[list[str] | None, typer.Option("--by", metavar="COLUMN", help="help_by")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="help_compare_output")
    ] = None,
    cell: Annotated[
        tuple[str, str] | None, typer.Option("--cell", metavar="BEFORE AFTER", help="help_cell")
    ] = None,
    households: Annotated[
        Path | None, typer.Option("--households", metavar="FILE", help="help_households")
    ] = None,
    sheet: SheetOption = None,
    force: Annotated[bool, typer.Option("--force", help="help_force")] = False,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="help_no_progress")] = False,
    lang: LangOption = None,
) -> int:
    """Compare two rulesets over a ledger."""
    terminal = Terminal(lang)
    words = terminal.words
    days = read_date(as_of, words), read_date(as_of_after or as_of, words)
    fills = read_fills(parameter, cite, words)
    others = {**fills, **_fills_after(set_after, cite_after, terminal)}
    check_input(ledger)
    _check_kind(output, terminal, SUFFIXES)
    _check_kind(households, terminal, (".csv",), "--households")
    if households is not None and households == output:
        raise typer.BadParameter(words.say("same_file"), param_hint="--households")
    for place, option in ((output, "--output"), (households, "--households")):
        check_output(place, terminal, force=force, option=option)
        spare_input(place, ledger, terminal, option=option)
    named = [load_named(before, days[0], words), load_named(after or before, days[1], words)]
    first = load_ruleset(before, days[0], _meant_for(named[0], named[1], fills), words)
    second = load_ruleset(after or before, days[1], _meant_for(named[1], named[0], others), words)
    subject = _subject(first, second, of, terminal)
    opened = None if cell is None else answers(subject, cell, terminal)
    with bars(terminal, wanted=not no_progress) as shown:
        made = compare_ledger(
            first,
            second,
            ledger,
            as_of=days[0],
            as_of_after=days[1],
            outcomes=[subject.id],
            by=by or (),
            sheet=sheet,
            language=terminal.language,
            progress=shown.step(words.say("comparing")),
        )
    print_comparison(terminal, made)
    if opened is not None:
        print_cell(terminal, made.comparison, opened)
    if households is not None:
        write_households(households, made.comparison, opened, terminal)
    if output is not None:
        made.comparison.write(output, language=terminal.language)
        terminal.say("results_in", path=output)
    return exits.DONE


def _meant_for(ruleset: Ruleset, other: Ruleset, fills: dict[str, Any]) -> dict[str, Any]:
    """The fills without those of parameters that only the other ruleset leaves open."""
    own, others = (
        {p.id for p in each.checked.parameters.values() if p.open} for each in (ruleset, other)
    )
    return {name: fill for name, fill in fills.items() if name in own or name not in others}


def _fills_after(
    values: Sequence[str] | None, cites: Sequence[str] | None, terminal: Terminal
) -> dict[str, Any]:
    """`--set-after` as `load` takes it; what has no document is a supposition, and says so."""
    cited = {text.partition("=")[0].strip() for text in cites or ()}
    supposed = [
        f"{name}={terminal.words.say('supposition')}"
        for text in values or ()
        if (name := text.partition("=")[0].strip()) and name not in cited
    ]
    return read_fills(values, [*(cites or ()), *supposed], terminal.words)


def _named(ruleset: Ruleset, name: str) -> str:
    """The id of a group or an outcome that is given by id or label."""
    checked = ruleset.checked
    found = [group.id for group in checked.groups.values() if name in (group.id, group.label)]
    found += [o.id for o in checked.root.outcomes if name in (o.id, o.label)]
    return found[0] if found else name


def _subject(first: Ruleset, second: Ruleset, of: str | None, terminal: Terminal) -> Subject:
    """The group or outcome that is meant. What is taken where none is named is said; of several
    outcomes none is the first."""
    if of is not None:
        return subjects(first.checked, second.checked, [_named(first, of)])[0]
    found = subjects(first.checked, second.checked, None)
    listed = [terminal.words.say("named", label=each.label, id=each.id) for each in found]
    if found[0].is_group:
        if len(found) > 1:
            key, values = "compare_first", {"others": "、".join(listed[1:])}
            terminal.tell(terminal.words.say(key, label=found[0].label, id=found[0].id, **values))
    elif len(found) > 1:
        reason = terminal.words.say("compare_which", known="、".join(listed))
        raise typer.BadParameter(reason, param_hint="--of")
    else:
        terminal.tell(terminal.words.say("compare_only", label=found[0].label, id=found[0].id))
    return found[0]


def _check_kind(
    output: Path | None, terminal: Terminal, suffixes: Sequence[str], option: str = "--output"
) -> None:
    if output is not None and output.suffix.lower() not in suffixes:
        reason = terminal.words.say("bad_choice", value=output.name, choices=", ".join(suffixes))
        raise typer.BadParameter(reason, param_hint=option)
