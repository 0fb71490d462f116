"""An adversary looks for identity numbers and keys of households in everything that is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import povertyrules as pr
from povertyrules.cases import (
    Acted,
    Actor,
    Case,
    Documented,
    Event,
    Reasoned,
    canonical,
    replay,
    to_dict,
)
from povertyrules.supervision import LEVELS, Place, Report, read_log
from tests.cases.scenes import listed, log, warned
from tests.supervision.scenes import IDENTITY, LAST, RULES, reported

HOME = Place("东山村", "赵家镇", "达川区")
KEYS = ["DZ-0007", "东山村12号", "甲组-3", "7", "42", "户１２３４"]


def shown_in(made: Report) -> str:
    """Everything that a report gives, in both languages."""
    tables = [*made.tables("zh"), *made.tables("en")]
    tables += [made.ledger.table(level) for level in LEVELS]
    csv = "\n".join(each.to_csv() for each in tables)
    frame = str(made.ledger.to_frame().to_dicts())
    return "\n".join([csv, frame, repr(made), made.to_html("zh"), made.to_html("en")])


def changed(case: Case, **changes: Any) -> Event:
    """The opening of a case with something else in its act."""
    return replace(case.opening, act=replace(case.opening.act, **changes))


# events that cannot be read

Change = Callable[[dict[str, Any]], None]


def _subject(data: dict[str, Any]) -> None:
    data["subject"] = int(IDENTITY)


def _key(data: dict[str, Any]) -> None:
    data["subject"] = 510001


def _half(data: dict[str, Any]) -> None:
    data["subject"] = "510001\ud800"


def _field(data: dict[str, Any]) -> None:
    data[IDENTITY] = "张某某"


def _key_field(data: dict[str, Any]) -> None:
    data["act"]["510001"] = "张某某"


def _kind(data: dict[str, Any]) -> None:
    data["kind"] = IDENTITY


def _day(data: dict[str, Any]) -> None:
    data["act"]["day"] = f"{IDENTITY}X"


def _whole(data: dict[str, Any]) -> None:
    data["act"] = float(510001)


@pytest.mark.parametrize("change", [_subject, _key, _half, _field, _key_field, _kind, _day, _whole])
def test_a_line_that_is_no_event_does_not_show_whose_it_is(tmp_path: Path, change: Change) -> None:
    data = to_dict(listed().opening)
    change(data)
    (tmp_path / "log.jsonl").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(pr.InvalidEvent) as caught:
        list(read_log(tmp_path / "log.jsonl"))
    told = "".join(fault.to_text(lang) for fault in caught.value.faults for lang in ("zh", "en"))
    assert IDENTITY[:-1] not in told + str(caught.value)
    assert "510001" not in told + str(caught.value)


def test_a_line_that_is_no_json_does_not_show_whose_it_is(tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_text(f"510001,{IDENTITY}\n", encoding="utf-8")
    with pytest.raises(pr.InvalidEvent) as caught:
        list(read_log(tmp_path / "log.jsonl"))
    assert "510001" not in str(caught.value)
    with pytest.raises(pr.InvalidEvent) as caught:
        pr.cases.read_event(f"510001,{IDENTITY}")
    assert "510001" not in str(caught.value)


# what the mask makes alike


def test_households_that_look_alike_are_counted_one_by_one() -> None:
    keys = ["510001", "520001", "530001"]
    cases = [listed(case=f"{key}-1", subject=key) for key in keys]
    for shows in (True, False):
        made = reported(cases, dict.fromkeys(keys, HOME), show_sensitive=shows)
        assert len({row.case for row in made.ledger.rows}) == (3 if shows else 1)
        tables = {each.name: each for each in made.tables("zh")}
        ((_, body, entries, counted, *_),) = tables["overdue_bodies"].rows
        assert (body, entries, counted) == ("东山村", 24, 3)


# events that are not allowed


@pytest.mark.parametrize("key", KEYS)
def test_a_refused_event_does_not_show_whose_it_is(key: str) -> None:
    case = listed(case=f"{key}-1", subject=key)
    late = Acted(f"{key}-1", 2, replace(case.opening.act, transition="close"))
    docket = replay(RULES, [*log(case), late])
    made = reported(docket.cases.values(), {key: HOME}, refused=docket.refused)
    (refused,) = made.refused
    assert key not in refused.case
    assert len(key) < 3 or key not in shown_in(made)


@pytest.mark.parametrize("key", ["DZ-0007", "东山村12号", "510001"])
def test_a_case_that_is_not_there_does_not_show_whose_it_is(key: str) -> None:
    case = listed(case=f"{key}-1", subject=key)
    never = changed(case, actor=Actor("王某某", "village"))
    later = Acted(f"{key}-1", 2, case.opening.act)
    for events in ([later], [never, later]):
        docket = replay(RULES, events)
        made = reported(docket.cases.values(), {}, refused=docket.refused)
        assert len(made.refused) == len(events)
        assert key not in shown_in(made)


# what people wrote


@pytest.mark.parametrize("key", KEYS)
def test_ids_and_texts_of_a_case_do_not_show_its_key(key: str) -> None:
    case = listed(case=f"{key}-1", subject=key)
    pieces = (*case.opening.act.evidence, Documented("走访记录", f"{key}的走访记录"))
    (told,) = replay(RULES, [changed(case, evidence=pieces)]).cases.values()
    other = listed(case="另一户", subject="别的户")
    pieces = (*other.opening.act.evidence, Documented("走访记录", f"与{key}合并"))
    (beside,) = replay(RULES, [changed(other, evidence=pieces)]).cases.values()
    made = reported([told, beside], {key: HOME, "别的户": HOME})
    assert key not in "".join(row.case + row.subject for row in made.ledger.rows)
    assert len(key) < 3 or key not in shown_in(made)


def test_no_number_stands_in_a_name_or_a_title() -> None:
    case = listed()
    actor = Actor(f"李某某{IDENTITY}", "town", f"镇（{IDENTITY}）")
    pieces = (
        *case.opening.act.evidence,
        Documented(f"身份证{IDENTITY}复印件", "一份"),
        Reasoned(f"户主{IDENTITY}", "本人申请"),
    )
    docket = replay(RULES, [changed(case, actor=actor, evidence=pieces)])
    made = reported(docket.cases.values(), {case.subject: replace(HOME, village=f"村{IDENTITY}")})
    assert IDENTITY[:-1] not in shown_in(made)
    assert made.ledger.rows[0].last_actor.name == "李某某5***8"


@pytest.mark.parametrize(
    "number",
    [
        "513021196503120018", "51302119650312001X", "513021 19650312 0018", "13800000000",
        "513021-19650312-001X", "138 0000 0000", "138-0000-0000", "6222 0000 1111 2222 333",
        "５１３０２１１９６５０３１２００１８",
    ],
)  # fmt: skip
def test_numbers_of_people_are_found_however_they_are_written(number: str) -> None:
    case = listed()
    paper = Documented("2019年“两摸底”名单", f"见{number}号")
    pieces = (*case.opening.act.evidence, paper)
    docket = replay(RULES, [changed(case, evidence=pieces)])
    assert number not in shown_in(reported(docket.cases.values(), {case.subject: HOME}))


@pytest.mark.parametrize("text", ["达扶组发〔2020〕34号", "2020-04-20 2020-05-20", "第2020-0012号"])
def test_days_and_numbers_of_documents_stay(text: str) -> None:
    case = listed()
    pieces = (*case.opening.act.evidence, Documented("2019年“两摸底”名单", text))
    docket = replay(RULES, [changed(case, evidence=pieces)])
    made = reported(docket.cases.values(), {case.subject: HOME})
    assert text in made.ledger.table("village").to_csv()


def test_another_ruleset_is_told_without_the_key() -> None:
    case = listed(case="510001-1")
    other = replace(case, opening=replace(case.opening, digest="sha256:0"))
    with pytest.raises(pr.AnotherRuleset) as caught:
        reported([other], {}, LAST)
    assert "510001" not in str(caught.value)


def test_a_log_is_shown_whole_to_those_who_may_see_it() -> None:
    case = warned("plan")
    made = reported([listed(), case], {case.subject: HOME}, show_sensitive=True)
    assert canonical(case.opening).count(case.subject)
    assert case.subject in shown_in(made)
