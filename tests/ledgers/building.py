"""Small rulesets and files for the ledger tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from povertyrules.kernel.codes import Code
from povertyrules.kernel.possible import EVERYTHING, Range
from povertyrules.kernel.source import NOWHERE
from povertyrules.kernel.types import (
    BOOLEAN,
    DATE,
    INTEGER,
    MONEY,
    MONTH,
    Choice,
    Number,
    Text,
    Type,
)
from povertyrules.ledgers import Ledger, read_ledger
from povertyrules.model.nodes import Constant
from povertyrules.model.ruleset import (
    Collection,
    Definition,
    Entity,
    Fact,
    Group,
    InForce,
    Ruleset,
)

RISKS = {"illness": "因病", "study": "因学", "disaster": "因自然灾害"}
PEOPLE = Number(0, (("人", 1),))


def fact(
    id_: str, type_: Type, label: str, *aliases: str, labels: Mapping[str, str] | None = None
) -> tuple[str, Type, str, tuple[str, ...], Mapping[str, str]]:
    return id_, type_, label, aliases, labels or {}


HOUSEHOLD = (
    fact("household_id", Text(32), "户编号", "户编码"),
    fact("household_size", PEOPLE, "家庭人口", "人数"),
    fact("wage_income", MONEY, "工资性收入"),
    fact("transfer_income", MONEY, "转移性收入", "消除时/转移性收入"),
    fact("lifted_out", BOOLEAN, "已脱贫户", "是否已脱贫"),
    fact("relapse_risk", BOOLEAN, "有返贫风险"),
    fact("list_2019", Choice(("monitoring", "none")), "2019年“两摸底”",
         labels={"monitoring": "脱贫监测户", "none": "未纳入"}),
    fact("risks", Choice(tuple(RISKS), many=True), "风险", "致贫/返贫风险", labels=RISKS),
    fact("identified", MONTH, "识别监测时间"),
    fact("surveyed", DATE, "调查日期"),
    fact("remark", Text(200), "备注说明"),
)  # fmt: skip
MEMBERS = (
    fact("person_id", Text(32), "人编号"),
    fact("birth_date", DATE, "出生日期"),
    fact("working", BOOLEAN, "务工"),
)
TWINS = (fact("days", INTEGER, "务工（天）"), fact("trips", INTEGER, "务工（趟）"))
GRADES = (fact("grade", Choice(("A", "A*")), "等级"),)
JOBS = (fact("months", INTEGER, "务工时间（月）"),)

Specs = Iterable[tuple[str, Type, str, tuple[str, ...], Mapping[str, str]]]


def make_ruleset(
    *,
    members: bool = False,
    jobs: bool = False,
    outcome: bool = False,
    twins: bool = False,
    graded: bool = False,
    key: str | None = "household_id",
) -> Ruleset:
    """A ruleset of households; with members, an outcome of theirs, and their jobs.

    `twins` gives two facts of members names that differ only by their units; `graded`
    gives the household a choice whose values do so by a star.
    """
    outcomes = (
        _outcome("monitoring", 0, "脱贫监测户", "category"),
        _outcome("warning", 1, "预警监测对象"),
    )
    own_facts = HOUSEHOLD + (GRADES if graded else ())
    entities = {
        "household": _entity("household", "农户", None, 0, key, own_facts, members, outcomes)
    }
    own = (_outcome("out_of_school", 0, "失学", entity="members"),) if outcome else ()
    if members:
        entities["members"] = _entity(
            "members",
            "家庭成员",
            "household",
            1,
            "person_id",
            MEMBERS + (TWINS if twins else ()),
            jobs,
            own,
        )
    if jobs:
        entities["jobs"] = _entity("jobs", "务工经历", "members", 2, None, JOBS, False)
    root = entities["household"]
    return Ruleset(
        id="example", version="1", title="样例方案", jurisdiction="",
        in_force=InForce(date(2020, 1, 1), None), documents={}, roles={}, entities=entities,
        root=root, parameters={},
        definitions={d.id: d for e in entities.values() for d in e.definitions},
        order=root.definitions,
        groups={"category": Group("category", "监测类别", "household", ("monitoring",))},
        digest="d" * 64, canonical="{}",
    )  # fmt: skip


_CHILD = {"household": "members", "members": "jobs"}


def _entity(
    id_: str,
    label: str,
    parent: str | None,
    level: int,
    key: str | None,
    specs: Specs,
    nested: bool,
    outcomes: tuple[Definition, ...] = (),
) -> Entity:
    facts = tuple(
        Fact(i, n, label, aliases, type_, EVERYTHING, id_, labels)
        for n, (i, type_, label, aliases, labels) in enumerate(specs)
    )
    collections = (Collection(_CHILD[id_], 0, id_, Range(0, 60)),) if nested else ()
    return Entity(id_, label, parent, level, key, facts, collections, outcomes)


def _outcome(
    id_: str, index: int, label: str, group: str | None = None, entity: str = "household"
) -> Definition:
    body = Constant(
        id=id_, slot=0, type=BOOLEAN, possible=True, span=NOWHERE, wording="true", value=True
    )
    level = 0 if entity == "household" else 1
    return Definition(id_, index, "outcome", entity, level, label, body, (), group)


PLAIN = make_ruleset()
GRADED = make_ruleset(graded=True)
WITH_MEMBERS = make_ruleset(members=True)
WITH_MEMBER_OUTCOME = make_ruleset(members=True, outcome=True)
WITH_JOBS = make_ruleset(members=True, jobs=True)

Rows = Sequence[Any]


def workbook(path: Path, rows: Rows, *, merges: Sequence[tuple[int, int, int, int]] = ()) -> Path:
    """A workbook of one sheet, each value written as the type that it has."""
    return sheets(path, {"台账": rows}, merges=merges)


def sheets(
    path: Path, tables: Mapping[str, Rows], *, merges: Sequence[tuple[int, int, int, int]] = ()
) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for first_row, first, last_row, last in merges:
                sheet.merge_range(first_row, first, last_row, last, "")
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    _write(sheet, number, column, value, day)
    return path


def _write(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, str):
        if value:
            sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write(row, column, value)


def read(tmp_path: Path, rows: Rows, ruleset: Ruleset = PLAIN, **options: Any) -> Ledger:
    """The ledger of a workbook with these rows."""
    return read_ledger(workbook(tmp_path / "ledger.xlsx", rows, **options), ruleset)


def found(ledger: Ledger) -> list[tuple[int, str, str]]:
    """Row, column and code of each reject."""
    return [(reject.row, reject.column, reject.code) for reject in ledger.rejects]


def noted(ledger: Ledger, code: Code) -> list[str]:
    return [note.message("zh") for note in ledger.notes if note.code is code]
