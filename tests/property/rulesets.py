"""Random rulesets: entities, facts, parameters, and definitions that read each other."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from tests.property.amounts import UNITS
from tests.property.chooser import Chooser
from tests.property.declared import Declarations
from tests.property.expressions import Phrases
from tests.property.forms import (
    BOOLEAN,
    DATE,
    MONTH,
    TEXT,
    YUAN,
    YUAN_A_HEAD,
    Dated,
    Definition,
    DefinitionKind,
    Entity,
    Expr,
    Form,
    Kind,
    Op,
    Parameter,
    Presence,
    Read,
    Sought,
    SoughtRecord,
    Value,
    inside,
)
from tests.property.scopes import Scope, Scopes
from tests.property.words import NUMBERS

START, END = date(2020, 3, 20), date(2020, 12, 31)
SECTIONS: tuple[DefinitionKind, ...] = (
    "outcomes",
    "criteria",
    "derived",
    "assumptions",
    "patterns",
)


@st.composite
def rulesets(draw: st.DrawFn, *, depth: int = 3, definitions: int = 5) -> Form:
    """A ruleset whose expressions are at most `depth` steps deep."""
    return _Maker(Chooser(draw), depth).form(definitions)


class _Maker:
    def __init__(self, choose: Chooser, depth: int) -> None:
        self._choose = choose
        self._depth = depth
        self._declare = Declarations(choose)
        entities = self._declare.entities()
        self._phrases = Phrases(choose, entities)
        self._entities = entities
        self._groups: dict[str, str] = {}

    def form(self, most: int) -> Form:
        facts = self._declare.facts(self._entities)
        self._phrases.symbols += facts
        parameters = self._parameters()
        self._phrases.symbols += parameters
        count = self._choose.between(1, most)
        count = max(count, self._choose.between(1, most))
        definitions = [self._definition(n, last=n == count - 1) for n in range(count)]
        return Form(
            title="测试规则",
            version=f"1.{self._choose.below(3)}",
            start=START,
            end=END if self._choose.chance(60) else None,
            clauses=self._declare.clauses,
            role="村“两委”",
            entities=self._entities,
            facts=tuple(facts),
            parameters=tuple(parameters),
            definitions=tuple(definitions),
            groups=tuple((group, f"{group} 组") for group in self._groups),
            fills={p.id: p.fill for p in parameters if p.fill is not None},
        )

    # parameters

    def _parameters(self) -> list[Parameter]:
        made: list[Parameter] = []
        for number in range(self._choose.below(4)):
            made.append(self._parameter(f"p{number}", made))
        return made

    def _parameter(self, name: str, earlier: list[Parameter]) -> Parameter:
        label = self._declare.label(name)
        match self._choose.below(6):
            case 0:
                value = self._choose.chance(50)
                return Parameter(name, label, "boolean", BOOLEAN, values=self._dated(value))
            case 1:
                return Parameter(name, label, "date", DATE, values=self._dated(self._declare.day()))
            case 2:
                month = self._declare.month()
                return Parameter(name, label, "month", MONTH, values=self._dated(month))
            case 3:
                text = self._declare.text().replace("'", "") or "户"
                return Parameter(name, label, "text", TEXT, values=self._dated(text))
        return self._figure(name, label, earlier)

    def _figure(self, name: str, label: str, earlier: list[Parameter]) -> Parameter:
        unit = self._choose.pick(UNITS)
        types = (("integer", 0), ("decimal(3)", 3), ("money", 2))
        type_, decimals = self._choose.pick(types if unit in (YUAN, YUAN_A_HEAD) else types[:2])
        kind = Kind("number", unit)
        bases = [p for p in earlier if p.kind == kind and p.decimals <= decimals]
        if bases and self._choose.chance(50):
            formula = self._formula(self._choose.pick(bases), bases)
            return Parameter(name, label, type_, kind, decimals, values=self._dated(formula))
        whole = [n for n in NUMBERS if (n * 10**decimals).denominator == 1]
        value = self._choose.pick(whole)
        low = self._choose.pick((None, Fraction(0), Fraction(1)))
        if low is not None and value < low:
            low = None
        if self._choose.chance(20):
            return Parameter(name, label, type_, kind, decimals, low=low, fill=value)
        return Parameter(name, label, type_, kind, decimals, low=low, values=self._dated(value))

    def _formula(self, base: Parameter, bases: list[Parameter]) -> Expr:
        other = Read(self._choose.pick(bases).id)
        operator = self._choose.pick(("+", "-", "*"))
        if operator == "*":
            return Op("*", (self._declare.literal(self._choose.pick((2, 3))), Read(base.id)))
        return Op(operator, (Read(base.id), other))

    def _dated(self, value: Value | Expr) -> tuple[Dated, ...]:
        """One value, or the same kind of value again from a later day on."""
        cite = self._choose.pick(self._declare.references)
        if not self._choose.chance(40):
            return (Dated(START, None, value, cite),)
        middle = START + timedelta(days=self._choose.between(1, 200))
        later = value + 1 if type(value) is Fraction else value
        before = Dated(START - timedelta(days=30), middle, value, cite)
        return (before, Dated(middle + timedelta(days=1), None, later, cite))

    # definitions

    def _definition(self, number: int, *, last: bool) -> Definition:
        section = "outcomes" if last else self._choose.pick(SECTIONS)
        entity = self._choose.pick(self._entities)
        if section == "patterns" and not self._reachable(entity):
            section = "criteria"
        data_check = section == "outcomes" and self._choose.chance(25)
        may_ask = data_check or section in ("criteria", "derived", "patterns")
        self._phrases.presence = may_ask and (data_check or self._choose.chance(15))
        kind, body = self._body(section, self._scopes(entity))
        made = Definition(
            id=f"d{number}",
            label=self._declare.label(f"d{number}"),
            section=section,
            entity=entity.id,
            body=body,
            kind=kind,
            presence=self._asks(body),
            cites=self._cites(section),
            group=self._group(entity) if section == "outcomes" and not data_check else None,
            data_check=data_check,
            attributes=(("部门", "民政"),) if section == "outcomes" and number == 1 else (),
            interpretation="按字面理解" if self._choose.chance(10) else "",
        )
        self._phrases.symbols.append(made)
        return made

    def _scopes(self, entity: Entity) -> Scopes:
        chain = [entity.id]
        while (parent := self._parent(chain[0])) is not None:
            chain.insert(0, parent)
        return Scopes(tuple(Scope(name) for name in chain), len(chain) - 1)

    def _parent(self, name: str) -> str | None:
        return next(e.parent for e in self._entities if e.id == name)

    def _body(self, section: DefinitionKind, scopes: Scopes) -> tuple[Kind, Expr]:
        phrases, depth = self._phrases, self._depth
        if section == "patterns":
            return BOOLEAN, self._sought(scopes)
        if section != "derived":
            return BOOLEAN, phrases.stated(scopes, depth)
        if not self._choose.chance(25):
            unit = self._choose.pick(UNITS)
            return Kind("number", unit), phrases.amounts.amount(scopes, unit, depth)
        match self._choose.below(5):
            case 0:
                return BOOLEAN, phrases.condition(scopes, depth)
            case 1:
                return DATE, phrases.day(scopes, depth)
            case 2:
                return MONTH, phrases.month(scopes, depth)
            case 3 if phrases.reads(scopes, lambda kind: kind.name == "choice"):
                choice, options = phrases.choice(scopes, depth)
                return Kind("choice", options=options), choice
        return TEXT, phrases.text(scopes, depth)

    def _reachable(self, entity: Entity) -> list[str]:
        """The collections in which a pattern about an entity may look."""
        owners = {scope.entity for scope in self._scopes(entity).items}
        return [each.id for each in self._entities if each.parent in owners]

    def _sought(self, scopes: Scopes) -> Sought:
        """Up to three records, each described by those before it, and perhaps one that must
        not exist."""
        entity = next(e for e in self._entities if e.id == scopes.items[-1].entity)
        collections = self._reachable(entity)
        usual = self._choose.pick(collections)
        records: list[SoughtRecord] = []
        count = self._choose.between(1, 3)
        for number in range(count + self._choose.below(2)):
            own = self._choose.pick(collections) if self._choose.chance(25) else usual
            name = f"it{len(scopes.items)}"
            described = Scopes((*scopes.items, Scope(own, name), Scope(own)), scopes.base)
            stated = self._phrases.stated(described, max(1, self._depth - count))
            where = stated if self._choose.chance(85) else None
            records.append(SoughtRecord(name, own, where, number >= count))
            scopes = Scopes((*scopes.items, Scope(own, name)), scopes.base)
        return Sought(tuple(records))

    def _asks(self, body: Expr) -> bool:
        """Whether a body rests on something being missing, itself or by what it reads."""
        asking = {s.id for s in self._phrases.symbols if isinstance(s, Definition) and s.presence}
        return any(
            isinstance(e, Presence) or (isinstance(e, Read) and e.name in asking)
            for e in inside(body)
        )

    def _cites(self, section: DefinitionKind) -> tuple[str, ...]:
        cites = self._choose.some(self._declare.references, 30)
        if section != "derived" and not cites:
            return self._declare.references[:1]
        return tuple(cites)

    def _group(self, entity: Entity) -> str | None:
        if not self._choose.chance(30):
            return None
        group = f"g_{entity.id}"
        self._groups[group] = group
        return group
