"""`case … --area`: people see and do what is theirs; what is not theirs is refused and logged."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest

from tests.cli.casework import LIST_2019, Casework
from tests.cli.running import Ran, run
from tests.postgres import PASSWORD, Server

DAY = ["--day", "2020-04-21"]
HERE, THERE = "达川区/赵家镇/示例村", "达川区/赵家镇/邻村"
VILLAGE = ["--as", "张某某", "--role", "village", "--body", "示例村"]
WITHIN = ["--area", HERE]
STRANGER = ["--as", "赵某", "--role", "village", "--area", THERE]
TOWN = ["--as", "李某某", "--role", "town", "--area", "达川区/赵家镇"]
DISTRICT = ["--as", "王某", "--role", "district", "--area", "达川区"]
HOUSING = ["--as", "陈某某", "--role", "departments", "--area", "达川区:住建局"]


class Shared(Casework):
    """Casework in a store of any kind."""

    def __init__(self, folder: Path, where: str) -> None:
        super().__init__(folder)
        self.where = where

    def case(self, command: str, *arguments: str | Path, lang: str = "zh") -> Ran:
        store = ["--store", self.where, "--lang", lang]
        return run("case", command, *arguments, *store)


@pytest.fixture(params=["sqlite", "postgres"])
def work(request: pytest.FixtureRequest, tmp_path: Path) -> Shared:
    if request.param == "sqlite":
        where = str(tmp_path / "cases.db")
    else:
        server: Server = request.getfixturevalue("postgres")
        where = server.uri(new_database(server))
    made = Shared(tmp_path, where)
    assert made.carried_over().code == 0
    assert made.case("place", "510001", HERE, *TOWN, *DAY).code == 0
    assert made.flagged().code == 0
    return made


def new_database(server: Server) -> str:
    import psycopg

    name = f"cases_{uuid4().hex[:12]}"
    with psycopg.connect(server.uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    return name


def denials(work: Shared, *options: str) -> list[dict[str, object]]:
    done = work.case("denials", "--format", "json", *options)
    assert done.code == 0, done.err
    found: list[dict[str, object]] = json.loads(done.out)["denials"]
    return found


REVIEW = ["act", "510001-2", "review", *DAY, "--document", "3号"]


def test_whose_case_it_is_sees_it_and_acts(work: Shared) -> None:
    assert work.case("show", "510001-2", *DAY, *VILLAGE[:4], *WITHIN).code == 0
    assert work.case(*REVIEW, *VILLAGE, *WITHIN).code == 0
    assert "510001-2" in work.case("list", *DAY, *TOWN).out
    assert denials(work) == []


def test_what_is_somebody_elses_is_refused_as_what_is_not_there(work: Shared) -> None:
    shown = work.case("show", "510001-2", *DAY, *STRANGER)
    absent = work.case("show", "510009-1", *DAY, *STRANGER)
    assert (shown.code, shown.out, absent.code) == (5, "", 5)
    assert shown.err.replace("510001-2", "510009-1") == absent.err
    assert "PR935" in shown.err
    for arguments in (
        [*REVIEW, *STRANGER],
        ["next", "510001-2", *DAY, *STRANGER],
        ["correct", "510001-2", "1", "--because", "x", "--strike", *DAY, *STRANGER],
        ["refer", "510001-2", "住建局", *DAY, *STRANGER],
        ["place", "510001", THERE, *DAY, *STRANGER],
        ["place", "510001", HERE, *DAY, *STRANGER],
    ):
        done = work.case(*arguments)
        assert (done.code, done.out) == (5, ""), (arguments, done)
        assert "PR935" in done.err
    asked = [(each["what"], each["about"]) for each in denials(work)]
    assert asked[:2] == [("case", "510001-2"), ("case", "510009-1")]
    assert asked[-3:] == [("refer", "510001-2"), ("place", "510001"), ("place", "510001")]
    assert {each["name"] for each in denials(work)} == {"赵某"}
    assert "赵某" in work.case("denials").out


def test_lists_and_exports_have_what_is_own(work: Shared) -> None:
    for who, seen in ((STRANGER, False), (TOWN, True), (DISTRICT, True), (HOUSING, False)):
        given = [*who[:2], *who[4:]]
        listed = json.loads(work.case("list", *DAY, *given, "--format", "json").out)
        assert bool(listed["cases"]) is seen
        assert bool(work.case("export", *who).out) is seen
        asked = json.loads(work.case("next", *DAY, *who, "--format", "json").out)
        assert seen or not asked["cases"]
    assert denials(work) == []


def test_a_department_has_what_was_referred_to_it(work: Shared) -> None:
    assert work.case("show", "510001-2", *DAY, *HOUSING).code == 5
    early = work.case("refer", "510001-2", "住建局", *DAY, *TOWN)
    assert (early.code, "PR902" in early.err) == (5, True)  # nobody has confirmed it
    assert work.case(*REVIEW, *VILLAGE, *WITHIN).code == 0
    receipt = work.receipt(DAY[1], {"housing_secure": False})
    confirmed = ["--document", "4号", "--receipt", receipt, *DAY, *TOWN]
    assert work.case("act", "510001-2", "confirm", *confirmed).code == 0
    done = work.case("refer", "510001-2", "住建局", *DAY, *TOWN)
    assert (done.code, "住建局" in done.out) == (0, True)
    assert work.case("show", "510001-2", *DAY, *HOUSING).code == 0
    assert work.case("show", "510001-1", *DAY, *HOUSING).code == 5
    assert work.case("next", *DAY, *HOUSING, "--format", "json").code == 0
    assert work.case("refer", "510001-2", "水利局", *DAY, *HOUSING).code == 5


def test_a_case_is_opened_for_a_household_that_has_a_place(work: Shared) -> None:
    day = "2020-03-20"
    given = ["--household", "510002", "--day", day, *LIST_2019]
    done = work.case("open", "carry_over", *given, *TOWN)
    assert (done.code, "PR936" in done.err) == (5, True)
    assert "没有可以办理的步骤" not in done.err
    assert work.case("place", "510002", THERE, "--day", day, *TOWN).code == 0
    done = work.case("open", "carry_over", *given, *TOWN)
    assert "PR907" in done.err  # it is theirs now; the receipt is missing
    done = work.case("open", "carry_over", *given, *TOWN[:4], *WITHIN)
    assert "PR936" in done.err  # as if nobody knew where it lives


def test_nobody_is_told_how_many_cases_somebody_else_has(work: Shared) -> None:
    for household in ("510001", "510008"):
        done = work.case("open", "nominate", "--household", household, *DAY, *STRANGER)
        assert (done.code, f"未予办理：{household}-1，" in done.err) == (5, True)


def test_places_come_from_a_table_too(work: Shared, tmp_path: Path) -> None:
    table = tmp_path / "所在地.csv"
    table.write_text(
        "户编号,村,镇,区\n510002,邻村,赵家镇,达川区\n510003,甲村,河市镇,达川区\n510004,,,达川区\n",
        encoding="utf-8",
    )
    done = work.case("place", "--places", table, *DAY, *TOWN)
    assert (done.code, "1 户" in done.out) == (5, True)
    assert "510003" in done.err
    assert work.case("place", "--places", table, *DAY, *DISTRICT).code == 0
    assert work.case("place", *DAY, *TOWN).code == 2
    assert work.case("place", "510002", *DAY, *TOWN).code == 2


def test_proposals_are_for_own_households(work: Shared, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger-2020-04-20.jsonl"
    asked = ["propose", str(ledger), "--day", "2020-04-20", "--format", "json"]
    own = json.loads(work.case(*asked, *TOWN).out)
    assert (own["evaluated"], own["outside"]) == (1, 0)
    others = json.loads(work.case(*asked, *STRANGER).out)
    assert (others["evaluated"], others["outside"], others["proposals"]) == (0, 1, [])


def test_denials_are_listed_for_ones_own_area(work: Shared) -> None:
    work.case("show", "510001-2", *DAY, *STRANGER)
    work.case("show", "510001-2", *DAY, *HOUSING)
    assert len(denials(work, *DISTRICT)) == 2
    assert [each["area"] for each in denials(work, *TOWN)] == [THERE]
    assert denials(work, *VILLAGE[:4], *WITHIN) == []


@pytest.mark.parametrize("area", ["", "/", "a//b", "达川区:", "a:b:c", " 达川区", "\ud800"])
def test_areas_that_are_none(tmp_path: Path, area: str) -> None:
    work = Casework(tmp_path)
    assert work.carried_over().code == 0
    done = work.case("show", "510001-1", *DAY, *TOWN[:4], "--area", area)
    assert (done.code, done.out) == (2, "")


def test_who_asks_must_be_told_with_an_area(tmp_path: Path) -> None:
    work = Casework(tmp_path)
    assert work.carried_over().code == 0
    for arguments in (["show", "510001-1", *DAY], ["list", *DAY], ["export"], ["denials"]):
        done = work.case(*arguments, *WITHIN)
        assert (done.code, "--as" in done.err) == (2, True), arguments
    done = work.case("show", "510001-1", *DAY, "--as", "\ud800", "--role", "town", *WITHIN)
    assert done.code == 2


def test_a_password_is_not_shown(work: Shared) -> None:
    for arguments in (["show", "9", *DAY], ["verify"], ["verify", "--format", "json"]):
        done = work.case(*arguments)
        assert "程序内部出错" not in done.err
        assert PASSWORD not in done.out + done.err
        assert "p%40ss" not in done.out + done.err


def test_an_empty_database_is_no_store_until_a_case_is_opened(
    postgres: Server, tmp_path: Path
) -> None:
    work = Shared(tmp_path, postgres.uri(new_database(postgres)))
    assert (work.case("list", *DAY).code, work.case("verify").code) == (1, 1)
    assert work.carried_over().code == 0
    assert work.case("verify").code == 0  # its cases say under which ruleset they go on
