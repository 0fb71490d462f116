"""Make the sample ledger: a township of about 3,000 households, all of it invented.

    python examples/make_sample_township.py [FILE.xlsx]

The same file comes out every time. It looks like an export of the national system: a merged
title, three header rows, one row for each person with the household's values repeated,
columns that the ruleset does not use, blanks, contradictions and odd cells, totals and a
remark at the end. Area code 990101 does not exist, so no identity number is anybody's.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from sample_columns import COLUMNS, COMPARISON_COLUMNS, INCOME_COLUMNS, PERSON_COLUMNS
from sample_dice import Dice
from sample_words import GIVEN, HAMLETS, RISKS, SECOND_RISKS, SURNAMES, VILLAGES

SEED = 20200316
HOUSEHOLDS = 3000
AREA = "990101"
SHEET = "监测基础台账"
TITLE = "赵家镇防止返贫致贫监测基础台账（样例）"
SUBTITLE = "填报单位：赵家镇（样例数据，人物均为虚构）　　填报日期：2020年4月10日　　单位：元"
REMARK = "注：本台账为程序生成的样例，姓名、证件号码、电话和收入均为虚构，空白表示尚未填报。"
TARGET = Path(__file__).parent.parent / "src/povertyrules/samples/zhaojia-township.xlsx"
FEN = Decimal("0.01")
CREATED = datetime(2020, 4, 10)  # noqa: DTZ001  a fixed day, so that the file is always the same

HEADER_ROWS = 3
FIRST_HEADER = 2
HIDDEN = ("行政区划", "自然村")


class Formula(str):
    """A formula; `result` is what the file says it comes to, None where it does not say."""

    result: Decimal | None = None


@dataclass
class Household:
    """One household: `values` by lowest heading, one mapping for each person."""

    id: str
    village: str
    hamlet: str
    people: list[dict[str, Any]]
    values: dict[str, Any]
    rows: list[dict[str, Any]] = field(default_factory=list)


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    write(target, rows(households(Dice(SEED))))


def households(dice: Dice) -> list[Household]:
    made = [_household(dice, number) for number in range(HOUSEHOLDS)]
    _put_on_list_2019(dice, made)
    _put_on_the_line(made)
    for household in made:
        household.rows = [{**household.values, **person} for person in household.people]
    _leave_repeats_out(dice, made)
    _make_odd(made)
    return made


def _household(dice: Dice, number: int) -> Household:
    village = number * len(VILLAGES) // HOUSEHOLDS
    household_id = f"{AREA}{village + 1:02d}{number + 1:04d}"
    size = dice.weighted({1: 18, 2: 25, 3: 22, 4: 18, 5: 10, 6: 5, 7: 2})
    people = [_person(dice, household_id, place) for place in range(size)]
    registered = dice.chance(0.18)
    values: dict[str, Any] = {"户编号": household_id, "家庭人口": size}
    values |= _status(dice, registered, people)
    values |= _income(dice, values["已脱贫户"] == "是", size)
    values |= _safeguards(dice)
    values |= _comparison(dice)
    values |= _findings(dice, values, size)
    values |= {"户联系电话": f"1990000{dice.below(10_000):04d}"}
    return Household(household_id, VILLAGES[village], dice.pick(HAMLETS), people, values)


# People


def _person(dice: Dice, household_id: str, place: int) -> dict[str, Any]:
    relation = ("户主", "配偶", "之子", "之女", "之父", "之母", "之孙")[place]
    young = relation in ("之子", "之女", "之孙")
    age = dice.between(1, 28) if young else dice.between(32, 84)
    born = date(2020, 3, 1) - timedelta(days=365 * age + dice.below(365))
    female = relation in ("配偶", "之女", "之母")
    school = 6 <= age < 16
    health = dice.weighted({"健康": 85, "长期慢性病": 11, "残疾": 2.5, "大病": 1.5})
    return {
        "人编号": f"{household_id}{place + 1:02d}",
        "姓名": _name(dice),
        "性别": "女" if female else "男",
        "证件类型": "居民身份证",
        "证件号码": identity_number(born, dice.below(500) * 2 + (0 if female else 1)),
        "出生日期": f"{born:%Y%m%d}",
        "与户主关系": relation,
        "民族": "汉族",
        "文化程度": "" if age < 6 else dice.pick(("小学", "初中", "小学", "高中")),
        "在校生状况": "义务教育阶段" if school else ("非在校生" if dice.chance(0.6) else ""),
        "健康状况": health,
        "劳动技能": _skill(dice, age, health),
        "务工时间（月）": dice.between(1, 12) if 18 <= age < 60 and dice.chance(0.5) else "",
    }  # fmt: skip


def _name(dice: Dice) -> str:
    second = dice.pick(GIVEN) if dice.chance(0.7) else ""
    return f"{dice.pick(SURNAMES)}{dice.pick(GIVEN)}{second}"


def _skill(dice: Dice, age: int, health: str) -> str:
    if age < 16 or age > 75:
        return "无劳动力"
    if age > 60 or health in ("残疾", "大病"):
        return "弱劳动力或半劳动力"
    return str(dice.weighted({"普通劳动力": 85, "技能劳动力": 15}))


def identity_number(born: date, sequence: int) -> str:
    """Eighteen characters with a valid check digit (GB 11643) in an area that is not one."""
    body = f"{AREA}{born:%Y%m%d}{sequence % 1000:03d}"
    weighted = sum(int(digit) * (2 ** (17 - i) % 11) for i, digit in enumerate(body))
    return body + "10X98765432"[weighted % 11]


# Households


def _status(dice: Dice, registered: bool, people: list[dict[str, Any]]) -> dict[str, Any]:
    health = {person["健康状况"] for person in people}
    lifted = registered and dice.chance(0.97)
    return {
        "建档立卡户": _yes(registered),
        "已脱贫户": _yes(lifted) if registered or dice.chance(0.97) else "",
        "2019年\n“两摸底”": "未纳入" if dice.chance(0.96) else "",
        "低保户": _yes(dice.chance(0.25 if registered else 0.03)),
        "特困供养户": _yes(len(people) == 1 and dice.chance(0.12)),
        "重病户": _yes("大病" in health and dice.chance(0.9)),
        "残疾人户": _yes("残疾" in health),
        "上访、信访、\n群众反映较多": _mostly(dice, yes=0.02, no=0.7),
    }


def _yes(truth: bool) -> str:
    return "是" if truth else "否"


def _mostly(dice: Dice, *, yes: float, no: float) -> str:
    """是, 否, or a blank for the rest."""
    return str(dice.weighted({"是": yes, "否": no, "": max(0.0, 1 - yes - no)}))


def _income(dice: Dice, lifted: bool, size: int) -> dict[str, Any]:
    per_head = dice.spread(8200, 0.36) if lifted else dice.spread(13_000, 0.46)
    net = per_head * size
    cost = (net * dice.between(0, 15) / 100).quantize(Decimal(1))
    total = net + cost
    transfer = (total * dice.between(4, 35 if lifted else 15) / 100).quantize(Decimal(1))
    held = (total * dice.pick((0, 0, 0, 2, 4)) / 100).quantize(FEN)
    business = ((total - transfer - held) * dice.between(10, 70) / 100).quantize(FEN)
    wages = total - transfer - held - business
    expected = (per_head * dice.between(88, 112) / 100).quantize(Decimal(1))
    return {
        "工资性收入（元）": _sometimes_blank(dice, wages),
        "生产经营性收入（元）": _sometimes_blank(dice, business),
        "财产性收入（元）": held if dice.chance(0.985) else "",
        "转移性收入（元）": _sometimes_blank(dice, transfer),
        "生产经营性支出（元）": _sometimes_blank(dice, cost),
        "预计年人均纯收入（元）": expected if dice.chance(0.85 if lifted else 0.3) else "",
    }


def _sometimes_blank(dice: Dice, amount: Decimal) -> Any:
    """Nearly always a number; now and then nothing, or text as people type it."""
    form = dice.weighted({"number": 965, "blank": 8, "grouped": 15, "yuan": 12})
    if form == "blank":
        return ""
    if form == "grouped":
        return f"{amount:,.2f}"
    return f"{amount}元" if form == "yuan" else amount


def _safeguards(dice: Dice) -> dict[str, Any]:
    return {
        "不愁吃": _mostly(dice, yes=0.996, no=0.001),
        "不愁穿": _mostly(dice, yes=0.996, no=0.001),
        "义务教育": _mostly(dice, yes=0.985, no=0.004),
        "基本医疗": _mostly(dice, yes=0.982, no=0.008),
        "住房安全": _mostly(dice, yes=0.976, no=0.012),
        "饮水安全": _mostly(dice, yes=0.974, no=0.012),
    }


def _comparison(dice: Dice) -> dict[str, Any]:
    hits = (("比对：住房", 0.015), ("比对：经商", 0.03), ("比对：购车", 0.05), ("比对：社保", 0.05))
    found = {heading: _mostly(dice, yes=share, no=0.98 - share) for heading, share in hits}
    return {**found, "比对：公职人员": _mostly(dice, yes=0.01, no=0.97)}


def _findings(dice: Dice, values: dict[str, Any], size: int) -> dict[str, Any]:
    """What people have found so far: most of it is not done yet."""
    lifted, poor = values["已脱贫户"] == "是", _net(values) < 5000 * size
    risk = _mostly(dice, yes=0.5, no=0.2) if poor else _mostly(dice, yes=0.004, no=0.1)
    shock = {"yes": 0.02, "no": 0.72} if lifted else {"yes": 0.004, "no": 0.06}
    hit = any(values[heading[-1]] == "是" for heading in COMPARISON_COLUMNS)
    if poor and dice.chance(0.15):
        values["比对：购车"], hit = "是", True
    if poor and dice.chance(0.25):
        values[dice.pick(("住房安全", "饮水安全", "基本医疗", "义务教育"))] = "否"
    unstable = {"yes": 0.3, "no": 0.4} if poor else {"yes": 0.006, "no": 0.1}
    return {
        "有返贫风险": risk if lifted else "",
        "有致贫风险": "" if lifted else risk,
        "收入骤减": _mostly(dice, **shock),
        "支出骤增": _mostly(dice, **shock),
        "“两不愁三保障”\n实现情况不够稳定": _mostly(dice, **unstable),
        "走访发现\n实际困难": _mostly(dice, yes=0.008, no=0.12),
        "比对情况经核实\n不影响纳入": _mostly(dice, yes=0.3, no=0.4) if hit and poor else "",
        "致贫/返贫风险1": dice.pick(RISKS) if risk == "是" else "",
        "致贫/返贫风险2": dice.pick(SECOND_RISKS) if risk == "是" else "",
    }


def _net(values: dict[str, Any]) -> Decimal:
    amounts = [_amount(values[heading[-1]]) for heading in INCOME_COLUMNS[:5]]
    return sum(amounts[:4], Decimal(0)) - amounts[4]


def _amount(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    return Decimal(value.replace(",", "").removesuffix("元") or 0)


def _put_on_list_2019(dice: Dice, made: list[Household]) -> None:
    """About one household in a hundred was found in 2019 already."""
    lifted = [h for h in made if h.values["已脱贫户"] == "是"]
    ordinary = [h for h in made if h.values["建档立卡户"] == "否"]
    for answer, households_, count in (("脱贫监测户", lifted, 16), ("边缘户", ordinary, 14)):
        for _ in range(count):
            dice.pick(households_).values["2019年\n“两摸底”"] = answer


def _put_on_the_line(made: list[Household]) -> None:
    """Some households exactly at 5,000.00 a head, some one fen below, some a fen below in all."""
    lifted = [h for h in made if h.values["已脱贫户"] == "是" and h.values["家庭人口"] > 1]
    ordinary = [h for h in made if h.values["建档立卡户"] == "否" and h.values["家庭人口"] > 1]
    for group, finding in ((lifted, "有返贫风险"), (ordinary, "有致贫风险")):
        for number, household in enumerate(group[40:400:20]):
            size = household.values["家庭人口"]
            nets = (5000 * size, 5000 * size - size * FEN, 5000 * size - FEN)
            _set_net(household.values, Decimal(nets[number % 3]))
            household.values[finding] = "是"


def _set_net(values: dict[str, Any], net: Decimal) -> None:
    values |= {"生产经营性收入（元）": Decimal(6000), "财产性收入（元）": Decimal(0)}
    values |= {"转移性收入（元）": Decimal("1280.50"), "生产经营性支出（元）": Decimal(1500)}
    values["工资性收入（元）"] = net - Decimal("5780.50")


# What goes wrong in real ledgers


def _leave_repeats_out(dice: Dice, made: list[Household]) -> None:
    """Some clerks write a household's values on its first row only."""
    kept = {"户编号", *(heading[-1] for heading in PERSON_COLUMNS)}
    for household in made:
        if len(household.rows) > 1 and dice.chance(0.04):
            for row in household.rows[1:]:
                row.update({name: "" for name in row if name not in kept})


