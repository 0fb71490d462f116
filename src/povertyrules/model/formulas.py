"""Parameters whose value is worked out from other parameters: `2 * low_income_line`."""

from __future__ import annotations

from dataclasses import replace

from povertyrules.kernel.catalogue import names
from povertyrules.kernel.catalogue import parameters as codes
from povertyrules.kernel.types import Number, Type
from povertyrules.model import fields
from povertyrules.model.context import Context
from povertyrules.model.definitions import Workshop
from povertyrules.model.drafts import names_in
from povertyrules.model.nodes import Expression
from povertyrules.model.numbering import numbered
from povertyrules.model.order import dependency_order
from povertyrules.model.parameters import is_formula
from povertyrules.model.possibility import within
from povertyrules.model.resolve import resolve
from povertyrules.model.ruleset import Parameter
from povertyrules.model.typenames import in_chinese, in_english
from povertyrules.syntax.document import Mapping, Scalar, Sequence
from povertyrules.syntax.expression import parse_expression
from povertyrules.syntax.tree import Tree

Formulas = dict[str, list[tuple[str, Scalar, Tree]]]
"""Parameter id to its formulas, each with the `from` of its span."""


def resolve_formulas(
    root: Mapping, parameters: dict[str, Parameter], shop: Workshop
) -> dict[str, Parameter]:
    """The parameters with their formulas resolved, each after those it reads."""
    formulas = _formulas(root, shop)
    reads = {
        name: [n.text for _, _, tree in formulas.get(name, ()) for n in names_in(tree)]
        for name in parameters
    }
    order, circles = dependency_order(
        parameters, lambda name: [r for r in reads[name] if r in parameters]
    )
    for circle in circles:
        shown = " → ".join(f"`{name}`" for name in [*circle, circle[0]])
        shop.report.add(names.CYCLE, parameters[circle[0]].where, cycle=shown)
    done: dict[str, Parameter] = {}
    for name in order:
        done[name] = _with_formulas(parameters[name], formulas.get(name, []), shop)
        shop.symbols.replace(done[name])
    return {name: done[name] for name in parameters if name in done}


def _formulas(root: Mapping, shop: Workshop) -> Formulas:
    found: Formulas = {}
    for entry, node in fields.objects(root, "parameters"):
        if fields.text(node, "type") == "text":
            continue  # a text is its own value, whatever names it may contain
        values = node.get("values")
        for item in values.items if isinstance(values, Sequence) else ():
            written = fields.scalar(item, "value") if isinstance(item, Mapping) else None
            if written is None or not is_formula(written) or not isinstance(item, Mapping):
                continue
            tree = parse_expression(written, shop.report)
            if tree is not None:
                start = fields.text(item, "from")
                found.setdefault(entry.key.text, []).append((start, written, tree))
    return found


def _with_formulas(
    parameter: Parameter, formulas: list[tuple[str, Scalar, Tree]], shop: Workshop
) -> Parameter:
    resolved = {
        start: _formula(parameter, written, tree, shop) for start, written, tree in formulas
    }
    values = tuple(
        replace(value, formula=resolved.get(value.span.start.isoformat()))
        if value.value is None
        else value
        for value in parameter.values
    )
    return replace(parameter, values=values) if formulas else parameter


def _formula(
    parameter: Parameter, written: Scalar, tree: Tree, shop: Workshop
) -> Expression | None:
    for name in names_in(tree):
        if name.text == "as_of" and not name.quoted:
            shop.report.add(codes.FORMULA_DATE, name.span)
            return None
        symbol = shop.symbols.get(name.text)
        if symbol is not None and not isinstance(symbol, Parameter):
            shop.report.add(codes.FORMULA_NAME, name.span, name=name.text)
            return None
    context = Context(
        symbols=shop.symbols,
        entities=shop.entities,
        definitions={},
        report=shop.report,
        scopes=(),
        base=0,
        as_of=shop.as_of,
        granted=shop.granted,
    )
    node = resolve(tree, context)
    if node is None or not _fits(node, parameter, written, shop):
        return None
    return numbered(node, parameter.id)


def _fits(node: Expression, parameter: Parameter, written: Scalar, shop: Workshop) -> bool:
    own = parameter.type
    if _is_value_of(node.type, own):
        return _in_bounds(node, parameter, written, shop)
    shop.report.add(
        codes.VALUE_TYPE,
        written.span,
        text=written.text,
        type=in_english(own),
        type_zh=in_chinese(own),
    )
    return False


def _is_value_of(type_: Type, own: Type) -> bool:
    """Whether every value of a formula's type is a value of the parameter's type."""
    if not isinstance(type_, Number) or not isinstance(own, Number):
        return False
    exact = type_.decimals is not None and type_.decimals <= (own.decimals or 0)
    return exact and type_.unit in (own.unit, None)


def _in_bounds(node: Expression, parameter: Parameter, written: Scalar, shop: Workshop) -> bool:
    if within(node.possible, parameter.bounds):
        return True
    shop.report.add(codes.VALUE_OUT_OF_BOUNDS, written.span, text=written.text, name=parameter.id)
    return False
