"""The golden cases laid out in other ways: the fault must be found where it then stands.

A case states what its author is told. The same fault in a block scalar, or behind Chinese
words on its line, must be told in the same words, with the carets under the same text. The
variants are made from the text of the case, so where the fault must be is known exactly;
one that makes another fault of it (a plain `yes` is a trap, in a block scalar it is a text)
is of no use, and `test_variants.py` states which codes are left without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from povertyrules.kernel.caret import width
from povertyrules.kernel.diagnostics import Diagnostic, Report
from povertyrules.kernel.source import Source, Span
from povertyrules.syntax.compose import compose
from povertyrules.syntax.document import Mapping, Node, Scalar, Sequence
from tests.diagnostics.golden import Case, diagnose

START, END = "\ue000", "\ue001"  # stand round the fault while a text is laid out anew
NOTES = ("note: 另有说明, ", "meta: 另有说明, ", "label: 另有名称, ", "title: 另有标题, ")
OTHERS = {
    "parameters": "other: {label: 另一参数, type: money, open: true, cite: notice#2.1}, ",
    "derived": "other: {label: 另一推算, is: 1 + 1}, ",
    "patterns": "another: {label: 另一模式, over: members, match: {one: {}}, cite: notice#2.1}, ",
    "outcomes": "other: {label: 另一结果, when: 已脱贫户, cite: notice#2.1}, ",
}
WRAPPED = (
    ("", ""),
    ("已脱贫户 and ", ""),
    ("已脱贫户 and (", ")"),
    ("已脱贫户 or ", ""),
    ("人均纯收入 < 1000 implies (", ")"),
    ("纯收入 + ", ""),
    ("if(已脱贫户, 纯收入, 0) + ", ""),
    ("if(已脱贫户, 纯收入, ", ")"),
    ("监测收入线 + ", ""),
)


@dataclass(frozen=True)
class Variant:
    """A text, and where its fault stands."""

    text: str
    start: int
    end: int
    wrapped: bool = False
    """Whether the expression is a part of a longer one: not tried without need."""

    @property
    def is_behind_wide(self) -> bool:
        """Whether a wide character stands before the fault on its line."""
        line = self.text.rfind("\n", 0, self.start) + 1
        before = self.text[line : self.start]
        return width(before) > len(before)

    @property
    def is_in_block(self) -> bool:
        """Whether the fault stands in a block scalar."""
        composed = compose(Source("", self.text), Report())
        node = None if composed is None else holder(composed.root, self.start, self.end)
        return node is not None and node.style in ("folded", "literal")


def told(case: Case, diagnostic: Diagnostic) -> bool:
    """Whether a diagnostic says what the case states."""
    return diagnostic.code.number == case.code and all(
        diagnostic.message(language) == case.data[f"message_{language}"]
        and diagnostic.help(language) == case.data.get(f"help_{language}", "")
        for language in ("en", "zh")
    )


def as_written(case: Case) -> Variant | None:
    """The case itself; None if it is no text, or its fault is no part of it."""
    try:
        text = case.content().decode()
    except UnicodeDecodeError:
        return None
    fault = next((d.span for d in diagnose(text.encode()) if told(case, d)), None)
    if fault is None or fault.source.text != text:
        return None
    return Variant(text, fault.start, fault.end)


def variants(case: Case) -> Iterator[Variant]:
    """The case as it is written, and laid out in other ways."""
    whole = as_written(case)
    if whole is None or START in whole.text:
        return
    yield whole
    yield from _in_blocks(whole, WRAPPED[:1])
    yield from _behind_notes(whole)
    flow = _in_braces(whole)
    if flow is not None:
        yield flow
        yield from _behind_notes(flow)
    section = _section_in_braces(whole)
    if section is not None:
        yield section
    for variant in _in_blocks(whole, WRAPPED[1:]):
        yield replace(variant, wrapped=True)


# behind other words on the line


def _behind_notes(whole: Variant) -> Iterator[Variant]:
    """With something Chinese before it, in the braces that it stands in."""
    line = whole.text.rfind("\n", 0, whole.start) + 1
    brace = whole.text.rfind("{", line, whole.start)
    if brace >= 0:
        for note in NOTES:
            yield _placed(f"{whole.text[: brace + 1]}{note}{_marked(whole)[brace + 1 :]}")


def _in_braces(whole: Variant) -> Variant | None:
    """With the group of lines that its line belongs to in braces on one line."""
    lines = _marked(whole).split("\n")
    at = next(number for number, line in enumerate(lines) if START in line)
    indent = _indent(lines[at])
    first, last = at, at
    while first > 0 and _indent(lines[first - 1]) == indent > 0:
        first -= 1
    while last + 1 < len(lines) and _indent(lines[last + 1]) == indent:
        last += 1
    if first == 0 or not lines[first - 1].endswith(":") or _indent(lines[first - 1]) >= indent:
        return None
    if last + 1 < len(lines) and _indent(lines[last + 1]) > indent:
        return None
    joined = ", ".join(line.strip() for line in lines[first : last + 1])
    head = f"{lines[first - 1]} {{{joined}}}"
    return _placed("\n".join([*lines[: first - 1], head, *lines[last + 1 :]]))


def _section_in_braces(whole: Variant) -> Variant | None:
    """With its whole section in braces on one line, what it is a part of last of all."""
    composed = compose(Source("", whole.text), Report())
    root = None if composed is None else composed.root
    for entry in root if isinstance(root, Mapping) else ():
        start, end = entry.value.span.start, entry.value.span.end
        if start <= whole.start < end and isinstance(entry.value, Mapping):
            head, tail = whole.text[: entry.key.span.end], whole.text[end:]
            braced = _braced(entry.value, whole).removeprefix("{")
            marked = f"{head}: {{{OTHERS.get(entry.key.text, '')}{braced}{tail}"
            return _placed(marked) if START in marked and END in marked else None
    return None


def _braced(node: Node, whole: Variant) -> str:
    if isinstance(node, Mapping):
        order = sorted(node, key=lambda e: e.key.span.start <= whole.start < e.value.span.end)
        inner = (f"{_cut(e.key, whole)}: {_braced(e.value, whole)}" for e in order)
        return f"{{{', '.join(inner)}}}"
    if isinstance(node, Sequence):
        return f"[{', '.join(_braced(item, whole) for item in node.items)}]"
    written = _cut(node, whole)
    is_safe = node.style != "plain" or not re.search(r"[,\[\]{}]", written)
    return written if is_safe or START in written else f"'{written}'"


def _cut(node: Node, whole: Variant) -> str:
    """A part of the text, with the marks of the fault where they belong."""
    first, last = node.span.start, node.span.end
    marks = [(whole.start, START)] if first <= whole.start < last else []
    marks += [(whole.end, END)] if first < whole.end <= last else []
    text = whole.text[first:last]
    for at, mark in reversed(marks):
        text = text[: at - first] + mark + text[at - first :]
    return text


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) if line.strip() else -1


def _marked(whole: Variant) -> str:
    text, start, end = whole.text, whole.start, whole.end
    return f"{text[:start]}{START}{text[start:end]}{END}{text[end:]}"


def _placed(marked: str) -> Variant:
    start = marked.index(START)
    return Variant(marked.replace(START, "").replace(END, ""), start, marked.index(END) - 1)


# in block scalars


def holder(node: Node, start: int, end: int) -> Scalar | None:
    """The value that a part of the text stands in."""
    if isinstance(node, Scalar):
        return node if node.span.start <= start and end <= node.span.end else None
    inner = [e.value for e in node] if isinstance(node, Mapping) else node.items
    return next((found for n in inner if (found := holder(n, start, end)) is not None), None)


def _in_blocks(whole: Variant, wrapped: tuple[tuple[str, str], ...]) -> Iterator[Variant]:
    composed = compose(Source("", whole.text), Report())
    scalar = None if composed is None else holder(composed.root, whole.start, whole.end)
    if composed is None or scalar is None or not scalar.offsets or "\n" in scalar.text:
        return
    inside = [i for i, at in enumerate(scalar.offsets) if whole.start <= at < whole.end]
    if not inside:
        return
    text = scalar.text
    marked = f"{text[: inside[0]]}{START}{text[inside[0] : inside[-1] + 1]}{END}"
    marked += text[inside[-1] + 1 :]
    for before, after in wrapped:
        for style, written in _styles(f"{before}{marked}{after}"):
            laid = _laid(whole.text, composed.root, scalar, style, written)
            if laid is not None:
                yield _placed(laid)


def _styles(marked: str) -> Iterator[tuple[str, list[str]]]:
    yield ">-", [marked]
    yield "|-", [marked]
    space = marked.rfind(" ", 0, marked.index(START))
    if space > 0:
        yield ">-", [marked[:space], marked[space + 1 :]]
    quoted = re.search(r"\s", marked[marked.index(END) :])
    if quoted is not None:
        at = marked.index(END) + quoted.start()
        yield "|-", [marked[:at], marked[at + 1 :]]


def _laid(text: str, root: Node, scalar: Scalar, style: str, written: list[str]) -> str | None:
    """The text with a value as a block scalar; braces round it become lines."""
    outer = _outermost(root, scalar, text)
    line = text.rfind("\n", 0, outer.span.start) + 1
    rest = text[outer.span.end :].partition("\n")[0]
    if rest.strip(" \"'"):
        return None
    indent = _indent(text[line:].partition("\n")[0])
    laid = _block(outer, indent, scalar, (style, written), text)
    return text[: outer.span.start].rstrip(" ") + " " + laid.lstrip(" ") + text[outer.span.end :]


def _outermost(node: Node, scalar: Scalar, text: str) -> Node:
    """The outermost braces or brackets round a value, or itself."""
    while node is not scalar and text[node.span.start] not in "{[":
        inner = [e.value for e in node] if isinstance(node, Mapping) else _items(node)
        node = next(n for n in inner if n is scalar or _holds(n, scalar))
    return node


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _holds(node: Node, scalar: Scalar) -> bool:
    inner = [e.value for e in node] if isinstance(node, Mapping) else _items(node)
    return any(n is scalar or _holds(n, scalar) for n in inner)


def _block(node: Node, indent: int, scalar: Scalar, laid: tuple[str, list[str]], text: str) -> str:
    pad = "\n" + " " * (indent + 2)
    if node is scalar:
        return laid[0] + "".join(pad + line for line in laid[1])
    if isinstance(node, Mapping):
        return "".join(
            f"{pad}{e.key.span.text}: {_block(e.value, indent + 2, scalar, laid, text)}"
            for e in node
        )
    if isinstance(node, Sequence):
        return "".join(
            f"{pad}- {_block(item, indent + 2, scalar, laid, text)}" for item in node.items
        )
    return Span(node.span.source, node.span.start, node.span.end).text
