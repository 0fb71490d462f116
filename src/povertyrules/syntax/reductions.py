"""What each rule of the grammar makes: trees, and the faults that the grammar lets through."""

from __future__ import annotations

from typing import Any, NamedTuple

from povertyrules.kernel.catalogue import expressions as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Span
from povertyrules.syntax.automaton import Word
from povertyrules.syntax.document import Scalar
from povertyrules.syntax.tree import (
    Argument,
    Binary,
    Call,
    Logical,
    Member,
    Name,
    NumberLiteral,
    Presence,
    SameItem,
    TextLiteral,
    Tree,
    TruthLiteral,
    Unary,
    Within,
)

MAX_TREE_DEPTH = 64
Part = Any
"""A `Word`, a `Piece`, or what `relation`, `options` and `argument` make."""


class Piece(NamedTuple):
    """A tree, where it is written, brackets included, and how deep it is."""

    tree: Tree
    start: int
    end: int
    depth: int
    bracketed: bool = False


class _Relation(NamedTuple):
    """What follows the left side of a comparison."""

    kind: str
    parts: list[Part]
    start: int
    end: int
    depth: int


class _Options(NamedTuple):
    pieces: list[Piece]
    start: int
    end: int


class _Argument(NamedTuple):
    argument: Argument
    depth: int


class TooDeep(Exception):
    """The tree is deeper than the checker would follow."""


