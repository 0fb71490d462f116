"""The process in which durable-rules runs: lines of JSON in, lines of JSON out.

The first line has the rules; the answer is `"ready"`. Each further line is `[number, groups]`,
a household: each group has the facts of one item, which are put in one after the other; then
the session with all that is in it is deleted, before the next group. The answer is
`[number, matches]` with, for each group, the rules that fired, each as its name and the numbers
`i` of the records.

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
SESSION = "0"
"""The session of facts that name none."""
ALL_FACTS = [{"m": {"$ex": {"kind": 1}}}]


class _NoActions:
    """Stands where durable-rules has its host, which would start threads."""

    def get_action(self, name: str) -> None:
        raise LookupError(name)


class Network:
    """One ruleset of durable-rules, with one session at a time and without its threads.

    Facts are never retracted one by one: to retract a fact that took part in a match which
    fired, durable-rules goes through the memory of that match, which is free by then, and
    reads and writes beyond it (`deleteMessageFromFrame`). Deleting the session frees all.
    """

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
            self._assert(fact)
        if told:
            self._ruleset.delete_state(SESSION)
        return list(self._found)

    def _assert(self, fact: Fact) -> None:
        """Put a fact in, and do everything that fires for it."""
        raised: list[BaseException] = []

        def done(error: BaseException | None, _: object) -> None:
            if error:
                raised.append(error)

        self._ruleset.do_actions(self._ruleset.assert_fact(fact), done)
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
