"""`povertyrules version`: which version of what."""

from __future__ import annotations

import platform

from povertyrules.api.shelf import shipped
from povertyrules.api.version import __version__
from povertyrules.cli.options import LangOption
from povertyrules.cli.terminal import Terminal


def version(lang: LangOption = None) -> None:
    """The library, the Python it runs on, and the rulesets it ships."""
    terminal = Terminal(lang)
    terminal.read(f"povertyrules {__version__}")
    terminal.read(f"Python {platform.python_version()} ({platform.system()})")
    names = [f"{name}@{each}" for name, versions in shipped().items() for each in versions]
    terminal.say("shipped", names="、".join(names))
