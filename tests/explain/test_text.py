"""What must hold of every text: nothing from the facts acts as markup, columns line up."""

from __future__ import annotations

from typing import Any

import pytest

from povertyrules.explain.display import show_number
from povertyrules.explain.figures import ratio_text, scaled_text
from povertyrules.explain.gist import gist
from povertyrules.explain.markdown import escape
from povertyrules.explain.words import Words
from povertyrules.kernel.caret import width
from povertyrules.kernel.hiding import mask
from tests.explain.support import HOUSEHOLD, VILLAGE, ZHAOJIA, explained
from tests.explain.test_required import tiers

HOSTILE = "](x) <b>`*_#|\n# 标题\u202e"


def test_markup_in_a_fact_stays_text() -> None:
    text = explained(VILLAGE, {"code": HOSTILE[:20], "members": []}).to_markdown()
    title = text.splitlines()[0]
    assert title == r"# 农户 \](x) \<b\>\`\*\_\#\|␊\# 标题\<U+202E\>"
    assert text.count("\n# ") == 0


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1. 首先", "1\\. 首先"),
        ("1.2.0", "1.2.0"),
        ("- 一", "\\- 一"),
        ("http://a", "http\\://a"),
        ("a@b", "a\\@b"),
    ],
)
def test_what_could_be_markup_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_control_characters_are_made_visible_in_plain_text() -> None:
    text = explained(VILLAGE, {"code": HOSTILE[:20], "members": []}).to_text()
    assert "\u202e" not in text
    assert text.startswith("农户 ](x) <b>`*_#|␊# 标题<U+202E>\n")


def test_short_answers_stand_in_columns_of_equal_width() -> None:
    facts = HOUSEHOLD | {"owns_car": False}
    rows = [
        line
        for line in explained(ZHAOJIA, facts).to_text().splitlines()
        if "低保户：否" in line or "重病户：否" in line
    ]
    starts = [width(rows[0].partition("特困")[0]), width(rows[1].partition("残疾")[0])]
    assert len(rows) == 2
    assert starts[0] == starts[1]


@pytest.mark.parametrize(
    ("text", "unit", "shown"),
    [
        ("4800", "元", "4,800.00 元"),
        ("900.000", "元/人", "900.00 元/人"),
        ("900.500", "元/人", "900.50 元/人"),
        ("4999.9950", "元", "4,999.995 元"),
        ("4999.995", "元", "4,999.995 元"),
        ("14200/3", "元", "约 4,733.33 元（精确值 14,200÷3）"),
        ("1/3", "", "约 0.3333（精确值 1÷3）"),
        ("-1/30000", "", "约 -0.00003（精确值 -1÷30,000）"),
        ("1234567", "", "1,234,567"),
        ("-0.5", "", "-0.5"),
    ],
)
def test_figures_are_exact_or_say_that_they_are_rounded(text: str, unit: str, shown: str) -> None:
    assert show_number(Words("zh"), text, unit) == shown


def test_a_rounded_figure_never_looks_like_the_threshold() -> None:
    facts = HOUSEHOLD | {"household_size": 3, "transfer_income": "0", "business_cost": "5000.01"}
    text = explained(ZHAOJIA, facts).to_text()
    assert "年人均纯收入 约 4,999.997 元/人（精确值 1,499,999÷300），低于" in text
    assert "相差 约 0.003 元/人" in text


@pytest.mark.parametrize(
    ("scaled", "decimals", "text"),
    [(0, 2, "0.00"), (5, 2, "0.05"), (-5, 2, "-0.05"), (-12345, 3, "-12.345"), (7, 0, "7")],
)
def test_scaled_numbers_show_all_their_decimals(scaled: int, decimals: int, text: str) -> None:
    assert scaled_text(scaled, decimals) == text


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [
        (8, 4, "2"),
        (-1, 8, "-0.125"),
        (10, 3, "10/3"),
        (0, 7, "0"),
        (1, 10**20, "0.00000000000000000001"),
        (2, 3 * 10**20, "1/150000000000000000000"),
    ],
)
def test_ratios_have_their_shortest_exact_text(numerator: int, denominator: int, text: str) -> None:
    assert ratio_text(numerator, denominator) == text


def test_a_mask_leaves_two_characters_of_a_long_text_only() -> None:
    assert mask("510101199001011234") == "5***4"
    assert mask("王五") == mask("") == mask(True) == "***"


def test_the_calculation_rounds_as_the_comparison_does() -> None:
    zero = dict.fromkeys(("business_income", "transfer_income", "business_cost"), "0")
    facts = HOUSEHOLD | zero | {"household_size": 7, "wage_income": "34999.99"}
    text = explained(ZHAOJIA, facts).to_text()
    assert "÷ 家庭人口 7 人 ＝ 约 4,999.999 元/人（精确值 3,499,999÷700）" in text
    assert "5,000.00 元/人（精确值" not in text


def test_the_reason_in_one_line_leaves_the_exact_value_out() -> None:
    tree = explained(ZHAOJIA, HOUSEHOLD | {"household_size": 7}).to_dict()
    line = gist(tree, "monitoring", "zh")
    assert "约 2,742.86 元/人，低于" in line
    assert "精确值" not in line


def test_a_page_of_some_outcomes_says_so_and_calls_no_list_empty() -> None:
    explanation = explained(ZHAOJIA, HOUSEHOLD)
    text = explanation.to_text(outcomes=["monitoring"])
    assert "    此处只列：脱贫监测户；其余结论未列出\n" in text
    assert "不成立：无" not in text
    english = explanation.to_text("en", outcomes=["monitoring"])
    assert "Only these are shown: 脱贫监测户; other outcomes are not listed" in english
    assert "- 此处只列：脱贫监测户" in explanation.to_markdown(outcomes=["monitoring"])
    assert "此处只列" not in explanation.to_text()


def test_a_wrong_choice_of_outcomes_is_refused() -> None:
    explanation = explained(ZHAOJIA, HOUSEHOLD)
    for form in (explanation.to_text, explanation.to_markdown):
        with pytest.raises(ValueError, match="no outcome 'monitorin'; did you mean 'monitoring'"):
            form(outcomes=["monitorin"])
        with pytest.raises(TypeError, match="a list of ids"):
            form(outcomes="monitoring")


@pytest.mark.parametrize("language", ["zh-CN", "ZH", "fr", ""])
def test_a_language_that_there_is_not_is_refused(language: Any) -> None:
    with pytest.raises(ValueError, match="'zh' or 'en'"):
        explained(ZHAOJIA, HOUSEHOLD).to_text(language)


def test_a_number_that_the_title_has_is_not_printed_again() -> None:
    assert tiers({}).to_text().count("中农组发〔2021〕7号）\n") == 1
    assert "（中农组发〔2021〕7号）（" not in tiers({}).to_text()


def test_the_key_of_the_record_is_shown_and_the_fact_masked() -> None:
    explanation = tiers({})
    tree = explanation.to_dict()
    assert tree["result"]["key"] == "5101-0042"
    assert tree["result"]["facts"]["household_id"] == "5***2"
    assert explanation.to_text().startswith("农户 5101-0042\n")
    assert explanation.to_markdown().startswith("# 农户 5101-0042\n")
