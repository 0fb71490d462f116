"""How commands are run: language, exit codes, and what becomes of errors."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from povertyrules.cli import exits
from povertyrules.cli.failures import failed
from povertyrules.cli.helping import help_text
from povertyrules.cli.language import VARIABLE, Lang, asked, chosen, in_arguments, in_environment
from povertyrules.cli.terminal import Terminal
from povertyrules.cli.usage import usage_text
from povertyrules.cli.words import Words
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import BrokenPluginWarning

# typer brings click's classes, from one place or another, by its version.
USAGE_ERROR = cast("type[Exception]", typer.BadParameter.__mro__[1])
_PASSED_ON = (USAGE_ERROR, typer.Exit, typer.Abort)


class Command(TyperCommand):
    """A command whose help is in the reader's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(help_text(self, ctx, Words(chosen(None))))


class Group(TyperGroup):
    """Commands under a name, whose help is in the reader's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(help_text(self, ctx, Words(chosen(None))))


class Commands(Group):
    """All commands. Nothing that they raise reaches a user as a traceback."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **more: Any) -> Any:
        """Run and exit, with usage errors in the reader's language."""
        more["standalone_mode"] = False
        arguments = list(sys.argv[1:] if args is None else args)
        language: Language = "zh"
        try:
            language = in_arguments(arguments) or _in_environment()
            with asked(language), told_in_words(language):
                code = super().main(arguments, *rest, **more)
        except USAGE_ERROR as error:
            Terminal(Lang(language)).tell(usage_text(error, language))
            code = exits.USAGE
        except typer.Abort:
            code = exits.INTERRUPTED
        except OSError as error:  # the help or the version could not be written
            code = failed(error, Lang(language))
        if code == exits.INTERRUPTED:
            terminal = Terminal(Lang(language))
            terminal.tell(terminal.words.say("interrupted"))
        sys.exit(code or exits.DONE)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except _PASSED_ON:
            raise
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001
            code = failed(error, Lang(chosen(None)))
        raise typer.Exit(code or exits.DONE)


@contextmanager
def told_in_words(language: Language) -> Iterator[None]:
    """Tell of a broken plugin as of anything else: in the reader's language, without a place
    in the program."""

    def tell(message: Warning | str, *rest: Any) -> None:
        if isinstance(message, BrokenPluginWarning):
            Terminal(Lang(language)).warn(message.fault.to_text(language))
        else:
            usual(message, *rest)

    with warnings.catch_warnings():
        usual = warnings.showwarning
        warnings.showwarning = tell  # type: ignore[assignment]  # it passes the rest on
        yield


def _in_environment() -> Language:
    """The language of the environment; one that there is not is refused as `--lang` does."""
    try:
        return in_environment() or "zh"
    except ValueError as error:
        value, choices = os.environ[VARIABLE], ", ".join(Lang)
        reason = Words("zh").say("bad_choice", value=value, choices=choices)
        raise typer.BadParameter(reason, param_hint=VARIABLE) from error
