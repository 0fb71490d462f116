"""Faults that only the decision brings to light: broken assumptions and conflicts."""

from __future__ import annotations

from povertyrules.kernel.catalogue import records as codes
from povertyrules.model.outcome import Verdicts
from povertyrules.records import rejections
from tests.engines.building import make

RULESET = make(
    """
    entities:
      household: {label: Household}
      members: {label: Members, of: household, max: 3}
    groups: {category: 类别}
    facts:
      household:
        lifted_out: {type: boolean, label: 已脱贫户}
        registered: {type: boolean, label: 建档立卡户}
      members:
        works: {type: boolean, label: 务工}
        studies: {type: boolean, label: 在校}
    criteria:
      either: {label: Either, when: lifted_out or registered, cite: law#2}
    assumptions:
      order: {label: 已脱贫的须建档立卡, when: lifted_out implies registered, cite: law#1}
      one: {label: 不能既在校又务工, of: members, when: not (works and studies), cite: law#2}
    outcomes:
      first: {label: 甲类, group: category, when: either, cite: [law#1, law#2]}
      second: {label: 乙类, group: category, when: lifted_out, cite: law#2}
      third: {label: 丙类, group: category, when: 'any(members, works)', cite: law#2}
    """
)
PLACES = {d.id: place for place, d in enumerate(RULESET.root.reported)}


def verdicts(*holding: str, items: tuple[Verdicts, ...] | None = None) -> Verdicts:
    truths = tuple(name in holding for name in PLACES)
    return Verdicts(truths, (items,))


def test_a_sound_decision_has_no_faults() -> None:
    assert rejections(RULESET, verdicts("order", "first")) == []
    assert rejections(RULESET, Verdicts((None,) * len(PLACES), ())) == []


def test_an_assumption_that_fails_is_a_fault_with_its_clause() -> None:
    (fault,) = rejections(RULESET, verdicts("first"))
    assert (fault.code, fault.path, fault.clauses) == (codes.ASSUMPTION_BROKEN, "", ("law#1",))
    assert "已脱贫的须建档立卡" in fault.message("zh")
    assert fault.help("zh") == "请核对：已脱贫户, 建档立卡户"


def test_an_assumption_about_an_item_names_the_item() -> None:
    items = (Verdicts((True,)), Verdicts((False,)), Verdicts((None,)))
    (fault,) = rejections(RULESET, verdicts("order", items=items))
    assert (fault.path, fault.clauses) == ("members[1]", ("law#2",))


def test_each_pair_of_a_group_that_holds_is_a_conflict() -> None:
    faults = rejections(RULESET, verdicts("order", "first", "second", "third"))
    assert [fault.code for fault in faults] == [codes.GROUP_CONFLICT] * 3
    assert faults[0].message("zh") == "“甲类”与“乙类”同时成立，而“类别”中只能有一项成立"
    assert faults[0].message("en").startswith("“甲类” and “乙类” both hold")
    assert faults[0].clauses == ("law#1", "law#2")
    assert faults[0].help("en") == "check 已脱贫户, 建档立卡户"
    assert faults[1].help("zh") == "请核对：已脱贫户, 建档立卡户, 务工"
