"""`povertyrules evaluate` on files that may be larger than memory."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from povertyrules.api.files.deciding import FileDecisions, decide_files
from povertyrules.api.files.kinds import DUCKDB, STREAMED_ALWAYS, STREAMED_ON_REQUEST
from povertyrules.api.files.postgres import Database, Place
from povertyrules.api.files.writing import item_paths, side_paths
from povertyrules.api.ruleset import Ruleset
from povertyrules.cli.progress import Bars
from povertyrules.cli.summary_files import FileRun
from povertyrules.cli.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that only files decided part by part have."""

    table: str | None
    into: str | None
    items: Mapping[str, str]
    keys: Mapping[str, str]
    keep: Sequence[str]
    reasons: bool

    def given(self) -> dict[str, object]:
        """What was asked for, by the name of the option."""
        return {
            "--table": self.table,
            "--into": self.into,
            "--items": self.items,
            "--key": self.keys,
            "--keep": self.keep,
            "--reasons": self.reasons,
        }

    def outputs(self, output: Place, ruleset: Ruleset) -> Iterator[Path]:
        """Every file that will be written, where they are files."""
        if self.into is not None or isinstance(output, Database):
            return
        yield output
        yield from side_paths(output).values()
        for name in self.items:
            decided, rejects = item_paths(output, name)
            yield rejects
            if name in ruleset.checked.entities and ruleset.checked.entities[name].outcomes:
                yield decided


def is_streamed(source: Place, *, stream: bool) -> bool:
    """Whether a source is decided part by part: always what no ledger can be, and text files
    where that is asked for, since then they are read by stricter rules."""
    if isinstance(source, Database):
        return True
    suffix = source.suffix.lower()
    if source.is_dir() or suffix in STREAMED_ALWAYS:
        return True
    return stream and suffix in STREAMED_ON_REQUEST


def refuse_options(
    terminal: Terminal, asked: Mapping[str, object], *, streamed: bool, sheet: str | None
) -> None:
    """Refuse options of the other way of reading: nobody would see that they did nothing."""
    others = {"--sheet": sheet} if streamed else asked
    for name, value in others.items():
        if value:
            key = "only_ledgers" if streamed else "only_streamed"
            raise typer.BadParameter(terminal.words.say(key), param_hint=name)


def check_stream(
    source: Place, output: Place, terminal: Terminal, *, streamed: bool, stream: bool
) -> None:
    """`--stream` for what can only be read whole is a usage error, and so is a table as the
    output of what is read whole."""
    if not streamed and not stream and not _is_of_ledgers(output):
        text = _ending(source) in STREAMED_ON_REQUEST
        key = "add_stream" if text else "no_tables_of_ledgers"
        reason = terminal.words.say(key, name=str(output).rpartition("/")[2])
        raise typer.BadParameter(reason, param_hint="--output")
    if stream and not streamed:
        choices = ", ".join((*STREAMED_ALWAYS, *STREAMED_ON_REQUEST))
        reason = terminal.words.say("bad_choice", value=Path(str(source)).name, choices=choices)
        raise typer.BadParameter(reason, param_hint="--stream")


def _is_of_ledgers(output: Place) -> bool:
    return isinstance(output, Path) and _ending(output) not in (".parquet", *DUCKDB)


def _ending(place: Place) -> str:
    return place.suffix.lower() if isinstance(place, Path) else ""


def decide(
    source: Place,
    ruleset: Ruleset,
    day: date,
    output: Place,
    terminal: Terminal,
    shown: Bars,
    asked: Asked,
    *,
    overwrite: bool = False,
) -> FileRun:
    """Decide part by part; what is worth telling about it."""
    started = time.perf_counter()
    report = shown.step(terminal.words.say("deciding_rows"))
    done: FileDecisions = decide_files(
        ruleset,
        source,
        output,
        as_of=day,
        collections=asked.items,
        table=asked.table,
        into=asked.into,
        keys=asked.keys,
        keep=asked.keep,
        reasons="labels" if asked.reasons else None,
        overwrite=overwrite,
        language=terminal.language,
        progress=report,
    )
    return FileRun(done, ruleset.on(day).binding, time.perf_counter() - started)
