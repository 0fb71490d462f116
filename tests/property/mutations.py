"""Changes to made rulesets that change what they mean, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

from tests.property.forms import (
    Among,
    Call,
    Constant,
    Contains,
    Dated,
    Definition,
    Expr,
    Fact,
    Form,
    Op,
    Parameter,
    Presence,
    Quantified,
    Same,
    Sought,
    Step,
)

T = TypeVar("T")
Change = tuple[str, Callable[[], Form]]

_SWAPPED = {
    "and": "or", "or": "and", "implies": "and",
    "==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">",
    "+": "-", "-": "+", "*": "+",
    "any": "all", "all": "any", "min": "max", "max": "min",
    "least": "greatest", "greatest": "least",
}  # fmt: skip


def changes(form: Form) -> list[Change]:
    """Every small change of meaning that is known here, by what it changes.

    Some of them leave a ruleset that the checker refuses.
    """
    return [
        *_header(form),
        *_each(form, "facts", form.facts, _of_fact),
        *_each(form, "parameters", form.parameters, _of_parameter),
        *_each(form, "definitions", form.definitions, _of_definition),
    ]


def _header(form: Form) -> Iterator[Change]:
    yield "the title", lambda: replace(form, title=form.title + "改")
    yield "the version", lambda: replace(form, version=form.version + ".9")
    yield "the role", lambda: replace(form, role=form.role + "改")
    later = None if form.end is None else form.end + timedelta(days=1)
    yield "the span", lambda: replace(form, end=later, start=form.start + timedelta(days=1))
    (first, text), *rest = form.clauses
    yield "a clause", lambda: replace(form, clauses=((first, text + "改"), *rest))
    if form.groups:
        (group, label), *others = form.groups
        yield "a group", lambda: replace(form, groups=((group, label + "改"), *others))
    *above, last = form.entities
    if last.parent is not None:
        more = replace(last, most=last.most + 1)
        yield "a size", lambda: replace(form, entities=(*above, more))


def _each(
    form: Form, where: str, things: tuple[T, ...], change: Callable[[T], Iterator[tuple[str, T]]]
) -> Iterator[Change]:
    for index, thing in enumerate(things):
        for what, changed in change(thing):
            together: Any = (*things[:index], changed, *things[index + 1 :])
            yield f"{what} in {where}", partial(replace, form, **{where: together})


def _of_fact(fact: Fact) -> Iterator[tuple[str, Fact]]:
    yield "a label", replace(fact, label=fact.label + "改")
    yield "an alias", replace(fact, aliases=(*fact.aliases, f"{fact.id} 又名"))
    yield "sensitivity", replace(fact, sensitive=not fact.sensitive)
    yield "a note", replace(fact, note=fact.note + "改")
    if isinstance(fact.high, Fraction):
        yield "an end", replace(fact, high=fact.high + 1)
    if fact.type == "boolean":
        yield "a type", replace(fact, type="finding")
    if fact.type == "text":
        yield "a length", replace(fact, longest=fact.longest + 1)


def _of_parameter(parameter: Parameter) -> Iterator[tuple[str, Parameter]]:
    yield "a label", replace(parameter, label=parameter.label + "改")
    for index, dated in enumerate(parameter.values):
        if isinstance(dated.value, Fraction):
            yield "a value", _with_dated(parameter, index, replace(dated, value=dated.value + 1))
        other = "notice#2.1" if dated.cite != "notice#2.1" else "notice#5.5.1"
        yield "a citation", _with_dated(parameter, index, replace(dated, cite=other))


def _with_dated(parameter: Parameter, index: int, dated: Dated) -> Parameter:
    values = (*parameter.values[:index], dated, *parameter.values[index + 1 :])
    return replace(parameter, values=values)


def _of_definition(definition: Definition) -> Iterator[tuple[str, Definition]]:
    yield "a label", replace(definition, label=definition.label + "改")
    other = () if len(definition.cites) == 2 else ("notice#2.1", "notice#5.5.1")
    yield "citations", replace(definition, cites=other or ("notice#2.1",))
    note = definition.interpretation + "改"
    yield "an interpretation", replace(definition, interpretation=note)
    if definition.section == "outcomes":
        yield "an attribute", replace(definition, attributes=(("部门", "教育"),))
        yield "the kind", replace(definition, data_check=not definition.data_check)
    for what, body in _of_expression(definition.body):
        yield what, replace(definition, body=body)


def _of_expression(expression: Expr) -> Iterator[tuple[str, Expr]]:
    """Each way to change one thing in an expression."""
    yield from _at_top(expression)
    for rebuild, part in _parts(expression):
        for what, changed in _of_expression(part):
            yield what, rebuild(changed)


def _at_top(expression: Expr) -> Iterator[tuple[str, Expr]]:
    match expression:
        case Constant(kind="number", value=Fraction() as value):
            yield "a figure", replace(expression, value=value + 1)
        case Constant(kind="boolean", value=value):
            yield "a truth", replace(expression, value=not value)
        case Constant(kind="text", value=str() as value):
            yield "a text", replace(expression, value=value + "b")
        case Op(operator=operator) if operator in _SWAPPED:
            yield "an operator", replace(expression, operator=_SWAPPED[operator])
        case Step(operator=operator) if operator in _SWAPPED and len(expression.conditions) > 1:
            yield "a step", replace(expression, operator=_SWAPPED[operator])
        case Call(function="round", words=(places, mode)):
            yield "the decimals", replace(expression, words=(str(int(places) + 1), mode))
            other = "up" if mode != "up" else "down"
            yield "the rounding", replace(expression, words=(places, other))
        case Call(function=name) | Quantified(function=name) if name in _SWAPPED:
            yield "a function", replace(expression, function=_SWAPPED[name])
        case Among() | Contains() | Same():
            yield "a negation", replace(expression, negated=not expression.negated)
        case Presence():
            yield "a negation", replace(expression, missing=not expression.missing)


def _parts(  # noqa: C901  one case a kind
    expression: Expr,
) -> Iterator[tuple[Callable[[Any], Expr], Expr]]:
    """The parts of an expression, each with what puts another in its place."""
    match expression:
        case Op():
            yield from _members(expression, "operands", expression.operands)
        case Call():
            yield from _members(expression, "arguments", expression.arguments)
        case Step():
            yield from _members(expression, "conditions", expression.conditions)
        case Among():
            yield _member(expression, "value", expression.value)
            yield from _members(expression, "options", expression.options)
        case Sought():
            for index, record in enumerate(expression.records):
                if record.where is not None:
                    yield partial(_with_where, expression, index), record.where
        case Quantified():
            for name in ("where", "body", "otherwise"):
                part = getattr(expression, name)
                if part is not None:
                    yield _member(expression, name, part)


def _with_where(sought: Sought, index: int, where: Expr) -> Sought:
    records = sought.records
    changed = replace(records[index], where=where)
    return replace(sought, records=(*records[:index], changed, *records[index + 1 :]))


def _member(whole: Any, name: str, part: Expr) -> tuple[Callable[[Any], Expr], Expr]:
    return lambda other: replace(whole, **{name: other}), part


def _members(
    whole: Any, name: str, parts: tuple[Expr, ...]
) -> Iterator[tuple[Callable[[Any], Expr], Expr]]:
    for index, part in enumerate(parts):
        yield partial(_replaced, whole, name, parts, index), part


def _replaced(whole: Any, name: str, parts: tuple[Expr, ...], index: int, other: Expr) -> Any:
    return replace(whole, **{name: (*parts[:index], other, *parts[index + 1 :])})


def transplants(form: Form) -> Iterator[Callable[[Expr], Form]]:
    """Each place for an expression, as what puts another one there. Most do not fit."""
    for index, definition in enumerate(form.definitions):
        for put in _places(definition.body):
            yield partial(_put, form, index, definition, put)


def _places(expression: Expr) -> Iterator[Callable[[Any], Expr]]:
    if not isinstance(expression, Sought):  # nothing else can stand in its place
        yield lambda other: other
    for rebuild, part in _parts(expression):
        for put in _places(part):
            yield partial(_through, rebuild, put)


def _through(rebuild: Callable[[Any], Expr], put: Callable[[Any], Expr], other: Expr) -> Expr:
    return rebuild(put(other))


def _put(
    form: Form, index: int, definition: Definition, put: Callable[[Any], Expr], other: Expr
) -> Form:
    changed = replace(definition, body=put(other))
    return replace(
        form, definitions=(*form.definitions[:index], changed, *form.definitions[index + 1 :])
    )
