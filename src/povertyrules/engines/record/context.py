"""Where code is being generated: the function, the open scopes, and what is known by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from povertyrules.engines.record.source import Function
from povertyrules.engines.record.values import Value
from povertyrules.model.nodes import Expression, Node
from povertyrules.model.outcome import Binding
from povertyrules.model.ruleset import Collection, Definition, Entity, Ruleset


class Scope:
    """One item whose facts may be read; `owner` is the function that goes through the items."""

    def __init__(
        self,
        level: int,
        entity: Entity,
        owner: Function,
        parent: Scope | None = None,
        collection: Collection | None = None,
    ) -> None:
        self.level = level
        self.entity = entity
        self.owner = owner
        self.parent = parent
        self.collection = collection
        self.row = owner.own(f"x{level}")
        self.index = owner.own(f"i{level}")
        self.counted = False
        self._read: dict[int, str] = {}

    def read(self, place: int) -> str:
        """The local for a place of the item's row, owned by `owner`."""
        if place not in self._read:
            self._read[place] = self.owner.own(f"a{self.level}_{place}")
        return self._read[place]

    def read_collection(self, collection: Collection) -> str:
        return self.read(len(self.entity.facts) + collection.index)

    def count(self) -> str:
        """The local with the item's number."""
        self.counted = True
        return self.index

    def loads(self) -> list[str]:
        """The lines that take the places that are read out of the row."""
        width = len(self.entity.facts) + len(self.entity.collections)
        if width > 1 and 2 * len(self._read) >= width:
            targets = ", ".join(self._read.get(place, "_") for place in range(width))
            return [f"{targets} = {self.row}"]
        return [f"{name} = {self.row}[{place}]" for place, name in sorted(self._read.items())]

    @property
    def path(self) -> tuple[Scope, ...]:
        """The scopes from the first collection down to this one."""
        above = () if self.parent is None else self.parent.path
        return above if self.collection is None else (*above, self)


@dataclass(frozen=True)
class Known:
    """What has been computed, by the definition's id.

    `root` has the root's values; `columns` the locals with the cells of all items; `frames`
    those with the frame, or the frames of all items.
    """

    root: dict[str, Value] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    frames: dict[str, str] = field(default_factory=dict)
    own: dict[str, Value] = field(default_factory=dict)
    """Definitions of the very item whose definitions are being computed."""
    own_scope: Scope | None = None


Emit = Callable[["Context", Expression], Value]


@dataclass(frozen=True)
class Context:
    """One place in generated code. `keep` means that every node's value is kept in a frame."""

    ruleset: Ruleset
    binding: Binding
    function: Function
    scopes: tuple[Scope, ...]
    known: Known
    keep: bool
    emit: Emit
    frame: dict[int, str] = field(default_factory=dict)

    def value(self, node: Expression) -> Value:
        """Generate what computes a node; where its value is."""
        value = self.emit(self, node)
        for name in value.names:
            self.function.use(name)
        if self.keep:
            self.frame[node.slot] = value.cell
        return value

    def note(self, node: Node, offset: int, name: str) -> None:
        self.frame[node.slot + offset] = name

    def fact(self, level: int, place: int) -> str:
        return self.function.use(self.scopes[level].read(place))

    def collection(self, level: int, collection: Collection) -> str:
        return self.function.use(self.scopes[level].read_collection(collection))

    def bind(self, value: object) -> str:
        return self.function.module.bind(value)

    def entity_of(self, collection: Collection) -> Entity:
        return self.ruleset.entities[collection.id]

    def inside(self, function: Function, scope: Scope) -> Context:
        """The same, in a function that goes through the items of one more scope."""
        scopes = (*self.scopes[: scope.level], scope)
        return replace(self, function=function, scopes=scopes, frame={})

    def frame_text(self) -> str:
        """The tuple of the frame's values, in the order of the slots."""
        return "(" + "".join(f"{self.frame[slot]}, " for slot in range(len(self.frame))) + ")"

    def column(self, level: int, definition: Definition) -> str:
        """The cell that a definition has for the item at a level."""
        name = self.function.use(self.known.columns[definition.id])
        for scope in self.scopes[level].path:
            name += f"[{self.function.use(scope.count())}]"
        return name


@contextmanager
def each_item(
    function: Function, context: Context, parent: Scope, collection: Collection, level: int
) -> Iterator[Scope]:
    """A loop over the items of a collection, or the one unlisted item if it was not given."""
    entity = context.entity_of(collection)
    scope = Scope(level, entity, function, parent, collection)
    given = function.use(parent.read_collection(collection))
    unlisted = context.bind((entity.unlisted,))
    rows = function.assign(f"{given} if {given} is not None else {unlisted}", "rows")
    function.late(lambda: [_loop_head(scope, rows)])
    function.indent += 1
    function.late(scope.loads)
    yield scope
    function.indent -= 1


def _loop_head(scope: Scope, rows: str) -> str:
    if scope.counted:
        return f"for {scope.index}, {scope.row} in enumerate({rows}):"
    return f"for {scope.row} in {rows}:"
