"""Where the words go: standard output and standard error, as rich consoles.

Colours are used where the terminal has them; what is piped is plain. Whatever comes from a
file is printed without anything that could move the cursor.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import IO

from rich.console import Console, RenderableType
from rich.text import Text

from povertyrules.cli.language import Lang, chosen
from povertyrules.cli.words import Words
from povertyrules.cli.wrap import wrapped
from povertyrules.kernel.caret import visible

PIPED_WIDTH = 100
WIDEST = 120


class Terminal:
    """One run's two consoles and its words."""

    def __init__(self, lang: Lang | None = None) -> None:
        self.language = chosen(lang)
        self.words = Words(self.language)
        self.out = _console(sys.stdout)
        self.err = _console(sys.stderr)

    def print(self, *what: RenderableType) -> None:
        """Print tables and styled texts, wrapped to the terminal."""
        if self.out.is_terminal:
            for item in what:
                self.out.print(item)
            return
        with self.out.capture() as capture:
            for item in what:
                self.out.print(item)
        lines = capture.get().split("\n")
        self.out.file.write("\n".join(line.rstrip(" ") for line in lines))

    def write(self, text: str) -> None:
        """Print a text as it stands: for other programs to read."""
        self.out.file.write(text if text.endswith("\n") else f"{text}\n")

    def read(self, text: Text | str) -> None:
        """Print a text for a reader: wrapped in a terminal, as it stands in a pipe."""
        styled = Text(safe(text)) if isinstance(text, str) else text
        self.out.print(self._fitted(styled), soft_wrap=True)

    def _fitted(self, text: Text) -> Text:
        return fit(text, self.width) if self.out.is_terminal else text

    @property
    def width(self) -> int:
        """The columns that a page takes: long lines tire the eye."""
        return min(self.out.width, WIDEST)

    def say(self, key: str, **values: object) -> None:
        """Print one of the words to standard output."""
        self.read(self.words.say(key, **values))

    def tell(self, text: Text | str) -> None:
        """Print to standard error."""
        self.err.print(Text(safe(text)) if isinstance(text, str) else text, soft_wrap=True)

    def warn(self, text: Text | str) -> None:
        """Print a text for a reader to standard error: wrapped in a terminal, as it stands in
        a pipe."""
        styled = Text(safe(text)) if isinstance(text, str) else text
        self.tell(fit(styled, self.width) if self.err.is_terminal else styled)


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Told like every other failure, by whoever runs the command."""
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


def _console(file: IO[str]) -> Console:
    console = _Console(file=file, highlight=False, markup=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PIPED_WIDTH
    return console


def safe(text: str) -> str:
    """A text without control characters but line breaks."""
    return "\n".join(visible(line) for line in text.split("\n"))


def fit(text: Text, width: int) -> Text:
    """A styled text broken at a width, its styles kept."""
    fitted = Text()
    for number, line in enumerate(text.split("\n", allow_blank=True)):
        fitted.append("\n" if number else "")
        fitted.append_text(_fit_line(line, width))
    return fitted


def _fit_line(line: Text, width: int) -> Text:
    parts = wrapped(line.plain, width).split("\n")
    if len(parts) == 1:
        return line
    fitted, place = Text(), 0
    for number, part in enumerate(parts):
        body = part.lstrip(" ") if number else part
        place = line.plain.index(body, place)
        fitted.append("\n" + " " * (len(part) - len(body)) if number else "")
        fitted.append_text(line[place : place + len(body)])
        place += len(body)
    return fitted
