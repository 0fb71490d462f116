"""What a wrong command line is told, in the reader's language."""

from __future__ import annotations

import re
from typing import Any

from povertyrules.cli.words import Words
from povertyrules.kernel.codes import Language

_NO_CHOICE = re.compile(r"'([^']*)' is not one of (.*)", re.DOTALL)


def usage_text(error: Any, language: Language) -> str:
    """The message for an error of the command line, and where the help is."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.format_message())
    words = Words(language)
    context = getattr(error, "ctx", None)
    program = context.command_path if context is not None else words.say("program")
    message = error.format_message() if language == "en" else _chinese(error, words)
    return f"{words.say('usage_error', message=message)}\n{words.say('see_help', program=program)}"


def _chinese(error: Any, words: Words) -> str:
    match type(error).__name__:
        case "MissingParameter":
            return words.say("missing_parameter", name=_name(error))
        case "NoSuchOption":
            near = "、".join(sorted(error.possibilities or ()))
            text = words.say("no_such_option", name=error.option_name)
            return text + words.say("perhaps", names=near) if near else text
        case "BadOptionUsage":
            return words.say("bad_option_usage", name=error.option_name)
        case "BadParameter":
            return words.say("bad_value", name=_name(error), reason=_reason(error.message, words))
        case _:
            return _plain(error, words)


def _name(error: Any) -> str:
    """How the command line calls the parameter that is at fault."""
    if error.param_hint:
        return str(error.param_hint)
    if error.param is None:
        return ""
    if error.param.param_type_name == "option":
        names: list[str] = error.param.opts
        return next((name for name in names if name.startswith("--")), names[0])
    return str(error.param.metavar or error.param.name.upper())


def _plain(error: Any, words: Words) -> str:
    """Errors that have no class of their own are told by how click words them."""
    message = str(error.format_message())
    for start, key in (
        ("No such command", "no_such_command"),
        ("Got unexpected extra argument", "extra_arguments"),
        ("Missing command", "missing_command"),
    ):
        if message.startswith(start):
            after = message.removeprefix(start).removeprefix("(s)").removeprefix("s")
            rest, _, near = after.partition(". Did you mean ")
            text = words.say(key, rest=rest.strip(" ."))
            return text + words.say("perhaps", names=near.rstrip("?")) if near else text
    return message


def _reason(message: str, words: Words) -> str:
    """Why a value is refused; click's own words for a choice that is none, put in ours."""
    choice = _NO_CHOICE.search(message)
    if choice is None:
        return message
    return words.say("bad_choice", value=choice[1], choices=choice[2].rstrip("."))
