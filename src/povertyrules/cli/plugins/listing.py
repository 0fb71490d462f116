"""`povertyrules plugin list`: the plugins that are installed, and what each declares."""

from __future__ import annotations

import warnings

from rich import box
from rich.table import Table

from povertyrules.cli import exits
from povertyrules.cli.options import LangOption
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.cli.words import Words
from povertyrules.kernel.errors import BrokenPluginWarning
from povertyrules.plugins.manager import default
from povertyrules.plugins.registry import Plugin, Registry


def list_plugins(lang: LangOption = None) -> int:
    """List the plugins, then what is wrong with those that cannot be used."""
    terminal = Terminal(lang)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", BrokenPluginWarning)  # told below, in words
        registry = default().registry
    _print(terminal, registry)
    return exits.FAILURE if registry.troubles else exits.DONE


def _print(terminal: Terminal, registry: Registry) -> None:
    words = terminal.words
    if not registry.plugins and not registry.troubles:
        terminal.say("no_plugins")
        return
    if registry.plugins:
        terminal.print(_table(registry, words))
    for trouble in registry.troubles:
        terminal.read(f"{words.say('error')}{trouble.to_text(terminal.language)}")


def _table(registry: Registry, words: Words) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    for heading in ("plugin_name", "plugin_version", "plugin_package", "plugin_declares"):
        table.add_column(words.say(heading))
    for plugin in registry.plugins.values():
        cells = (plugin.name, plugin.version, plugin.package, declared(plugin, words))
        table.add_row(*map(safe, cells))
    return table


def declared(plugin: Plugin, words: Words) -> str:
    """What a plugin declares, by kind, with how many of each."""
    counts = {hook.removeprefix("povertyrules_"): n for hook, n in plugin.hooks.items() if n}
    parts = [words.say(f"declares_{kind}", count=count) for kind, count in counts.items()]
    return words.say("listed_by").join(parts)
