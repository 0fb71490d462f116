"""Access: who sees and does what, and that what is denied is told and logged."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from povertyrules.cases import Acted, Actor, Case, Corrected, Refusal, read_event
from povertyrules.cases.areas import Area, area_of
from povertyrules.cases.sql.desk import Desk
from povertyrules.cases.sql.store import SqlStore
from povertyrules.kernel.catalogue import codes_of, storing
from tests.cases.scenes import actor, day, listed, log, proper_act, refused, slugs, warned, zhaojia

AT = datetime(2020, 4, 21, 9, 30)  # noqa: DTZ001 - as a platform may say it
VILLAGE, TOWN, DISTRICT = (
    area_of(text) for text in ("开州区/赵家镇/示例村", "开州区/赵家镇", "开州区")
)
HOUSING, SCHOOL = area_of("开州区:住建委"), area_of("开州区:教委")


@pytest.fixture
def placed(store: SqlStore) -> SqlStore:
    """One warning in the village, one elsewhere in the district."""
    for event in log(listed(), warned("refer")):
        assert isinstance(store.append(event), Case)
    assert isinstance(store.append(listed(case="丁", subject="510009").opening), Case)
    store.place("510001", VILLAGE, actor("town"), AT)
    store.place("510009", area_of("开州区/邻镇/邻村"), actor("town"), AT)
    return store


def desk(store: SqlStore, role: str, area: Area, name: str = "王某某") -> Desk:
    return store.desk(actor(role, name), area, AT)


# areas


@pytest.mark.parametrize(
    ("area", "place", "is_in"),
    [
        ("开州区", "开州区/赵家镇/示例村", True), ("开州区/赵家镇", "开州区/赵家镇", True),
        ("开州区/赵家镇/示例村", "开州区/赵家镇", False), ("开州区/赵家", "开州区/赵家镇", False),
        ("示例村", "开州区/赵家镇/示例村", False), ("开州区:住建委", "开州区/赵家镇", True),
    ],
)  # fmt: skip
def test_an_area_contains_what_lies_in_it(area: str, place: str, is_in: bool) -> None:
    assert area_of(area).contains(area_of(place)) is is_in
    assert str(area_of(area)) == area


@pytest.mark.parametrize(
    "text", ["", "/", "开州区/", "开州区//村", " 开州区", "开州区:", "区:部:门", "区:部/门", "a\0"]
)
def test_what_is_no_area(text: str) -> None:
    with pytest.raises(ValueError, match="is no area"):
        area_of(text)


# seeing


@pytest.mark.parametrize(
    ("role", "area", "seen"),
    [
        ("village", VILLAGE, ["乙", "甲"]), ("town", TOWN, ["乙", "甲"]),
        ("district", DISTRICT, ["丁", "乙", "甲"]),
        ("village", area_of("开州区/赵家镇/示例"), []), ("departments", HOUSING, ["乙"]),
        ("departments", SCHOOL, []), ("departments", area_of("开州区/邻镇:住建委"), []),
    ],
)  # fmt: skip
def test_everybody_sees_what_is_theirs(
    placed: SqlStore, role: str, area: Area, seen: list[str]
) -> None:
    assert desk(placed, "town", TOWN).refer("乙", "住建委") == frozenset({"住建委"})
    own = desk(placed, role, area)
    assert [case.id for case in own.cases()] == seen
    assert [name for name in ("丁", "乙", "甲") if isinstance(own.case(name), Case)] == seen
    assert {read_event(line).case for line in own.export_log()} == set(seen)
    late = {each.case.id for each in placed.overdue(date(2020, 12, 31))}
    assert late
    assert {each.case.id for each in own.overdue(date(2020, 12, 31))} == late & set(seen)


def test_what_is_not_there_and_what_is_not_yours_look_alike(placed: SqlStore) -> None:
    own = desk(placed, "village", area_of("开州区/邻镇/邻村"))
    hidden, missing = refused(own.case("甲")), refused(own.case("无"))
    assert hidden.to_text("en").replace("甲", "无") == missing.to_text("en")
    assert hidden.to_text("zh") == (
        "access.area: 没有事项 甲，或不属于开州区/邻镇/邻村的办理范围 [PR935] — "
        "请由负责该事项的人员办理，或由其反馈至本部门"
    )
    assert isinstance(own.cases_of("510001"), Refusal)
    assert isinstance(own.cases_of("510009"), tuple)


# doing

REVIEW = Acted("戊", 2, proper_act(zhaojia(), "review", day("4-21")))


def flagged(store: SqlStore, subject: str = "510009") -> Acted:
    opening = replace(warned("flag").opening, case="戊", subject=subject)
    assert isinstance(store.append(opening), Case)
    return REVIEW


def test_whoever_may_does(placed: SqlStore) -> None:
    event = flagged(placed)
    case = desk(placed, "village", area_of("开州区/邻镇/邻村")).append(event)
    assert isinstance(case, Case)
    assert placed.case("戊") == case
    assert list(placed.denials()) == []


def test_what_is_denied_is_told_logged_and_not_done(placed: SqlStore) -> None:
    event = flagged(placed)
    elsewhere = desk(placed, "village", VILLAGE)
    assert slugs(elsewhere.append(event)) == ["not-yours"]
    another = desk(placed, "village", area_of("开州区/邻镇/邻村"), name="赵某")
    assert slugs(another.append(event)) == ["another-name"]
    wrong = replace(event, act=replace(event.act, actor=actor("town")))
    assert slugs(desk(placed, "town", area_of("开州区/邻镇")).append(wrong)) == ["wrong-role"]
    found = [(d.name, d.role, d.area, d.what, d.about, d.reasons, d.at) for d in placed.denials()]
    at = "2020-04-21T09:30:00"
    assert found == [
        ("王某某", "village", "开州区/赵家镇/示例村", "append", "戊", ("PR935",), at),
        ("赵某", "village", "开州区/邻镇/邻村", "append", "戊", ("PR937",), at),
        ("王某某", "town", "开州区/邻镇", "append", "戊", ("PR903",), at),
    ]
    case = placed.case("戊")
    assert case is not None
    assert case.later == ()
    assert placed.verify() == ()


def test_a_stale_writer_is_not_denied(placed: SqlStore) -> None:
    event = flagged(placed)
    own = desk(placed, "village", area_of("开州区/邻镇/邻村"))
    assert isinstance(own.append(event), Case)
    assert slugs(own.append(event)) == ["wrong-number"]
    assert list(placed.denials()) == []


def test_a_household_of_which_the_place_is_not_known(store: SqlStore) -> None:
    town = desk(store, "town", TOWN)
    opening = listed().opening
    assert refused(town.append(opening)).to_text("en") == (
        "access.subject: 510001 is not entered in a place that is the business of 开州区/赵家镇 "
        "[PR936] — enter first where the household lives, if it lives there"
    )
    assert town.place("510001", VILLAGE) == VILLAGE
    assert isinstance(town.append(opening), Case)
    assert store.place_of("510001") == VILLAGE


def test_a_department_opens_nothing_of_its_own(placed: SqlStore) -> None:
    department = desk(placed, "departments", HOUSING)
    opening = replace(listed(case="己", subject="510001").opening)
    own = replace(opening, act=replace(opening.act, actor=actor("departments")))
    assert slugs(department.append(own)) == ["no-area"]


def test_places_are_entered_within_the_area_only(placed: SqlStore) -> None:
    town, neighbour = desk(placed, "town", TOWN), desk(placed, "town", area_of("开州区/邻镇"))
    other = area_of("开州区/赵家镇/另一村")
    assert town.place("510001", other) == other
    assert [case.id for case in desk(placed, "village", VILLAGE).cases()] == []
    for result in (
        neighbour.place("510001", area_of("开州区/邻镇/邻村")),
        town.place("510001", area_of("开州区/邻镇/邻村")),
        desk(placed, "departments", HOUSING).place("510001", VILLAGE),
        desk(placed, "departments", HOUSING).refer("甲", "住建委"),
        neighbour.refer("甲", "住建委"),
    ):
        assert isinstance(result, Refusal)
        assert slugs(result) == ["not-yours"]
    assert len(list(placed.denials())) == 5
    assert desk(placed, "district", DISTRICT).place("510001", VILLAGE) == VILLAGE
    assert placed.verify() == ()


def test_a_referral_of_what_is_not_there(store: SqlStore) -> None:
    result = store.refer("无", "住建委", actor("town"), AT)
    assert isinstance(result, Refusal)
    assert slugs(result) == ["not-opened"]


def test_ids_that_cannot_be_kept(store: SqlStore) -> None:
    town = desk(store, "town", TOWN)
    for result in (
        store.place("\ud800", VILLAGE, actor("town"), AT), town.place("a\0", VILLAGE),
        town.case("a\0"), town.cases_of("\ud800"), town.refer("甲", "a\0"),
    ):  # fmt: skip
        assert isinstance(result, Refusal)
        assert slugs(result)[0] == "not-storable"
    with pytest.raises(ValueError, match="NUL"):
        store.desk(Actor("\0", "town"), TOWN, AT)


def test_every_code_of_the_store_is_said_here(placed: SqlStore) -> None:
    town, event = desk(placed, "town", TOWN), flagged(placed)
    fixed = Corrected("乙", 5, 2, None, day("4-23"), Actor("王某某", "village", "邻村"), "误记")
    told: list[object] = [
        placed.append(replace(event, case="a\0")),
        desk(placed, "village", VILLAGE).append(event),
        town.append(replace(listed(case="庚", subject="510010").opening)),
        desk(placed, "village", area_of("开州区/邻镇/邻村"), name="赵某").append(event),
        placed.append(replace(listed(case="庚", subject=" ５１０010\u200b").opening)),
        town.refer("甲", "住建委"),
        town.withdraw_referral("乙", "住建委", "误反馈"),
        placed.desk(fixed.actor, TOWN, AT).append(fixed),
    ]
    faults = [refused(result).faults[0] for result in told]  # type: ignore[arg-type]
    assert {fault.code for fault in faults} == set(codes_of(storing))
    assert [fault.to_text("zh") for fault in faults] == [
        (
            "event.case: 该文字无法保存：含有空字符（NUL） [PR934] — "
            "编号至多 200 个字，且须为各种程序都能读取的文字"
        ),
        (
            "access.area: 没有事项 戊，或不属于开州区/赵家镇/示例村的办理范围 [PR935] — "
            "请由负责该事项的人员办理，或由其反馈至本部门"
        ),
        (
            "access.subject: 510010 未登记在开州区/赵家镇办理范围内的村（社区） [PR936] — "
            "该户确在此范围内的，请先登记所在地"
        ),
        (
            "access.actor: 该事件以王某某 (village, 示例村)的名义办理；"
            "此处办理人是赵某 (village, 示例村) [PR937] — 请以本人的姓名、角色和单位办理"
        ),
        (
            "event.subject: 该户编号的写法会被当作另一户：应写作 “510010” [PR946] — "
            "一户只有一种写法：前后不留空格，不用全角字母数字，不含不可见字符"
        ),
        (
            "case: “监测对象的识别与动态监测”不反馈至行业部门 [PR947] — "
            "只有按程序反馈至行业部门的事项才能反馈"
        ),
        "department: 事项 乙 没有反馈至 住建委 [PR948] — 请查看该事项已反馈至哪些部门",
        (
            "access.actor: 该步骤由王某某 (village, 示例村)办理；"
            "此处更正人是王某某 (village, 邻村) [PR949] — "
            "请由原办理人，或同一角色、同一单位的人员更正"
        ),
    ]


def test_to_open_a_case_that_is_there_shows_nothing_of_it(placed: SqlStore) -> None:
    """A stale writer is told what was written since: not somebody else's case."""
    there = placed.case("乙")
    assert there is not None
    placed.place("510010", area_of("开州区/邻镇/邻村"), actor("town"), AT)
    opening = replace(there.opening, subject="510010")
    stranger = desk(placed, "village", area_of("开州区/邻镇"), name=opening.actor.name)
    result = stranger.append(opening)
    assert slugs(result) == ["not-yours"]
    assert isinstance(result, Refusal)
    assert result.since == ()
    assert [denial.about for denial in placed.denials()] == ["乙"]


