"""The process in which durable-rules runs: lines of JSON in, lines of JSON out.

The first line has the rules; the answer is `"ready"`. Each further line is `[number, groups]`,
a household: each group has the facts of one item, which are put in one after the other and all
taken out again before the next group. The answer is `[number, matches]` with, for each group,
the rules that fired, each as its name and the numbers `i` of the records.

None of the library's engines is imported here, and nothing is kept from one household to the next.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, TextIO

Fact = dict[str, int]
Found = list[list[Any]]
CATCH_ALL = "all"
ALL_FACTS = [{"m": {"$ex": {"kind": 1}}}]


class _NoActions:
    """Stands where durable-rules has its host, which would start threads."""

    def get_action(self, name: str) -> None:
        raise LookupError(name)


class Network:
    """One ruleset of durable-rules, with one session and without its threads."""

    def __init__(self, rules: dict[str, list[dict[str, Any]]]) -> None:
        from durable.engine import Ruleset

        self._found: Found = []
        definition: dict[str, Any] = {
            name: {"all": conditions, "run": self._action(name, conditions)}
            for name, conditions in rules.items()
        }
        definition[CATCH_ALL] = {"all": ALL_FACTS, "run": _nothing}
        self._ruleset = Ruleset("patterns", _NoActions(), definition)

    def _action(self, name: str, conditions: list[dict[str, Any]]) -> Callable[[Any], None]:
        aliases = [next(iter(condition)) for condition in conditions]

        def matched(closure: Any) -> None:
            self._found.append([name, *(getattr(closure, alias).i for alias in aliases)])

        return matched

    def matches(self, facts: list[Fact]) -> Found:
        """What fires for the facts of one item, which are then gone."""
        self._found.clear()
        told = [{"id": number + 1, "h": 1, **fact} for number, fact in enumerate(facts)]
        for fact in told:
            self._run(self._ruleset.assert_fact, fact)
        found = list(self._found)
        for fact in told:
            self._run(self._ruleset.retract_fact, fact)
        return found

    def facts(self) -> list[Fact]:
        """The facts that are there now: none between two households."""
        found: list[Fact] = self._ruleset.get_facts("0")
        return found

    def _run(self, act: Callable[[Fact], int], fact: Fact) -> None:
        """Do something, and everything that fires for it."""
        raised: list[BaseException] = []

        def done(error: BaseException | None, _: object) -> None:
            if error:
                raised.append(error)

        self._ruleset.do_actions(act(fact), done)
        if raised:
            raise raised[0]


def _nothing(closure: Any) -> None:
    """What is done for a fact as such."""


def serve(given: TextIO, answers: TextIO) -> None:
    """Answer line after line until there are no more."""
    for answer in _answers(given):
        answers.write(json.dumps(answer, separators=(",", ":")) + "\n")
        answers.flush()


def _answers(given: TextIO) -> Iterator[Any]:
    network = Network(json.loads(given.readline()))
    yield "ready"
    for line in given:
        number, groups = json.loads(line)
        yield [number, [network.matches(facts) for facts in groups]]


def main() -> None:
    """Serve on the process's own pipes; what durable-rules prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    serve(sys.stdin, answers)


if __name__ == "__main__":
    main()
