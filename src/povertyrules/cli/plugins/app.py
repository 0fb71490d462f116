"""The group `plugin`: its commands, in the order of the help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

from povertyrules.cli.group import Command, Group
from povertyrules.cli.options import LangOption
from povertyrules.cli.plugins.checking import check_one
from povertyrules.cli.plugins.listing import list_plugins

PLUGIN_COMMANDS: dict[str, Callable[..., Any]] = {"list": list_plugins, "check": check_one}

plugin_app = typer.Typer(
    name="plugin",
    cls=Group,
    help="help_plugin",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
for name, command in PLUGIN_COMMANDS.items():
    plugin_app.command(name, cls=Command, help=f"help_plugin_{name}")(command)


@plugin_app.callback(help="help_plugin")
def plugin(lang: LangOption = None) -> None:
    """Options that stand between `plugin` and the command."""
