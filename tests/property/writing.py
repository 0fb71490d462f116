"""A made ruleset as the text of a file.

`write(form)` is the plain way; with a seed, the same ruleset in another order, layout and
spelling, with comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from random import Random
from typing import TypeVar

from tests.property.forms import (
    UNIT_TEXT,
    Dated,
    Definition,
    Entity,
    Expr,
    Fact,
    Form,
    Parameter,
    Sought,
    Step,
)
from tests.property.layout import Content, Expression, Layout, Numeral
from tests.property.spelling import Speller, plain_text

T = TypeVar("T")
Block = dict[str, Content]


def write(form: Form, seed: int | None = None) -> str:
    random = None if seed is None else Random(seed)
    return Layout(random).file(_Writer(form, random).content())


def labels_of(form: Form) -> dict[str, str]:
    """The labels that may stand for a name: those that only one thing has."""
    named: list[Fact | Parameter | Definition]
    named = [*form.facts, *form.parameters, *form.definitions]
    shown = [thing.label for thing in named]
    taken = {thing.id for thing in named} | {entity.id for entity in form.entities}
    return {
        thing.id: thing.label
        for thing in named
        if shown.count(thing.label) == 1 and thing.label not in taken
    }


class _Writer:
    def __init__(self, form: Form, random: Random | None) -> None:
        self._form = form
        self._random = random
        self._speller = Speller(labels_of(form), random)

    def _shuffled(self, items: Iterable[T]) -> list[T]:
        listed = list(items)
        if self._random is not None:
            self._random.shuffle(listed)
        return listed

    def _ordered(self, content: Mapping[str, Content | None]) -> Block:
        """What is given of a mapping, in any order."""
        given = [(key, value) for key, value in content.items() if value not in (None, "", {}, [])]
        return dict(self._shuffled(given))

    def content(self) -> Block:
        form = self._form
        return self._ordered(
            {
                "povertyrules": Numeral("1"),
                "ruleset": self._header(),
                "sources": {"notice": {"title": "通知", "clauses": dict(form.clauses)}},
                "roles": {"village": form.role},
                "entities": {e.id: self._entity(e) for e in self._shuffled(form.entities)},
                "groups": dict(self._shuffled(form.groups)),
                "parameters": {p.id: self._parameter(p) for p in self._shuffled(form.parameters)},
                "facts": self._facts(),
                **{
                    section: self._definitions(section)
                    for section in ("derived", "criteria", "assumptions", "outcomes", "patterns")
                },
                "meta": {"any": ["note"]} if self._random else None,
            }
        )

    def _header(self) -> Block:
        form = self._form
        return self._ordered(
            {
                "id": "made",
                "version": form.version,
                "title": form.title,
                "in_force": self._span(form.start, form.end),
            }
        )

    def _span(self, start: date, end: date | None) -> Block:
        return self._ordered(
            {"from": start.isoformat(), "to": None if end is None else end.isoformat()}
        )

    def _entity(self, entity: Entity) -> Block:
        return self._ordered(
            {
                "label": entity.label,
                "of": entity.parent,
                "min": Numeral(str(entity.least)) if entity.least else None,
                "max": Numeral(str(entity.most)) if entity.parent else None,
            }
        )

    # facts and parameters

    def _facts(self) -> Block:
        facts = {
            entity.id: {f.id: self._fact(f) for f in self._shuffled(self._form.facts_of(entity.id))}
            for entity in self._shuffled(self._form.entities)
        }
        return self._ordered(facts)

    def _fact(self, fact: Fact) -> Block:
        finding = fact.type == "finding"
        return self._ordered(
            {
                "type": fact.type,
                "label": fact.label,
                "aliases": list(fact.aliases),
                "unit": self._unit(fact),
                "min": self._value(fact.low),
                "max": self._value(fact.high),
                "values": self._options(fact),
                "many": True if fact.kind.name == "choices" else None,
                "max_chosen": None if fact.most_chosen is None else Numeral(str(fact.most_chosen)),
                "max_length": Numeral(str(fact.longest)) if fact.type == "text" else None,
                "question": "是否如此？" if finding else None,
                "by": "village" if finding else None,
                "cite": "notice#2.1" if finding else None,
                "sensitive": True if fact.sensitive else None,
                "note": fact.note,
            }
        )

    def _unit(self, thing: Fact | Parameter) -> str | None:
        usual = "元" if thing.type == "money" else ""
        unit = UNIT_TEXT[thing.kind.unit]
        return None if unit == usual else unit

    def _options(self, fact: Fact) -> Content | None:
        if fact.kind.options is None:
            return None
        return dict(self._shuffled(fact.kind.options.labels))

    def _value(self, value: object) -> Content | None:
        if value is None or isinstance(value, bool):
            return value
        text = plain_text(value)
        return Numeral(text) if isinstance(value, Fraction) else text

    def _parameter(self, parameter: Parameter) -> Block:
        return self._ordered(
            {
                "type": parameter.type,
                "label": parameter.label,
                "unit": self._unit(parameter),
                "min": self._value(parameter.low),
                "max": self._value(parameter.high),
                "open": True if parameter.fill is not None else None,
                "values": [self._dated(dated) for dated in self._shuffled(parameter.values)],
            }
        )

    def _dated(self, dated: Dated) -> Block:
        value = dated.value
        written: Content | None
        if isinstance(value, bool | Fraction | date | tuple | str | frozenset):
            written = self._value(value)
        else:
            written = Expression(self._speller.spell(value))
        span = self._span(dated.start, dated.end)
        return self._ordered({**span, "value": written, "cite": dated.cite})

    # definitions

    def _definitions(self, section: str) -> Block:
        own = [d for d in self._form.definitions if d.section == section]
        return {d.id: self._definition(d) for d in self._shuffled(own)}

    def _definition(self, definition: Definition) -> Block:
        root = self._form.entities[0].id
        return self._ordered(
            {
                "label": definition.label,
                "of": None if definition.entity == root else definition.entity,
                **self._body(definition),
                "cite": definition.cites[0] if len(definition.cites) == 1 else [*definition.cites],
                "group": definition.group,
                "kind": "data_check" if definition.data_check else None,
                "attributes": dict(definition.attributes),
                "interpretation": definition.interpretation,
                "meta": "x" if self._random and self._random.random() < 0.1 else None,
            }
        )

    def _body(self, definition: Definition) -> Block:
        body = definition.body
        if isinstance(body, Sought):
            return self._sought(body)
        key = "is" if definition.section == "derived" else "when"
        return {key: self._condition(body)}

    def _sought(self, sought: Sought) -> Block:
        """The records, with the most usual collection written once or at each of them."""
        usual = sought.records[0].collection
        if self._random is not None and self._random.random() < 0.3:
            usual = ""
        parts: dict[str, Block] = {"match": {}, "without": {}}
        for record in sought.records:
            over = None if record.collection == usual else record.collection
            where = None if record.where is None else self._condition(record.where)
            part = parts["without" if record.absent else "match"]
            part[record.name] = self._ordered({"over": over, "where": where})
        return {"over": usual, **parts}

    def _condition(self, body: Expr) -> Content:
        if not isinstance(body, Step):
            return Expression(self._speller.spell(body))
        parts = [self._condition(condition) for condition in body.conditions]
        if body.operator == "not":
            return {"not": parts[0]}
        if body.operator == "at_least":
            return {"at_least": self._ordered({"n": Numeral(str(body.needed)), "of": parts})}
        return {body.operator: parts}
