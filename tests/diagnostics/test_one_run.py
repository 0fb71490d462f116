"""One run reports every fault that is certain, and nothing that only follows from another."""

from __future__ import annotations

import pytest

from tests.diagnostics.golden import HERE, diagnose

BASE = (HERE / "bases" / "household.yaml").read_text("utf-8")
WHEN = "    when: 人均纯收入 < 监测收入线\n    cite: notice#2.1\n"
NAMES = "    when: 人均纯收入 < 监测线 and 无此名\n    cite: notice#9.9\n"
TWO_NAMES_AND_A_CITATION = ["unknown-name", "unknown-name", "unknown-clause"]
PHONE = "    phone: {type: text, max_length: 20, label: 联系电话}\n"


def found(*changes: tuple[str, str]) -> list[str]:
    """The slugs of what is reported of the base with some changes, in the order of the file."""
    text = BASE
    for find, put in changes:
        assert text.count(find) == 1, find
        text = text.replace(find, put)
    return [diagnostic.code.slug for diagnostic in diagnose(text.encode())]


@pytest.mark.parametrize(
    "change",
    [
        *[
            (f"\n{right}:", f"\n{wrong}:")
            for right, wrong in {
                "ruleset": "rule_set", "sources": "source", "roles": "rol", "groups": "grup",
                "entities": "entity", "facts": "fact", "parameters": "params", "derived": "derive",
            }.items()
        ],
        ("groups:\n", "grup:\n  a: b\ngroups:\n"),
        ("groups:\n", "entity:\n  a: b\ngroups:\n"),
        ("groups:\n", "fact: 5\ngroups:\n"),
        ("    group: category", "    grup: category"),

    ],
    ids=lambda change: change[1].strip().partition("\n")[0],
)  # fmt: skip
def test_an_unknown_key_hides_nothing_else(change: tuple[str, str]) -> None:
    assert found(change, (WHEN, NAMES)) == ["unknown-key", *TWO_NAMES_AND_A_CITATION]


def test_a_key_of_an_outcome_hides_nothing_else() -> None:
    kind = ("    group: category", "    group: nothing\n    knd: data_check")
    slugs = ["unknown-group", "unknown-key", *TWO_NAMES_AND_A_CITATION]
    assert found(kind, (WHEN, NAMES)) == slugs


def test_a_condition_that_cannot_be_read_hides_no_citation() -> None:
    assert found((WHEN, "    when: yes\n    cite: notice#9.9\n")) == [
        "boolean-word",
        "unknown-clause",
    ]
    facts = ("label: 有返贫风险\n", "label: 有返贫风险\n      by: [village]\n")
    assert "unknown-clause" in found(
        ("      by: village\n      cite: notice#2.1", "      cite: notice#9.9"), facts
    )
    line = ("value: 5000, cite: notice#2.1", "value: 5000, cite: notice#9.9")
    assert found(("    type: money\n", "    type: moeny\n"), line) == [
        "not-allowed",
        "unknown-clause",
    ]


@pytest.mark.parametrize(
    ("entities", "slugs"),
    [
        (("of: household, min: 1", "of: home, min: 1"), ["unknown-entity"]),
        (("of: household, min: 1", "of: [household], min: 1"), ["wrong-kind"]),
        (
            ("label: 家庭成员, of: household, min", "label: 家庭成员, ofs: household, min"),
            ["unknown-key"],
        ),
    ],
)
def test_entities_that_do_not_hang_together(entities: tuple[str, str], slugs: list[str]) -> None:
    group = ("    group: category", "    group: nothing")
    expected = [*slugs, "unknown-group", *TWO_NAMES_AND_A_CITATION]
    assert found(entities, group, (WHEN, NAMES)) == expected


def test_an_outcome_of_an_entity_that_is_not_there() -> None:
    of = ("    group: category", "    group: nothing\n    of: members")
    entity = ("  members: {label: 家庭成员, of: household, min: 1, max: 20}\n", "")
    born = "birth_date: {type: date, min: 1900-01-01, max: 2020-12-31, label: 出生日期}"
    facts = f"  members:\n    {born}\n{PHONE}"
    slugs = ["unknown-group", "unknown-entity", *TWO_NAMES_AND_A_CITATION]
    assert found(of, entity, (facts, ""), (WHEN, NAMES)) == slugs


