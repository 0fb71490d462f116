"""The definitions of a ruleset in the order in which they are computed.

The root's definitions are straight-line code in the main function. Those of a collection's
items are computed item by item, in loops of their own; each leaves a *column*, a list with
the cell of every item (a list of lists for items of items).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace

from povertyrules.engines.record.context import Context, Scope, each_item
from povertyrules.engines.record.source import Function
from povertyrules.engines.record.values import Value, cell_of
from povertyrules.model.reading import references, with_all_read
from povertyrules.model.ruleset import Collection, Definition, Entity, Ruleset


def needed(ruleset: Ruleset) -> list[Definition]:
    """The outcomes and assumptions, and what they read, in the ruleset's order."""
    ends = [d.id for d in ruleset.order if d.kind in ("outcome", "assumption")]
    return with_all_read(ruleset, ends)


def groups(definitions: Iterable[Definition]) -> Iterator[list[Definition]]:
    """Runs of definitions of one entity that can be computed in one pass over the items.

    A definition that reads another one of the run for *other* items has to wait until that
    one is there for all of them.
    """
    run: list[Definition] = []
    for definition in definitions:
        ids = {d.id for d in run}
        waits = any(
            read.definition.id in ids and read.level != definition.level
            for read in references(definition)
        )
        if run and (run[-1].entity != definition.entity or waits):
            yield run
            run = []
        run.append(definition)
    if run:
        yield run


def compute(context: Context, definitions: Iterable[Definition]) -> None:
    """Generate all the definitions; `context.known` has where each of them is."""
    for run in groups(definitions):
        entity = context.ruleset.entities[run[0].entity]
        if entity.parent is None:
            for definition in run:
                _root_definition(context, definition)
        else:
            _item_definitions(context, entity, run)


def _root_definition(context: Context, definition: Definition) -> None:
    inside = replace(context, frame={})
    value = inside.value(definition.body)
    context.known.root[definition.id] = _as_definition(context, value)
    if context.keep:
        frame = context.function.assign(inside.frame_text(), "y")
        context.known.frames[definition.id] = frame


def _as_definition(context: Context, value: Value) -> Value:
    """A definition that is just a fact shows what is possible while the fact is missing."""
    if not value.missing:
        return value
    unnamed = replace(value, cell="")
    cell = context.function.assign(cell_of(unnamed), "o") if context.keep else ""
    return replace(value, cell=cell)


def _item_definitions(context: Context, entity: Entity, run: list[Definition]) -> None:
    """A function over the items; in the main one, the columns that it gives."""
    module = context.function.module
    function = Function(module, module.fresh("G"), context.function)
    path = _path(context.ruleset, entity)
    count = 2 * len(run) if context.keep else len(run)
    columns = [[function.local("d") for _ in path] for _ in range(count)]
    with ExitStack() as loops:
        inside = replace(context, function=function)
        for depth, collection in enumerate(path):
            for column in columns:
                function.line(f"{column[depth]} = []")
            parent = inside.scopes[depth]
            scope = loops.enter_context(each_item(function, inside, parent, collection, depth + 1))
            inside = inside.inside(function, scope)
        _one_item(inside, scope, run, [column[-1] for column in columns])
        for depth in range(len(path) - 1, 0, -1):
            function.indent -= 1
            for column in columns:
                function.line(f"{column[depth - 1]}.append({column[depth]})")
        function.indent += len(path) - 1
    function.line(f"return {''.join(f'{column[0]}, ' for column in columns)}")
    names = [context.function.local("c") for _ in columns]
    context.function.line(f"{''.join(f'{name}, ' for name in names)} = {function.call}")
    for number, definition in enumerate(run):
        context.known.columns[definition.id] = names[number]
        if context.keep:
            context.known.frames[definition.id] = names[len(run) + number]


def _path(ruleset: Ruleset, entity: Entity) -> list[Collection]:
    """The collections from the root down to an entity's items."""
    path: list[Collection] = []
    while entity.parent is not None:
        parent = ruleset.entities[entity.parent]
        path.insert(0, next(c for c in parent.collections if c.id == entity.id))
        entity = parent
    return path


def _one_item(context: Context, scope: Scope, run: list[Definition], columns: list[str]) -> None:
    """The code for one item: each definition, appended to its columns."""
    frames: list[str] = []
    known = replace(context.known, own={}, own_scope=scope)
    for definition in run:
        inside = replace(context, known=known, frame={})
        known.own[definition.id] = _as_definition(inside, inside.value(definition.body))
        frames.append(inside.frame_text() if context.keep else "")
    for definition, column in zip(run, columns, strict=False):
        context.function.line(f"{column}.append({cell_of(known.own[definition.id])})")
    for frame, column in zip(frames, columns[len(run) :], strict=False):
        context.function.line(f"{column}.append({frame})")