@pytest.mark.parametrize("where", ["无此户", "510009"])
def test_an_opening_does_not_tell_whether_a_household_is_there(
    placed: SqlStore, where: str
) -> None:
    town = desk(placed, "town", TOWN)
    told = refused(town.append(listed(case="庚", subject=where).opening))
    assert told.to_text("zh").replace(where, "X") == (
        "access.subject: X 未登记在开州区/赵家镇办理范围内的村（社区） [PR936] — "
        "该户确在此范围内的，请先登记所在地"
    )


# referring


def warning(store: SqlStore, until: str) -> None:
    for event in log(listed(), warned(until)):
        assert isinstance(store.append(event), Case)
    store.place("510001", VILLAGE, actor("town"), AT)


@pytest.mark.parametrize(
    ("until", "role", "told"),
    [
        ("flag", "town", ["wrong-state"]), ("review", "town", ["wrong-state"]),
        ("confirm", "town", []), ("refer", "town", []), ("apply_to_close", "town", []),
        ("close", "town", ["wrong-state"]), ("confirm", "village", ["wrong-role"]),
        ("flag", "district", ["wrong-role", "wrong-state"]), ("refer", "nobody", ["wrong-role"]),
    ],
)  # fmt: skip
def test_what_is_confirmed_the_town_refers(
    store: SqlStore, until: str, role: str, told: list[str]
) -> None:
    warning(store, until)
    result = desk(store, role, TOWN).refer("乙", "住建委")
    if told:
        assert isinstance(result, Refusal)
        assert [fault.code.slug for fault in result.faults] == told
    assert store.departments_of("乙") == (frozenset() if told else {"住建委"})
    assert len(list(store.denials())) == ("wrong-role" in told)


