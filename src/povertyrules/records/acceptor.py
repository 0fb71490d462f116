"""The quick way into a row: generated code for records in the canonical form.

It takes a `dict` keyed by ids. A value that is not in the form expected most often goes to
its reader; whatever that refuses, and any other name, sends the whole record through
`validate`, which reads it again and finds every fault. The generated text holds integers
and generated names only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from operator import itemgetter
from sys import intern
from typing import Any

from povertyrules.kernel.possible import Infinity
from povertyrules.kernel.types import Boolean, Choice, Date, Number, Text
from povertyrules.model.ruleset import Fact, Row, Ruleset
from povertyrules.records.readers import whole_limits
from povertyrules.records.validate import Items, Shape, shape, validate

_ENTRY = "accept"

Acceptor = Callable[[Mapping[str, Any]], Row]


def accept(ruleset: Ruleset) -> Acceptor:
    """A function from a household's facts to a validated `Row`.

    The function takes a mapping from ids, labels or aliases to values, the items of a
    collection as a list of such mappings, and raises `InvalidRecord`, nothing else. What is
    absent or None is missing.
    """
    text = _Text()
    whole = shape(ruleset, ruleset.root)
    thorough = text.bind(partial(validate, whole))
    _function(text, whole, thorough)
    code = compile("\n".join(text.functions), "<povertyrules.records>", "exec")
    exec(code, text.bound)  # noqa: S102 - our own text, with no word of the ruleset in it
    acceptor: Acceptor = text.bound[_ENTRY]
    return acceptor


class _Text:
    """The generated functions, one for each entity, and what they use."""

    def __init__(self) -> None:
        self.bound: dict[str, Any] = {}
        self.functions: list[str] = []

    def bind(self, value: Any) -> str:
        name = f"K{len(self.bound)}"
        self.bound[name] = value
        return name


def _function(text: _Text, whole: Shape, thorough: str = "") -> str:
    """Write the function for an entity's records; the root's falls back on `thorough`."""
    facts, items = whole.entity.facts, whole.items
    # Interned, as the names that stand in a program are: then equal keys are the same object.
    ids = [intern(fact.id) for fact in facts] + [intern(item.id) for item in items]
    lines = [*_take(text, ids)]
    for place, fact in enumerate(facts):
        lines += _fact(text, f"v{place}", fact, text.bind(whole.readers[place]))
    for place, item in enumerate(items, start=len(facts)):
        lines += _items(text, f"v{place}", item)
    values = "".join(f"v{place}, " for place in range(len(ids)))
    lines.append(f"return ({values})")
    name = f"item{len(text.functions)}"
    if thorough:  # whatever is raised, `validate` finds out what it was
        name = _ENTRY
        fallback = ["except Exception: pass", f"return {thorough}(record)"]
        lines = ["record = given", "try:", *(f" {line}" for line in lines), *fallback]
    text.functions.append(f"def {name}(given):\n " + "\n ".join(lines))
    return name


def _take(text: _Text, ids: list[str]) -> list[str]:
    """The values of all ids; a name that is not an id raises, as does one that is absent
    while another is too many."""
    count = len(ids)
    nothing = text.bind(dict.fromkeys(ids))
    lines = [
        "if type(given) is not dict: raise TypeError",
        f"if len(given) != {count}:",
        f" given = {nothing} | given",
        f" if len(given) != {count}: raise KeyError",
    ]
    targets = "".join(f"v{place}, " for place in range(count))
    if count > 1:
        return [*lines, f"{targets} = {text.bind(itemgetter(*ids))}(given)"]
    return [*lines, *(f"v0 = given[{text.bind(id_)}]" for id_ in ids)]


def _fact(text: _Text, value: str, fact: Fact, reader: str) -> list[str]:
    otherwise = f"{value} = {reader}({value})"
    match fact.type:
        case Boolean():
            # False first: most of what a household may have, most households do not have
            tests = f"{value} is not False and {value} is not True and {value} is not None"
            return [f"if {tests}: {otherwise}"]
        case Number(decimals=0):
            low, high = whole_limits(fact.bounds, 0)
            tests = f"type({value}) is not int or {value} < {low} or {value} > {high}"
            return [f"if {tests}:", f" if {value} is not None: {otherwise}"]
        case Number():
            low, high = whole_limits(fact.bounds, 0)
            return [
                f"if type({value}) is int and {value} >= {low} and {value} <= {high}:",
                f" {value} *= {10 ** (fact.type.decimals or 0)}",
                f"elif {value} is not None: {otherwise}",
            ]
        case Date():
            return [f"if {value} is not None: {otherwise}"]
        case Text(max_length=longest):
            tests = f"type({value}) is not str or len({value}) > {longest} or not {value}.isascii()"
            return [f"if ({tests}) and {value} is not None: {otherwise}"]
        case Choice(many=False):
            known = text.bind(frozenset(fact.type.values))
            tests = f"type({value}) is not str or {value} not in {known}"
            return [f"if ({tests}) and {value} is not None: {otherwise}"]
    return [f"if {value} is not None: {otherwise}"]


def _items(text: _Text, value: str, items: Items) -> list[str]:
    function = _function(text, items.shape)
    high = "" if isinstance(items.size.high, Infinity) else f" <= {items.size.high}"
    return [
        f"if {value} is not None:",
        f" if type({value}) is not list and type({value}) is not tuple: raise TypeError",
        f" if not {items.size.low} <= len({value}){high}: raise ValueError",
        f" {value} = tuple([{function}(item) for item in {value}])",
    ]
