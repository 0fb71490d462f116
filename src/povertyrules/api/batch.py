"""Deciding a whole ledger: its records, one after the other, as results to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from povertyrules.api.decision import Decision, ItemDecision
from povertyrules.api.ruleset import Evaluator, Ruleset
from povertyrules.api.status import Status
from povertyrules.explain.gist import gist
from povertyrules.explain.speech import Speech
from povertyrules.explain.words import Words
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import InvalidRecord
from povertyrules.ledgers import GroupResult, ItemResult, Ledger, LedgerRecord, ResultRow, Tally
from povertyrules.ledgers import Needed as NeededFact
from povertyrules.model.ruleset import Clause, Entity

Progress = Callable[[int, int], None]
"""Called with the records decided and the records there are."""

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "none": "均不成立",
        "unknown": "不能判定",
        "reason": "{label}{status}：{why}",
        "stop": "。",
    },
    "en": {
        "none": "none",
        "unknown": "undecided",
        "reason": "{label} {status}: {why}",
        "stop": ". ",
    },
}
_PROGRESS_EVERY = 25


class LedgerDecisions:
    """The results of a ledger, decided as they are read. `tally` has counted those so far;
    after the last one its counts add up to those of the ledger."""

    def __init__(
        self,
        ruleset: Ruleset,
        ledger: Ledger,
        as_of: str | date,
        language: Language = "zh",
        progress: Progress | None = None,
        engine: str | None = None,
    ) -> None:
        self._evaluator = ruleset.on(as_of, engine=engine)
        self._ledger = ledger
        self._teller = _Teller(self._evaluator, language)
        self._progress = progress
        self.tally = Tally(ruleset.checked, ledger)

    def __len__(self) -> int:
        return len(self._ledger.records)

    def __iter__(self) -> Iterator[ResultRow]:
        """One result for each record of the ledger. To be read once."""
        for done, record in enumerate(self._ledger.records):
            if self._progress and done % _PROGRESS_EVERY == 0:
                self._progress(done, len(self))
            result = self.decide(record)
            self.tally.add(result)
            yield result
        self.tally.close()
        if self._progress:
            self._progress(len(self), len(self))

    def decide(self, record: LedgerRecord) -> ResultRow:
        """The result of one record; one that does not fit the ruleset is a rejected one."""
        try:
            decision = self._evaluator.evaluate(record.data)
        except InvalidRecord as error:
            rejected = self._ledger.reject(record, error.faults)
            return ResultRow(record.key, rejected=tuple(rejected))
        return self._teller.result(record.key, decision)


def decide_ledger(
    ruleset: Ruleset,
    ledger: Ledger,
    as_of: str | date,
    *,
    language: Language = "zh",
    progress: Progress | None = None,
    engine: str | None = None,
) -> LedgerDecisions:
    """Decide every record of a ledger; reasons and answers are in `language`.

    What is returned yields one `ResultRow` for each record, decided when it is asked for,
    and counts them: `write_results` takes it as it is. Raises `NotInForce` and
    `OpenParameter` at once; a record that does not fit raises nothing, its result says so.
    `engine` is as for `Ruleset.on`.
    """
    return LedgerDecisions(ruleset, ledger, as_of, language, progress, engine)


class _Teller:
    """Makes result rows of decisions."""

    def __init__(self, evaluator: Evaluator, language: Language) -> None:
        self._ruleset = evaluator.ruleset.checked
        self._language = language
        self._words = _WORDS[language]
        self._spoken = Words(language)
        root = self._ruleset.root
        self._groups = [g for g in self._ruleset.groups.values() if g.entity == root.id]

    def result(self, key: str, decision: Decision) -> ResultRow:
        tree = decision.explain().to_dict()
        told = self._told(decision, self._ruleset.root)
        return ResultRow(
            key=key,
            groups=tuple(self._group(decision, group.id) for group in self._groups),
            outcomes=_statuses(decision),
            reason=self._reason(tree, decision, told),
            needed=tuple(self._needed(tree)),
            clauses=self._clauses(decision, told),
            items=tuple(self._items(tree, tree["result"], decision, self._ruleset.root)),
        )

    def _group(self, decision: Decision, group: str) -> GroupResult:
        answer = decision.groups[group]
        if answer is Status.UNKNOWN:
            return GroupResult(group, None, "unknown", self._words["unknown"])
        if answer is None:
            return GroupResult(group, None, "none", self._words["none"])
        return GroupResult(group, answer, "decided", decision.outcomes[answer].label)

    def _told(self, item: ItemDecision, entity: Entity) -> list[str]:
        """The outcomes whose reasons are worth a line: of a group the one that holds, or
        all that do not; of the others those that hold, or, where there is nothing to tell so,
        those that are not decided."""
        told: list[str] = []
        for group in self._ruleset.groups.values():
            if group.entity == entity.id:
                answer = item.groups[group.id]
                open_ones = [n for n in group.outcomes if item.outcomes[n].status == "unknown"]
                told += [answer] if answer in group.outcomes else open_ones or group.outcomes
        holding = (o.id for o in item.outcomes.values() if o.status == "holds")
        undecided = (o.id for o in item.outcomes.values() if o.status == "unknown")
        return list(dict.fromkeys([*told, *holding])) or list(undecided)

    def _reason(self, tree: dict[str, Any], item: ItemDecision, told: list[str]) -> str:
        return self._words["stop"].join(self._because(tree, item, name) for name in told)

    def _because(self, tree: dict[str, Any], item: ItemDecision, name: str) -> str:
        outcome = item.outcomes[name]
        status = self._spoken.say(outcome.status)
        why = gist(tree, name, self._language, item.path)
        return self._words["reason"].format(label=outcome.label, status=status, why=why)

    def _clauses(self, item: ItemDecision, told: list[str]) -> tuple[str, ...]:
        cited = dict.fromkeys(c for name in told for c in item.outcomes[name].clauses)
        several = len({clause.source for clause in cited}) > 1
        return tuple(self._clause(clause) if several else clause.label for clause in cited)

    def _clause(self, clause: Clause) -> str:
        document = self._ruleset.documents[clause.source]
        return f"{document.number or document.title or document.id} {clause.label}"

    def _items(
        self, tree: dict[str, Any], node: dict[str, Any], item: ItemDecision, entity: Entity
    ) -> Iterator[ItemResult]:
        """The results of the items in which something is decided, at every depth. `node`
        is the item's part of the explanation; sensitive keys are masked there."""
        for collection in entity.collections:
            below = self._ruleset.entities[collection.id]
            decided = item.of(collection.id) if _decides(self._ruleset.entities, below) else ()
            for number, each in enumerate(decided or ()):
                child = node["items"][collection.id][number]
                if below.outcomes:
                    told = self._told(each, below)
                    yield ItemResult(
                        path=each.path,
                        key="" if child["key"] is None else str(child["key"]),
                        outcomes=_statuses(each),
                        reason=self._reason(tree, each, told),
                        needed=tuple(self._needed(tree, each.path)),
                        clauses=self._clauses(each, told),
                    )
                yield from self._items(tree, child, each, below)

    def _needed(self, tree: dict[str, Any], own: str = "") -> Iterator[NeededFact]:
        """What could still change something: for the record as a whole, or for its item at
        the path `own`."""
        speech = Speech(tree, self._spoken, str)
        for need in tree["needed"]:
            concerned = {outcome.rpartition(".")[0] for outcome in need["outcomes"]}
            if own and own not in concerned:
                continue
            label, place = need["label"], need["path"].rpartition(".")[0]
            if place and place != own:
                label = self._spoken.say("fact_of", item=speech.item_name(place), label=label)
            yield NeededFact(need["path"], label, need["by"]["label"] if need["by"] else "")


def _statuses(item: ItemDecision) -> dict[str, Any]:
    return {name: outcome.status.value for name, outcome in item.outcomes.items()}


def _decides(entities: Mapping[str, Entity], entity: Entity) -> bool:
    below = (entities[collection.id] for collection in entity.collections)
    return bool(entity.outcomes) or any(_decides(entities, child) for child in below)
