"""The names, labels, texts and figures that made rulesets and records draw on.

Records and conditions share them, so that comparisons meet their thresholds.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.property.forms import Month, Options

FIGURES = ("0", "1", "2", "3", "0.5", "2.25", "16", "5000", "10000000")
NUMBERS = tuple(Fraction(figure) for figure in FIGURES)
DATES = (
    date(2020, 3, 20),
    date(2020, 2, 29),
    date(2004, 2, 29),
    date(2004, 4, 20),
    date(2019, 12, 31),
)
MONTHS: tuple[Month, ...] = ((2020, 3), (2020, 2), (2019, 12), (2004, 4))
TEXTS = ("a", "", "ab", "aab", "户", "户主a", "51", "x'y")
PATTERNS = ("a*b?", "[0-9]{2}", "户.*", "(a|b)+", "")
LABELS = (
    "收入",
    "人数",
    "income",
    "户 主",
    "收入（元）",
    "2019年“两摸底”",
    "是/否",
    "a-b",
    "类别：甲",
)
OPTIONS = (
    Options((("a", "健康"), ("b", "大病"), ("c", "慢性病"))),
    Options((("a", "健康"), ("b", "大病"))),
    Options((("因病", "因病"), ("因学", "因学"), ("none", "未纳入"))),
)
MANY_OPTIONS = Options((("病", "病"), ("学", "学"), ("灾", "因 灾"), ("其他", "其他")))
