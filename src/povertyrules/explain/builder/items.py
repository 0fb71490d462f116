"""The functions that make the tree of one record and of each item of its collections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from povertyrules.explain.builder.body import entries
from povertyrules.explain.builder.finite import is_finite, reason, write_remembered
from povertyrules.explain.builder.program import Program
from povertyrules.explain.builder.quantifiers import Quantifiers, item_path
from povertyrules.explain.builder.records import describe_matches
from povertyrules.explain.builder.sketch import Scopes
from povertyrules.explain.builder.values import typed
from povertyrules.explain.figures import bounds_parts
from povertyrules.kernel.types import Boolean
from povertyrules.model.nodes import frame_size
from povertyrules.model.ruleset import Collection, Definition, Entity, Fact, Group


def function_name(entity: Entity) -> str:
    return f"item_{entity.id}"


class Item(Quantifiers):
    """The function for an item of one entity: its facts, definitions, groups, items.

    `undecided` is a list of the caller's, which gets an entry where an outcome is unknown.
    """

    def __init__(self, program: Program, entity: Entity) -> None:
        super().__init__(program, entity.level, "")
        self.entity = entity
        self.observed = f"o{entity.level}"
        self._facts: dict[str, str] = {}
        self._definitions: dict[str, str] = {}
        self._reasons: dict[str, str] = {}
        self._prologue: list[str] = []

    def write(self) -> None:
        for fact in self.entity.facts:
            self._prologue.append(f"f{fact.index} = {self._fact_text(fact)}")
        for definition in self._in_order():
            self._write_definition(definition)
        self._write_result()
        levels = range(self.own + 1)
        scopes = [part for level in levels for part in (f"o{level}", f"p{level}")]
        row = "".join(f"r{fact.index}, " for fact in self.entity.facts)
        row += "_, " * len(self.entity.collections)
        frames = "".join(f"x{definition.index}, " for definition in self.entity.definitions)
        taken = [f"({row}) = {self.observed}.row", f"({frames}) = {self.observed}.frames"]
        lines = [*taken, *self._prologue, *self.lines]
        self.program.function(function_name(self.entity), [*scopes, "undecided"], lines)

    def _lineage(self) -> tuple[str, ...]:
        """The ids of the entities from the root to this one."""
        lineage: list[str] = []
        name: str | None = self.entity.id
        while name is not None:
            lineage.insert(0, name)
            name = self.program.ruleset.entities[name].parent
        return tuple(lineage)

    def _in_order(self) -> Iterator[Definition]:
        """The definitions of the item, each after what it reads."""
        for definition in self.program.ruleset.order:
            if definition.entity == self.entity.id:
                yield definition

    def _fact_text(self, fact: Fact) -> str:
        variable = f"r{fact.index}"
        text = self.program.text(fact.type, variable)
        if self.hidden(fact):
            text = f"mask({text})"
        return variable if text == variable else f"None if {variable} is None else {text}"

    def _key_text(self, fact: Fact) -> str:
        """The key as text: of the record itself as it is, of an item masked if sensitive."""
        if self.entity.parent is not None:
            return f"f{fact.index}"
        variable = f"r{fact.index}"
        return f"None if {variable} is None else {self.program.text(fact.type, variable)}"

    def fact_node(self, fact: Fact) -> str:
        if fact.id not in self._facts:
            text = f"f{fact.index}"
            head = entries(kind="fact", fact=fact.id, **typed(fact.type))
            missing = {
                "kind": "fact",
                "fact": fact.id,
                **typed(fact.type),
                "value": None,
                "missing": True,
                **bounds_parts(fact.type, fact.bounds),
            }
            self._facts[fact.id] = f"v{fact.index}"
            self._prologue.append(
                f"v{fact.index} = {self.program.constant(missing)} if {text} is None"
                f" else {{{head}, 'value': {text}}}"
            )
        return self._facts[fact.id]

    def definition_node(self, definition: Definition) -> str:
        """Made after the definition itself, in which the text of its value stands ready."""
        if definition.id not in self._definitions:
            made = f"w{definition.index}"
            head = entries(
                kind="definition", definition=definition.id, **typed(definition.body.type)
            )
            reason = self._reasons[definition.id]
            if isinstance(definition.body.type, Boolean):
                self.add(f"{made} = {{{head}, 'value': d{definition.index}_0}}")
            else:
                text = f"t{definition.index}"
                self.add(f"{made} = {{{head}, 'value': {text}}}")
                self.add(f"if {text} is None:")
                self.add(f"    {made}.update({reason}['open'])")
            self._definitions[definition.id] = made
        return self._definitions[definition.id]

    def _write_definition(self, definition: Definition) -> None:
        made = f"e{definition.index}"
        self._reasons[definition.id] = made
        frame = f"x{definition.index}"
        if is_finite(definition):
            self.add(f"d{definition.index}_0 = {frame}[0]")
            name, known = write_remembered(self.program, definition)
            self.add(f"{made} = {known}({frame}) or {name}({frame})")
            return
        self.slots = f"d{definition.index}_"
        self.scopes = Scopes.of(definition, self._lineage())
        self.unpack(frame, frame_size(definition.body))
        if isinstance(definition.body.type, Boolean):
            because = self.condition(definition.body, "True")
            self.add(f"{made} = {reason(self.slots, because)}")
            if definition.pattern is not None:
                self._write_matches(made, definition)
            return
        because = self.value(definition.body)
        text = f"t{definition.index}"
        self.add(f"{text} = {because}['value']")
        self.add(f"{made} = {{'value': {text}, 'because': {because}}}")
        kind = self.program.constant(definition.body.type)
        self.add(f"if {text} is None:")
        self.add(f"    {made}['open'] = open_parts({kind}, {self.slots}0, scaled=True)")

    def _write_matches(self, made: str, definition: Definition) -> None:
        """The records that a pattern matched, or that it may match."""
        describe = self.program.constant(describe_matches(self.program, definition))
        levels = range(self.own + 1)
        chain, paths = ("".join(f"{x}{level}, " for level in levels) for x in "op")
        self.add(f"{made}.update({describe}(({chain}), ({paths})))")

    def _write_result(self) -> None:
        facts = ", ".join(f"{fact.id!r}: f{fact.index}" for fact in self.entity.facts)
        definitions = ", ".join(
            f"{definition.id!r}: {self._reasons[definition.id]}"
            for definition in self.entity.definitions  # as the author has them
        )
        undecided = " or ".join(f"d{d.index}_0 is None" for d in self.entity.outcomes)
        if undecided:
            self.add(f"if {undecided}:")
            self.add("    undecided.append(True)")
        groups = ", ".join(f"{g.id!r}: {self._group(g)}" for g in self._groups())
        items = ", ".join(
            f"{collection.id!r}: {self._items(number, collection)}"
            for number, collection in enumerate(self.entity.collections)
        )
        key = next(
            (self._key_text(f) for f in self.entity.facts if f.id == self.entity.key), "None"
        )
        self.add(
            f"return {{'path': p{self.own}, 'entity': {self.entity.id!r}, 'key': {key},"
            f" 'facts': {{{facts}}}, 'definitions': {{{definitions}}},"
            f" 'groups': {{{groups}}}, 'items': {{{items}}}}}"
        )

    def _groups(self) -> Iterator[Group]:
        for group in self.program.ruleset.groups.values():
            if group.entity == self.entity.id:
                yield group

    def _group(self, group: Group) -> str:
        """The expression for a group's result: the outcome that holds, none, or unknown."""
        outcomes = [self.program.ruleset.definitions[name] for name in group.outcomes]
        result = self.program.constant(_group_result(group, "fails", None))
        unknown = " or ".join(f"d{o.index}_0 is None" for o in outcomes)
        possible = ", ".join(f"*([{o.id!r}] if d{o.index}_0 is None else [])" for o in outcomes)
        head = entries(label=group.label, status="unknown", outcome=None)
        result = f"{{{head}, 'possible': [{possible}]}} if {unknown} else {result}"
        for outcome in reversed(outcomes):
            held = self.program.constant(_group_result(group, "holds", outcome.id))
            result = f"{held} if d{outcome.index}_0 is True else {result}"
        return result

    def _items(self, number: int, collection: Collection) -> str:
        """The expression for the items of a collection; None if it was not given."""
        entity = self.program.ruleset.entities[collection.id]
        level = self.own + 1
        outer = [part for step in range(level) for part in (f"o{step}", f"p{step}")]
        path = item_path(self.own, collection.id)
        call = f"{function_name(entity)}({', '.join(outer)}, o{level}, {path}, undecided)"
        given = f"{self.observed}.items[{number}]"
        return f"None if {given} is None else [{call} for index, o{level} in enumerate({given})]"


def _group_result(group: Group, status: str, outcome: str | None) -> dict[str, Any]:
    return {"label": group.label, "status": status, "outcome": outcome, "possible": []}


def write_items(program: Program) -> None:
    """Write the function of every entity."""
    for entity in program.ruleset.entities.values():
        Item(program, entity).write()
