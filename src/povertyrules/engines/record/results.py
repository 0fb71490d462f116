"""What the generated functions return: verdicts, and observations."""

from __future__ import annotations

from povertyrules.engines.record.context import Context
from povertyrules.engines.record.source import Function, Module
from povertyrules.model.ruleset import Entity, Ruleset


def below(ruleset: Ruleset, entity: Entity) -> list[Entity]:
    """The entity and those of its collections, at any depth."""
    children = [ruleset.entities[c.id] for c in entity.collections]
    return [entity, *(e for child in children for e in below(ruleset, child))]


def reports(ruleset: Ruleset, entity: Entity) -> bool:
    """Whether anything is reported for the items of an entity, or in them."""
    return any(e.reported for e in below(ruleset, entity))


def _tuple(parts: list[str]) -> str:
    return "(" + "".join(f"{part}, " for part in parts) + ")"


def return_verdicts(context: Context) -> None:
    """`judge` ends: the truths of the root, and the verdicts of what it has."""
    root, function = context.ruleset.root, context.function
    known = {d.id: context.known.root[d.id].known for d in root.reported}
    items = []
    if any(reports(context.ruleset, context.entity_of(c)) for c in root.collections):
        for collection in root.collections:
            entity = context.entity_of(collection)
            if not reports(context.ruleset, entity):
                items.append("()")
                continue
            rows = context.collection(0, collection)
            names = [function.use(c) for c in _columns(context, entity, context.known.columns)]
            items.append(f"{_verdicts_function(context, entity)}({', '.join([rows, *names])})")
    truths = _tuple(list(known.values()))
    verdicts = function.assign(f"({truths}, {_tuple(items)})", "v")
    tests = _contradictions(context.ruleset, root, known)
    tests += _item_tests(context.ruleset, root, verdicts, function.module)
    for test in tests:
        function.line(f"if {test}: return new(Contradicted, {verdicts})")
    function.line(f"return {verdicts}")


def _columns(context: Context, entity: Entity, names: dict[str, str]) -> list[str]:
    """The columns of an entity and of what it has, in a fixed order."""
    return [
        names[d.id]
        for e in below(context.ruleset, entity)
        for d in (e.definitions if context.keep else e.reported)
    ]


def _verdicts_function(context: Context, entity: Entity) -> str:
    """A function from an entity's rows and columns to its verdicts."""
    inner = {
        d.id: context.function.module.fresh("c")
        for e in below(context.ruleset, entity)
        for d in e.reported
    }
    arguments = ("rows", *inner.values())
    module = context.function.module
    function = Function(module, module.fresh("V"), None, arguments)
    items = []
    if any(reports(context.ruleset, context.entity_of(c)) for c in entity.collections):
        for collection in entity.collections:
            child = context.entity_of(collection)
            if not reports(context.ruleset, child):
                items.append("()")
                continue
            rows = f"row[{len(entity.facts) + collection.index}]"
            columns = [f"{name}[i]" for name in _columns(context, child, inner)]
            items.append(f"{_verdicts_function(context, child)}({', '.join([rows, *columns])})")
    truths = _tuple([f"{inner[d.id]}[i]" for d in entity.reported])
    function.line("if rows is None: return None")
    each = f"new(Verdicts, ({truths}, {_tuple(items)}))"
    function.line(f"return tuple([{each} for i, row in enumerate(rows)])")
    return function.name


def return_observation(context: Context) -> None:
    """`observe` ends: all frames of the root, and the observations of what it has."""
    root, function = context.ruleset.root, context.function
    frames = [context.known.frames[d.id] for d in root.definitions]
    items, unlisted = [], []
    for collection in root.collections:
        entity = context.entity_of(collection)
        rows = context.collection(0, collection)
        names = [function.use(c) for c in _columns(context, entity, context.known.frames)]
        call = f"{_observations_function(context, entity)}({', '.join([rows, *names])})"
        observed = function.assign(call, "o")
        items.append(f"{observed} if {rows} is not None else None")
        unlisted.append(f"{observed}[0] if {rows} is None else None")
    parts = [context.scopes[0].row, _tuple(frames), _tuple(items), _tuple(unlisted)]
    function.line(f"return new(Observation, {_tuple(parts)})")


def _observations_function(context: Context, entity: Entity) -> str:
    """A function from an entity's rows and columns of frames to its observations."""
    module = context.function.module
    inner = {d.id: module.fresh("c") for e in below(context.ruleset, entity) for d in e.definitions}
    function = Function(module, module.fresh("O"), None, ("rows", *inner.values()))
    unlisted_row = module.bind((entity.unlisted,))
    function.line("found = []")
    with function.inside(f"for i, row in enumerate({unlisted_row} if rows is None else rows):"):
        items, unlisted = [], []
        for collection in entity.collections:
            place = f"row[{len(entity.facts) + collection.index}]"
            child = context.entity_of(collection)
            columns = [f"{name}[i]" for name in _columns(context, child, inner)]
            call = f"{_observations_function(context, child)}({', '.join([place, *columns])})"
            observed = function.assign(call, "o")
            items.append(f"{observed} if {place} is not None else None")
            unlisted.append(f"{observed}[0] if {place} is None else None")
        frames = _tuple([f"{inner[d.id]}[i]" for d in entity.definitions])
        parts = ["row", frames, _tuple(items), _tuple(unlisted)]
        function.line(f"found.append(new(Observation, {_tuple(parts)}))")
    function.line("return tuple(found)")
    return function.name


def _item_tests(ruleset: Ruleset, entity: Entity, verdicts: str, module: Module) -> list[str]:
    """Tests whether the verdicts of any item, at any depth, contradict the data."""
    tests = []
    for collection in entity.collections:
        child = ruleset.entities[collection.id]
        if any(_contradictions(ruleset, e, {}) for e in below(ruleset, child)):
            items = f"{verdicts}[1][{collection.index}]"
            tests.append(f"any(map({_item_function(ruleset, child, module)}, {items} or ()))")
    return tests


def _item_function(ruleset: Ruleset, entity: Entity, module: Module) -> str:
    """A function from an item's verdicts to whether they contradict the data."""
    function = Function(module, module.fresh("J"), None, ("verdicts",))
    truths = {d.id: f"verdicts[0][{i}]" for i, d in enumerate(entity.reported)}
    for test in _contradictions(ruleset, entity, truths):
        function.line(f"if {test}: return True")
    for test in _item_tests(ruleset, entity, "verdicts", module):
        function.line(f"if {test}: return True")
    function.line("return False")
    return function.name


def _contradictions(ruleset: Ruleset, entity: Entity, truths: dict[str, str]) -> list[str]:
    """Tests whether an assumption fails, or two outcomes of a group hold."""
    own = {d.id: truths.get(d.id, "") for d in entity.reported}
    broken = [f"{own[d.id]} is False" for d in entity.reported if d.kind == "assumption"]
    conflicts = []
    for group in ruleset.groups.values():
        names = [own[o] for o in group.outcomes if o in own]
        if len(names) == 2:
            conflicts.append(f"{names[0]} and {names[1]}")
        elif len(names) > 2:
            conflicts.append(f"({', '.join(names)}).count(True) > 1")
    return broken + conflicts
