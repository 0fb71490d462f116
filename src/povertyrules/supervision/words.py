"""The words of ledgers and reports, in Chinese and English, in one table."""

from __future__ import annotations

from povertyrules.kernel.codes import Language

PHRASES: dict[str, tuple[str, str]] = {
    # places and categories
    "village": ("村（社区）", "Village"),
    "town": ("镇", "Town"),
    "district": ("区", "District"),
    "level": ("层级", "Level"),
    "whole": ("（全部）", "(all)"),
    "place_unknown": ("（所在地不详）", "(not known)"),
    "body_unknown": ("（未注明）", "(not named)"),
    "category_unknown": ("（类别未载明）", "(category not told)"),
    "category_none": ("（均不属于）", "(none of them)"),
    # the ledger
    "ledger_village": ("村级台账", "Ledger by village"),
    "ledger_town": ("镇级台账", "Ledger by town"),
    "ledger_district": ("区级台账", "Ledger by district"),
    "ledger_note": ("截至 {as_of}，共 {count} 件", "As of {as_of}: {count} cases"),
    "summary": ("分级汇总", "Summary"),
    "summary_note": (
        "各村之和等于镇，各镇之和等于区；所在地不详的单列，不遗漏。",
        (
            "Villages add up to the town, and towns to the district; what is not known has a line "
            "of its own."
        ),
    ),
    "number": ("序号", "No."),
    "case": ("事项编号", "Case"),
    "kind": ("事项", "Kind"),
    "category": ("监测类别", "Category"),
    "state": ("目前状态", "State"),
    "risks": ("风险认定", "Findings"),
    "gaps": ("缺项", "Gaps"),
    "departments": ("行业部门", "Departments"),
    "papers": ("措施和文书", "Measures and documents"),
    "reasons": ("理由", "Reasons"),
    "dates": ("各状态日期", "Dates of states"),
    "opened": ("立案日期", "Opened"),
    "ended": ("办结日期", "Ended"),
    "predecessor": ("前一事项", "Predecessor"),
    "deadline": ("待办和期限", "Waits for, by when"),
    "last": ("最近办理", "Last step"),
    "cases": ("件数", "Cases"),
    "last_step": ("{day} {step}（{by}）", "{day} {step} ({by})"),
    "corrected": ("；更正 {count} 次", "; corrected {count} times"),
    "stop": ("；", "; "),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "hidden": ("（不显示）", "(hidden)"),
    "risk": ("{label}：{answer}（{by}，{day}）", "{label}: {answer} ({by}, {day})"),
    "gap": ("{label}（{found} 起）", "{label} (since {found})"),
    "gap_ended": ("{label}（{found} 至 {ended}）", "{label} ({found} to {ended})"),
    "paper": ("{what}：{texts}", "{what}: {texts}"),
    "paper_number": ("{text}（{day}）", "{text} ({day})"),
    "visited": ("{state} {day}", "{state} {day}"),
    "left_open": ("（{parameter} 尚未规定）", " ({parameter} is not filled in)"),
    # lists of a step
    "roster_note": (
        "{step}，截至 {as_of}，共 {count} 户次",
        "{step}, as of {as_of}: {count} entries",
    ),
    "why_listed": ("认定理由", "Why"),
    "step_day": ("办理日期", "Made on"),
    "document_number": ("文号或存放处", "Number or place"),
    # the report
    "title": ("防止返贫监测和帮扶督查报告", "Supervision report"),
    "title_of": ("{title}：督查报告", "{title}: supervision report"),
    "as_of": ("截至 {as_of}", "As of {as_of}"),
    "by_clauses": ("依据：{clauses}", "By: {clauses}"),
    "within": ("只列{within}的事项。", "Only the cases of {within}."),
    "masked": (
        "户编号等敏感信息已遮蔽。",
        "Keys of households and other sensitive facts are masked.",
    ),
    "not_masked": ("本报告含未遮蔽的敏感信息，请妥善保管。", "This report shows sensitive facts."),
    "households": ("户数", "Households"),
    "all_cases": ("全部事项", "Cases"),
    "open_cases": ("未办结", "Open"),
    "open_warnings": ("未办结的预警", "Open warnings"),
    "over_warnings": ("已办结的预警", "Warnings that ended"),
    "overdue_steps": ("逾期事项", "Overdue"),
    "unlimited_steps": ("没有规定期限的待办", "Waiting, no limit set"),
    "observed_share": ("{month} 已监测", "Observed in {month}"),
    "of": ("{part} / {whole}", "{part} of {whole}"),
    "total": ("合计", "Total"),
    "more_rows": (
        "另有 {count} 行，写成工作簿（.xlsx）即可看到全部。",
        "More rows, in the report as a workbook (.xlsx): {count}.",
    ),
    "none": ("无。", "None."),
    # notes
    "note_later": (
        "{count} 件在 {as_of} 之后立案，未列入。",
        "Opened after {as_of}, and so left out: {count} cases.",
    ),
    "note_earlier": (
        "{count} 件在 {as_of} 之后又有办理，按当日的情况列出。",
        "Went on after {as_of}, and stand here as they did then: {count} cases.",
    ),
    "note_place": (
        "{count} 户的所在地不详，单列为“（所在地不详）”。",
        "Whose place is not known, counted as “(not known)”: {count} households.",
    ),
    "note_refused": (
        "日志中有 {count} 个事件不被允许，未计入（见“未被接受的事件”）。",
        "Events of the log that were not allowed and are left out (see “Refused events”): {count}.",
    ),
    "note_open": (
        "{parameter}（{question}）尚未规定，因此不认定逾期。",
        "{parameter} ({question}) is not filled in, so nothing is called overdue by it.",
    ),
    "note_departments": (
        "规则集的结论没有注明“{attribute}”，部门按办理人所属机构列出。",
        "No outcome of the ruleset names a “{attribute}”: departments are those of the actors.",
    ),
    "note_round": ("{month} 没有应办理的每月监测。", "No round was to be made in {month}."),
    # tables of the report
    "counts": ("各镇、村监测对象", "Cases by town and village"),
    "counts_of": ("{kind}：各村件数", "{kind}: cases by village"),
    "round": ("{month} 动态监测进度", "The round of {month}"),
    "rounds": ("历月动态监测", "All rounds"),
    "unobserved": ("{month} 尚未监测的户", "Not yet observed in {month}"),
    "month": ("月份", "Month"),
    "expected": ("应监测", "Expected"),
    "observed": ("已监测", "Observed"),
    "due": ("待监测", "Still to come"),
    "missed": ("逾期未监测", "Missed"),
    "left": ("期间转出", "Left"),
    "status": ("情况", "Status"),
    "until": ("截止", "By"),
    "overdue_bodies": ("逾期：按责任单位", "Overdue, by who is responsible"),
    "overdue": ("逾期清单", "Overdue"),
    "unlimited_bodies": ("没有规定期限的待办：按责任单位", "No limit set, by who is responsible"),
    "unlimited": ("没有规定期限的待办", "No limit set"),
    "unlimited_note": (
        "文件没有写期限，或由当地规定而尚未规定：只列已等待的天数，不认定逾期。",
        (
            "The document sets no limit, or leaves it to a locality that has not filled it in: "
            "days of waiting are told, and nothing is called overdue."
        ),
    ),
    "role": ("责任角色", "Role"),
    "body": ("责任单位", "Body"),
    "steps": ("待办步骤", "Step"),
    "deadline_day": ("期限", "Due"),
    "since": ("起算", "Since"),
    "days_late": ("逾期天数", "Days overdue"),
    "days_waiting": ("已等待天数", "Days of waiting"),
    "longest": ("最长天数", "Longest, days"),
    "clauses": ("依据", "Clauses"),
    "why_none": ("没有期限的原因", "Why there is no limit"),
    "no_limit": ("没有规定期限", "none is set"),
    "limit_open": ("由当地规定：{question}", "left open: {question}"),
    "entries": ("条数", "Entries"),
    "safeguards": ("预警：按缺项", "Warnings by safeguard"),
    "safeguards_note": (
        "一件有几个缺项的，各计一次；合计为件数。",
        "A warning with several gaps counts for each; the total counts warnings.",
    ),
    "safeguard": ("缺项", "Gap"),
    "safeguard_unknown": ("（材料未载明缺项）", "(not named by the evidence)"),
    "by_departments": ("预警：按行业部门", "Warnings by department"),
    "department": ("行业部门", "Department"),
    "roles": ("未办结的预警：轮到谁办理", "Open warnings: whose turn it is"),
    "warnings": ("预警", "Warnings"),
    "open": ("未办结", "Open"),
    "over": ("已办结", "Ended"),
    "late": ("其中逾期", "Overdue"),
    "spreads": ("从标注到办结的天数", "Days from flag to closing"),
    "durations": ("每件预警的天数", "Days of each warning"),
    "durations_note": (
        "未办结的算至 {as_of}，并注明“未办结”。",
        "Open ones are counted to {as_of}, and marked open.",
    ),
    "outcome": ("结果", "Outcome"),
    "still_open": ("未办结（算至 {as_of}）", "open (to {as_of})"),
    "median": ("中位数（天）", "Median, days"),
    "least": ("最短（天）", "Least, days"),
    "most": ("最长（天）", "Most, days"),
    "days": ("天数", "Days"),
    "flagged": ("标注日期", "Flagged"),
    "refused": ("未被接受的事件", "Refused events"),
    "event": ("事件序号", "Event"),
    "why": ("原因", "Why"),
    "digest": ("规则集摘要", "Digest of the ruleset"),
    # pictures
    "days_histogram": ("{low}–{high} 天", "{low}–{high} days"),
    "days_more": ("{low} 天以上", "over {low} days"),
    "more_units": ("其余 {count} 个村", "{count} other villages"),
}


def say(key: str, language: Language, /, **values: object) -> str:
    """The phrase with its places filled. Raises `KeyError` for an unknown key."""
    return PHRASES[key][0 if language == "zh" else 1].format(**values)