@pytest.mark.parametrize(
    ("label", "name", "slug"),
    [
        ("!!str 低保户", "低保户", "tag"),
        ("12:30", "`12:30`", "sexagesimal"),
        ("2019", "`2019`", "unquoted-text"),
        ("&a 低保户", "低保户", "anchor"),
    ],
)
def test_a_faulty_label_still_leads_to_what_bears_it(label: str, name: str, slug: str) -> None:
    fact = ("label: 已脱贫户}", f"label: {label}}}")
    condition = (WHEN, f"    when: 人均纯收入 < 监测收入线 and {name}\n    cite: notice#2.1\n")
    assert found(fact, condition) == [slug]
    derived = ("    label: 人均纯收入\n", f"    label: {label}\n")
    condition = (WHEN, f"    when: '{name} < 监测收入线'\n    cite: notice#2.1\n")
    assert found(derived, condition) == [slug]


@pytest.mark.parametrize(
    ("change", "slug"),
    [
        (("sources:\n", "sources: 5\nx:\n"), "wrong-kind"),
        (("    clauses:\n", "    clauzes:\n"), "unknown-key"),
        (("  notice:\n    number: 赵委发〔2020〕34号\n", "  notice: 5\n  other:\n"), "wrong-kind"),
    ],
)
def test_a_source_that_cannot_be_read_makes_no_citation_wrong(
    change: tuple[str, str], slug: str
) -> None:
    slugs = found(change)
    assert slug in slugs
    assert not {"unknown-source", "unknown-clause"}.intersection(slugs)


PROCEDURE = (HERE / "bases" / "procedure.yaml").read_text("utf-8")


def of_procedure(*changes: tuple[str, str]) -> list[str]:
    """The slugs of what is reported of the procedure with some changes."""
    text = PROCEDURE
    for find, put in changes:
        assert text.count(find) == 1, find
        text = text.replace(find, put)
    return [diagnostic.code.slug for diagnostic in diagnose(text.encode())]


DOCUMENT = "            - document: 核实记录\n"
OTHERS = (
    ("by: [town]", "by: [twon]"),
    (DOCUMENT, DOCUMENT + "            - holds: warnning\n"),
    ("          limit: {stage: consolidating}\n", ""),
    (
        "consolidating]\n          cite: notice#5.5.3",
        "consolidating]\n          cite: notice#5.5.9",
    ),
)
TOLD = ["unknown-role", "unknown-decision", "unknown-clause"]


@pytest.mark.parametrize(
    ("change", "slugs"),
    [
        (("          from: flagged\n", "          form: flagged\n"), ["unknown-key"]),
        (("          to: repaired\n", "          to: [repaired]\n"), ["wrong-kind"]),
        (("        repaired: {label: 已完成补短, cite: notice#5.5.2}\n", ""), []),
        (("      states:\n        flagged", "      stats:\n        flagged"), ["unknown-key"]),
        (("  stages:\n", "  stage:\n"), ["unknown-key"]),
        (("{label: 已完成补短, cite", "{lable: 已完成补短, cite"), ["unknown-key"]),
        (("          every: month\n", "          every: week\n"), ["not-allowed"]),
        (("        flag:\n", "        flag: 5\n        other:\n"), ["wrong-kind"]),
        (("from: 2020-04-16", "from: 2020-04-31"), ["impossible-date"]),
    ],
)
def test_a_fault_in_a_procedure_hides_nothing_else(
    change: tuple[str, str], slugs: list[str]
) -> None:
    found_slugs = of_procedure(change, *OTHERS)
    assert [slug for slug in found_slugs if slug != "unknown-state"] == [*slugs, *TOLD]
    assert ("unknown-state" in found_slugs) == (not slugs)


def test_names_that_were_lost_are_not_missed_by_the_procedure() -> None:
    when = ("when: gap, cite", "when: no, cite")
    assert of_procedure(when) == ["boolean-word"]
    facts = ("    risk: {type: finding", "    risk: {type: findin")
    assert "unknown-finding" not in of_procedure(facts)
    assert of_procedure(("\nfacts:", "\nfact:"), OTHERS[0]) == ["unknown-key", "unknown-role"]
