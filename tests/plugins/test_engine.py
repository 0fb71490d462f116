"""`Engine`: hosts with their own plugins, side by side, and what rulesets make of them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

import povertyrules as pr
from povertyrules.model.outcome import Verdicts
from povertyrules.plugins import DecisionEngine, Lint, hookimpl
from tests.plugins import sample

HOUSEHOLD = {"id_number": "513022198001010027", "income": 40, "roof": "瓦"}
DAY = "2020-06-01"


@pytest.fixture
def host() -> pr.Engine:
    return pr.Engine(plugins=[sample])


def test_a_ruleset_of_a_plugins_source_with_its_functions(host: pr.Engine) -> None:
    ruleset = host.load("office:roofing@1.0")
    decision = ruleset.evaluate(HOUSEHOLD, as_of=DAY)
    assert decision.outcomes["subsidy"].status == "holds"
    assert ruleset.plugins == {"sample": "1.2.3"}
    text = decision.explain().to_text("zh")
    assert "身份证号所示性别（户主证件号码 5***7） ＝ ***" in text
    assert "513022198001010027" not in text


def test_the_id_alone_is_enough_where_one_source_has_it(host: pr.Engine) -> None:
    assert host.load("roofing", as_of=DAY).version == "1.0"
    assert host.load("zhaojia", as_of="2020-04-20").id == "zhaojia"


def test_two_hosts_do_not_see_each_other(host: pr.Engine) -> None:
    bare = pr.Engine(plugins=())
    assert host.load("office:roofing").id == "roofing"
    with pytest.raises(pr.UnknownRuleset, match="no source of rulesets called `office`"):
        bare.load("office:roofing")
    path = Path(sample.__file__).with_name("rulesets") / "roofing" / "1.0"
    with pytest.raises(pr.InvalidRuleset, match="needs the plugin `sample`, which is not inst"):
        bare.load(path)
    assert host.load(path).digest == host.load("office:roofing").digest


@pytest.mark.parametrize("engine", ["reference", "record", "again"])
def test_engines_by_name(host: pr.Engine, engine: str) -> None:
    ruleset = host.load("office:roofing")
    decision = ruleset.evaluate(HOUSEHOLD, as_of=DAY, engine=engine)
    assert decision.outcomes["subsidy"].status == "holds"
    assert decision.receipt() == ruleset.evaluate(HOUSEHOLD, as_of=DAY).receipt()


def test_an_engine_that_there_is_not(host: pr.Engine) -> None:
    with pytest.raises(pr.UnknownPlugin, match=r"no engine called `recrod`.*did you mean `record`"):
        host.load("office:roofing").on(DAY, engine="recrod")


def test_columns(host: pr.Engine) -> None:
    frame = pl.DataFrame(
        {
            "id_number": ["513022198001010027", "513022198001010012", "无", None],
            "income": ["40.00", "40.00", "40.00", "60.00"],
            "roof": ["瓦", "瓦", "瓦", "瓦"],
        }
    )
    result = host.load("office:roofing").evaluate_frame(frame, as_of=DAY)
    assert result.frame["subsidy"].to_list() == [True, False, None, False]


def test_a_function_without_columns_is_refused_when_the_plan_is_made(
    host: pr.Engine, tmp_path: Path
) -> None:
    file = tmp_path / "leap.yaml"
    file.write_text(
        """povertyrules: 1
