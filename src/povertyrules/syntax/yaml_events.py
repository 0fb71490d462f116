"""The event stream of a YAML file, within limits.

The composer and constructor of PyYAML are never used: the C composer crashes on deep
nesting, and both expand aliases. Events come one at a time, so that a limit stops the
reading where it is passed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from povertyrules.kernel.catalogue import text as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Source, Span
from povertyrules.syntax.document import Style
from povertyrules.syntax.yaml_problems import report_problem

MAX_DEPTH = 64
MAX_NODES = 20_000
MAX_SCALAR = 20_000

Kind = Literal["scalar", "alias", "sequence", "mapping", "end", "document", "directive"]

_TOO_DEEP = "maximum nesting depth"
"""What PyYAML 6.0.4 and later say of brackets in a row, before it gives any event of them."""

_STYLES: dict[str | None, Style] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}


class Event(NamedTuple):
    """One event; `start` and `end` are offsets in the source."""

    kind: Kind
    start: int
    end: int
    text: str = ""
    style: Style = "plain"
    anchor: str | None = None
    tag: str | None = None
    flow: bool = False


class Unreadable(Exception):
    """The file cannot be read on; the reason was reported."""


def events(source: Source, report: Report) -> Iterator[Event]:
    """The events of a file. Raises `Unreadable` after reporting a fault or a limit."""
    depth = count = 0
    for event in _translated(source, report):
        if event.kind == "end":
            depth -= 1
        else:
            count += event.kind not in ("document", "directive")
            depth += event.kind in ("sequence", "mapping")
            if depth > MAX_DEPTH or count > MAX_NODES or len(event.text) > MAX_SCALAR:
                _report_limit(event, depth, count, source, report)
                raise Unreadable
        yield event


def _report_limit(event: Event, depth: int, count: int, source: Source, report: Report) -> None:
    here = Span(source, event.start, event.start + 1)
    if depth > MAX_DEPTH:
        report.add(codes.NESTED_TOO_DEEPLY, here, limit=MAX_DEPTH)
    elif count > MAX_NODES:
        report.add(codes.TOO_MANY_NODES, here, limit=MAX_NODES)
    else:
        report.add(codes.TEXT_TOO_LONG, here, limit=MAX_SCALAR)


def _translated(source: Source, report: Report) -> Iterator[Event]:
    import yaml

    try:
        for event in _parsed(source.text):
            translated = _translate(event)
            if translated is not None:
                yield translated
    except yaml.YAMLError as error:
        _report_fault(error, source, report)
        raise Unreadable from error


def _report_fault(error: Any, source: Source, report: Report) -> None:
    if _TOO_DEEP in str(getattr(error, "problem", "")):
        at = error.problem_mark.index
        report.add(codes.NESTED_TOO_DEEPLY, Span(source, at, at + 1), limit=MAX_DEPTH)
    else:
        report_problem(error, source, _reach, report)


def _parsed(text: str) -> Iterator[Any]:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return iter(yaml.parse(text, Loader=loader))


def _reach(text: str) -> int | None:
    """Where the reader stops in a text; None if it reads to its end."""
    import yaml

    depth = 0
    try:
        for event in _parsed(text):
            name = type(event).__name__
            depth += name.endswith("StartEvent") - name.endswith("EndEvent")
            if depth > MAX_DEPTH:
                return 0
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return 0 if mark is None else int(mark.index)
    return None


def _translate(event: Any) -> Event | None:
    """Our event for one of PyYAML's, whose classes are told apart by name."""
    name = type(event).__name__
    start, end = event.start_mark.index, event.end_mark.index
    if name == "ScalarEvent":
        style = _STYLES[event.style]
        return Event("scalar", start, end, event.value, style, event.anchor, event.tag)
    if name in ("SequenceStartEvent", "MappingStartEvent"):
        kind: Kind = "sequence" if name == "SequenceStartEvent" else "mapping"
        flow = bool(event.flow_style)
        return Event(kind, start, end, "", "plain", event.anchor, event.tag, flow)
    if name in ("SequenceEndEvent", "MappingEndEvent"):
        return Event("end", start, end)
    if name == "AliasEvent":
        return Event("alias", start, end, anchor=event.anchor)
    if name == "DocumentStartEvent":
        return Event("directive" if event.version or event.tags else "document", start, end)
    return None