def test_a_referral_is_taken_back_and_stays_in_the_notes(placed: SqlStore) -> None:
    town, housing = desk(placed, "town", TOWN), desk(placed, "departments", HOUSING)
    for department in ("住建委", "教委"):
        assert not isinstance(town.refer("乙", department), Refusal)
    assert isinstance(housing.case("乙"), Case)
    for wrong in (
        desk(placed, "village", VILLAGE).withdraw_referral("乙", "住建委", "误反馈"),
        housing.withdraw_referral("乙", "住建委", "误反馈"),
        town.withdraw_referral("乙", "住建委", " "),
        town.withdraw_referral("乙", "水利局", "误反馈"),
    ):
        assert isinstance(wrong, Refusal)
    assert town.withdraw_referral("乙", "住建委", "误反馈") == frozenset({"教委"})
    assert isinstance(housing.case("乙"), Refusal)
    assert placed.verify() == ()
    notes = [json.loads(line) for line in placed.export_log() if '"referral"' in line]
    assert [(note["department"], note.get("withdrawn")) for note in notes] == [
        ("住建委", None), ("教委", None), ("住建委", "误反馈"),
    ]  # fmt: skip
    assert town.refer("乙", "住建委") == frozenset({"住建委", "教委"})
    assert isinstance(housing.case("乙"), Case)
    assert placed.verify() == ()


# correcting


def corrected(by: Actor, right: Actor | None, number: int = 2) -> Corrected:
    act = proper_act(zhaojia(), "review", day("4-21"))
    act = replace(act, actor=right or act.actor)
    return Corrected("乙", 5, number, act, day("4-23"), by, "误记")


@pytest.mark.parametrize(
    ("by", "right", "told"),
    [
        (actor("village"), None, None), (actor("village"), actor("village", "赵某"), "PR937"),
        (actor("village"), replace(actor("village"), body="邻村"), "PR937"),
        (actor("village", "赵某"), None, None),
        (actor("village", "赵某"), actor("village", "赵某"), None),
        (replace(actor("village"), body="邻村"), None, "PR949"),
        (actor("town"), None, "PR923"),
    ],
)  # fmt: skip
def test_nobody_makes_an_act_that_of_a_third_person(
    placed: SqlStore, by: Actor, right: Actor | None, told: str | None
) -> None:
    result = placed.desk(by, TOWN, AT).append(corrected(by, right))
    if told is None:
        assert isinstance(result, Case)
        return
    assert told in [fault.code.number for fault in refused(result).faults]
    assert [told in denial.reasons for denial in placed.denials()] == [True]
