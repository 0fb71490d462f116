"""A worker that crashes, hangs or talks nonsense costs one household, never the run."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import povertyrules as pr
from plugins.rete.tests.deciding import joins, one, planned, pure, rows
from povertyrules.model.ruleset import Row
from povertyrules.plugins import CONTRACT, hookimpl
from povertyrules_rete import engine
from povertyrules_rete.plan import RetePlan
from povertyrules_rete.settings import Settings

pytestmark = joins
NEXT = "gap and months_between(first.seen, seen) == 1"
RULESET = one(f"{{first: {{where: gap}}, second: {{where: '{NEXT}'}}}}")
YES = rows({"seen": 24243, "gap": True}, {"seen": 24244, "gap": True})
NO = rows({"seen": 24243, "gap": True}, {"seen": 24246, "gap": True})
FAKE = """
import os, sys, time
print('"ready"', flush=True)
sys.stdin.readline()
for number, line in enumerate(sys.stdin, 1):
    {0}
"""


def _fake(behaviour: str, **settings: Any) -> RetePlan:
    command = (sys.executable, "-c", FAKE.format(behaviour))
    return planned(RULESET, command=command, **{"limit": 0.5, **settings})


def _failure(plan: RetePlan, row: Row = YES) -> str:
    with pytest.raises(pr.InvalidRecord) as caught:
        plan.decide(row)
    (fault,) = caught.value.faults
    assert fault.code.number == "RETE1"
    assert "record 引擎" in fault.to_text("zh")
    assert "it" not in fault.message("zh")
    return fault.message("en")


@pytest.mark.parametrize(
    ("behaviour", "told"),
    [
        ("os._exit(3)", "it ended with the code 3"),
        ("os.kill(os.getpid(), 11)", "it ended with the code -11"),
        ("while True: pass", "it took too long"),
        ("print('[1', end='', flush=True); time.sleep(9)", "it took too long"),
        ("print('garbage', flush=True)", "its answer could not be read"),
        ("sys.stdout.buffer.write(b'\\xff\\x00\\n'); sys.stdout.flush()", "could not be read"),
        ("print('[1]', flush=True)", "its answer could not be read"),
        ("print('[99, []]', flush=True)", "its answer could not be read"),
        ("print('[1, [[], [], []]]', flush=True)", "its answer could not be read"),
        ('print(\'[1, [[["x", "y"]]]]\', flush=True)', "its answer could not be read"),
        ("print('[1, [7]]', flush=True)", "its answer could not be read"),
        ("print('[1, [[]]]\\n[2, [[]]]', flush=True)", "its answer could not be read"),
        ("print('null', flush=True)", "its answer could not be read"),
        ("print('[' * 100000, flush=True)", "its answer could not be read"),
        ("print('x' * 100, flush=True, end=''); os.close(1); time.sleep(9)", "closed its pipe"),
    ],
)
def test_a_worker_that_fails(behaviour: str, told: str) -> None:
    plan = _fake(behaviour)
    assert told in _failure(plan)
    assert plan.worker.pid is None
    assert told in _failure(plan)
    assert plan.worker.started == 2
    assert plan.counts.failed == 2


def test_a_worker_that_never_becomes_ready() -> None:
    plan = planned(RULESET, command=(sys.executable, "-c", "input(); input()"), start=0.5)
    assert "it took too long" in _failure(plan)


def test_a_worker_that_does_not_read() -> None:
    """More than fits in a pipe, to a process that is stopped."""
    plan = planned(one("{first: {}, second: {where: seen > first.seen}}"), limit=1.0)
    many = rows(*({"seen": 24240 + n % 12} for n in range(40)))
    plan.decide(YES)
    os.kill(plan.worker.pid or 0, signal.SIGSTOP)
    start = time.monotonic()
    assert "it took too long" in _failure(plan, many)
    assert time.monotonic() - start < 30
    assert plan.decide(YES).truths == (True,)


def test_killed_at_random_the_others_are_decided() -> None:
    plan, chance = planned(RULESET), random.Random(3)
    failed = 0
    for number in range(60):
        row = YES if number % 2 else NO
        if plan.worker.pid and chance.random() < 0.2:
            os.kill(plan.worker.pid, signal.SIGKILL)
        try:
            assert plan.decide(row).truths == pure(RULESET, row)
        except pr.InvalidRecord as error:
            assert "it ended with the code -9" in str(error)  # noqa: PT017
            failed += 1
    assert 0 < failed < 30
    assert plan.worker.started == failed + 1
    assert plan.counts.failed == failed


def test_killed_in_the_middle_no_answer_is_wrong() -> None:
    """Another thread kills whatever process there is, while households are decided."""
    plan, chance, over = planned(RULESET), random.Random(5), threading.Event()

    def kill() -> None:
        while not over.wait(chance.uniform(0.0, 1.0)):
            if (pid := plan.worker.pid) is not None:
                os.kill(pid, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    told: Counter[str] = Counter()
    for number in count():
        if told["RETE1"] >= 3 and told["decided"] >= 30:
            break
        row = YES if number % 2 else NO
        try:
            assert plan.decide(row).truths == pure(RULESET, row)
            told["decided"] += 1
        except pr.InvalidRecord as error:
            told[error.faults[0].code.number] += 1
    over.set()
    thread.join()
    assert set(told) <= {"decided", "RETE1"}
    assert told["RETE1"] == plan.counts.failed
    assert plan.decide(YES).truths == (True,)


def test_memory_is_given_back_with_the_process() -> None:
    plan = planned(RULESET, households=5)
    pids = set()
    for _ in range(17):
        assert plan.decide(YES).truths == (True,)
        pids.add(plan.worker.pid)
    assert plan.worker.started == len(pids) == 4


def test_no_process_remains() -> None:
    plan = planned(RULESET)
    plan.decide(YES)
    pid = plan.worker.pid or 0
    del plan
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_after_a_fork_each_process_has_its_own() -> None:
    plan = planned(RULESET)
    plan.decide(YES)
    child = os.fork()
    if child == 0:
        os._exit(0 if plan.decide(NO).truths == (False,) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert plan.decide(YES).truths == (True,)
    assert plan.worker.started == 1


ENDLESS = """
from itertools import count
from povertyrules_rete import worker
class Endless(worker.Network):
    def _action(self, name, conditions):
        numbers = count(1000)
        def again(closure):
            closure.assert_fact({**closure.r1._d, "id": next(numbers)})
        return again