ODD_CELLS: list[tuple[str, Any]] = [
    ("工资性收入（元）", "1.2万"),
    ("工资性收入（元）", "约8000"),
    ("转移性收入（元）", Decimal("4800.005")),
    ("生产经营性收入（元）", "/"),
    ("财产性收入（元）", "#N/A"),
    ("生产经营性支出（元）", Formula("=VLOOKUP(1,$A$1:$A$2,1,FALSE)")),
    ("住房安全", "不清楚"),
    ("饮水安全", "基本达标"),
    ("2019年\n“两摸底”", "脱贫监测"),
    ("家庭人口", 0),
    ("户编号", ""),
    ("有返贫风险", "待定"),
]


def _make_odd(made: list[Household]) -> None:
    """About one household in a hundred cannot be read, contradicts itself or the rules."""
    chosen = iter(made[57::83])
    for heading, cell in ODD_CELLS:
        for _ in range(2):
            next(chosen).rows[-1][heading] = cell
    several = (household for household in chosen if len(household.rows) > 1)
    for heading, cell in (("工资性收入（元）", Decimal(9600)), ("家庭人口", 8), ("低保户", "是")):
        household = next(several)
        household.rows[0][heading] = household.values[heading]
        household.rows[-1][heading] = cell if heading != "低保户" else _other(household)
    for household in (next(chosen), next(chosen)):
        for row in household.rows:
            row.update({"建档立卡户": "否", "已脱贫户": "是"})
    for household in made[100::700]:
        household.rows[0]["证件号码"] = Decimal(household.rows[0]["证件号码"][:15] + "000")
    for household in made[30::190]:
        household.rows[0].update(
            {"不愁吃": "√", "不愁穿": "Y", "低保户": household.values["低保户"]}
        )


