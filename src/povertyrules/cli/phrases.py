"""Conditions of a ruleset in a reader's words: a tree of steps, each a short phrase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from povertyrules.cli.words import Words
from povertyrules.explain.figures import value_text
from povertyrules.explain.words import Words as Spoken
from povertyrules.kernel.types import Choice, Date, Month, Number
from povertyrules.model.nodes import (
    Apply,
    AsOf,
    Constant,
    DefinitionRef,
    Expression,
    FactRef,
    ParameterRef,
    Presence,
    Quantify,
    SameItem,
)
from povertyrules.model.ruleset import Entity

_STEPS = ("and", "or", "at_least")
_SIGNS = {"+": " ＋ ", "-": " － ", "*": " × ", "/": " ÷ "}
_COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
_CALCULATIONS = (
    "negative", "abs", "least", "greatest", "round", "days_between", "months_between",
    "month_difference", "years_between", "age_on", "month_of", "year_of", "length", "chosen",
)  # fmt: skip

Branch = tuple[int, str]
"""How deep a step stands, and its words."""


class Phrases:
    """Says expressions in one language; what is too involved stays as it was written.

    `records` has the names of the records of a pattern by their level: what is read from them
    is said to be theirs."""

    def __init__(
        self, words: Words, entities: Mapping[str, Entity], records: Mapping[int, str] | None = None
    ) -> None:
        self._say = words.say
        self._records = records or {}
        self._spoken = Spoken(words.language)
        self._entities = entities

    def branches(self, node: Expression, depth: int = 0) -> Iterator[Branch]:
        """A condition as steps: `all`, `any` and their like as headings, the rest as phrases."""
        if isinstance(node, Apply) and node.operator in _STEPS:
            needed = dict(node.parameters).get("needed")
            yield depth, self._say(f"step_{node.operator}", needed=needed)
            for child in node.operands:
                yield from self.branches(child, depth + 1)
        elif isinstance(node, Apply) and node.operator == "not" and _is_step(node.operands[0]):
            yield depth, self._say("step_not")
            yield from self.branches(node.operands[0], depth + 1)
        else:
            yield depth, self.phrase(node)

    def phrase(self, node: Expression) -> str:
        """A condition or a value in a few words."""
        match node:
            case FactRef(fact=named, level=level) | DefinitionRef(definition=named, level=level):
                label = named.label or named.id
                name = self._records.get(level)
                return self._spoken.say("fact_of", item=name, label=label) if name else label
            case ParameterRef(parameter=parameter):
                return parameter.label or parameter.id
            case AsOf():
                return self._spoken.say("as_of")
            case Presence(subject=subject, missing=missing):
                label = getattr(subject, "label", "") or self._entity(subject.id)
                key = "brief_missing" if missing else "brief_known"
                return self._spoken.say(key, label=label)
            case Constant():
                shown = value_text(node.type, node.value)
                return str(shown) if isinstance(shown, str) else node.text
            case Apply():
                return self._applied(node)
            case Quantify():
                return self._quantified(node)
            case _:
                return node.text

    def _entity(self, name: str) -> str:
        entity = self._entities.get(name)
        return entity.label or entity.id if entity else name

    def _applied(self, node: Apply) -> str:
        operator, operands = node.operator, node.operands
        if operator in _STEPS:
            return node.text
        if operator == "not":
            return self._negated(operands[0])
        if operator == "implies":
            premise, consequence = map(self.phrase, operands)
            return self._say("implies", premise=premise, consequence=consequence)
        if operator in _COMPARISONS:
            return self._compared(node)
        if operator in _SIGNS:
            return _SIGNS[operator].join(self._operand(each, node) for each in operands)
        if operator in _CALCULATIONS:
            return self._calculated(node)
        return self._tested(node)

    def _negated(self, node: Expression) -> str:
        text = self.phrase(node)
        match node:
            case FactRef():
                return self._spoken.say("not_fact_brief", label=text)
            case DefinitionRef():
                return self._spoken.say("not_definition_brief", label=text)
            case _:
                return self._say("is_not", text=text)

    def _compared(self, node: Apply) -> str:
        left, right = node.operands
        kind = "than"
        if isinstance(left.type, Date | Month):
            kind = "date"
        elif not isinstance(left.type, Number):
            kind = "same" if isinstance(right, Constant) else "alike"
        right_text = self._option(right, left)
        return self._say(f"{kind}_{node.operator}", left=self.phrase(left), right=right_text)

    def _option(self, option: Expression, subject: Expression) -> str:
        """The other side of a comparison; a value of a choice by its label."""
        if isinstance(option, Constant) and isinstance(subject.type, Choice):
            labels = subject.fact.labels if isinstance(subject, FactRef) else {}
            return labels.get(str(option.value), str(option.value))
        return self.phrase(option)

    def _operand(self, node: Expression, above: Apply) -> str:
        """An operand of an arithmetic step, in brackets where it binds less tightly."""
        text = self.phrase(node)
        sum_below = isinstance(node, Apply) and node.operator in ("+", "-")
        first = node is above.operands[0]
        bracketed = above.operator in ("*", "/") or (above.operator == "-" and not first)
        return f"（{text}）" if sum_below and bracketed else text

    def _calculated(self, node: Apply) -> str:
        texts = [self.phrase(operand) for operand in node.operands]
        values: dict[str, str] = {"all": self._spoken.listed(texts)}
        if node.operator == "round":
            given = dict(node.parameters)
            values["decimals"] = str(given["decimals"])
            values["mode"] = self._spoken.say(f"mode_{given['mode']}")
        return self._spoken.say(f"op_{node.operator}", *texts, **values)

    def _tested(self, node: Apply) -> str:
        left = self.phrase(node.operands[0])
        rest = [self._option(option, node.operands[0]) for option in node.operands[1:]]
        match node.operator:
            case "in":
                return self._say("is_among", left=left, right=self._spoken.listed(rest))
            case "contains":
                return self._spoken.say("brief_contains", left=left, right=f"“{rest[0]}”")
            case _:
                return node.text

    def _quantified(self, node: Quantify) -> str:
        """In words where all it reads are the items themselves; otherwise as written, for
        words would not say whose each fact is."""
        if not all(_reads_only(child, node.item_level) for child in node.item_children):
            return node.text
        items = self._entity(node.collection.id)
        if node.where is not None:
            items = self._spoken.say("such_items", entity=items, where=self.phrase(node.where))
        body = self.phrase(node.body) if node.body is not None else ""
        return self._spoken.say(f"{node.quantifier}_brief", items=items, body=body)


def _is_step(node: Expression) -> bool:
    return isinstance(node, Apply) and node.operator in _STEPS


def _reads_only(node: Expression, level: int) -> bool:
    """Whether an expression reads nothing but the items of one level, and simply."""
    if isinstance(node, Quantify | SameItem) or _is_step(node):
        return False
    if isinstance(node, FactRef | DefinitionRef | Presence):
        return node.level == level
    return all(_reads_only(child, level) for child in node.children)