worker.Network = Endless
worker.main()
"""


def test_a_rule_that_never_ends() -> None:
    """A rule that puts in a fact for which it fires again, in durable-rules itself."""
    plan = planned(RULESET, command=(sys.executable, "-c", ENDLESS), limit=1.0)
    assert plan.decide(NO).truths == (False,)
    assert "it took too long" in _failure(plan)
    assert plan.decide(NO).truths == (False,)
    assert plan.worker.started == 2


class _Host:
    """A plugin with the engine, whose worker dies of a household with a certain note."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._settings = Settings(command=command, limit=1.0)

    @hookimpl
    def povertyrules_contract(self) -> int:
        return CONTRACT

    @hookimpl
    def povertyrules_engines(self) -> list[Any]:
        return [engine(self._settings)]


DYING = """
import json, os, sys
from povertyrules_rete import worker
network = worker.Network
class Dying(network):
    def matches(self, facts):
        if any(fact["i"] == 2 for fact in facts): os.kill(os.getpid(), 9)
        return super().matches(facts)
worker.Network = Dying
worker.main()
"""


def test_the_run_over_a_ledger_goes_on(tmp_path: Path) -> None:
    host = pr.Engine(plugins=[_Host((sys.executable, "-c", DYING))])
    ruleset = host.load(Path(__file__).parents[3] / "tests/conformance/rulesets/patterns.yaml")
    two = [{"seen": "2020-04", "gap": True}, {"seen": "2020-05", "gap": True}]
    three = [*two, {"seen": "2020-06", "gap": True}]
    path = tmp_path / "ledger.jsonl"
    path.write_text("".join(json.dumps({"observations": o}) + "\n" for o in (two, three, two)))
    ledger = host.read_ledger(path, ruleset.checked)
    told = list(pr.decide_ledger(ruleset, ledger, "2020-06-15", engine="rete"))
    assert [row.outcomes.get("in_a_row") for row in told] == ["holds", None, "holds"]
    assert {reject.code for reject in told[1].rejected} >= {"RETE1"}
    assert not told[0].rejected
    assert not told[2].rejected
