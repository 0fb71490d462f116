"""Random people at random desks, in both databases: what is stored is what the log folds to,
nothing forbidden succeeds, nothing is lost, and whoever may not is denied.

What is allowed comes from three sources that do not share code: where the people and the
households are from this file, the steps from the oracle (`tests/cases/oracle.py`), openings
beside other cases from the pure core. `HYPOTHESIS_PROFILE=long` tries many more.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from povertyrules.cases import (
    Acted,
    Case,
    Corrected,
    Event,
    Opened,
    Refusal,
    applied,
    canonical,
    deadlines,
    read_record,
)
from povertyrules.cases.areas import Area, area_of
from povertyrules.cases.docket import last_closed
from povertyrules.cases.events import Act
from povertyrules.cases.sql.store import SqlStore
from tests.cases.scenes import actor, proper_act, zhaojia
from tests.cases.test_properties import ORACLES, acts, right_acts
from tests.postgres import Server
from tests.store.places import new_place, rows

RULES = zhaojia().procedure.rules
ORACLE = ORACLES["zhaojia"]
VILLAGES = [area_of("区/镇/东村"), area_of("区/镇/西村"), area_of("区/邻镇/村")]
AREAS = [*VILLAGES, area_of("区/镇"), area_of("区"), area_of("区"), area_of("区:住建委")]
HOUSEHOLDS = ["户1", "户2", "户3"]
REFERABLE = {"confirmed", "referred", "planned", "assisted", "closing"}
"""五（五）1: what the town has confirmed it feeds back to departments."""
AT = date(2020, 5, 1)
IS_LONG = settings.default is not None and settings.default.max_examples > 1000


class Machine(RuleBasedStateMachine):
    kind: str
    folder: Path
    server: Server | None

    def __init__(self) -> None:
        super().__init__()
        self.where = new_place(self.kind, self.folder, self.server)
        self.store = SqlStore(RULES, self.where)
        self.log: list[Event] = []
        self.cases: dict[str, Case] = {}
        self.places: dict[str, Area] = {}
        self.referred: set[tuple[str, str]] = set()
        self.denied = 0

    def teardown(self) -> None:
        try:
            self.all_is_as_it_should_be()
        finally:
            self.store.close()

    # who may

    def sees(self, area: Area, subject: str, case: str | None) -> bool:
        place = self.places.get(subject)
        if place is None or place.path[: len(area.path)] != area.path:
            return False
        return not area.department or (case, area.department) in self.referred

    def expected(self, event: Event) -> Case | Refusal:
        case = self.cases.get(event.case)
        subject = event.subject if isinstance(event, Opened) else case.subject if case else ""
        others = [each for each in self.cases.values() if each.subject == subject]
        return applied(RULES, case, event, sorted(others, key=lambda each: each.id))

    def do(self, event: Event, area: Area, *, own_name: bool) -> None:
        """Somebody appends an event at a desk, and it goes as it should."""
        name = event.actor if own_name else replace(event.actor, name="另一人")
        before = self.cases.get(event.case)
        opens = isinstance(event, Opened) and before is None
        subject = event.subject if isinstance(event, Opened) and before is None else ""
        subject = before.subject if before else subject
        known = None if opens else event.case
        may = own_name and self.sees(area, subject, known)
        result, expected = self.store.desk(name, area, AT).append(event), self.expected(event)
        if isinstance(result, Refusal):
            assert not may or isinstance(expected, Refusal)
            by_role = {"PR903", "PR904", "PR923"} & {f.code.number for f in result.faults}
            self.denied += not may or bool(by_role)
            return
        assert may
        assert result == expected
        self.log.append(event)
        self.cases[result.id] = result

    # rules

    @initialize()
    def settle(self) -> None:
        for subject, place in zip(HOUSEHOLDS[:2], VILLAGES, strict=False):
            self.store.place(subject, place, actor("town"), AT)
            self.places[subject] = place
            act = proper_act(zhaojia(), "carry_over", date(2020, 3, 21))
            self.do(self.opened(subject, act, None), area_of("区"), own_name=True)
        self.warn("户1")

    @rule(subject=st.sampled_from(HOUSEHOLDS), to=st.sampled_from(VILLAGES),
          area=st.sampled_from(AREAS))  # fmt: skip
    def place(self, subject: str, to: Area, area: Area) -> None:
        before = self.places.get(subject)
        may = not area.department and all(
            each.path[: len(area.path)] == area.path for each in (to, before) if each is not None
        )
        result = self.store.desk(actor("town"), area, AT).place(subject, to)
        assert isinstance(result, Area) == may
        if may:
            self.places[subject] = to
        self.denied += not may

    @rule(data=st.data(), area=st.sampled_from(AREAS), own_name=st.integers(0, 7))
    def open(self, data: st.DataObject, area: Area, own_name: int) -> None:
        act = data.draw(acts("zhaojia", None))
        self.do(self.opening(data, act), area, own_name=own_name > 0)

    @rule(data=st.data())
    def open_rightly(self, data: st.DataObject) -> None:
        act = data.draw(right_acts("zhaojia", None))
        self.do(self.opening(data, act), area_of("区"), own_name=True)

    @rule(subject=st.sampled_from(HOUSEHOLDS))
    def warn(self, subject: str) -> None:
        """A warning of the household, after the last one if there was one."""
        own = [each for each in self.cases.values() if each.subject == subject]
        day = max((each.last_day for each in own), default=date(2020, 4, 20))
        act = proper_act(zhaojia(), "flag", max(day, date(2020, 4, 20)))
        last = last_closed("warning_case", own)
        event = self.opened(subject, act, None if last is None else last.id)
        self.do(event, area_of("区"), own_name=True)

    def opened(self, subject: str, act: Act, predecessor: str | None) -> Opened:
        ruleset = RULES.ruleset
        name = f"案{len(self.cases)}"
        return Opened(name, subject, act, ruleset.reference, ruleset.digest, predecessor)

    def opening(self, data: st.DataObject, act: Act) -> Opened:
        subject = data.draw(st.sampled_from(HOUSEHOLDS))
        of_subject = [each for each in self.cases.values() if each.subject == subject]
        step = RULES.step(act.transition)
        last = last_closed(step.lifecycle, of_subject) if step is not None else None
        predecessor = None if last is None else last.id
        if data.draw(st.integers(0, 7)) == 0:
            predecessor = data.draw(st.sampled_from([None, "案0", "案1"]))
        event = self.opened(subject, act, predecessor)
        name = data.draw(st.sampled_from([event.case, event.case, *sorted(self.cases)]))
        return replace(event, case=name)

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), area=st.sampled_from(AREAS), own_name=st.integers(0, 7))
    def act(self, data: st.DataObject, area: Area, own_name: int) -> None:
        case = self.cases[data.draw(st.sampled_from(sorted(self.cases)))]
        act = data.draw(acts("zhaojia", ORACLE.of(case)))
        allowed = ORACLE.allows(ORACLE.of(case), act)
        event = Acted(case.id, len(case.events) + 1, act)
        before = len(self.log)
        self.do(event, area, own_name=own_name > 0)
        may = own_name > 0 and self.sees(area, case.subject, case.id)
        if len(self.log) > before:
            assert allowed
        elif may and allowed:  # the only reason left: other cases would break
            result = self.expected(event)
            assert isinstance(result, Refusal)
            assert {fault.code.slug for fault in result.faults} == {"breaks-other"}

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), area=st.sampled_from([*AREAS, *[area_of("区")] * 9]),
          own_name=st.integers(0, 5))  # fmt: skip
    def act_rightly(self, data: st.DataObject, area: Area, own_name: int) -> None:
        case = self.cases[data.draw(st.sampled_from(sorted(self.cases)))]
        act = data.draw(right_acts("zhaojia", ORACLE.of(case)))
        event = Acted(case.id, len(case.events) + 1, act)
        self.do(event, area, own_name=own_name > 0)

    @precondition(lambda self: self.cases)
    @rule(data=st.data())
    def too_late(self, data: st.DataObject) -> None:
        """A step that was right before somebody else acted."""
        case = self.cases[data.draw(st.sampled_from(sorted(self.cases)))]
        number = data.draw(st.integers(2, len(case.events) + 3))
        if number == len(case.events) + 1:
            return
        step = data.draw(st.sampled_from(sorted(RULES.procedure.transitions)))
        event = Acted(case.id, number, proper_act(zhaojia(), step, case.last_day))
        result = self.store.append(event)
        assert isinstance(result, Refusal)
        assert [fault.code.slug for fault in result.faults] == ["wrong-number"]
        assert result.since == case.events[number - 1 :]

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), area=st.sampled_from(AREAS))
    def correct(self, data: st.DataObject, area: Area) -> None:
        case = self.cases[data.draw(st.sampled_from(sorted(self.cases)))]
        recorded = data.draw(st.sampled_from(case.acts))
        day = case.last_day + timedelta(days=data.draw(st.integers(0, 2)))
        other = replace(recorded.act, day=recorded.act.day - timedelta(days=1))
        act = data.draw(st.sampled_from([None, recorded.act, other]))
        event = Corrected(
            case.id, len(case.events) + 1, recorded.number, act, day, recorded.act.actor, "误记"
        )
        self.do(event, area, own_name=True)

    def may_refer(self, case: str, area: Area, role: str) -> bool:
        """Whether somebody refers this case, as things stand; a denial is counted."""
        known = self.cases.get(case)
        sees = known is not None and not area.department and self.sees(area, known.subject, case)
        is_warning = known is not None and known.lifecycle == "warning_case"
        self.denied += not sees or (is_warning and role != "town")
        return sees and is_warning and role == "town"

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), area=st.sampled_from(AREAS), role=st.sampled_from(["town", "village"]))
    def refer(self, data: st.DataObject, area: Area, role: str) -> None:
        case = data.draw(st.sampled_from([*sorted(self.cases), "无"]))
        result = self.store.desk(actor(role), area, AT).refer(case, "住建委")
        may = self.may_refer(case, area, role) and self.cases[case].state in REFERABLE
        assert isinstance(result, frozenset) == may
        if may:
            self.referred.add((case, "住建委"))

    @precondition(lambda self: self.referred)
    @rule(data=st.data(), area=st.sampled_from(AREAS), role=st.sampled_from(["town", "village"]))
    def take_back(self, data: st.DataObject, area: Area, role: str) -> None:
        case, department = data.draw(st.sampled_from(sorted(self.referred)))
        desk = self.store.desk(actor(role), area, AT)
        result = desk.withdraw_referral(case, department, "误反馈")
        may = self.may_refer(case, area, role)
        assert isinstance(result, frozenset) == may
        if may:
            self.referred.remove((case, department))

    @rule(area=st.sampled_from(AREAS))
    def look(self, area: Area) -> None:
        desk = self.store.desk(actor("town"), area, AT)
        own = {n: c for n, c in self.cases.items() if self.sees(area, c.subject, n)}
        assert {case.id: case for case in desk.cases()} == own
        lines = [canonical(event) for event in self.log if event.case in own]
        assert list(desk.export_log()) == lines
        for name, case in self.cases.items():
            result = desk.case(name)
            assert isinstance(result, Refusal) if name not in own else result == case
            self.denied += name not in own

    @rule()
    def open_the_store_again(self) -> None:
        self.store.close()
        self.store = SqlStore(RULES, self.where)

    def all_is_as_it_should_be(self) -> None:
        assert {name: self.store.case(name) for name in self.cases} == self.cases
        assert {case.id: case for case in self.store.cases()} == self.cases
        assert list(self.store.events()) == self.log
        assert len(list(self.store.denials())) == self.denied
        assert {each: self.store.place_of(each) for each in self.places} == self.places
        for day in (date(2020, 4, 30), date(2020, 12, 31)):
            late = {
                name: due
                for name, case in sorted(self.cases.items())
                if (due := [d.to_dict() for d in deadlines(RULES, case, day) if d.is_overdue])
            }
            found = self.store.overdue(day)
            assert {each.case.id: [d.to_dict() for d in each.deadlines] for each in found} == late
        assert self.store.verify() == ()
        self.a_copy_is_the_same()

    def a_copy_is_the_same(self) -> None:
        where = new_place(self.kind, self.folder, self.server)
        with SqlStore(RULES, where) as copy:
            assert copy.import_log(map(read_record, self.store.export_log())) == ()
            assert rows(where) == rows(self.where)


def test_random_people_at_random_desks(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("postgres") if kind == "postgres" else None
    own = type("Own", (Machine,), {"kind": kind, "folder": tmp_path, "server": server})
    examples, steps = (300, 60) if IS_LONG else (20, 40)
    run_state_machine_as_test(
        own, settings=settings(max_examples=examples, stateful_step_count=steps)
    )
