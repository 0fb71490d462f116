"""The columns of the sample ledger, in the order of the national export."""

from __future__ import annotations

Column = tuple[str, ...]
"""The headings of a column, the group first."""

AREA_COLUMNS = [("行政区划", name) for name in ("省", "市", "县", "乡", "行政村", "自然村")]
PERSON_COLUMNS = [
    ("家庭成员", name)
    for name in (
        "人编号", "姓名", "性别", "证件类型", "证件号码", "出生日期", "与户主关系", "民族",
        "文化程度", "在校生状况", "健康状况", "劳动技能", "务工时间（月）",
    )
]  # fmt: skip
STATUS_COLUMNS = [
    ("户身份", name)
    for name in (
        "建档立卡户", "已脱贫户", "2019年\n“两摸底”", "低保户", "特困供养户", "重病户", "残疾人户",
        "上访、信访、\n群众反映较多",
    )
]  # fmt: skip
INCOME_COLUMNS = [
    ("家庭收支", "收入", "工资性收入（元）"),
    ("家庭收支", "收入", "生产经营性收入（元）"),
    ("家庭收支", "收入", "财产性收入（元）"),
    ("家庭收支", "收入", "转移性收入（元）"),
    ("家庭收支", "支出", "生产经营性支出（元）"),
    ("家庭收支", "纯收入", "家庭纯收入（元）"),
    ("家庭收支", "纯收入", "人均纯收入（元）"),
    ("家庭收支", "纯收入", "预计年人均纯收入（元）"),
]
SAFEGUARD_COLUMNS = [
    ("“两不愁三保障”", "两不愁", "不愁吃"),
    ("“两不愁三保障”", "两不愁", "不愁穿"),
    ("“两不愁三保障”", "三保障", "义务教育"),
    ("“两不愁三保障”", "三保障", "基本医疗"),
    ("“两不愁三保障”", "三保障", "住房安全"),
    ("“两不愁三保障”", "安全饮水", "饮水安全"),
]
COMPARISON_COLUMNS = [
    ("信息比对", name)
    for name in ("比对：住房", "比对：经商", "比对：购车", "比对：社保", "比对：公职人员")
]
FINDING_COLUMNS = [
    ("走访评议", name)
    for name in (
        "有返贫风险", "有致贫风险", "收入骤减", "支出骤增", "“两不愁三保障”\n实现情况不够稳定",
        "走访发现\n实际困难", "比对情况经核实\n不影响纳入",
    )
]  # fmt: skip
RISK_COLUMNS = [("致贫/返贫风险", f"致贫/返贫风险{n}") for n in (1, 2)]
COLUMNS: list[Column] = [
    ("序号",), *AREA_COLUMNS, ("户编号",), *PERSON_COLUMNS, ("家庭人口",), *STATUS_COLUMNS,
    *INCOME_COLUMNS, *SAFEGUARD_COLUMNS, *COMPARISON_COLUMNS, *FINDING_COLUMNS, *RISK_COLUMNS,
    ("户联系电话",), ("备注",),
]  # fmt: skip
