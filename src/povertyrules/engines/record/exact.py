"""The operators on known values, spelled on scaled integers.

What each must compute stands in `kernel.operators`; here is only how it is written. An
operator without a spelling here is called as the kernel defines it, on exact numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from povertyrules.engines.record.source import Function
from povertyrules.engines.record.values import Value, kind_of, scale_of
from povertyrules.kernel.errors import UnsupportedFeature
from povertyrules.kernel.operators import OPERATORS
from povertyrules.kernel.possible import Range
from povertyrules.model.nodes import Apply, Constant

DEEPEST = 12
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Term:
    """An expression for a known value. A number has a scale; a ratio has `over` instead."""

    text: str
    scale: int | None = 0
    over: str = ""
    depth: int = 0

    @property
    def is_ratio(self) -> bool:
        return self.scale is None


def term_of(value: Value) -> Term:
    return Term(value.known, scale_of(value.type), value.over)


class Spelling:
    """Spells one node after another; keeps parts in locals where an expression grows long.

    `lines` holds the statements that must come first, until `flush` writes them.
    """

    def __init__(self, function: Function) -> None:
        self.function = function
        self.lines: list[str] = []

    def spell(self, node: Apply, operands: list[Term]) -> Term:
        spelled = _SPELLED.get(node.operator, _call)(self, node, operands)
        if spelled.depth > DEEPEST or len(spelled.text) > LONGEST:
            return Term(self.name(spelled.text), spelled.scale, self.name(spelled.over))
        return spelled

    def name(self, text: str) -> str:
        """The text itself if it is short enough to be repeated, else a local with its value."""
        if not text or text.isidentifier() or is_literal(text):
            return text
        name = self.function.local("s")
        self.lines.append(f"{name} = {text}")
        return name

    def flush(self) -> None:
        for line in self.lines:
            self.function.line(line)
        self.lines.clear()


_LITERAL = re.compile(r"[0-9]+|\(-[0-9]+\)")


def is_literal(text: str) -> bool:
    """Whether a text is a number as `_literal` writes it."""
    return _LITERAL.fullmatch(text) is not None


def _number(text: str) -> int:
    return int(text.strip("()"))


def _literal(number: int) -> str:
    return str(number) if number >= 0 else f"({number})"


def multiplied(text: str, factor: int | str) -> str:
    """The product, without a multiplication by one."""
    if str(factor) == "1":
        return text
    if text == "1":
        return str(factor)
    if is_literal(text) and isinstance(factor, int):
        return _literal(_number(text) * factor)
    return f"{text} * {factor}"


def aligned(term: Term, scale: int) -> str:
    """A number's expression in a scale at least its own."""
    return multiplied(term.text, 10 ** (scale - (term.scale or 0)))


def over_and_under(term: Term) -> tuple[str, str]:
    if term.is_ratio:
        return term.text, term.over
    return term.text, str(10 ** (term.scale or 0))


def _deeper(*terms: Term) -> int:
    return 1 + max(term.depth for term in terms)


def common_scale(terms: list[Term]) -> int | None:
    """The scale that all numbers can take; None if there is a ratio among them."""
    scales = [term.scale for term in terms if term.scale is not None]
    return max(scales) if len(scales) == len(terms) else None


Speller = Callable[[Spelling, Apply, list[Term]], Term]


def _sum(spelling: Spelling, node: Apply, terms: list[Term]) -> Term:
    scale, depth = scale_of(node.type), _deeper(*terms)
    if scale is not None:
        left, right = (aligned(term, scale) for term in terms)
        return Term(f"({left} {node.operator} {right})", scale, depth=depth)
    (left, under), (right, under_right) = (over_and_under(term) for term in terms)
    under, under_right = spelling.name(under), spelling.name(under_right)
    if under == under_right:
        return Term(f"({left} {node.operator} {right})", None, under, depth)
    top = f"({multiplied(left, under_right)} {node.operator} {multiplied(right, under)})"
    return Term(top, None, f"({multiplied(under, under_right)})", depth)


def _product(_: Spelling, node: Apply, terms: list[Term]) -> Term:
    left, right = terms
    scale, depth = scale_of(node.type), _deeper(*terms)
    if scale is not None:
        return Term(f"({left.text} * {right.text})", scale, depth=depth)
    (top, under), (top_right, under_right) = over_and_under(left), over_and_under(right)
    over = f"({multiplied(under, under_right)})"
    return Term(f"({multiplied(top, top_right)})", None, over, depth)


def _quotient(_: Spelling, node: Apply, terms: list[Term]) -> Term:
    """The divisor's declared range says which sign the denominator has."""
    (top, under), (top_right, under_right) = _without_common_factor(*terms)
    sign = _sign(node)
    over = f"({sign}({multiplied(under, top_right)}))" if sign else multiplied(under, top_right)
    over = over if over.isidentifier() or is_literal(over) else f"({over})"
    top = multiplied(top, under_right)
    top = top if top.isidentifier() and not sign else f"({sign}{top})"
    return Term(top, None, over, _deeper(*terms))


def _without_common_factor(left: Term, right: Term) -> list[tuple[str, str]]:
    scale = common_scale([left, right])
    if scale is None:
        return [over_and_under(left), over_and_under(right)]
    lowest = min(left.scale or 0, right.scale or 0)
    return [(t.text, str(10 ** ((t.scale or 0) - lowest))) for t in (left, right)]


def _sign(node: Apply) -> str:
    divisor = node.operands[1].possible
    if isinstance(divisor, Range) and divisor.low > 0:
        return ""
    if isinstance(divisor, Range) and divisor.high < 0:
        return "-"
    raise UnsupportedFeature(f"{node.id}: the divisor of `{node.text}` may be zero")


