"""What a command made, to standard output or to a file, which is written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import typer
from rich.text import Text

from povertyrules.api.files.postgres import Database, Place
from povertyrules.cli.terminal import Terminal


def check_output(
    output: Path | None, terminal: Terminal, *, force: bool, option: str = "--output"
) -> None:
    """Refuse what cannot be meant before the work is done: a usage error."""
    if output is None:
        return
    words, reason = terminal.words, ""
    if not output.parent.is_dir():
        reason = words.say("no_directory", name=output.parent)
    elif output.exists() and not (force and output.is_file()):
        reason = words.say("output_exists", name=output)
    if reason:
        raise typer.BadParameter(reason, param_hint=option)


def spare_input(
    output: Path | None, ledger: Place, terminal: Terminal, *, option: str = "--output"
) -> None:
    """Refuse to write over the ledger, also when told to overwrite."""
    if output is None or isinstance(ledger, Database):
        return
    if output.exists() and output.samefile(ledger):
        reason = terminal.words.say("output_is_ledger", name=output)
        raise typer.BadParameter(reason, param_hint=option)


def deliver(terminal: Terminal, output: Path | None, content: Text | str) -> None:
    """Print a text for readers (`Text`) or for programs (`str`), or write it to `output`."""
    if output is not None:
        plain = content.plain if isinstance(content, Text) else content
        write_whole(output, plain if plain.endswith("\n") else f"{plain}\n")
        terminal.say("results_in", path=output)
    elif isinstance(content, Text):
        terminal.read(content)
    else:
        terminal.write(content)


def write_whole(path: Path, text: str) -> None:
    """Write beside the place, and move it there at the end. Raises `OSError`."""
    beside = path.with_name(f".{path.stem}-{uuid4().hex[:12]}{path.suffix}")
    try:
        beside.write_bytes(text.encode("utf-8", "backslashreplace"))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