def _other(household: Household) -> str:
    return "否" if household.values["低保户"] == "是" else "是"


# The sheet


def rows(made: list[Household]) -> list[dict[str, Any]]:
    """The rows of the sheet. Two people were added at the end, far from their households."""
    ordered = [row for household in made for row in _placed(household)]
    late = [household for household in made if len(household.rows) > 2][700:702]
    for household in late:
        row = next(r for r in ordered if r["人编号"] == household.rows[-1]["人编号"])
        ordered.remove(row)
        ordered.append(row)
    return [{**row, "序号": number} for number, row in enumerate(ordered, 1)]


def _placed(household: Household) -> Iterator[dict[str, Any]]:
    place = {
        "省": "四川省", "市": "达州市", "县": "达川区", "乡": "赵家镇",
        "行政村": household.village, "自然村": household.hamlet,
    }  # fmt: skip
    for row in household.rows:
        yield {**place, **row}


def write(path: Path, rows_: list[dict[str, Any]]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": TITLE, "created": CREATED})
        sheet = book.add_worksheet(SHEET)
        head = book.add_format(
            {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
        )
        title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, TITLE, title)
        sheet.merge_range(1, 0, 1, len(COLUMNS) - 1, SUBTITLE)
        _write_header(sheet, head)
        first = FIRST_HEADER + HEADER_ROWS
        for index, row in enumerate(rows_):
            _write_row(sheet, first + index, row)
        _write_end(sheet, first, len(rows_))
        sheet.freeze_panes(first, COLUMNS.index(("户编号",)) + 1)
        sheet.set_column(COLUMNS.index(HIDDEN), COLUMNS.index(HIDDEN), None, None, {"hidden": True})
        _write_guide(book.add_worksheet("填表说明"))


def _write_header(sheet: Any, style: Any) -> None:
    for level in range(HEADER_ROWS):
        sheet.set_row(FIRST_HEADER + level, 30)
        start = 0
        while start < len(COLUMNS):
            end = _same_heading(start, level)
            _write_heading(sheet, level, start, end, style)
            start = end + 1


def _same_heading(start: int, level: int) -> int:
    """The last of the columns that share a heading and the groups over it with `start`."""
    shared = COLUMNS[start][: level + 1]
    end = start
    while (
        end + 1 < len(COLUMNS) and len(shared) > level and COLUMNS[end + 1][: level + 1] == shared
    ):
        end += 1
    return end


def _write_heading(sheet: Any, level: int, start: int, end: int, style: Any) -> None:
    column = COLUMNS[start]
    if level >= len(column):
        return
    top = FIRST_HEADER + level
    lowest = level == len(column) - 1
    bottom = FIRST_HEADER + HEADER_ROWS - 1 if lowest else top
    if (top, start) == (bottom, end):
        sheet.write_string(top, start, column[level], style)
    else:
        sheet.merge_range(top, start, bottom, end, column[level], style)


def _write_row(sheet: Any, number: int, row: dict[str, Any]) -> None:
    for index, column in enumerate(COLUMNS):
        heading = column[-1]
        if heading in ("家庭纯收入（元）", "人均纯收入（元）"):
            _write_sum(sheet, number, index, row, heading)
        else:
            _write_cell(sheet, number, index, row.get(heading, ""))


def _write_cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, Formula):
        sheet.write_formula(row, column, str(value), None, "")
    elif value == "#N/A":
        sheet.write_formula(row, column, "=NA()", None, "#N/A")
    elif isinstance(value, str):
        if value:
            sheet.write_string(row, column, value)
    else:
        sheet.write_number(row, column, value)


