"""Read one expression. Faults are reported where they stand in the file."""

from __future__ import annotations

from povertyrules.kernel.catalogue import expressions as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.diagnostics import Report
from povertyrules.syntax.automaton import END, Unexpected, Word, run
from povertyrules.syntax.document import Scalar
from povertyrules.syntax.reductions import MAX_TREE_DEPTH, Piece, Reductions, TooDeep
from povertyrules.syntax.tree import Tree
from povertyrules.syntax.words import words_of

MAX_EXPRESSION = 4_000

_ENDS_OPERAND = frozenset(
    ("NAME", "LABEL", "NUMBER", "TEXT", "TRUE", "FALSE", "RPAREN", "RSQUARE", "MISSING", "KNOWN")
)
_BEGINS_OPERAND = frozenset(("NAME", "LABEL", "NUMBER", "TEXT", "TRUE", "FALSE", "LPAREN", "NOT"))


def parse_expression(scalar: Scalar, report: Report) -> Tree | None:
    """The tree of an expression; None, with every fault reported, if it has one."""
    if not scalar.text.strip():
        report.add(codes.EMPTY_EXPRESSION, scalar.span)
        return None
    if len(scalar.text) > MAX_EXPRESSION:
        report.add(codes.EXPRESSION_TOO_LONG, scalar.part(0, 1), limit=MAX_EXPRESSION)
        return None
    words = words_of(scalar, report)
    return None if words is None else _parse(scalar, words, report)


def _parse(scalar: Scalar, words: list[Word], report: Report) -> Tree | None:
    own = Report()
    piece: Piece | None = None
    try:
        piece = run(words, Reductions(scalar, own).build)
    except Unexpected as unexpected:
        _Unfitting(scalar, words, unexpected.index, own).describe()
    except TooDeep:
        own.add(codes.EXPRESSION_TOO_DEEP, scalar.part(0, 1), limit=MAX_TREE_DEPTH)
    report.extend(own)
    return None if own or piece is None else piece.tree


class _Unfitting:
    """Says in the author's words why a word does not fit where it stands."""

    def __init__(self, scalar: Scalar, words: list[Word], index: int, report: Report) -> None:
        self._scalar = scalar
        self._words = words
        self._index = index
        self._word = words[index]
        self._previous = words[index - 1] if index else None
        self._report = report

    def describe(self) -> None:
        word, previous = self._word, self._previous
        after_value = previous is not None and previous.kind in _ENDS_OPERAND
        if word.kind == END and previous is not None:
            self._add(codes.UNFINISHED, previous, last=previous.text)
        elif previous is not None and previous.kind == "NOT" and self._follows_value(previous):
            self._add(codes.UNEXPECTED, previous, found=previous.text)
        elif word.kind == "COMMA" and self._opened_after_in():
            self._add(codes.ROUND_OPTIONS, word)
        elif previous is not None and after_value and word.kind in _BEGINS_OPERAND:
            self._missing_operator(previous, word)
        elif not after_value and word.kind not in _BEGINS_OPERAND | {"LSQUARE"}:
            self._add(codes.MISSING_VALUE, word, found=word.text)
        else:
            self._add(codes.UNEXPECTED, word, found=word.text)

    def _add(self, code: Code, word: Word, **values: str) -> None:
        span = self._scalar.part(word.start, word.end)
        self._report.add(code, span, suggestion=None, **values)

    def _follows_value(self, word: Word) -> bool:
        before = self._words.index(word) - 1
        return before >= 0 and self._words[before].kind in _ENDS_OPERAND

    def _missing_operator(self, left: Word, right: Word) -> None:
        span = self._scalar.part(left.start, right.end)
        self._report.add(codes.MISSING_OPERATOR, span, left=left.text, right=right.text)

    def _opened_after_in(self) -> bool:
        """Whether the innermost open bracket before the word is the `(` of `in (…)`."""
        closed = 0
        for at in range(self._index - 1, 0, -1):
            kind = self._words[at].kind
            if kind == "RPAREN":
                closed += 1
            elif kind == "LPAREN" and closed:
                closed -= 1
            elif kind == "LPAREN":
                return self._words[at - 1].kind == "IN"
        return False
