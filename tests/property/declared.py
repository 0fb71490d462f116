"""What random rulesets declare: entities, facts of every type, labels, clauses."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.property.chooser import Chooser
from tests.property.forms import (
    BOOLEAN,
    DATE,
    HEADS,
    MONTH,
    PLAIN,
    TEXT,
    YUAN,
    YUAN_A_HEAD,
    Constant,
    Entity,
    Fact,
    Kind,
    Month,
    Unit,
)
from tests.property.words import DATES, LABELS, MANY_OPTIONS, MONTHS, OPTIONS, TEXTS

Ends = tuple[Fraction | None, Fraction | None]

_ENDS: dict[str, tuple[Ends, ...]] = {
    "whole": (
        (Fraction(0), Fraction(3)),
        (None, None),
        (Fraction(1), Fraction(60)),
        (Fraction(-3), Fraction(3)),
        (Fraction(0), None),
        (None, Fraction(-1)),
        (Fraction(2), Fraction(2)),
    ),
    "amount": (
        (Fraction(0), Fraction(10_000_000)),
        (None, None),
        (Fraction(-1), Fraction(9, 4)),
        (Fraction(0), None),
        (Fraction(1, 2), Fraction(3)),
    ),
}
_NESTING = (
    (),
    (("members", "household"),),
    (("members", "household"), ("plots", "household")),
    (("members", "household"), ("jobs", "members")),
    (("members", "household"), ("jobs", "members"), ("shifts", "jobs")),
)


class Declarations:
    """Declares things, each with a label of its own."""

    clauses = (("2.1", "年人均纯收入低于监测线的。"), ("5.5.1", "出现缺项的。"))
    references = ("notice#2.1", "notice#5.5.1")

    def __init__(self, choose: Chooser) -> None:
        self._choose = choose

    def label(self, name: str) -> str:
        """A label that no other name has; some are plain words, some need quoting."""
        return f"{self._choose.pick(LABELS)}{name}"

    def literal(self, value: int) -> Constant:
        return Constant("number", Fraction(value))

    def day(self) -> date:
        return self._choose.pick(DATES)

    def month(self) -> Month:
        return self._choose.pick(MONTHS)

    def text(self) -> str:
        return self._choose.pick(TEXTS)

    def entities(self) -> tuple[Entity, ...]:
        below = self._choose.pick(_NESTING)
        return (Entity("household", "农户", None), *(self._entity(*pair) for pair in below))

    def _entity(self, name: str, parent: str) -> Entity:
        least = self._choose.pick((0, 0, 1, 2))
        return Entity(name, f"{name} 项", parent, least, max(1, least) + self._choose.below(3))

    def facts(self, entities: tuple[Entity, ...]) -> list[Fact]:
        """Facts of every unit and of a few other types at the root; a few more below it."""
        root, *below = entities
        facts = [
            self._number("f_amount", root, "money", YUAN),
            self._number("f_heads", root, "integer", HEADS, ends=(Fraction(1), Fraction(6))),
            self._number("f_rate", root, "decimal(2)", YUAN_A_HEAD),
            self._plain("f_truth", root, "boolean"),
        ]
        facts += [self._fact(f"r{number}", root) for number in range(self._choose.below(4))]
        for entity in below:
            count = self._choose.between(1, 3)
            facts += [self._fact(f"{entity.id}_f{number}", entity) for number in range(count)]
        return facts

    def _fact(self, name: str, entity: Entity) -> Fact:
        types = ("boolean", "integer", "choices", "choice", "text", "date", "month", "money")
        type_ = self._choose.pick((*types, "decimal(3)", "finding"))
        if type_ in ("integer", "money", "decimal(3)"):
            units = (YUAN, YUAN_A_HEAD) if type_ == "money" else (PLAIN, PLAIN, HEADS)
            return self._number(name, entity, type_, self._choose.pick(units))
        if type_ in ("date", "month"):
            return self._calendar(name, entity, type_)
        return self._plain(name, entity, type_)

    def _number(
        self, name: str, entity: Entity, type_: str, unit: Unit, ends: Ends | None = None
    ) -> Fact:
        low, high = ends or self._choose.pick(_ENDS["whole" if type_ == "integer" else "amount"])
        decimals = {"integer": 0, "money": 2, "decimal(2)": 2, "decimal(3)": 3}[type_]
        kind = Kind("number", unit)
        return Fact(
            name, self.label(name), entity.id, type_, kind, decimals, low, high, **self._extras()
        )

    def _calendar(self, name: str, entity: Entity, type_: str) -> Fact:
        label, extras = self.label(name), self._extras()
        low, high = (self._choose.chance(40) for _ in range(2))
        if type_ == "date":
            ends = (date(2000, 2, 29) if low else None, date(2020, 6, 1) if high else None)
            return Fact(name, label, entity.id, type_, DATE, 0, *ends, **extras)
        months = ((2000, 1) if low else None, (2020, 6) if high else None)
        return Fact(name, label, entity.id, type_, MONTH, 0, *months, **extras)

    def _plain(self, name: str, entity: Entity, type_: str) -> Fact:
        label, extras = self.label(name), self._extras()
        if type_ == "text":
            longest = self._choose.pick((2, 5, 1000))
            return Fact(name, label, entity.id, type_, TEXT, longest=longest, **extras)
        if type_ == "choice":
            kind = Kind("choice", options=self._choose.pick(OPTIONS))
            return Fact(name, label, entity.id, type_, kind, **extras)
        if type_ == "choices":
            kind = Kind("choices", options=MANY_OPTIONS)
            most = self._choose.pick((None, 1, 2))
            return Fact(name, label, entity.id, "choice", kind, most_chosen=most, **extras)
        return Fact(name, label, entity.id, type_, BOOLEAN, **extras)

    def _extras(self) -> dict[str, Any]:
        sensitive = self._choose.chance(10)
        return {"sensitive": sensitive, "note": "填报说明" if self._choose.chance(10) else ""}
