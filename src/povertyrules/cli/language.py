"""Which language the words are in: `--lang`, else POVERTYRULES_LANG, else Chinese."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum

from povertyrules.kernel.codes import Language

VARIABLE = "POVERTYRULES_LANG"
OPTION = "--lang"


class Lang(StrEnum):
    """The languages, as an option's values."""

    zh = "zh"
    en = "en"


_asked: ContextVar[Language | None] = ContextVar("asked", default=None)


@contextmanager
def asked(language: Language) -> Iterator[None]:
    """The language that this run was asked for, wherever `--lang` stands."""
    token = _asked.set(language)
    try:
        yield
    finally:
        _asked.reset(token)


def chosen(option: Lang | None) -> Language:
    """The language of one run of a command."""
    if option is not None:
        return "en" if option is Lang.en else "zh"
    known = _asked.get()
    if known is not None:
        return known
    return "en" if os.environ.get(VARIABLE, "").lower().startswith("en") else "zh"


def in_arguments(arguments: Sequence[str]) -> Language:
    """The language that arguments ask for before they are parsed: help and usage errors
    are in it too."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == OPTION:
            value = value or "".join(arguments[place + 1 : place + 2])
            if value in tuple(Lang):
                return chosen(Lang(value))
    return chosen(None)
