"""A ruleset as a page: what it rests on, what it asks, what it decides, what it leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from povertyrules.cli.page import Block, Grid, Heading, Item, Note, Paragraph, Quote, Steps
from povertyrules.cli.phrases import Branch, Phrases
from povertyrules.cli.procedure_contents import interpretations, procedure_contents
from povertyrules.cli.typing_words import bounds_words, type_words, value_words
from povertyrules.cli.words import Words
from povertyrules.model.ruleset import (
    Clause,
    DatedValue,
    Definition,
    Document,
    Entity,
    Fact,
    InForce,
    Parameter,
    Ruleset,
)

_SECTIONS = (
    ("outcome", "show_outcomes"),
    ("criterion", "show_criteria"),
    ("derived", "show_derived"),
    ("assumption", "show_assumptions"),
)


def contents(ruleset: Ruleset, words: Words) -> Iterator[Block]:
    """All blocks of the page, outcomes first: they are what the ruleset is for."""
    page = _Page(ruleset, words)
    yield from page.head()
    yield from page.parameters()
    for kind, title in _SECTIONS:
        yield from page.definitions(kind, title)
        if kind == "criterion":
            yield from page.patterns()
    yield from page.facts()
    if ruleset.procedure is not None:
        yield from procedure_contents(ruleset.procedure, words, page.cites)
    yield from page.clauses()


class _Page:
    def __init__(self, ruleset: Ruleset, words: Words) -> None:
        self._ruleset = ruleset
        self._words = words
        self._say = words.say
        self._phrases = Phrases(words, ruleset.entities)
        clauses = (c for d in ruleset.documents.values() for c in d.clauses.values())
        self._labels = Counter(clause.label for clause in clauses)

    # the head

    def head(self) -> Iterator[Block]:
        ruleset, say = self._ruleset, self._say
        yield Heading(1, ruleset.title)
        for document in ruleset.documents.values():
            yield Paragraph(say("show_document", document=self._document(document)))
        yield Paragraph(say("show_ruleset", reference=ruleset.reference))
        yield Paragraph(say("show_digest", digest=ruleset.digest))
        if ruleset.jurisdiction:
            yield Paragraph(say("show_jurisdiction", text=ruleset.jurisdiction))
        yield Paragraph(say("show_in_force", span=self._span(ruleset.in_force)))
        yield from self._interpretation(ruleset.in_force.interpretation)
        yield Paragraph(say("show_counts", **self._counts()))

    def _document(self, document: Document) -> str:
        parts = (document.title, document.number, document.issuer)
        return "，".join(part for part in parts if part) or document.id

    def _counts(self) -> dict[str, int]:
        """What a reader should look out for."""
        ruleset = self._ruleset
        values = [value for p in ruleset.parameters.values() for value in p.values]
        said: list[str] = [ruleset.in_force.interpretation]
        for things in (ruleset.parameters, ruleset.facts, ruleset.definitions):
            said += [thing.interpretation for thing in things.values()]
        said += [value.interpretation for value in values]
        said += interpretations(ruleset.procedure) if ruleset.procedure is not None else []
        findings = sum(fact.finding is not None for fact in ruleset.facts.values())
        left = sum(parameter.open for parameter in ruleset.parameters.values())
        return {"interpretations": sum(map(bool, said)), "findings": findings, "open": left}

    def _span(self, span: InForce) -> str:
        if span.end is None:
            return self._say("span_open", start=span.start)
        return self._say("span", start=span.start, end=span.end)

    # parameters

    def parameters(self) -> Iterator[Block]:
        if self._ruleset.parameters:
            yield Heading(2, self._say("show_parameters"))
        for parameter in self._ruleset.parameters.values():
            yield Item(parameter.label or parameter.id, parameter.id, self.cites(parameter.cites))
            yield Paragraph(self._described(parameter))
            if parameter.values:
                rows = tuple(self._value(parameter, value) for value in parameter.values)
                names = ("period", "value", "authority")
                yield Grid(tuple(self._say(f"show_{name}") for name in names), rows)
            if parameter.open:
                question = parameter.question or parameter.label
                yield Note("open", self._say("show_open", question=question))
            yield from self._interpretation(parameter.interpretation)
            for value in parameter.values:
                yield from self._interpretation(value.interpretation)

    def _described(self, parameter: Parameter) -> str:
        bounds = bounds_words(parameter.type, parameter.bounds, self._words)
        kind = type_words(parameter.type, self._words)
        return self._say("type_bounds", type=kind, bounds=bounds) if bounds else kind

    def _value(self, parameter: Parameter, value: DatedValue) -> tuple[str, ...]:
        formula = value.formula
        text = value_words(parameter.type, value.value, self._words)
        text = formula.text if formula is not None else text
        published = self._say("published", date=value.published) if value.published else ""
        authority = "；".join(part for part in (self.cites(value.cites), published) if part)
        return (self._span(value.span), text, authority)

    # definitions

    def definitions(self, kind: str, title: str) -> Iterator[Block]:
        """The definitions of one kind, in the order of the file."""
        definitions = self._ruleset.definitions.values()
        found = [d for d in definitions if d.kind == kind and d.pattern is None]
        found.sort(key=lambda definition: definition.where.start)
        if found:
            yield Heading(2, self._say(title))
        for definition in found:
            yield from self._definition(definition)

    def patterns(self) -> Iterator[Block]:
        """The records that go together."""
        found = [d for d in self._ruleset.definitions.values() if d.pattern is not None]
        if found:
            yield Heading(2, self._say("show_patterns"))
        for definition in found:
            yield from self._definition(definition)

    def _definition(self, definition: Definition) -> Iterator[Block]:
        yield Item(definition.label or definition.id, definition.id, self._remark(definition))
        yield Steps(tuple(self._steps(definition)))
        for name, text in definition.attributes.items():
            yield Paragraph(f"{name}：{text}")
        yield from self._interpretation(definition.interpretation)
        if definition.note:
            yield Note("note", definition.note)

    def _steps(self, definition: Definition) -> Iterator[Branch]:
        """The condition of a definition; of a pattern, those of its records."""
        if definition.pattern is None:
            yield from self._phrases.branches(definition.body)
            return
        entities, records = self._ruleset.entities, definition.pattern.records
        for record in records:
            others = {r.level: r.name for r in definition.pattern.matched if r.level < record.level}
            phrases = Phrases(self._words, entities, others)
            kind = "absent_record" if record.absent else "record"
            entity = entities[record.collection.id].label
            yield 0, self._say(f"step_{kind}", entity=entity, name=record.name)
            if record.condition is not None:
                yield from phrases.branches(record.condition, 1)

    def _remark(self, definition: Definition) -> str:
        """The group, the entity, and the clauses."""
        parts = []
        if definition.group:
            group = self._ruleset.groups[definition.group]
            parts.append(self._say("show_group", label=group.label or group.id))
        if definition.entity != self._ruleset.root.id:
            entity = self._ruleset.entities[definition.entity]
            parts.append(self._say("show_each", label=entity.label or entity.id))
        if definition.data_check:
            parts.append(self._say("show_data_check"))
        parts.append(self.cites(definition.cites))
        return "；".join(part for part in parts if part)

    # facts

    def facts(self) -> Iterator[Block]:
        yield Heading(2, self._say("show_facts"))
        yield Paragraph(self._say("show_facts_intro"))
        for entity in self._ruleset.entities.values():
            if entity.facts:
                yield Heading(3, self._entity(entity))
                names = ("fact", "id", "kind", "authority")
                rows = tuple(self._fact(fact) for fact in entity.facts if not fact.finding)
                if rows:
                    yield Grid(tuple(self._say(f"show_{name}") for name in names), rows)
                yield from self._fact_notes(entity.facts)
                yield from self._findings(entity)

    def _entity(self, entity: Entity) -> str:
        label = entity.label or entity.id
        for parent in self._ruleset.entities.values():
            for collection in parent.collections:
                if collection.id == entity.id:
                    of = parent.label or parent.id
                    most = collection.size.high
                    return self._say("show_collection", label=label, of=of, most=most)
        return label

    def _fact(self, fact: Fact) -> tuple[str, ...]:
        kind = type_words(fact.type, self._words, fact.labels)
        bounds = bounds_words(fact.type, fact.bounds, self._words)
        text = self._say("type_bounds", type=kind, bounds=bounds) if bounds else kind
        if fact.sensitive:
            text = self._say("show_sensitive", text=text)
        return (fact.label or fact.id, fact.id, text, self.cites(fact.cites))

    def _findings(self, entity: Entity) -> Iterator[Block]:
        found = [(fact, fact.finding) for fact in entity.facts if fact.finding]
        if found:
            yield Paragraph(self._say("show_findings"))
        for fact, finding in found:
            yield Item(fact.label or fact.id, fact.id, self.cites(fact.cites))
            by, question = finding.by.label, finding.question
            yield Paragraph(self._say("show_finding", by=by, question=question))
            yield from self._interpretation(fact.interpretation)

    def _fact_notes(self, facts: Iterable[Fact]) -> Iterator[Block]:
        for fact in facts:
            if not fact.finding and fact.interpretation:
                yield Note("interpretation", f"{fact.label or fact.id}：{fact.interpretation}")
            if fact.note:
                yield Note("note", f"{fact.label or fact.id}：{fact.note}")

    # clauses

    def clauses(self) -> Iterator[Block]:
        yield Heading(2, self._say("show_clauses"))
        for document in self._ruleset.documents.values():
            yield Heading(3, self._document(document))
            for clause in document.clauses.values():
                yield Quote(clause.label, clause.text)

    def cites(self, cites: Iterable[Clause]) -> str:
        """The numbers of clauses."""
        return "、".join(self._clause(clause) for clause in cites)

    def _clause(self, clause: Clause) -> str:
        """A clause's number; with its document where two documents have the same number."""
        if self._labels[clause.label] == 1:
            return clause.label
        document = self._ruleset.documents[clause.source]
        return f"{document.number or document.title or document.id} {clause.label}"

    def _interpretation(self, text: str) -> Iterator[Block]:
        if text:
            yield Note("interpretation", text)
