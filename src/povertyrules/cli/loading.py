"""Rulesets as the command line names them, with errors in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from povertyrules.api.ruleset import Ruleset, load
from povertyrules.api.shelf import shipped
from povertyrules.cli.typing_words import bounds_words, type_words
from povertyrules.cli.words import Words
from povertyrules.kernel.errors import OpenParameter, UnknownRuleset
from povertyrules.kernel.suggest import nearest
from povertyrules.model.binding import read_fills
from povertyrules.model.outcome import Fill
from povertyrules.model.ruleset import Parameter


def load_ruleset(
    reference: str, day: date | None, fills: Mapping[str, Any], words: Words
) -> Ruleset:
    """The ruleset with its open parameters filled; says how to fill those that are not.

    Raises `UnknownRuleset`, `NotInForce`, `InvalidRuleset`, `OpenParameter`.
    """
    found = load_named(reference, day, words)
    filled = {name: _fill(found, name, given, words) for name, given in fills.items()}
    left = [p for p in found.checked.deciding_parameters if p.open and p.id not in filled]
    if left:
        raise OpenParameter(_ask(found, left, words))
    return Ruleset(found.checked, filled)


def load_named(reference: str, day: date | None, words: Words) -> Ruleset:
    """A ruleset, its open parameters left open."""
    try:
        return load(reference, as_of=day)
    except UnknownRuleset as error:
        raise unknown_ruleset(reference, words) from error


def unknown_ruleset(reference: str, words: Words) -> UnknownRuleset:
    """The error for a ruleset that is not to be had, in the reader's language."""
    return UnknownRuleset(_unknown(reference, words))


def _unknown(reference: str, words: Words) -> str:
    """Why there is no such ruleset: a file, a name, a version, or several of them."""
    name, at, _ = reference.partition("@")
    known = shipped()
    if reference.endswith((".yaml", ".yml")) or "/" in reference:
        return words.say("unreadable_ruleset", name=reference)
    if name in known and not at:
        versions = "、".join(f"{name}@{each}" for each in known[name])
        return words.say("several_versions", name=name, known=versions)
    references = [f"{each}@{v}" for each, versions in known.items() for v in versions]
    text = words.say("unknown_ruleset", name=reference, known="、".join(references))
    near = nearest(reference, [*known, *references])
    return text + words.say("perhaps", names=near) if near else text


def _fill(ruleset: Ruleset, name: str, given: Any, words: Words) -> Fill:
    checked = ruleset.checked
    parameter = checked.parameters.get(name)
    if parameter is None or not parameter.open:
        known = [p.id for p in checked.parameters.values() if p.open]
        listed = "、".join(known) or words.say("none")
        text = words.say("not_open", name=name, ruleset=checked.reference, known=listed)
        raise OpenParameter(text)
    try:
        return read_fills(checked, {name: given})[name]
    except OpenParameter as error:
        kind = _described(parameter, words)
        value, label = given["value"], parameter.label or parameter.id
        raise OpenParameter(words.say("bad_fill", value=value, label=label, type=kind)) from error


def _described(parameter: Parameter, words: Words) -> str:
    kind = type_words(parameter.type, words)
    bounds = bounds_words(parameter.type, parameter.bounds, words)
    return words.say("type_bounds", type=kind, bounds=bounds) if bounds else kind


def _ask(ruleset: Ruleset, left: list[Parameter], words: Words) -> str:
    """What is open, and the options that fill it."""
    head = words.say("open_parameters", ruleset=ruleset.checked.reference)
    lines = [
        words.say("open_parameter", name=p.id, label=p.label or p.id, question=p.question)
        for p in left
    ]
    return "\n".join([head, *lines])
