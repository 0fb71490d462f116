"""PR5xx: dated values, and warnings about conditions that cannot be meant."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

BAD_SPAN = Code(
    "PR501",
    "bad-span",
    "the span ends on {end}, before it starts on {start}",
    "时段止于 {end}，早于开始日 {start}",
    "exchange or correct `from:` and `to:`",
    "请对调或更正 `from:` 与 `to:`",
)
VALUE_GAP = Code(
    "PR502",
    "value-gap",
    "`{name}` has no value from {start} to {end}",
    "`{name}` 在 {start} 至 {end} 期间没有取值",
    "each value goes on where the one before ends: mend the dates, or add the value between",
    "各取值的日期须首尾相接：请更正日期，或补上中间的取值",
)
VALUE_OVERLAP = Code(
    "PR503",
    "value-overlap",
    "`{name}` has two values from {start} to {end}",
    "`{name}` 在 {start} 至 {end} 期间有两个取值",
    "end the earlier value on the day before the later one starts",
    "请让前一取值止于后一取值开始的前一日",
)
VALUE_TYPE = Code(
    "PR504",
    "value-type",
    "`{text}` is not {type}, which this parameter needs",
    "`{text}` 不是{type_zh}，而此参数须为{type_zh}",
    "write a plain value, or a formula over other parameters such as `2 * low_income_line`",
    "请写一个具体的值，或由其他参数组成的算式，例如 `2 * low_income_line`",
)
NO_VALUES = Code(
    "PR505",
    "no-values",
    "the parameter `{name}` has no value",
    "参数 `{name}` 没有取值",
    "add `values:`, or `open: true` if the document leaves it to somebody else",
    "请加上 `values:`；若文件留给其他机构确定，请写 `open: true`",
)
NOT_COVERED = Code(
    "PR506",
    "not-covered",
    "`{name}` has no value for a part of the time in which the ruleset is in force ({during})",
    "规则集有效期（{during}）内，`{name}` 有一段时间没有取值",
    "evaluation is refused on those days",
    "在这些日期将拒绝评定",
    severity="warning",
)
FORMULA_NAME = Code(
    "PR507",
    "formula-name",
    "the value of a parameter can be worked out from other parameters only, not from `{name}`",
    "参数的取值只能由其他参数推算，不能依据 `{name}`",
    "use a derived definition for this",
    "此类推算请写在 derived 中",
)
OPEN_WITH_VALUES = Code(
    "PR508",
    "open-with-values",
    "`{name}` is left open and has values as well",
    "`{name}` 既留待确定，又写有取值",
    "keep either `open: true` or `values:`",
    "`open: true` 与 `values:` 只保留其一",
)
VALUE_OUT_OF_BOUNDS = Code(
    "PR509",
    "value-out-of-bounds",
    "{text} lies outside the declared range of `{name}`",
    "{text} 超出 `{name}` 声明的范围",
    "correct the value, or its `min:` and `max:`",
    "请更正取值，或更正 `min:` 与 `max:`",
)
FORMULA_DATE = Code(
    "PR510",
    "formula-date",
    "the value of a parameter does not depend on the day of evaluation",
    "参数的取值不能依据评定日期推算",
    "write a value for each span of days under `values:`, each with its `from:`",
    "请在 `values:` 下为各时段分别写明取值及其 `from:`",
)
CONSTANT_CONDITION = Code(
    "PR551",
    "constant-condition",
    "by the declared ranges this {always}",
    "按所声明的范围，此条件{always_zh}",
    "compare with another value, or correct the ranges",
    "请与其他值比较，或更正范围",
    severity="warning",
)
SAME_OPERANDS = Code(
    "PR552",
    "same-operands",
    "`{text}` stands on both sides",
    "`{text}` 同时出现在两侧",
    "compare it with something else; for two items, name them: any(members as a, …)",
    "请与其他项比较；若指两个成员，请命名：any(members as a, …)",
    severity="warning",
)
CONTRADICTION = Code(
    "PR553",
    "contradiction",
    "no value of `{name}` satisfies both `{first}` and `{second}`",
    "`{name}` 没有任何值能同时满足 `{first}` 与 `{second}`",
    "did you mean `or`, or another bound?",
    "是否应为 `or`，或界限写错？",
    severity="warning",
)
EMPTY_ALL = Code(
    "PR554",
    "empty-all",
    "`all` is true where there are no {collection}",
    "没有 {collection} 时，`all` 为真",
    "if that is not meant, add `count({collection}) > 0`, or declare `min: 1` for the collection",
    "若非本意，请加上 `count({collection}) > 0`，或为该集合声明 `min: 1`",
    severity="warning",
)
UNUSED = Code(
    "PR555",
    "unused-definition",
    "nothing reads `{name}`",
    "没有任何定义用到 `{name}`",
    "use it in an outcome, or remove it",
    "请在某个结果中使用，或删去",
    severity="warning",
)
BARE_THRESHOLD = Code(
    "PR556",
    "bare-threshold",
    "the figure {text} stands here without a date and a clause",
    "数值 {text} 直接写在此处，没有日期和条款",
    "make it a parameter, so that it is dated and cited",
    "请改为参数，以便注明日期和依据",
    severity="warning",
)
