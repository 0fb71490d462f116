"""The code lists that come with the library: the values of a county's deployed system.

They are a public schema of one system, not a regulation: a ruleset that rests on them says so
in an `interpretation`, or states its own values.
"""

from __future__ import annotations

from povertyrules.model.extensions import CodeList

_SOURCE = "a county's deployed monitoring system (public schema)"


def _list(id_: str, title: str, *labels: str) -> CodeList:
    return CodeList(id_, "2021", title, {label: label for label in labels}, _SOURCE)


CODE_LISTS = (
    _list(
        "risks",
        "致贫返贫风险",
        *("因病", "因学", "因残", "因自然灾害", "因意外事故", "产业失败", "务工就业不稳"),
        *("缺劳动力", "因安全住房", "因安全饮水", "其他"),
    ),
    _list("health", "健康状况", "健康", "长期慢性病", "大病", "残疾"),
    _list(
        "labour",
        "劳动技能",
        *("普通劳动力", "技能劳动力", "弱劳动力或半劳动力", "丧失劳动力", "无劳动力"),
    ),
)