class Reductions:
    """Builds the tree of one expression."""

    def __init__(self, scalar: Scalar, report: Report) -> None:
        self._scalar = scalar
        self._report = report

    def build(self, rule: str, parts: list[Part]) -> Part:
        """What a rule makes of its parts. Raises `TooDeep`."""
        return getattr(self, f"_{rule}")(parts)

    def _span(self, start: int, end: int) -> Span:
        return self._scalar.part(start, end)

    def _words(self, start: int, end: int) -> str:
        return " ".join(self._scalar.text[start:end].split())

    def _piece(self, tree: Tree, start: int, end: int, depth: int) -> Piece:
        if depth > MAX_TREE_DEPTH:
            raise TooDeep
        return Piece(tree, start, end, depth)

    def _leaf(self, tree: Tree, word: Word) -> Piece:
        return Piece(tree, word.start, word.end, 1)

    # leaves

    def _name_of(self, word: Word) -> Name:
        span = self._span(word.start, word.end)
        if word.kind == "LABEL":
            return Name(word.text[1:-1].strip(), span, quoted=True)
        return Name(word.text, span)

    def _name(self, parts: list[Part]) -> Piece:
        return self._leaf(self._name_of(parts[0]), parts[0])

    def _member(self, parts: list[Part]) -> Piece:
        item, _, name = parts
        span = self._span(item.start, name.end)
        member = Member(self._name_of(item), self._name_of(name), span)
        return Piece(member, item.start, name.end, 1)

    def _number(self, parts: list[Part]) -> Piece:
        (word,) = parts
        return self._leaf(NumberLiteral(word.text, self._span(word.start, word.end)), word)

    def _text(self, parts: list[Part]) -> Piece:
        (word,) = parts
        return self._leaf(TextLiteral(word.text[1:-1], self._span(word.start, word.end)), word)

    def _truth(self, parts: list[Part]) -> Piece:
        (word,) = parts
        truth = TruthLiteral(word.kind == "TRUE", self._span(word.start, word.end))
        return self._leaf(truth, word)

    # operators

    def _start(self, parts: list[Part]) -> Part:
        return parts[0]

    def _brackets(self, parts: list[Part]) -> Piece:
        opening, inner, closing = parts
        return Piece(inner.tree, opening.start, closing.end, inner.depth, bracketed=True)

    def _unary(self, parts: list[Part]) -> Piece:
        word, operand = parts
        operator = "not" if word.kind == "NOT" else "-"
        span = self._span(word.start, operand.end)
        tree = Unary(operator, operand.tree, span)
        return self._piece(tree, word.start, operand.end, operand.depth + 1)

    def _binary(self, left: Piece, word: Word, right: Piece) -> Piece:
        span = self._span(left.start, right.end)
        at = self._span(word.start, word.end)
        tree = Binary(word.text, left.tree, right.tree, at, span)
        depth = max(left.depth, right.depth) + 1
        return self._piece(tree, left.start, right.end, depth)

    def _chain(self, parts: list[Part]) -> Piece:
        """`a + b - c`: to be computed from the left."""
        result = parts[0]
        for word, right in zip(parts[1::2], parts[2::2], strict=True):
            result = self._binary(result, word, right)
        return result  # type: ignore[no-any-return]

    def _implication(self, parts: list[Part]) -> Piece:
        left, word, right, *rest = parts
        if rest:
            self._report.add(codes.CHAINED_IMPLICATION, self._span(left.start, parts[-1].end))
        return self._binary(left, word, right)

    def _conjunction(self, parts: list[Part]) -> Piece:
        return self._logical("and", parts)

    def _disjunction(self, parts: list[Part]) -> Piece:
        self._refuse_mixture(parts)
        return self._logical("or", parts)

    def _logical(self, operator: str, parts: list[Part]) -> Piece:
        operands = parts[::2]
        start, end = operands[0].start, operands[-1].end
        tree = Logical(operator, tuple(p.tree for p in operands), self._span(start, end))
        return self._piece(tree, start, end, max(p.depth for p in operands) + 1)

    def _refuse_mixture(self, parts: list[Part]) -> None:
        """`a or b and c`: which of the two was meant is not for us to say."""
        mixed = [part for part in parts[::2] if _is_bare_conjunction(part)]
        if not mixed:
            return
        shown = (self._bracketed(part) if part in mixed else part for part in parts)
        example = " ".join(
            part if isinstance(part, str) else self._words(part.start, part.end) for part in shown
        )
        span = self._span(mixed[0].start, mixed[0].end)
        self._report.add(codes.MIXED_CONNECTIVES, span, example=example)

    def _bracketed(self, piece: Piece) -> str:
        return f"({self._words(piece.start, piece.end)})"

    # comparisons

    def _compare(self, parts: list[Part]) -> _Relation:
        return _Relation("compare", parts, parts[0].start, parts[1].end, parts[1].depth)

    def _within(self, parts: list[Part]) -> _Relation:
        last = parts[-1]
        pieces = last.pieces if isinstance(last, _Options) else [last]
        depth = max((piece.depth for piece in pieces), default=1)
        return _Relation("within", parts, parts[0].start, last.end, depth)

    def _test(self, parts: list[Part]) -> _Relation:
        return _Relation("test", parts, parts[0].start, parts[-1].end, 1)

    def _options(self, parts: list[Part]) -> _Options:
        start, end = parts[0].start, parts[-1].end
        if len(parts) == 2:
            self._report.add(codes.EMPTY_OPTIONS, self._span(start, end))
        return _Options(parts[1:-1:2], start, end)

    def _comparison(self, parts: list[Part]) -> Piece:
        left, relation, *more = parts
        if more:
            self._refuse_chain(left, relation, more)
        make = {"compare": self._compared, "within": self._included, "test": self._tested}
        tree = make[relation.kind](left, relation)
        depth = max(left.depth, relation.depth) + 1
        return self._piece(tree, left.start, relation.end, depth)

    def _refuse_chain(self, left: Piece, first: _Relation, more: list[_Relation]) -> None:
        pairs = [self._words(left.start, first.end)]
        previous = first
        for relation in more:
            middle = previous.parts[-1]
            after = self._words(relation.start, relation.end)
            pairs.append(f"{self._words(middle.start, middle.end)} {after}")
            previous = relation
        span = self._span(left.start, more[-1].end)
        self._report.add(codes.CHAINED_COMPARISON, span, example=" and ".join(pairs))

    def _compared(self, left: Piece, relation: _Relation) -> Tree:
        word, right = relation.parts
        span = self._span(left.start, right.end)
        return Binary(word.text, left.tree, right.tree, self._span(word.start, word.end), span)

    def _included(self, left: Piece, relation: _Relation) -> Tree:
        *words, last = relation.parts
        span = self._span(left.start, last.end)
        negated = words[0].kind == "NOT"
        if isinstance(last, _Options):
            options = tuple(piece.tree for piece in last.pieces)
            return Within(left.tree, options, None, negated, span)
        return Within(left.tree, None, last.tree, negated, span)

    def _tested(self, left: Piece, relation: _Relation) -> Tree:
        """`x is missing`, `x is known`, `a is b`; other tests with `is` are refused."""
        words, last = relation.parts[:-1], relation.parts[-1]
        negated = len(words) == 2
        span = self._span(left.start, relation.end)
        operator = self._words(relation.start, relation.end)
        write = _instead(self._words(left.start, left.end), last, negated)
        if write is not None:
            where = self._span(relation.start, relation.end)
            self._report.add(codes.BAD_IS, where, found=operator, write=write)
            return left.tree
        if last.kind in ("MISSING", "KNOWN") and isinstance(left.tree, Name | Member):
            return Presence(left.tree, last.kind == "MISSING", span)
        if last.kind not in ("MISSING", "KNOWN") and isinstance(left.tree, Name):
            return SameItem(left.tree, self._name_of(last), negated, span)
        self._report.add(codes.NEEDS_NAME, self._span(left.start, left.end), operator=operator)
        return left.tree

    # calls

    def _argument(self, parts: list[Part]) -> _Argument:
        value = parts[0]
        alias = where = None
        for word, part in zip(parts[1::2], parts[2::2], strict=True):
            if word.kind == "AS":
                alias = self._name_of(part)
            else:
                where = part
        span = self._span(value.start, parts[-1].end)
        depth = max(value.depth, where.depth if where else 0)
        tree = Argument(value.tree, alias, where.tree if where else None, span)
        return _Argument(tree, depth)

    def _call(self, parts: list[Part]) -> Piece:
        word = parts[0]
        arguments: list[_Argument] = parts[2:-1:2]
        span = self._span(word.start, parts[-1].end)
        tree = Call(self._name_of(word), tuple(a.argument for a in arguments), span)
        depth = 1 + max((a.depth for a in arguments), default=0)
        return self._piece(tree, word.start, parts[-1].end, depth)


def _is_bare_conjunction(part: Part) -> bool:
    return (
        isinstance(part, Piece)
        and not part.bracketed
        and isinstance(part.tree, Logical)
        and part.tree.operator == "and"
    )


def _instead(left: str, last: Word, negated: bool) -> str | None:
    """What to write instead of a test that does not exist; None if it does."""
    if last.kind in ("TRUE", "FALSE"):
        return left if (last.kind == "TRUE") != negated else f"not {left}"
    if last.kind in ("TEXT", "NUMBER"):
        return f"{left} {'!=' if negated else '=='} {last.text}"
    if last.text == "unknown":
        return f"{left} is {'known' if negated else 'missing'}"
    if negated and last.kind in ("MISSING", "KNOWN"):
        return f"{left} is {'known' if last.kind == 'MISSING' else 'missing'}"
    return None
