"""The group `plugin`: its commands, in the order of the help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from povertyrules.cli.plugins.checking import check_one
from povertyrules.cli.plugins.listing import list_plugins
from povertyrules.cli.subcommands import commands_under

PLUGIN_COMMANDS: dict[str, Callable[..., Any]] = {"list": list_plugins, "check": check_one}

plugin_app = commands_under("plugin", PLUGIN_COMMANDS)
