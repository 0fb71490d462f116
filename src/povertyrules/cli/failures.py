"""What a user is told when something fails, and the exit code that goes with it."""

from __future__ import annotations

import errno
import os
import platform
import re
import sys
import traceback
from contextlib import suppress
from typing import IO

from rich.text import Text

from povertyrules.api.version import __version__
from povertyrules.cli import exits
from povertyrules.cli.denied import Denied
from povertyrules.cli.diagnosing import diagnosed
from povertyrules.cli.language import Lang
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.cli.words import Words
from povertyrules.kernel.errors import (
    DamagedStore,
    FailedPlugin,
    InvalidEvent,
    InvalidFrame,
    InvalidLedger,
    InvalidReceipt,
    InvalidRecord,
    InvalidRuleset,
    MissingExtra,
    NotInForce,
    PovertyRulesError,
    StoreFailed,
    UnknownPlugin,
)

DEBUG = "POVERTYRULES_DEBUG"


def failed(error: BaseException, lang: Lang) -> int:
    """Tell the user what went wrong; gives the exit code."""
    if isinstance(error, BrokenPipeError):
        _silence(sys.stdout, sys.stderr)
        return exits.BROKEN_PIPE
    if isinstance(error, KeyboardInterrupt):
        return exits.INTERRUPTED
    if isinstance(error, OSError) and error.filename is None:
        _silence(sys.stdout)  # what could not be written must not be tried again at the exit
    with suppress(OSError):
        return _tell(error, Terminal(lang))
    return exits.FAILURE


def _tell(error: BaseException, terminal: Terminal) -> int:
    if os.environ.get(DEBUG):
        traceback.print_exception(error, file=sys.stderr)
    if isinstance(error, InvalidRuleset):
        for diagnostic in error.diagnostics:
            terminal.tell(diagnosed(diagnostic, terminal.language))
            terminal.tell("")
        terminal.tell(terminal.words.say("invalid_ruleset", name=error.name))
        return exits.INVALID_RULESET
    terminal.tell(error_line(error, terminal.words))
    return exits.REFUSED if isinstance(error, Denied) else exits.FAILURE


def error_line(error: BaseException, words: Words) -> Text:
    """What an error is told as, marked as an error."""
    return Text.assemble((words.say("error"), "bold red"), safe(_told(error, words)))


def _silence(*streams: IO[str]) -> None:
    """Nobody reads any more; what is still buffered goes nowhere, without a complaint."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):
            continue


def _told(error: BaseException, words: Words) -> str:
    if isinstance(error, StoreFailed):
        return words.say("store_trouble", reason=error.reason)
    if isinstance(error, PovertyRulesError):
        return told(error, words)
    if isinstance(error, MemoryError):
        return words.say("out_of_memory")
    if isinstance(error, OSError) and error.filename is not None:
        return words.say("file_trouble", name=error.filename, reason=_reason(error, words))
    if isinstance(error, OSError) and error.errno is not None:
        return words.say("output_trouble", reason=_reason(error, words))
    return words.say(
        "unexpected",
        kind=type(error).__name__,
        message=" ".join(str(error).split()),
        version=__version__,
        python=platform.python_version(),
        variable=DEBUG,
    )


_SPAN = re.compile(r"from ([0-9-]+) to ([0-9-]+|further notice)")


def _spans(text: str, words: Words) -> str:
    """Spans of days in the reader's language."""

    def span(match: re.Match[str]) -> str:
        key = "span" if match[2][0].isdigit() else "span_open"
        return words.say(key, start=match[1], end=match[2])

    return _SPAN.sub(span, text)


_TROUBLES = {
    errno.ENOENT: "no_such_file",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.EISDIR: "is_directory",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EBADF: "output_closed",
}


def _reason(error: OSError, words: Words) -> str:
    key = _TROUBLES.get(error.errno or 0)
    return words.say(key) if key else str(error.strerror)


def told(error: PovertyRulesError, words: Words) -> str:
    """One of our own errors in the reader's language, as far as it has the words."""
    match error:
        case InvalidLedger(fault=fault):
            return fault.to_text(words.language)
        case InvalidReceipt() | Denied():
            return error.to_text(words.language)
        case InvalidRecord(faults=f) | InvalidFrame(faults=f) | InvalidEvent(faults=f):
            return "\n".join(fault.to_text(words.language) for fault in f)
        case UnknownPlugin(fault=fault):
            return fault.to_text(words.language)
        case FailedPlugin(plugin=plugin, what=what, reason=reason):
            return words.say("failed_plugin", plugin=plugin, what=what, reason=reason)
        case DamagedStore():
            return words.say("damaged_store", reason=error)
        case MissingExtra(extra=extra):
            return words.say("missing_extra", need=words.say(f"extra_{extra}"), extra=extra)
        case NotInForce(what=what, as_of=as_of):
            spans = _spans(str(error).partition("it is in force ")[2], words)
            return words.say("not_in_force", what=what, as_of=as_of, spans=spans)
        case _:
            return str(error)
