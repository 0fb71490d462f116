"""Events to nodes. What a ruleset may not have is reported and left out or emptied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from povertyrules.kernel.catalogue import text as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Source, Span
from povertyrules.syntax.characters import check_escaped
from povertyrules.syntax.document import Entry, Mapping, Node, Scalar, Sequence
from povertyrules.syntax.offsets import offsets_of
from povertyrules.syntax.scalars import Trap, Value, resolve
from povertyrules.syntax.slips import (
    QUOTES,
    describe,
    report_indent,
    report_joined,
    report_spoilt_start,
    report_wide_start,
)
from povertyrules.syntax.yaml_events import Event, Unreadable, events

_KINDS = {bool: ("a truth value", "真假值"), type(None): ("an empty value", "空值")}
_NUMBER_KIND = ("a number", "数字")
_SEPARATED = re.compile(r",[0-9]{3}(?:\.[0-9]+)?")
_CUT_LIST = re.compile("[｛［【][^｝］】]*")
_BLANK = " \t\r\n"
_PROPERTIES = re.compile(r"(?:[&!]\S*\s*)+")


@dataclass(slots=True)
class Composed:
    """A document. `faulty` are the nodes that were reported and must not be again."""

    root: Node
    faulty: set[Node] = field(default_factory=set)


def compose(source: Source, report: Report) -> Composed | None:
    """The nodes of a file; None if it is empty or cannot be read to its end."""
    composer = _Composer(source, report)
    try:
        return composer.document()
    except Unreadable:
        return None


class _Composer:
    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._events: Iterator[Event] = events(source, report)
        self._faulty: set[Node] = set()

    def document(self) -> Composed | None:
        first = next(self._events, None)
        if first is None:
            self._report.add(codes.EMPTY_FILE, self._span(0, 0))
            return None
        if first.kind == "directive":
            self._report.add(codes.DIRECTIVE, self._directive())
        root = self._node(next(self._events))
        for event in self._events:
            if event.kind in ("document", "directive"):
                self._report.add(codes.SEVERAL_DOCUMENTS, self._span(event.start, event.end))
                break
        return Composed(root, self._faulty)

    def _directive(self) -> Span:
        start = max(self._source.text.find("%"), 0)
        end = self._source.text.find("\n", start)
        return self._span(start, end)

    def _span(self, start: int, end: int) -> Span:
        return Span(self._source, start, max(start, end))

    def _node(self, event: Event) -> Node:
        self._refuse_properties(event)
        if event.kind == "sequence":
            return self._sequence(event)
        if event.kind == "mapping":
            return self._mapping(event)
        if event.kind == "alias":
            return self._alias(event)
        return self._value(event)

    def _refuse_properties(self, event: Event) -> None:
        """Anchors and tags stand before what they belong to."""
        if event.kind == "alias" or (event.anchor is None and event.tag is None):
            return
        if event.anchor is not None:
            span = self._find(f"&{event.anchor}", event)
            self._report.add(codes.ANCHOR, span, name=event.anchor)
        if event.tag is not None:
            start = self._source.text.find("!", event.start)
            end = start
            while end < len(self._source.text) and self._source.text[end] not in " \n\r\t,]}":
                end += 1
            span = self._span(start, end)
            self._report.add(codes.TAG, span, tag=span.text)

    def _find(self, text: str, event: Event) -> Span:
        start = max(self._source.text.find(text, event.start), event.start)
        return self._span(start, start + len(text))

    def _alias(self, event: Event) -> Node:
        span = self._span(event.start, event.end)
        self._report.add(codes.ALIAS, span, name=event.anchor)
        return self._fault(Scalar("", None, "plain", span, ()))

    def _fault(self, node: Node) -> Node:
        self._faulty.add(node)
        return node

    def _scalar(self, event: Event, value: Value) -> Scalar:
        raw = self._source.text[event.start : event.end]
        start = event.start
        if event.anchor is not None or event.tag is not None:
            start += len(raw) - len(raw := _PROPERTIES.sub("", raw, count=1))
        offsets = offsets_of(raw, event.text, event.style, start)
        span = self._span(start, start + len(raw.rstrip(_BLANK)))
        if event.style in ("literal", "folded") and event.text.strip():
            words = len(event.text) - len(event.text.lstrip()), len(event.text.rstrip())
            span = self._span(offsets[words[0]], offsets[words[1] - 1] + 1)  # without its mark
        return Scalar(event.text, value, event.style, span, offsets)

    def _value(self, event: Event, key: Scalar | None = None) -> Node:
        resolved = resolve(event.text) if event.style == "plain" else event.text
        if isinstance(resolved, Trap):
            scalar = self._scalar(event, event.text)
            self._report.add(resolved.code, scalar.span, **resolved.values)
            return self._fault(scalar)
        scalar = self._scalar(event, resolved)
        if resolved is None and event.tag is None:
            self._report_empty(scalar, key)
            return self._fault(scalar)
        if event.tag is not None:
            return self._fault(scalar)
        return scalar if self._clean(scalar) else self._fault(scalar)

    def _clean(self, scalar: Scalar) -> bool:
        """Only an escape can hide a forbidden character from the check of the source."""
        if scalar.style != "double" or "\\" not in scalar.span.text:
            return True
        return check_escaped(scalar.text, scalar.span, self._report)

    def _report_empty(self, scalar: Scalar, key: Scalar | None) -> None:
        start = scalar.span.start
        if key is not None and report_indent(key.span, self._report):
            raise Unreadable
        if key is not None:
            self._report.add(codes.EMPTY_VALUE, key.span, key=key.text)
        elif scalar.text:
            self._report.add(codes.EMPTY_VALUE, scalar.span, key="-")
        else:
            dash = max(self._source.text.rfind("-", 0, start), 0)
            self._report.add(codes.EMPTY_VALUE, self._span(dash, dash + 1), key="-")

    def _sequence(self, event: Event) -> Sequence:
        items: list[Node] = []
        for inner in self._events:
            if inner.kind == "end":
                return Sequence(tuple(items), self._extent(event, inner, items))
            items.append(self._node(inner))
        raise Unreadable

    def _extent(self, start: Event, end: Event, children: list[Node]) -> Span:
        """A block collection ends with its last entry, not where the next thing begins."""
        if start.flow or not children:
            return self._span(start.start, end.end)
        return self._span(start.start, children[-1].span.end)

    def _mapping(self, event: Event) -> Mapping:
        entries: dict[str, Entry] = {}
        values: list[Node] = []
        for inner in self._events:
            if inner.kind == "end":
                span = self._extent(event, inner, values)
                return Mapping(tuple(entries.values()), span)
            if event.flow and self._cuts_number(inner, values):
                next(self._events)
                continue
            key = self._key(inner)
            key, value = self._entry(key, event.flow and inner.style == "plain")
            values.append(value)
            if key is not None and self._is_new(key, entries):
                entries[key.text] = Entry(key, value)
        raise Unreadable

    def _cuts_number(self, event: Event, values: list[Node]) -> bool:
        """Whether a key is the rest of a number written with a separator: `value: 5,000`."""
        number = values[-1] if values else None
        rest = self._source.text[event.start - 1 : event.end]
        if not isinstance(number, Scalar) or not isinstance(number.value, int):
            return False
        if event.kind != "scalar" or not _SEPARATED.fullmatch(rest) or number.style != "plain":
            return False
        if number.span.end != event.start - 1:
            return False
        span = self._span(number.span.start, event.end)
        plain = span.text.replace(",", "")
        self._report.add(codes.CUT_NUMBER, span, text=span.text, value=number.text, number=plain)
        self._faulty.add(number)
        return True

    def _entry(self, key: Scalar | None, plain_in_braces: bool) -> tuple[Scalar | None, Node]:
        """A key with its value; where their colon went wrong, they are parted by it."""
        event = next(self._events)
        if event.style == "plain" and _CUT_LIST.fullmatch(event.text) and plain_in_braces:
            report_spoilt_start(self._span(event.start, event.end), self._report)
            raise Unreadable  # the commas in it were taken for those of the braces
        if key is None or not plain_in_braces or event.kind != "scalar" or event.start < event.end:
            return key, self._entry_value(key, event)
        at = report_joined(key.span, self._report)
        if at is None:
            return key, self._entry_value(key, event)
        start = key.span.start + at
        start += len(key.text[at:]) - len(key.text[at:].lstrip(f"{_BLANK}\u3000"))
        rest = Event("scalar", start, key.span.end, self._source.text[start : key.span.end])
        return _first_part(key, at - 1), self._value(rest, key)

    def _entry_value(self, key: Scalar | None, event: Event) -> Node:
        if event.kind == "scalar":
            self._refuse_properties(event)
            return self._value(event, key)
        return self._node(event)

    def _is_new(self, key: Scalar, entries: dict[str, Entry]) -> bool:
        first = entries.get(key.text)
        if first is None:
            return True
        line = first.key.span.line
        self._report.add(codes.DUPLICATE_KEY, key.span, key=key.text, line=line)
        return False

    def _key(self, event: Event) -> Scalar | None:
        """The key, or None if it was refused."""
        if event.kind != "scalar":
            node = self._node(event)
            if event.kind != "alias":
                start = node.span.start
                self._report.add(codes.COMPOUND_KEY, self._span(start, start + 1))
            return None
        self._refuse_properties(event)
        if event.style == "plain":
            return self._plain_key(event)
        key = self._scalar(event, event.text)
        return key if self._clean(key) else None

    def _plain_key(self, event: Event) -> Scalar | None:
        """A key that is no text is reported, and kept as it is written."""
        key = self._scalar(event, event.text)
        if event.text == "<<":
            self._report.add(codes.MERGE_KEY, key.span)
            return None
        if report_wide_start(key.span, self._report):
            raise Unreadable
        if event.text[0:1] + event.text[-1:] in QUOTES and len(event.text) > 1:
            describe("quotes", key.span, "", self._report)
            return Scalar(event.text[1:-1], event.text[1:-1], "plain", key.span, key.offsets[1:-1])
        value = resolve(event.text)
        if isinstance(value, str):
            return key
        if isinstance(value, Trap) and value.code is codes.BOOLEAN_WORD:
            # `n` is a key of the language, and no YAML program in use reads it as a truth
            if len(key.text) > 1:
                self._report.add(value.code, key.span, **value.values)
            return key
        kind, kind_zh = _KINDS.get(type(value), _NUMBER_KIND)
        self._report.add(codes.NON_TEXT_KEY, key.span, key=event.text, kind=kind, kind_zh=kind_zh)
        return key


def _first_part(key: Scalar, end: int) -> Scalar:
    text, span = key.text[:end], key.span
    part = Span(span.source, span.start, span.start + end)
    return Scalar(text, text, key.style, part, key.offsets[:end])
