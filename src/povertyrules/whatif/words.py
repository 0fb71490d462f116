"""The words of a comparison, in Chinese and English, in one table."""

from __future__ import annotations

from povertyrules.kernel.codes import Language

PHRASES: dict[str, tuple[str, str]] = {
    # answers
    "answer_none": ("均不成立", "none"),
    "answer_unknown": ("不能判定", "undecided"),
    "answer_rejected": ("退回", "rejected"),
    "answer_holds": ("成立", "holds"),
    "answer_fails": ("不成立", "fails"),
    "blank": ("（空白）", "(blank)"),
    # tables
    "before": ("比较前", "Before"),
    "after": ("比较后", "After"),
    "count": ("数量", "Count"),
    "share": ("占比", "Share"),
    "total": ("合计", "Total"),
    "to_from": ("比较前＼比较后", "Before \\ After"),
    "unchanged": ("不变 {count}（{share}）", "unchanged {count} ({share})"),
    "moved": ("变动 {count}（{share}）", "moved {count} ({share})"),
    # kinds of what differs
    "kind_outcome": ("结论", "outcome"),
    "kind_criterion": ("条件", "criterion"),
    "kind_assumption": ("前提", "assumption"),
    "kind_derived": ("推算", "derived value"),
    "kind_fact": ("事实", "fact"),
    "kind_condition": ("条件中的一项", "part of a condition"),
    "kind_parameter": ("参数", "parameter"),
    "only_before": ("只在比较前有", "only before"),
    "only_after": ("只在比较后有", "only after"),
    "listed": ("{first}，{second}，{third}", "{first}, {second}, {third}"),
    "more_groups": ("另有 {count} 组", "{count} more"),
    "stop": ("；", "; "),
    "told": ("{what}：{text}", "{what}: {text}"),
    "bracketed": ("{text}（{count}）", "{text} ({count})"),
    "rewritten": ("写法不同", "written differently"),
    # sources of the difference
    "sources": ("差别的来源", "Where the difference comes from"),
    "no_sources": (
        "两边的参数和条件完全相同。",
        "Both sides have the same parameters and conditions.",
    ),
    "what": ("项目", "What"),
    "relation": ("关系", "Relation"),
    "changed_value": ("数值不同", "another value"),
    "absent": ("（无）", "(none)"),
    "as_of": ("评定日期", "Evaluated as of"),
    "each_row": ("每行自己的日期", "each row’s own date"),
    # pictures
    "title": ("{subject}：谁会变动", "{subject}: who would move"),
    "versions": (
        "规则集（评定日期）：{before} → {after}",
        "Rulesets (evaluated as of): {before} → {after}",
    ),
    "ledger": ("台账：{name}", "Ledger: {name}"),
    "without_key": (
        "另有 {count} 行没有编号，说不清是几户，未参加比较",
        "another {count} rows have no key and are not compared",
    ),
    "refused": (
        "退回 {before} → {after}（数据有误或与规则的前提矛盾，未作评定）",
        "rejected {before} → {after} (faulty or contradictory data, not decided)",
    ),
    "version": ("{reference}（{date}）", "{reference} ({date})"),
    "households": ("{entity}共 {count}", "{entity}: {count}"),
    "matrix": ("从哪一类到哪一类", "From which answer to which"),
    "matrix_note": (
        "每格为数量及其占全部的比例。灰色斜线格前后相同；其余的格有变动，颜色越深越多。",
        (
            "Each cell has the number and its share of all. Grey hatched cells are unchanged; "
            "in the others answers changed, the darker the more."
        ),
    ),
    "flows": ("变动的去向", "Where they move"),
    "flows_note": (
        "只画变动的，带子的宽度为数量（最细的略有加宽）：{signs}。",
        (
            "Only those that move; a band is as wide as they are many (the finest are widened): "
            "{signs}."
        ),
    ),
    "direction_gained": ("纳入", "in"),
    "direction_lost": ("退出", "out"),
    "direction_between": ("换类", "from one to another"),
    "direction_other": ("其他", "other"),
    "more_moves": ("另有 {count} 种较少的变动，见下表。", "{count} rarer moves are in the table."),
    "reasons": ("变动的原因", "Why they move"),
    "reasons_note": (
        "每种变动中真假有变化的条件，以及只有一边才有的条件，从多到少。",
        (
            "For each move, the conditions whose truth changed or that only one side has, the most "
            "frequent first."
        ),
    ),
    "reasons_rejected": (
        "一边退回，原因见退回的各行",
        "rejected on one side; the reasons stand with the rejected rows",
    ),
    "source_line": ("{label}：{before} → {after}", "{label}: {before} → {after}"),
    "source_only": (
        "{label}（{kind}，{relation}）：{text}",
        "{label} ({kind}, {relation}): {text}",
    ),
    "cites": ("依据", "By"),
    "digest": ("规则集摘要", "Ruleset digests"),
    "table": ("全部数字", "All numbers"),
    "move": ("{before} → {after}", "{before} → {after}"),
    "by": ("分组", "By"),
    "by_title": ("按{name}", "By {name}"),
    "move_heading": ("变动", "Move"),
    "condition": ("条件", "Condition"),
    "change": ("变化", "Change"),
    "unit": ("{count}", "{count}"),
    "none_moved": ("没有一户变动。", "Nothing moves."),
    "moved_heading": ("变动", "Moved"),
    "stayed_heading": ("不变", "Unchanged"),
    "main_move": ("最多的变动", "Most frequent move"),
    # explanations side by side
    "explained_before": ("比较前：{reference}", "Before: {reference}"),
    "explained_after": ("比较后：{reference}", "After: {reference}"),
    "explained_rejected": ("退回，未作评定：", "Rejected, not decided:"),
}


def say(key: str, language: Language, /, **values: object) -> str:
    """The phrase in a language, with its places filled."""
    return PHRASES[key][0 if language == "zh" else 1].format(**values)