def _negative(_: Spelling, _node: Apply, terms: list[Term]) -> Term:
    (term,) = terms
    if is_literal(term.text):
        return Term(_literal(-_number(term.text)), term.scale, term.over, _deeper(term))
    return Term(f"(-{term.text})", term.scale, term.over, _deeper(term))


def _absolute(_: Spelling, _node: Apply, terms: list[Term]) -> Term:
    (term,) = terms
    return Term(f"abs({term.text})", term.scale, term.over, _deeper(term))


def _extreme(spelling: Spelling, node: Apply, terms: list[Term]) -> Term:
    scale = scale_of(node.type)
    if scale is None:
        return _call(spelling, node, terms)
    name = {"least": "min", "greatest": "max"}[node.operator]
    inner = ", ".join(aligned(term, scale) for term in terms)
    text = f"{name}({inner})" if len(terms) > 1 else inner
    return Term(text, scale, depth=_deeper(*terms))


def _comparison(_: Spelling, node: Apply, terms: list[Term]) -> Term:
    left, right = terms
    depth, scale = _deeper(*terms), common_scale(terms)
    if scale is not None:
        text = f"({aligned(left, scale)} {node.operator} {aligned(right, scale)})"
        return Term(text, depth=depth)
    (top, under), (top_right, under_right) = over_and_under(left), over_and_under(right)
    top_right, under_right = _reduced(top_right, under_right)
    sides = multiplied(top, under_right), multiplied(top_right, under)
    return Term(f"({sides[0]} {node.operator} {sides[1]})", depth=depth)


def _reduced(top: str, under: str) -> tuple[str, str]:
    """A constant ratio in lowest terms; any other as it is."""
    if not is_literal(top) or not is_literal(under):
        return top, under
    number = Fraction(_number(top), _number(under))
    return _literal(number.numerator), str(number.denominator)


def _among(spelling: Spelling, node: Apply, terms: list[Term]) -> Term:
    value, *constants = terms
    if kind_of(node.operands[0].type) in ("choice", "text"):
        values = frozenset(o.value for o in node.operands[1:] if isinstance(o, Constant))
        listed = spelling.function.module.bind(values)
        return Term(f"({value.text} in {listed})", depth=_deeper(value))
    scale = common_scale(terms)
    if scale is None:
        return _call(spelling, node, terms)
    listed = "".join(f"{aligned(term, scale)}, " for term in constants)
    return Term(f"({aligned(value, scale)} in ({listed}))", depth=_deeper(value))


def _choice(spelling: Spelling, node: Apply, terms: list[Term]) -> Term:
    condition, yes, no = terms
    depth = _deeper(*terms)
    test = condition.text if condition.text.isidentifier() else spelling.name(condition.text)
    if kind_of(node.type) != "ratio":
        scale = scale_of(node.type) or 0
        text = f"({aligned(yes, scale)} if {test} else {aligned(no, scale)})"
        return Term(text, scale, depth=depth)
    (top, under), (top_no, under_no) = over_and_under(yes), over_and_under(no)
    over = under if under == under_no else f"({under} if {test} else {under_no})"
    return Term(f"({top} if {test} else {top_no})", None, over, depth)


def _rounded(spelling: Spelling, node: Apply, terms: list[Term]) -> Term:
    (term,) = terms
    parameters = dict(node.parameters)
    decimals = int(parameters["decimals"])
    if term.scale is not None and term.scale <= decimals:
        return Term(aligned(term, decimals), decimals, depth=term.depth)
    top, under = over_and_under(term)
    mode = spelling.function.module.bind(str(parameters["mode"]))
    text = f"round_integer({multiplied(top, 10**decimals)}, {under}, {mode})"
    return Term(text, decimals, depth=_deeper(term))


def _difference(_: Spelling, _node: Apply, terms: list[Term]) -> Term:
    start, end = terms
    return Term(f"({end.text} - {start.text})", depth=_deeper(*terms))


def _contains(_: Spelling, _node: Apply, terms: list[Term]) -> Term:
    chosen, wanted = terms
    return Term(f"({wanted.text} in {chosen.text})", depth=_deeper(*terms))


def _length(_: Spelling, _node: Apply, terms: list[Term]) -> Term:
    return Term(f"len({terms[0].text})", depth=_deeper(*terms))


def _call(spelling: Spelling, node: Apply, terms: list[Term]) -> Term:
    """The kernel's own function, on exact numbers."""
    known = partial(OPERATORS[node.operator].known, **dict(node.parameters))
    function = spelling.function.module.bind(known if node.parameters else known.func)
    text = f"{function}({', '.join(_plain(term) for term in terms)})"
    scale, depth = scale_of(node.type), _deeper(*terms)
    if kind_of(node.type) not in ("number", "ratio") or scale == 0:
        return Term(text, 0, depth=depth)
    if scale is not None:
        return Term(f"exact({text} * {10**scale})", scale, depth=depth)
    result = spelling.name(text)
    return Term(f"{result}.numerator", None, f"{result}.denominator", depth)


def _plain(term: Term) -> str:
    top, under = over_and_under(term)
    return top if under == "1" else f"ratio_number({top}, {under})"


_SPELLED: dict[str, Speller] = {
    **dict.fromkeys(("+", "-"), _sum),
    "*": _product,
    "/": _quotient,
    "negative": _negative,
    "abs": _absolute,
    **dict.fromkeys(("least", "greatest"), _extreme),
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), _comparison),
    "in": _among,
    "contains": _contains,
    "if": _choice,
    "round": _rounded,
    **dict.fromkeys(("days_between", "month_difference"), _difference),
    **dict.fromkeys(("length", "chosen"), _length),
}
