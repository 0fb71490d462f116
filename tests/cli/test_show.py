"""`show` and `schema`: a ruleset as a page, and the published schemas."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from povertyrules.cli.page_markdown import escaped
from povertyrules.cli.page_text import drawn
from tests.cli.running import run

RULESETS = Path(__file__).parents[1] / "rulesets"


def test_the_page_of_zhaojia() -> None:
    done = run("show", "zhaojia")
    assert (done.code, done.err) == (0, "")
    for said in (
        "施行期间：2020-03-20 至 2020-12-31",
        "2020-03-20 至 2020-12-31   5,000.00 元/人   二（一）、二（二）",
        "脱贫监测户  monitoring  属“监测类别”；二（一）、五（一）",
        "    ├─ 以下各条全部成立：\n    │  ├─ 建档立卡户\n    │  ├─ 已脱贫户\n",
        "    └─ 以下各条全部成立：\n       ├─ 已脱贫户\n       └─ 收入骤减或支出骤增\n",
        "年人均纯收入 低于 监测收入线",
        "2019年“两摸底”为“脱贫监测户”",
        "〔解释〕通知没有界定“返贫风险”，由评议研判认定。",
        "由镇脱贫办认定：进村入户走访中，是否发现该户有其他家庭生活实际困难？",
        "若 已脱贫户，则 建档立卡户",
        "二（二）  边缘户：年人均纯收入低于5000元且有致贫风险的非建档立卡农户。",
    ):
        assert said in done.out


def test_what_is_left_open_is_marked() -> None:
    done = run("show", "tiers-2021")
    assert "〔待定〕文件没有写明，须由使用者填写并注明依据：本省" in done.out
    assert "文件留待确定的参数 1 个" in done.out


def test_every_kind_of_condition_is_said() -> None:
    done = run("show", RULESETS / "data_checks.yaml")
    for said in (
        "致贫/返贫风险包含“缺劳动力”",
        "家庭成员（与户主关系为“户主”）的个数 不等于 1",
        "自 识别监测时间 至 消除监测时间 相隔的月数 低于 识别至消除的最短月数",
        "村人口总数 低于 各农户“人数”之和",
        "出生日期 晚于 采集日期",
        "风险说明未填报",
        "any(members as a, any(members as b,",
        "家庭成员（农户之下，最多 60 个）",
        "逐个家庭成员判定；数据核查；schooling",
    ):
        assert said in done.out


@pytest.mark.parametrize("name", ["zhaojia", "tiers-2021", str(RULESETS / "data_checks.yaml")])
def test_both_languages_and_formats_say_the_same_things(name: str) -> None:
    texts = [
        run("show", name, "--lang", lang, "--format", form).out
        for lang in ("zh", "en")
        for form in ("text", "markdown")
    ]
    assert all("Outcomes: when they hold" in text for text in texts[2:])
    assert all("结论：何时成立" in text for text in texts[:2])
    assert texts[1].count("\n**") == texts[3].count("\n**") > 10


def test_a_page_fits_its_terminal() -> None:
    from rich.cells import cell_len

    done = run("show", "zhaojia", env={"COLUMNS": "80"})
    tables = [line for line in done.out.splitlines() if "   是或否" in line or "───" in line]
    assert len(tables) > 20
    assert max(map(cell_len, tables)) <= 80


def test_markdown_shows_markup_as_it_stands() -> None:
    assert escaped("a*b_[c](d)|<e>#") == r"a\*b\_\[c\](d)\|\<e\>\#"
    assert escaped("1. x") == r"1\. x"
    assert escaped("- x\n# y") == r"\- x \# y"


def test_branches_are_drawn() -> None:
    lines = ((0, "a"), (1, "b"), (2, "c"), (2, "d"), (1, "e"), (2, "f"))
    assert drawn(lines) == ["a", "├─ b", "│  ├─ c", "│  └─ d", "└─ e", "   └─ f"]


@pytest.mark.parametrize("name", ["ruleset", "explanation", "receipt"])
def test_schemas_are_schemas(name: str) -> None:
    schema = json.loads(run("schema", name).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_no_such_schema() -> None:
    done = run("schema", "household")
    assert done.code == 2
    assert "household 不在可选值之中" in done.err
