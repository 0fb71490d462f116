"""The words of `povertyrules demo --year`, in Chinese and English."""

from __future__ import annotations

YEAR: dict[str, tuple[str, str]] = {
    "year_title": (
        "演示：样例乡镇的一年，从三月排查到十二月成效巩固",
        "Demo: a year of the sample township, from the screening in March to December",
    ),
    "year_intro": (
        (
            "台账由程序生成，人物、文号、经办人均为虚构；每一步都按 zhaojia 的办理程序办理并留痕。"
            "通知留给当地规定的补短帮扶期限，演示中设为 30 天。"
        ),
        (
            "The ledger is made by a program; people, documents and officials are invented. Every "
            "step is made under the procedure of zhaojia and kept. The limit for assistance that "
            "the notice leaves to the locality is 30 days here."
        ),
    ),
    "year_limit": ("演示所设", "set for the demo"),
    "year_running": ("逐日办理", "Day by day"),
    "year_there": (
        "{name} 已存在：一年不能接在另一年之后，请另选一个目录",
        "{name} exists already: a year is not added to another one, choose another directory",
    ),
    "year_months": ("各月办理的事项", "What was done, month by month"),
    "year_month": ("{month} 月", "Month {month}"),
    "year_step": ("{step} {count}", "{step} {count}"),
    "year_and": ("；", "; "),
    "year_refused": ("{day} 未予办理 {case}：{why}", "{day} refused, {case}: {why}"),
    "year_corrected": (
        "{day} 更正 {case} 第 {number} 号：{why}",
        "{day} corrected, {case}, event {number}: {why}",
    ),
    "year_sent_back": ("{day} {case} {step}：{why}", "{day} {case} {step}: {why}"),
    "year_again": (
        "{day} 再次预警 {case}，前一事项 {before} 已销号",
        "{day} warned again, {case}; {before} was closed before",
    ),
    "year_table": ("每月动态监测与预警", "Monthly observations and warnings"),
    "year_col_month": ("月", "Month"),
    "year_col_due": ("应监测", "Due"),
    "year_col_observed": ("已监测", "Observed"),
    "year_col_missed": ("漏", "Missed"),
    "year_col_flag": ("预警", "Warnings"),
    "year_col_close": ("销号", "Closed"),
    "year_col_back": ("退回", "Sent back"),
    "year_col_correct": ("更正", "Corrected"),
    "year_col_refuse": ("未予办理", "Refused"),
    "year_states": ("年末各事项所处状态", "Where the cases stand at the end"),
    "year_col_kind": ("事项类别", "Kind of case"),
    "year_col_cases": ("事项", "Cases"),
    "year_late": ("逾期与漏监测（至 12 月 31 日）", "Overdue and missed (by 31 December)"),
    "year_overdue": (
        "“{state}”逾期 {count} 项：{steps}——由{roles}办理",
        "{count} overdue in “{state}”: {steps}; by {roles}",
    ),
    "year_nothing_overdue": ("没有逾期的步骤。", "No step is overdue."),
    "year_missed": (
        "每月动态监测：漏 {count} 户次",
        "Monthly observations: {count} were not made",
    ),
    "year_receipts": (
        "每次评定的回执在 {receipts}，可用 replay 复核",
        "The receipts of all evaluations are in {receipts}, for `replay`",
    ),
    "year_store": (
        "事项存放在 {store}，全部事件另存为 {log}",
        "The cases are in {store}; their whole log is also in {log}",
    ),
}