def _write_sum(sheet: Any, number: int, index: int, row: dict[str, Any], heading: str) -> None:
    """The sheet's own sums, as formulas with their results. Empty where a part is no number."""
    parts = [row.get(column[-1], "") for column in INCOME_COLUMNS[:5]]
    size = row.get("家庭人口")
    if not all(isinstance(part, Decimal) for part in parts) or not size:
        return
    first = index - (5 if heading == "家庭纯收入（元）" else 6)
    wages, _, _, transfer, cost = (_letter(first + i) + str(number + 1) for i in range(5))
    total = f"=SUM({wages}:{transfer})-{cost}"
    net = sum(parts[:4], Decimal(0)) - parts[4]
    if heading == "家庭纯收入（元）":
        sheet.write_formula(number, index, total, None, net)
    else:
        people = _letter(COLUMNS.index(("家庭人口",))) + str(number + 1)
        per_head = (net / size).quantize(FEN, ROUND_HALF_UP)
        sheet.write_formula(number, index, f"=ROUND(({total[1:]})/{people},2)", None, per_head)


def _letter(index: int) -> str:
    return str(xlsxwriter.utility.xl_col_to_name(index))


def _write_end(sheet: Any, first: int, count: int) -> None:
    sheet.write_string(first + count, 0, "合计")
    sheet.write_number(first + count, COLUMNS.index(("户编号",)), HOUSEHOLDS)
    sheet.write_string(first + count + 1, 0, REMARK)


def _write_guide(sheet: Any) -> None:
    sheet.write_string(0, 0, "填表说明")
    for number, line in enumerate(
        (
            "每人一行；户的各项在每一行重复填写。",
            "是否类填“是”或“否”；尚不清楚的留空，不要填“否”。",
            "金额以元为单位，保留两位小数；证件号码、户编号一律为文本。",
        )
    ):
        sheet.write_string(number + 1, 0, line)


if __name__ == "__main__":
    main()
