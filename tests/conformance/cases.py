"""The conformance cases, read from the data files beside this one (see README.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent

FILE_KEYS = {"about", "ruleset", "as_of", "given", "cases"}
GIVEN_KEYS = {"facts", "expect", "groups", "fill"}
CASE_KEYS = {
    *("name", "as_of", "fill", "facts", "without"),
    *("expect", "groups", "needed", "items", "refused", "rejected"),
}


class _Exact(yaml.SafeLoader):
    """YAML with decimals for numbers that have a point, and dates as text."""


_Exact.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Exact.add_constructor(
    "tag:yaml.org,2002:float",
    lambda loader, node: Decimal(loader.construct_scalar(node)),  # type: ignore[arg-type]
)


@dataclass(frozen=True)
class Expected:
    """What is expected of one item: statuses by outcome, and of its items in turn."""

    statuses: Mapping[str, str]
    items: Mapping[str, tuple[Expected, ...] | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """One case, with what the file gives to all of its cases laid under it."""

    file: str
    name: str
    ruleset: str
    as_of: str
    fill: Mapping[str, Any]
    facts: Mapping[str, Any]
    expected: Expected
    groups: Mapping[str, str | None]
    needed: frozenset[str] | None
    refused: str | None
    rejected: frozenset[tuple[str, str]] | None

    @property
    def id(self) -> str:
        return f"{self.file}: {self.name}"


def all_cases() -> list[Case]:
    return [case for path in sorted(HERE.glob("*.yaml")) for case in _read(path)]


def _read(path: Path) -> Iterator[Case]:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Exact)  # noqa: S506
    _only(content, FILE_KEYS, path.name)
    given = content.get("given", {})
    _only(given, GIVEN_KEYS, f"{path.name}, given")
    for case in content["cases"]:
        _only(case, CASE_KEYS, f"{path.name}, {case['name']}")
        yield _case(path.stem, content, given, case)


def _only(mapping: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = set(mapping) - known
    assert not unknown, f"{where}: unknown keys {sorted(unknown)}"


def _case(file: str, content: Any, given: Any, case: Any) -> Case:
    facts = {**given.get("facts", {}), **case.get("facts", {})}
    for fact in case.get("without", ()):
        del facts[fact]
    decided = "refused" not in case and "rejected" not in case
    statuses = {**given.get("expect", {}), **case.get("expect", {})} if decided else {}
    groups = {**given.get("groups", {}), **case.get("groups", {})} if decided else {}
    return Case(
        file=file,
        name=case["name"],
        ruleset=_location(content["ruleset"]),
        as_of=case.get("as_of", content.get("as_of")),
        fill=case.get("fill", given.get("fill", {})),
        facts=facts,
        expected=Expected(statuses, _items(case.get("items", {}))),
        groups=groups,
        needed=frozenset(case["needed"]) if "needed" in case else None,
        refused=case.get("refused"),
        rejected=frozenset((f["code"], f["path"]) for f in case["rejected"])
        if "rejected" in case
        else None,
    )


def _location(reference: str) -> str:
    return str((HERE / reference).resolve()) if reference.endswith(".yaml") else reference


def _items(items: Mapping[str, Any]) -> dict[str, tuple[Expected, ...] | None]:
    return {
        name: None
        if listed == "missing"
        else tuple(Expected(i.get("expect", {}), _items(i.get("items", {}))) for i in listed)
        for name, listed in items.items()
    }
