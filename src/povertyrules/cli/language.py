"""Which language the words are in: `--lang`, else POVERTYRULES_LANG, else Chinese."""

from __future__ import annotations

import os
import re
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
    return in_environment() or "zh"


def in_environment() -> Language | None:
    """The language of POVERTYRULES_LANG, in the form of a locale too (en_GB.UTF-8). None where
    it is not set. Raises `ValueError` for a language that there is not."""
    value = os.environ.get(VARIABLE, "").strip()
    name = re.split("[-_.@]", value, maxsplit=1)[0].casefold()
    if not value:
        return None
    return "en" if Lang(name) is Lang.en else "zh"


def in_arguments(arguments: Sequence[str]) -> Language | None:
    """The language that arguments ask for before they are parsed: help and usage errors
    are in it too."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == OPTION:
            value = value or "".join(arguments[place + 1 : place + 2])
            if value in tuple(Lang):
                return chosen(Lang(value))
    return None
