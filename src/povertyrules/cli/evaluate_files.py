"""`povertyrules evaluate` on files that may be larger than memory."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from povertyrules.api.files.deciding import FileDecisions, decide_files
from povertyrules.api.files.kinds import STREAMED_ALWAYS, STREAMED_ON_REQUEST
from povertyrules.api.ruleset import Ruleset
from povertyrules.cli.progress import Bars
from povertyrules.cli.summary_files import FileRun
from povertyrules.cli.terminal import Terminal


def is_streamed(source: Path, output: Path, *, stream: bool) -> bool:
    """Whether a source is decided part by part: always what no ledger can be, and text files
    where that is asked for, or the output is Parquet."""
    suffix = source.suffix.lower()
    if source.is_dir() or suffix in STREAMED_ALWAYS:
        return True
    asked = stream or output.suffix.lower() == ".parquet"
    return asked and suffix in STREAMED_ON_REQUEST


def check_stream(source: Path, terminal: Terminal, *, streamed: bool, stream: bool) -> None:
    """`--stream` for what can only be read whole is a usage error."""
    if stream and not streamed:
        choices = ", ".join((*STREAMED_ALWAYS, *STREAMED_ON_REQUEST))
        reason = terminal.words.say("bad_choice", value=source.name, choices=choices)
        raise typer.BadParameter(reason, param_hint="--stream")


def decide(
    source: Path,
    ruleset: Ruleset,
    day: date,
    output: Path,
    terminal: Terminal,
    shown: Bars,
    *,
    table: str | None,
    keep: Sequence[str],
) -> FileRun:
    """Decide part by part; what is worth telling about it."""
    started = time.perf_counter()
    report = shown.step(terminal.words.say("deciding_rows"))
    done: FileDecisions = decide_files(
        ruleset,
        source,
        output,
        as_of=day,
        table=table,
        keep=keep,
        language=terminal.language,
        progress=report,
    )
    return FileRun(done, ruleset.on(day).binding, time.perf_counter() - started)