requires: {sample: "==1.2.3"}
ruleset: {id: leap, version: "1", title: 闰日, in_force: {from: 2020-01-01}}
sources: {rules: {title: 办法, clauses: {"1": 闰日出生的。}}}
facts: {person: {birth_date: {type: date, label: 出生日期, min: 1900-01-01}}}
outcomes: {leap: {label: 闰日出生, when: is_leap_day(birth_date), cite: rules#1}}
""",
        encoding="utf-8",
    )
    ruleset = host.load(file)
    assert ruleset.evaluate({"birth_date": "2000-02-29"}, as_of=DAY).holding == ("leap",)
    with pytest.raises(pr.UnsupportedFeature, match=r"leap.yaml:6:38: .* no implementation for"):
        ruleset.evaluate_frame(pl.DataFrame({"birth_date": [date(2000, 2, 29)]}), as_of=DAY)


def test_a_ledger_in_a_plugins_format(host: pr.Engine, tmp_path: Path) -> None:
    file, results = tmp_path / "台账.tables", tmp_path / "结果.tables"
    rows = [["户主证件号码", "收入", "屋顶"], ["513022198001010027", 40, "瓦"]]
    sample._write(file, [SimpleNamespace(title="户", headings=rows[0], rows=rows[1:])])  # type: ignore[list-item]
    ruleset = host.load("office:roofing")
    ledger = host.read_ledger(file, ruleset.checked)
    decided = pr.decide_ledger(ruleset, ledger, as_of=DAY)
    day = date.fromisoformat(DAY)
    host.write_results(results, decided, ruleset=ruleset.checked, as_of=day, ledger=ledger)
    assert "成立" in results.read_text("utf-8")
    with pytest.raises(pr.InvalidLedger, match="tables"):
        pr.Engine(plugins=()).read_ledger(file, ruleset.checked)


def test_a_damaged_ledger_of_a_plugins_format_is_told_as_such(
    host: pr.Engine, tmp_path: Path
) -> None:
    file = tmp_path / "坏.tables"
    file.write_text("{", encoding="utf-8")
    with pytest.raises(pr.InvalidLedger, match="cannot be read"):
        host.read_ledger(file, host.load("office:roofing").checked)


def test_explanations_in_a_plugins_form(host: pr.Engine) -> None:
    explanation = host.load("office:roofing").evaluate(HOUSEHOLD, as_of=DAY).explain()
    assert explanation.render("page").startswith("<html lang=zh>")
    assert explanation.render("text", "en") == explanation.to_text("en")
    with pytest.raises(pr.UnknownPlugin, match="no renderer called `pag`"):
        explanation.render("pag")


def test_lints_of_a_plugin(host: pr.Engine, tmp_path: Path) -> None:
    file = tmp_path / "short.yaml"
    text = (Path(sample.__file__).with_name("rulesets") / "roofing/1.0/ruleset.yaml").read_text()
    file.write_text(text.replace("label: 应纳税款", "label: 税"), encoding="utf-8")
    (found,) = host.check(str(file)).diagnostics
    assert found.code.number == "SAMPLE1"
    assert found.span.text == "levy"
    assert pr.Engine(plugins=()).check("zhaojia@2020.34.1").valid


def test_a_function_that_does_not_keep_its_word(tmp_path: Path) -> None:
    class Liar:
        __povertyrules_name__ = "liar"
        __version__ = "1"

        @hookimpl
        def povertyrules_contract(self) -> int:
            return 1

        @hookimpl
        def povertyrules_functions(self) -> list[Any]:
            from povertyrules.plugins import MONEY, Function

            return [
                Function(
                    name="half", label="半", takes=(MONEY,), gives=MONEY, least=0, most=10**6,
                    known=lambda income: float(income) / 2, example="half(income)",
                )
            ]  # fmt: skip

    file = tmp_path / "half.yaml"
    file.write_text(
        """povertyrules: 1
requires: {liar: ">=1"}
ruleset: {id: half, version: "1", title: 半, in_force: {from: 2020-01-01}}
sources: {rules: {title: 办法, clauses: {"1": 一半以上的。}}}
facts: {person: {income: {type: money, label: 收入, min: 0, max: 100}}}
outcomes: {low: {label: 低, when: half(income) < income, cite: rules#1}}
""",
        encoding="utf-8",
    )
    host = pr.Engine(plugins=[Liar()])
    with pytest.raises(pr.FailedPlugin, match="`half` of the plugin liar failed: it gave a float"):
        host.load(file).evaluate({"income": 7}, as_of=DAY)


def test_a_broken_plugin_warns_and_is_named() -> None:
    host = pr.Engine(plugins=[SimpleNamespace(__povertyrules_name__="empty")])
    assert host.load("zhaojia@2020.34.1").id == "zhaojia"  # it needs no plugin: none is loaded
    with pytest.warns(pr.BrokenPluginWarning, match="`empty` is no plugin"):
        troubles = host.troubles
    assert [trouble.path for trouble in troubles] == ["empty"]


def test_a_name_that_no_installed_plugin_has() -> None:
    with pytest.raises(pr.UnknownPlugin, match="no installed plugin called `sampel`"):
        pr.Engine(plugins=["sampel"])


def test_importing_and_deciding_imports_no_plugin_and_no_plugin_library() -> None:
    code = (
        "import sys, povertyrules as pr\n"
        "assert not any('pluggy' in m for m in sys.modules)\n"
        "import importlib.metadata as md\n"
        "md.entry_points = lambda **_: 1 / 0\n"
        "import povertyrules.plugins.discovery as d\n"
        "d.entry_points = md.entry_points\n"
        "r = pr.load('zhaojia', as_of='2020-04-20')\n"
        "r.evaluate({'household_size': 3}, as_of='2020-04-20').explain().to_text()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


ITEMS = """povertyrules: 1
ruleset: {id: items, version: "1", title: items, in_force: {from: 2020-01-01}}
sources: {rules: {title: rules, clauses: {"1": words}}}
entities: {household: {label: household}, members: {label: members, of: household, max: 5}}
facts:
  household: {poor: {type: boolean, label: poor}}
  members: {ill: {type: boolean, label: ill}}
outcomes:
  needy: {label: needy, when: poor, cite: rules#1}
  sick: {label: sick, of: members, when: ill, cite: rules#1}
"""
SICK = Verdicts((True,))


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        (Verdicts((1,), ((SICK,),)), "neither True, False nor None"),  # type: ignore[arg-type]
        (Verdicts(("no",), ((SICK,),)), "neither True, False nor None"),  # type: ignore[arg-type]
        (Verdicts((), ((SICK,),)), "0 truths of household, not 1"),
        (Verdicts((True, False), ((SICK,),)), "2 truths of household, not 1"),
        (Verdicts((True,)), "no verdicts of what household has"),
        (Verdicts((True,), ((SICK, SICK),)), "one for each of the members"),
        (Verdicts((True,), (None,)), "one for each of the members"),
        (Verdicts((True,), ((Verdicts((0,)),),)), "neither True, False nor None"),  # type: ignore[arg-type]
        ((True,), "gave a tuple, not Verdicts"),
        (None, "gave a NoneType, not Verdicts"),
    ],
    ids=repr,
)
def test_a_verdict_that_is_none_of_the_record(verdict: Any, reason: str, tmp_path: Path) -> None:
    """Nothing is taken for decided that an engine has not decided."""
    file = tmp_path / "items.yaml"
    file.write_text(ITEMS, encoding="utf-8")
    plan = SimpleNamespace(decide=lambda _: verdict)
    engine = DecisionEngine(name="odd", plan=lambda *_: plan)
    plugin = SimpleNamespace(
        __povertyrules_name__="odd",
        povertyrules_contract=hookimpl(lambda: 1),
        povertyrules_engines=hookimpl(lambda: [engine]),
    )
    ruleset = pr.Engine(plugins=[plugin]).load(file)
    with pytest.raises(pr.FailedPlugin, match=reason):
        ruleset.evaluate({"poor": True, "members": [{"ill": True}]}, as_of=DAY, engine="odd")


def test_a_receipt_is_replayed_with_the_plugins_of_its_ruleset(host: pr.Engine) -> None:
    ruleset = host.load("office:roofing")
    receipt = ruleset.evaluate(HOUSEHOLD, as_of=DAY).receipt()
    assert receipt["plugins"] == {"sample": "1.2.3"}
    found = pr.replay(receipt, ruleset=ruleset)
    assert found.equal
    assert found.decision is not None
    assert found.decision.receipt() == receipt


def test_a_lint_that_fails_takes_nothing_of_the_report_away(tmp_path: Path) -> None:
    def fail(_: object) -> list[object]:
        raise RuntimeError("no words")

    host = pr.Engine(plugins=[sample, _plugin_of(Lint(code=OTHER, check=fail))])  # type: ignore[arg-type]
    file = tmp_path / "short.yaml"
    text = (Path(sample.__file__).with_name("rulesets") / "roofing/1.0/ruleset.yaml").read_text()
    file.write_text(text.replace("label: 应纳税款", "label: 税"), encoding="utf-8")
    with pytest.warns(pr.BrokenPluginWarning, match="`faulty` failed: it raised RuntimeError"):
        checked = host.check(str(file))
    assert [found.code.number for found in checked.diagnostics] == ["SAMPLE1"]


OTHER = replace(sample.SHORT_LABEL, number="FAULTY1", slug="faulty-one")


def _plugin_of(lint: Lint) -> SimpleNamespace:
    @hookimpl
    def povertyrules_contract() -> int:
        return 1

    @hookimpl
    def povertyrules_lints() -> list[Lint]:
        return [lint]

    return SimpleNamespace(
        __povertyrules_name__="faulty",
        povertyrules_contract=povertyrules_contract,
        povertyrules_lints=povertyrules_lints,
    )
