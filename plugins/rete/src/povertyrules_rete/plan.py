"""The plan: a ruleset whose patterns are joined by durable-rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from povertyrules.engines import record
from povertyrules.kernel.codes import Code
from povertyrules.kernel.errors import InvalidRecord
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.truth import Truth
from povertyrules.model.outcome import Binding, Observation, Verdicts
from povertyrules.model.reading import references
from povertyrules.model.ruleset import Definition, Row, Ruleset
from povertyrules.plugins import DecisionEngine
from povertyrules_rete.derived import with_facts, with_singles
from povertyrules_rete.households import Sought, facts_of, posted, sides_of, truth_of
from povertyrules_rete.items import Findings, filled, is_given, sought_of
from povertyrules_rete.prepared import Prepared, kinds_of, prepare, rules_of
from povertyrules_rete.process import Worker, WorkerFailed
from povertyrules_rete.refusing import check_available
from povertyrules_rete.settings import FACTS, Settings

UNDECIDED = Code(
    "RETE1",
    "rete-worker-failed",
    "the engine rete could not decide the record: its worker process failed ({reason})",
    "rete 引擎未能判定该记录：工作进程失败（{reason_zh}）",
    "decide it with the engine record, which gives the same answers",
    "请用 record 引擎判定该记录，两者结果相同",
)


@dataclass(slots=True)
class Counts:
    """How the records were decided. `joined` by the network; `alone` without it, as no records
    were left to join; by the record engine those where a collection of a pattern was `not_given`
    and those with `too_many` combinations or facts; `failed` were not decided."""

    joined: int = 0
    alone: int = 0
    not_given: int = 0
    too_many: int = 0
    failed: int = 0


class RetePlan:
    """A ruleset made ready for one binding. `counts` says how its records were decided."""

    def __init__(self, ruleset: Ruleset, binding: Binding, settings: Settings) -> None:
        check_available()
        self.ruleset = ruleset
        self.counts = Counts()
        self._settings = settings
        self._pure = record.plan(ruleset, binding)
        self._patterns = tuple(_prepared(ruleset, binding))
        self._kinds = kinds_of(self._patterns)
        self.rules = rules_of(self._patterns, self._kinds)
        self.worker = Worker(self.rules, settings)
        filled_in = with_facts(ruleset)
        self._answering = record.plan(filled_in, binding)
        self._asked = with_singles(filled_in, self._patterns)
        self._asking = record.plan(self._asked, binding)
        self._layers = _layers(self._patterns)

    def decide(self, row: Row) -> Verdicts:
        """The truths of a validated row. Raises `InvalidRecord` where the worker fails."""
        if not self._patterns:
            return self._pure.decide(row)
        if not is_given(self.ruleset, self._patterns, row):
            self.counts.not_given += 1
            return self._pure.decide(row)
        findings = self._findings(row)
        if findings is None:
            self.counts.too_many += 1
            return self._pure.decide(row)
        return self._answering.decide(filled(self.ruleset, row, findings))

    def observe(self, row: Row) -> Observation:
        """Every value for a validated row: the record engine's, which has the same answers."""
        return self._pure.observe(row)

    def _findings(self, row: Row) -> Findings | None:
        """What each pattern is for each item; None for too many combinations."""
        findings: Findings = {}
        joined = False
        for layer in self._layers:
            verdicts = self._asking.decide(filled(self.ruleset, row, findings))
            sought = [each for p in layer for each in sought_of(self._asked, p, row, verdicts)]
            found = self._joined([each for _, _, each in sought])
            if found is None:
                return None
            joined = joined or found[0]
            for (pattern, path, _), truth in zip(sought, found[1], strict=True):
                findings[pattern, path] = truth
        self.counts.joined += joined
        self.counts.alone += not joined
        return findings

    def _joined(self, sought: list[Sought]) -> tuple[bool, list[Truth]] | None:
        """Whether the network was asked, and what the patterns are."""
        sides = [sides_of(each) for each in sought]
        wanted = [
            [p for side in own for p in posted(each, side)]
            for each, own in zip(sought, sides, strict=True)
        ]
        if any(p.combinations > self._settings.combinations for each in wanted for p in each):
            return None
        groups = [facts_of(s, w, self._kinds) for s, w in zip(sought, wanted, strict=True)]
        if any(len(group) > FACTS for group in groups):
            return None
        fired = self._fired([group for group in groups if group])
        each_fired = [next(fired) if group else {} for group in groups]
        truths = [truth_of(*each) for each in zip(sought, each_fired, sides, strict=True)]
        return any(groups), truths

    def _fired(self, groups: list[list[dict[str, int]]]) -> Iterator[dict[str, set[Any]]]:
        """The matches of each rule, for each group."""
        try:
            answers = self.worker.ask(groups) if groups else []
            return iter([_by_rule(answer) for answer in answers])
        except WorkerFailed as error:
            self.counts.failed += 1
            told: dict[str, object] = {"reason": error.reason, "reason_zh": error.reason_zh}
            raise InvalidRecord([Fault(UNDECIDED, "", told)]) from error


def _by_rule(answer: list[Any]) -> dict[str, set[Any]]:
    found: dict[str, set[Any]] = {}
    for name, *numbers in answer:
        found.setdefault(name, set()).add(tuple(numbers))
    return found


def _prepared(ruleset: Ruleset, binding: Binding) -> Iterator[Prepared]:
    for definition in ruleset.order:
        if definition.pattern is not None:
            yield prepare(definition, definition.pattern, binding)


def _layers(patterns: tuple[Prepared, ...]) -> list[list[Prepared]]:
    """The patterns, each after those that it reads."""
    depths: dict[str, int] = {}
    layers: list[list[Prepared]] = []
    for prepared in patterns:
        read = _patterns_read(prepared.definition)
        depth = 1 + max((depths[name] for name in read), default=-1)
        depths[prepared.definition.id] = depth
        layers[depth:] = layers[depth:] or [[]]
        layers[depth].append(prepared)
    return layers


def _patterns_read(definition: Definition) -> set[str]:
    """The patterns that a definition reads, also through others."""
    found: set[str] = set()
    pending, seen = [definition], {definition.id}
    while pending:
        for reference in references(pending.pop()):
            read = reference.definition
            if read.id not in seen:
                seen.add(read.id)
                pending.append(read)
                if read.pattern is not None:
                    found.add(read.id)
    return found


def plan(ruleset: Ruleset, binding: Binding) -> RetePlan:
    """Make a ruleset ready with the usual settings. Raises `UnsupportedFeature` for what the
    network cannot express, and where durable-rules does not run."""
    return RetePlan(ruleset, binding, Settings())


def engine(settings: Settings | None = None) -> DecisionEngine:
    """The engine, for a host that has settings of its own."""
    chosen = settings or Settings()
    return DecisionEngine(name="rete", plan=lambda r, b: RetePlan(r, b, chosen))
