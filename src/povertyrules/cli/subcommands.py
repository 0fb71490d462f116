"""A group of commands under one name: `case open`, `plugin list`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import typer

from povertyrules.cli.group import Command, Group
from povertyrules.cli.options import LangOption


def commands_under(name: str, commands: Mapping[str, Callable[..., Any]]) -> typer.Typer:
    """The group, its commands in the order of the help; words are `help_NAME_COMMAND`."""
    group = typer.Typer(
        name=name,
        cls=Group,
        help=f"help_{name}",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
    )
    for each, command in commands.items():
        group.command(each, cls=Command, help=f"help_{name}_{each}")(command)
    group.callback(help=f"help_{name}")(_options)
    return group


def _options(lang: LangOption = None) -> None:
    """Options that stand between the group and the command."""
