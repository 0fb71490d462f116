"""A file as a whole: one fault once, and what is left when it is left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Source
from povertyrules.syntax.document import Mapping, Node, ParsedFile
from povertyrules.syntax.parse import parse_file

BASE = (Path(__file__).parents[1] / "diagnostics/bases/household.yaml").read_text("utf-8")
Parsed = tuple[ParsedFile | None, list[str]]


def parse(text: str) -> Parsed:
    report = Report()
    parsed = parse_file(Source("a.yaml", text), report)
    return parsed, [f"{d.code.slug} {d.span.text}" for d in report]


def changed(find: str, put: str) -> str:
    assert BASE.count(find) == 1
    return BASE.replace(find, put)


def at(parsed: ParsedFile | None, *path: str) -> Node | None:
    assert parsed is not None
    node: Node | None = parsed.root
    for key in path:
        assert isinstance(node, Mapping)
        node = node.get(key)
    return node


def test_a_sound_file_is_left_as_it_is() -> None:
    parsed, found = parse(BASE)
    assert found == []
    assert parsed is not None
    assert parsed.damaged == frozenset()


def test_a_definition_whose_meaning_is_in_doubt_goes_with_its_names() -> None:
    parsed, found = parse(changed("max: 60", 'max: "60"'))
    assert found == ['quoted-number "60"']
    assert at(parsed, "facts", "household", "size") is None
    assert at(parsed, "facts", "household", "income") is not None
    assert parsed is not None
    assert parsed.damaged == {"size", "家庭人口"}


def test_what_only_readers_see_goes_alone() -> None:
    parsed, found = parse(changed("label: 人均纯收入\n", "label: 人均纯收入\n    note: 5\n"))
    assert found == ["unquoted-text 5"]
    assert at(parsed, "derived", "per_head", "is") is not None
    assert at(parsed, "derived", "per_head", "note") is None
    assert parsed is not None
    assert parsed.damaged == frozenset()


@pytest.mark.parametrize(
    ("find", "put", "kept", "damaged"),
    [
        ("    is: income / size", "    is: income / size\n    审核人: 张三", True, set()),
        ("    is: income / size", "    iss: income / size", False, {"per_head", "人均纯收入"}),
        ("    is: income / size", "    is: [income]", False, {"per_head", "人均纯收入"}),
        ("    is: income / size", "    is: income / size\n    ofs: members", False, None),
        ("    is: income / size", "    is: yes", False, {"per_head", "人均纯收入"}),
        ("    label: 人均纯收入\n", "    lable: 人均纯收入\n", True, {"人均纯收入"}),
        ("    label: 人均纯收入\n", "    label:\n", True, set()),
        ("  per_head:\n", "  pеr_head:\n", False, {"per_head"}),
    ],
)
def test_what_is_left_of_a_definition(
    find: str, put: str, kept: bool, damaged: set[str] | None
) -> None:
    parsed, found = parse(changed(find, put))
    assert len(found) == 1
    assert (at(parsed, "derived", "per_head") is not None) == kept
    assert parsed is not None
    if damaged is not None:
        assert parsed.damaged == damaged


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("derived", "derivd"), ("facts", "fact"), ("sources", "source"), ("groups", "grup")],
)
def test_a_misspelt_section_is_read_as_the_one_that_is_meant(right: str, wrong: str) -> None:
    parsed, found = parse(changed(f"{right}:\n", f"{wrong}:\n"))
    assert found == [f"unknown-key {wrong}"]
    assert parsed is not None
    assert at(parsed, right) is not None
    assert (parsed.damaged, parsed.doubtful) == (frozenset(), frozenset())


def test_the_names_under_an_unknown_section_are_remembered() -> None:
    parsed, found = parse(changed("derived:\n", "derivd:\n  x: {label: 甲}\nderived:\n"))
    assert found == ["unknown-key derivd"]
    assert parsed is not None
    assert parsed.damaged == {"x", "甲"}


@pytest.mark.parametrize(
    ("broken", "doubtful"),
    [
        (lambda: changed("of: household,", "of: [household],"), {"entities"}),
        (lambda: "povertyrules: 1\nfacts: x\n", {"names"}),
        (lambda: changed("  members:\n    birth", "  members: 5\n  x:\n    birth"), {"names"}),
        (lambda: "povertyrules: 1\nsources: x\n", {"names", "sources"}),
    ],
)
def test_what_cannot_be_relied_on(broken: Callable[[], str], doubtful: set[str]) -> None:
    parsed, found = parse(broken())
    assert found
    assert parsed is not None
    assert parsed.doubtful == doubtful


@pytest.mark.parametrize("broken", [lambda: "- a\n", lambda: BASE + "  x: [\n"])
def test_nothing_is_left_where_everything_else_would_seem_wrong(
    broken: Callable[[], str],
) -> None:
    parsed, found = parse(broken())
    assert parsed is None
    assert found


def test_faults_of_all_stages_are_reported_in_one_run() -> None:
    text = changed("max: 60", "max: 060").replace("label: 纯收入", "lable: 纯收入")
    text = text.replace("title: 防止返贫监测示例", "title: 防止返贫\u200b监测示例")
    text = text.replace("cite: notice#2.1\n", "cite: 二（一）\n")
    _, found = parse(text)
    assert [each.split(" ")[0] for each in found] == [
        "invisible-character", "leading-zero", "unknown-key", "bad-citation", "bad-citation",
    ]  # fmt: skip


def test_a_span_with_a_bad_end_is_no_span() -> None:
    parsed, found = parse(changed("to: 2020-12-31}\nsources", "to: 2020/12/31}\nsources"))
    assert found == ["bad-date 2020/12/31"]
    assert at(parsed, "ruleset", "id") is not None
    assert at(parsed, "ruleset", "in_force") is None


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("5000 元", "5000"),
        ("5,000.50", "5000.50"),
        ("５０００", "5000"),
        ("5千元/人", "5000"),
        ("1.2万", "12000"),
        ("5%", "0.05"),
    ],
)
def test_a_number_in_words_is_no_formula(value: str, number: str) -> None:
    report = Report()
    parse_file(Source("a.yaml", changed("value: 5000,", f"value: '{value}',")), report)
    (found,) = report
    assert found.code.slug == "number-as-text"
    assert found.help("en").endswith(f": {number}")


def test_a_missing_key_that_was_misspelt_is_one_fault() -> None:
    _, found = parse(changed("label: 家庭人口}", "标签: 家庭人口}"))
    assert found == ["unknown-key 标签"]


def test_a_file_with_very_many_misfits_is_not_judged_further() -> None:
    rows = "".join(f"    f{i}: {{type: x, label: 甲}}\n" for i in range(600))
    parsed, found = parse(changed("facts:\n  household:\n", f"facts:\n  household:\n{rows}"))
    assert parsed is None
    assert len(found) == 101
    assert found[-1].startswith("too-many-faults")


def test_what_depends_on_the_type_is_left_to_the_checker() -> None:
    parsed, found = parse(changed("max: 60", "max: 60, max_length: 5"))
    assert found == []
    assert at(parsed, "facts", "household", "size", "max_length") is not None
