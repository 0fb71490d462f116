"""The program: its commands, in the order of the help."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from povertyrules.api.version import __version__
from povertyrules.cli.cases.app import case_app
from povertyrules.cli.check import check
from povertyrules.cli.compare import compare
from povertyrules.cli.demo import demo
from povertyrules.cli.evaluate import evaluate
from povertyrules.cli.explain import explain
from povertyrules.cli.group import Command, Commands
from povertyrules.cli.ledger import ledger
from povertyrules.cli.options import LangOption
from povertyrules.cli.plugins.app import plugin_app
from povertyrules.cli.replay import replay
from povertyrules.cli.roster import roster
from povertyrules.cli.schema import schema
from povertyrules.cli.show import show
from povertyrules.cli.supervise import supervise
from povertyrules.cli.version import version

COMMANDS: tuple[Callable[..., Any], ...] = (
    demo, evaluate, explain, compare, ledger, roster, supervise, show, check, schema, replay,
    version,
)  # fmt: skip

app = typer.Typer(
    name="povertyrules",
    cls=Commands,
    help="help_program",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in COMMANDS:
    app.command(command.__name__, cls=Command, help=f"help_{command.__name__}")(command)
app.add_typer(case_app, name="case")
app.add_typer(plugin_app, name="plugin")


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"povertyrules {__version__}\n")
        raise typer.Exit


@app.callback(help="help_program")
def options(
    version_: Annotated[
        bool, typer.Option("--version", help="help_version", callback=_version, is_eager=True)
    ] = False,
    lang: LangOption = None,
) -> None:
    """Options that stand before the command."""


class _Closed(io.TextIOBase):
    """Stands for an output that was closed before the program began."""

    def write(self, text: str) -> int:
        if not text:
            return 0
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _open_streams() -> None:
    """Python has no stream at all where an output was closed. Results must not vanish without
    a word; complaints that nobody can read may."""
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = io.StringIO()


def run(arguments: Sequence[str]) -> int:
    """Run the program with these arguments; gives the exit code."""
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        typer.main.get_command(app)(list(arguments), prog_name="povertyrules")
    except SystemExit as ending:
        return int(ending.code or 0)
    return 0
