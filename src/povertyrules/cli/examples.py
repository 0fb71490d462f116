"""Which households of a ledger are worth showing: one of each kind of answer.

Chosen by what was decided, not by name, so that nothing here knows the policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from povertyrules.api.decision import Decision
from povertyrules.api.ruleset import Ruleset
from povertyrules.cli.summary import Run
from povertyrules.ledgers import Reject, ResultRow
from povertyrules.model.reading import references


@dataclass(frozen=True, slots=True)
class Example:
    """A decision, and the outcomes that are worth explaining."""

    decision: Decision
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """One of each kind, where there is one; `rejected` has all rejects of one record."""

    included: Example | None
    not_included: Example | None
    undecided: Example | None
    rejected: tuple[Reject, ...]


def find_examples(ruleset: Ruleset, run: Run, results: Sequence[ResultRow]) -> Examples:
    """The clearest cases: the one for which most holds and a figure counts, the nearest
    miss, the one that lacks a single finding, and one with an unreadable cell."""
    chooser = _Chooser(ruleset, run)
    return Examples(
        included=chooser.included(r for r in results if _answer(r) == "decided"),
        not_included=chooser.nearest_miss(r for r in results if _answer(r) == "none"),
        undecided=chooser.undecided(r for r in results if _answer(r) == "unknown"),
        rejected=_rejected(run.tally.rejects),
    )


def _answer(result: ResultRow) -> str:
    return result.groups[0].status if result.groups else ""


class _Chooser:
    def __init__(self, ruleset: Ruleset, run: Run) -> None:
        self._evaluator = ruleset.on(run.binding.as_of)
        self._records = {record.key: record for record in run.ledger.records}
        self._checked = ruleset.checked

    def _decision(self, result: ResultRow) -> Decision:
        return self._evaluator.evaluate(self._records[result.key].data)

    def _example(self, result: ResultRow, outcomes: Iterable[str]) -> Example:
        return Example(self._decision(result), tuple(dict.fromkeys(outcomes)))

    def included(self, results: Iterable[ResultRow]) -> Example | None:
        best = max(results, key=self._worth, default=None)
        if best is None:
            return None
        holding = (name for name, status in best.outcomes.items() if status == "holds")
        return self._example(best, [_group_of(best), *holding])

    def _worth(self, result: ResultRow) -> tuple[bool, int, int]:
        """A figure counted; much follows from the answer; not much else is to be told."""
        told = self._because(result, _group_of(result))
        holding = {name for name, status in result.outcomes.items() if status == "holds"}
        following = holding & self._readers(_group_of(result))
        return any(_margins(told, "holds")), len(following), -len(holding)

    def _readers(self, outcome: str) -> set[str]:
        """The definitions that read an outcome, directly or through others."""
        found = {outcome}
        for definition in self._checked.order:
            if any(node.definition.id in found for node in references(definition)):
                found.add(definition.id)
        return found - {outcome}

    def nearest_miss(self, results: Iterable[ResultRow]) -> Example | None:
        """Where a figure alone stood in the way, the one that missed by least."""
        nearest: tuple[tuple[Fraction, int], ResultRow] | None = None
        for result in results:
            for place, name in enumerate(self._members(result)):
                margin = min(_margins(self._because(result, name), "fails"), default=None)
                if margin is not None and (nearest is None or (margin, place) < nearest[0]):
                    nearest = ((margin, place), result)
        if nearest is None:
            return None
        return self._example(nearest[1], self._members(nearest[1]))

    def _members(self, result: ResultRow) -> tuple[str, ...]:
        """The outcomes of the first group."""
        return self._checked.groups[result.groups[0].id].outcomes

    def undecided(self, results: Iterable[ResultRow]) -> Example | None:
        asked = [r for r in results if r.needed and all(need.by for need in r.needed)]
        best = min(asked, key=lambda r: len(r.needed), default=None)
        if best is None:
            return None
        return self._example(best, self._members(best))

    def _because(self, result: ResultRow, outcome: str) -> dict[str, Any]:
        tree = self._evaluator.explain(self._decision(result).observation).to_dict()
        definitions: dict[str, Any] = tree["result"]["definitions"]
        return {"outcome": definitions[outcome]["because"], "definitions": definitions}


def _group_of(result: ResultRow) -> str:
    return result.groups[0].outcome or ""


def _margins(told: dict[str, Any], status: str) -> Iterator[Fraction]:
    """The margins of the comparisons that alone settled an outcome with a status."""
    pending = [told["outcome"]]
    while pending:
        node = pending.pop()
        if node["kind"] == "comparison" and node["status"] == status and node["margin"]:
            yield abs(Fraction(node["margin"]))
        elif node["kind"] == "definition":
            pending.append(told["definitions"][node["definition"]]["because"])
        elif node["kind"] in ("all", "any"):
            pending += _settling(node)


def _settling(node: dict[str, Any]) -> list[dict[str, Any]]:
    """The children that settled a step; of `all` that fails only one that did so alone."""
    decisive = [child for child in node["children"] if child["decisive"]]
    alone = node["kind"] == "all" and node["status"] == "fails"
    return decisive if not alone or len(decisive) == 1 else []


def _rejected(rejects: Sequence[Reject]) -> tuple[Reject, ...]:
    """All rejects of the first record that has a faulty cell with something in it."""
    first = next((r for r in rejects if r.key and r.column and r.cell), None)
    return tuple(r for r in rejects if first is not None and r.key == first.key)
