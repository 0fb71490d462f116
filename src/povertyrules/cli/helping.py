"""The help of a command, in the reader's language and tidy under wide characters.

A command's and a parameter's `help` is a key of the table of words.
"""

from __future__ import annotations

import sys
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from povertyrules.cli.words import Words

MOST_COLUMNS = 100


def help_text(command: Any, context: Any, words: Words) -> str:
    """The help of one command, or of the whole program."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, MOST_COLUMNS)
    with console.capture() as capture:
        console.print(_usage(command, context, words))
        console.print()
        console.print(Text(words.say(command.help)))
        for title, rows in _sections(command, context, words):
            console.print()
            console.print(Text(title, style="bold"))
            console.print(_listing(rows))
    return "\n".join(line.rstrip(" ") for line in capture.get().split("\n"))


def _usage(command: Any, context: Any, words: Words) -> Text:
    pieces = " ".join(_usage_pieces(command, words))
    return Text.assemble((words.say("usage"), "bold"), f" {context.command_path} {pieces}")


def _usage_pieces(command: Any, words: Words) -> list[str]:
    if hasattr(command, "commands"):
        return [words.say("usage_commands")]
    arguments = [_argument_name(p) for p in command.params if p.param_type_name == "argument"]
    required = [
        f"{p.opts[0]} {_value_name(p)}"
        for p in command.params
        if p.param_type_name == "option" and p.required
    ]
    return [*arguments, *required, words.say("usage_options")]


Rows = list[tuple[str, str]]


def _sections(command: Any, context: Any, words: Words) -> list[tuple[str, Rows]]:
    shown = [p for p in command.get_params(context) if not getattr(p, "hidden", False)]
    arguments = [(_argument_name(p), words.say(p.help)) for p in shown if _is(p, "argument")]
    options = [(_option_name(p), _option_help(p, words)) for p in shown if _is(p, "option")]
    commands = [
        (name, words.say(each.help).split("\n", maxsplit=1)[0])
        for name, each in getattr(command, "commands", {}).items()
    ]
    sections = [
        (words.say("help_arguments"), arguments),
        (words.say("help_commands"), commands),
        (words.say("help_options"), options),
    ]
    return [(title, rows) for title, rows in sections if rows]


def _is(parameter: Any, kind: str) -> bool:
    return bool(parameter.param_type_name == kind)


def _argument_name(parameter: Any) -> str:
    name = str(parameter.metavar or parameter.name.upper())
    return f"{name}…" if parameter.nargs == -1 else name


def _option_name(parameter: Any) -> str:
    names = ", ".join(sorted(parameter.opts, key=len))
    value = _value_name(parameter)
    return f"{names} {value}" if value else names


def _value_name(parameter: Any) -> str:
    if getattr(parameter, "is_flag", False):
        return ""
    return str(parameter.metavar or "")


def _option_help(parameter: Any, words: Words) -> str:
    key = "help_help" if "--help" in parameter.opts else parameter.help
    return words.say(key)


def _listing(rows: Rows) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, text in rows:
        table.add_row(Text(f"  {name}", style="cyan"), Text(text))
    return table
