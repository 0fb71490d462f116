"""Running a plugin's code: what it raises is told by the plugin's name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from povertyrules.kernel.errors import FailedPlugin


@contextmanager
def plugin_code(
    plugin: str, what: str, doing: str, *allowed: type[BaseException]
) -> Iterator[None]:
    """Code of a plugin, which may leave the program (`SystemExit`) as little as it may fail:
    whatever it raises is a `FailedPlugin`, but what its contract has it raise (`allowed`).

    `what` is the function, reader or engine that the code belongs to, `doing` what it was
    asked to do: `reading raised KeyError`.
    """
    passed: tuple[type[BaseException], ...] = (*allowed, KeyboardInterrupt)
    try:
        yield
    except passed:
        raise
    except BaseException as error:
        reason = f"{doing} raised {type(error).__name__}"
        raise FailedPlugin(plugin, what, reason) from error
