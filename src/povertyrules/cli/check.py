"""`povertyrules check`: the diagnostics of rulesets."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer
from rich.text import Text

from povertyrules.api.checking import Checked, check_bytes
from povertyrules.api.checking import check as check_one
from povertyrules.cli import exits
from povertyrules.cli.diagnosing import diagnosed
from povertyrules.cli.failures import error_line
from povertyrules.cli.json_text import as_json
from povertyrules.cli.loading import unknown_ruleset
from povertyrules.cli.options import LangOption
from povertyrules.cli.sarif import sarif_log
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.kernel.errors import UnknownRuleset
from povertyrules.model.ruleset import Ruleset

STANDARD_INPUT = "-"


class CheckFormat(StrEnum):
    """How diagnostics are written."""

    text = "text"
    json = "json"
    sarif = "sarif"


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="help_check_files")],
    form: Annotated[
        CheckFormat,
        typer.Option("--format", metavar="text|json|sarif", help="help_check_format"),
    ] = CheckFormat.text,
    strict: Annotated[bool, typer.Option("--strict", help="help_strict")] = False,
    lang: LangOption = None,
) -> int:
    """Check every file, whatever the others are like."""
    terminal = Terminal(lang)
    found: list[Checked] = []
    unknown = 0
    for name in files:
        try:
            found.append(_checked(name))
        except UnknownRuleset:
            terminal.tell(error_line(unknown_ruleset(name, terminal.words), terminal.words))
            unknown += 1
    _write(terminal, form, found, strict=strict, unknown=unknown)
    if any(not _passes(each, strict) for each in found):
        return exits.INVALID_RULESET
    return exits.FAILURE if unknown else exits.DONE


def _checked(name: str) -> Checked:
    if name == STANDARD_INPUT:
        return check_bytes("<stdin>", sys.stdin.buffer.read())
    return check_one(name)


def _passes(checked: Checked, strict: bool) -> bool:
    return checked.valid and not (strict and checked.count("warning"))


def _write(
    terminal: Terminal,
    form: CheckFormat,
    found: Sequence[Checked],
    *,
    strict: bool,
    unknown: int,
) -> None:
    match form:
        case CheckFormat.json:
            terminal.write(as_json(_plain(terminal, found, unknown)))
        case CheckFormat.sarif:
            diagnostics = [d for checked in found for d in checked.diagnostics]
            terminal.write(as_json(sarif_log(diagnostics, terminal.language)))
        case CheckFormat.text:
            _print(terminal, found, strict=strict, unknown=unknown)


def _plain(terminal: Terminal, found: Sequence[Checked], unknown: int) -> dict[str, object]:
    return {
        "files": [
            {
                "file": checked.name,
                "valid": checked.valid,
                "ruleset": checked.ruleset.reference if checked.ruleset else None,
                "digest": checked.ruleset.digest if checked.ruleset else None,
                "diagnostics": [d.to_dict(terminal.language) for d in checked.diagnostics],
            }
            for checked in found
        ],
        "counts": _counts(found, unknown),
    }


def _counts(found: Sequence[Checked], unknown: int) -> dict[str, int]:
    valid = sum(checked.valid for checked in found)
    return {
        "files": len(found),
        "valid": valid,
        "invalid": len(found) - valid,
        "unreadable": unknown,
        "errors": sum(checked.count("error") for checked in found),
        "warnings": sum(checked.count("warning") for checked in found),
    }


def _print(terminal: Terminal, found: Sequence[Checked], *, strict: bool, unknown: int) -> None:
    for checked in found:
        for diagnostic in checked.diagnostics:
            terminal.out.print(diagnosed(diagnostic, terminal.language), soft_wrap=True)
            terminal.out.print()
        if checked.ruleset is not None:
            _print_valid(terminal, checked.name, checked.ruleset)
    counts = _counts(found, unknown)
    if strict and counts["warnings"]:
        terminal.say("strict_note")
    terminal.say("checked", **counts)
    if unknown:
        terminal.say("not_checked", count=unknown)


def _print_valid(terminal: Terminal, name: str, ruleset: Ruleset) -> None:
    mark = Text(terminal.words.say("valid"), style="bold green")
    described = safe(f"  {name}  {ruleset.title}（{ruleset.reference}）")
    terminal.read(Text.assemble(mark, described))
