"""The arguments and options that several commands share, and how their texts are read."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from povertyrules.api.files.postgres import place_of
from povertyrules.api.ruleset import read_day
from povertyrules.cli.language import Lang
from povertyrules.cli.words import Words

LangOption = Annotated[
    Lang | None, typer.Option("--lang", metavar="zh|en", help="help_lang", show_default=False)
]
LedgerArgument = Annotated[Path, typer.Argument(metavar="LEDGER", help="help_ledger_file")]
# A `Place`: typer takes no union for the type of an argument.
SourceArgument = Annotated[
    Any, typer.Argument(metavar="LEDGER", help="help_source", parser=place_of)
]
OutputOption = Annotated[
    Any,
    typer.Option("--output", "-o", metavar="OUT", help="help_output", parser=place_of),
]
RulesetOption = Annotated[
    str,
    typer.Option(
        "--ruleset", "-r", metavar="R", help="help_ruleset", envvar="POVERTYRULES_RULESET"
    ),
]
AsOf = Annotated[
    str,
    typer.Option("--as-of", metavar="DATE", help="help_as_of", envvar="POVERTYRULES_AS_OF"),
]
SheetOption = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="help_sheet")]
TableOption = Annotated[str | None, typer.Option("--table", metavar="NAME", help="help_table")]
ItemsOption = Annotated[
    list[str] | None, typer.Option("--items", metavar="NAME=PATH", help="help_items")
]
KeyOption = Annotated[
    list[str] | None, typer.Option("--key", metavar="NAME=COLUMN", help="help_key")
]
Parameters = Annotated[
    list[str] | None, typer.Option("--parameter", metavar="NAME=VALUE", help="help_parameter")
]
Cites = Annotated[list[str] | None, typer.Option("--cite", metavar="NAME=TEXT", help="help_cite")]


def read_date(value: str, words: Words) -> date:
    """The date of `--as-of`; another text is a usage error."""
    try:
        return read_day(value.strip())
    except ValueError as error:
        reason = words.say("bad_date", value=value)
        raise typer.BadParameter(reason, param_hint="--as-of") from error


def read_fills(
    parameters: Sequence[str] | None, cites: Sequence[str] | None, words: Words
) -> dict[str, Any]:
    """`--parameter line=8700 --cite line=…` as `load` takes it."""
    values = pairs(parameters or (), "--parameter", words)
    sources = pairs(cites or (), "--cite", words)
    for name in values:
        if name not in sources:
            reason = words.say("cite_missing", name=name)
            raise typer.BadParameter(reason, param_hint="--parameter")
    for name in sources:
        if name not in values:
            reason = words.say("cite_alone", name=name)
            raise typer.BadParameter(reason, param_hint="--cite")
    return {name: {"value": values[name], "cite": sources[name]} for name in values}


def pairs(texts: Sequence[str], option: str, words: Words) -> dict[str, str]:
    """`name=value`, several times; another text is a usage error."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not name or not value:
            raise typer.BadParameter(words.say("bad_pair", value=text), param_hint=option)
        if name in found:
            raise typer.BadParameter(words.say("pair_twice", name=name), param_hint=option)
        found[name] = value
    return found


def check_input(path: Path) -> None:
    """Raises `OSError` before any work is done for a ledger that is not there, or is a folder."""
    code = errno.EISDIR if path.is_dir() else 0 if path.exists() else errno.ENOENT
    if code:
        raise OSError(code, os.strerror(code), str(path))
