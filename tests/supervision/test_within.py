"""Reports of one village, town or department: parts of the whole, that add up to it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from povertyrules.cases import replay
from povertyrules.supervision import LEVELS, Place, Report, Within, within_named
from tests.cases.scenes import HOUSEHOLD, day, listed, log, warned
from tests.supervision.scenes import LAST, PLACES, RULES, reported, walked
from tests.supervision.test_properties import few

HOME = Place("东山村", "赵家镇", "达川区")
UNITS = sorted({place.unit("village") for place in [*PLACES, Place()]})


def sizes(made: Report) -> list[int]:
    return [
        made.households, made.later, made.earlier, made.unplaced, len(made.ledger.rows),
        len(made.rounds), len(made.overdue), len(made.unlimited), len(made.warnings),
        len(made.durations),
    ]  # fmt: skip


@few
@given(st.integers(0, 20_000), st.dates(day("3-20"), LAST))
def test_villages_add_up_to_the_whole(seed: int, as_of: date) -> None:
    cases, homes = walked(seed)
    whole = reported(cases.values(), homes, as_of)
    parts = [reported(cases.values(), homes, as_of, within=Within(unit)) for unit in UNITS]
    assert [sum(column) for column in zip(*map(sizes, parts), strict=True)] == sizes(whole)
    town = reported(cases.values(), homes, as_of, within=Within(("达川区", "赵家镇")))
    own = [part for part, unit in zip(parts, UNITS, strict=True) if unit[1] == "赵家镇"]
    assert [sum(column) for column in zip(*map(sizes, own), strict=True)] == sizes(town)
    for unit, part in zip(UNITS, parts, strict=True):
        for level in LEVELS:
            counts = part.ledger.counts(level)
            assert sum(count.cases for count in counts) == len(part.ledger.rows)
        assert all(row.place.unit("village") == unit for row in part.ledger.rows)


@few
@given(st.integers(0, 20_000))
def test_a_department_has_the_warnings_with_its_gaps(seed: int) -> None:
    cases, homes = walked(seed)
    whole = reported(cases.values(), homes)
    for _, departments in whole.safeguards:
        for name in departments:
            made = reported(cases.values(), homes, within=Within(department=name))
            wanted = [
                row.case
                for row in whole.ledger.rows
                if any(name in gap.departments for gap in row.gaps)
            ]
            assert [row.case for row in made.ledger.rows] == wanted


def test_what_was_refused_is_told_where_it_belongs() -> None:
    second = warned("plan").events[2]
    docket = replay(RULES, [*log(listed(), warned("plan")), second])
    for unit, count in ((HOME.unit("village"), 1), (("达川区", "河市镇"), 0)):
        made = reported(
            docket.cases.values(), {HOUSEHOLD: HOME}, refused=docket.refused, within=Within(unit)
        )
        assert len(made.refused) == count


def test_the_page_says_what_it_is_of() -> None:
    within = Within(HOME.unit("village"), "民政部门")
    made = reported([listed(), warned("plan")], {HOUSEHOLD: HOME}, within=within)
    assert any("达川区/赵家镇/东山村、民政部门" in note for note in made.notes())
    assert "东山村、民政部门" in made.to_html()
    assert [row.case for row in made.ledger.rows] == ["乙"]


def test_places_are_named_as_far_as_is_needed() -> None:
    homes = {
        "1": HOME,
        "2": Place("东山村", "河市镇", "达川区"),
        "3": Place("西河村", "赵家镇", "达川区"),
    }
    assert within_named("village", "西河村", homes) == [("达川区", "赵家镇", "西河村")]
    assert len(within_named("village", "东山村", homes)) == 2
    assert within_named("village", "河市镇/东山村", homes) == [("达川区", "河市镇", "东山村")]
    assert within_named("town", "赵家镇", homes) == [("达川区", "赵家镇")]
    assert within_named("village", "山村", homes) == []
