"""The laws of ruleset sources: what is listed can be read, is the same each time, and is it."""

from __future__ import annotations

from collections.abc import Iterator

from povertyrules.api.shelf import content_of, versions_of
from povertyrules.kernel.catalogue import plugins as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.errors import PovertyRulesError
from povertyrules.kernel.faults import Fault
from povertyrules.plugins.declarations import RulesetSource
from povertyrules.syntax.parse import parse_file
from povertyrules.syntax.read import source_from_bytes
from povertyrules.testing.breaches import MOST, breach


def check_source(source: RulesetSource) -> list[Fault]:
    """Read everything that a source lists, twice."""
    try:
        listed = versions_of(source)
    except PovertyRulesError as error:
        return [breach(codes.HOOK_BREAKS, source, str(error))]
    pairs = [(name, version) for name, versions in listed.items() for version in versions]
    return [fault for pair in pairs for fault in _breaches(source, *pair)][:MOST]


def _breaches(source: RulesetSource, name: str, version: str) -> Iterator[Fault]:
    wanted = f"{name}@{version}"
    try:
        first, second = (content_of(source, name, version)[1] for _ in range(2))
    except PovertyRulesError as error:
        yield breach(codes.HOOK_BREAKS, source, str(error))
        return
    if first != second:
        yield breach(codes.HOOK_BREAKS, source, f"it gives {wanted} in two forms")
    found = _reference_in(first)
    if found and found != wanted:
        yield breach(codes.HOOK_BREAKS, source, f"what it gives as {wanted} calls itself {found}")


def _reference_in(content: bytes) -> str:
    """`id@version` as a file says itself; nothing where it cannot be read, which is told to
    whoever loads it."""
    report = Report()
    text = source_from_bytes("kit", content, report)
    parsed = None if text is None else parse_file(text, report)
    header = None if parsed is None else parsed.root.get("ruleset")
    parts = [getattr(getattr(header, "get", lambda _: None)(k), "text", "") for k in _PARTS]
    return "@".join(parts) if all(parts) else ""


_PARTS = ("id", "version")
