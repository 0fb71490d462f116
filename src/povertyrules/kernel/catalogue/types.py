"""PR4xx: types, units and ranges that do not fit."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

NOT_A_CONDITION = Code(
    "PR401",
    "not-a-condition",
    "this is {type}, and a condition must be true or false",
    "此处为{type_zh}，而条件必须为真或假",
    "compare it with something, for example `{example} > 0`",
    "请与某个值比较，例如 `{example} > 0`",
)
TYPE_MISMATCH = Code(
    "PR402",
    "type-mismatch",
    "`{operator}` cannot be used on {types}",
    "`{operator}` 不能用于{types_zh}",
    "{help}",
    "{help_zh}",
)
UNIT_MISMATCH = Code(
    "PR403",
    "unit-mismatch",
    "`{operator}` mixes {left} and {right}",
    "`{operator}` 混用了{left_zh}与{right_zh}",
    "{help}",
    "{help_zh}",
)
POSSIBLE_ZERO_DIVISOR = Code(
    "PR404",
    "possible-zero-divisor",
    "`{divisor}` may be zero, so it cannot be divided by",
    "`{divisor}` 可能为零，不能作除数",
    "declare a `min:` above zero, or multiply instead: `a < b * c` for `a / b < c`",
    "请声明大于零的 `min:`，或改用乘法：以 `a < b * c` 代替 `a / b < c`",
)
UNKNOWN_CHOICE = Code(
    "PR405",
    "unknown-choice",
    "`{value}` is not a value of `{name}`",
    "`{value}` 不是 `{name}` 的取值",
    "the values are: {values}",
    "可取的值：{values}",
)
NO_COMMON_CHOICE = Code(
    "PR406",
    "no-common-choice",
    "these two have no value in common, so they are never equal",
    "两者没有共同的取值，永远不会相等",
    "compare choices that share values",
    "请比较有共同取值的选项",
)
WRONG_ARGUMENTS = Code(
    "PR407",
    "wrong-arguments",
    "`{function}` takes {expected}, and there are {count}",
    "`{function}` 需要{expected_zh}，现有 {count} 项",
    "write `{usage}`",
    "请写成 `{usage}`",
)
NOT_A_CONSTANT = Code(
    "PR408",
    "not-a-constant",
    "`{function}` needs {what} written out here",
    "`{function}` 此处须直接写出{what_zh}",
    "write `{usage}`",
    "请写成 `{usage}`",
)
EMPTY_EXTREME = Code(
    "PR409",
    "empty-extreme",
    "there may be nothing to take the `{function}` of",
    "`{function}` 可能没有可取的项",
    "say what it is then, as the last argument: `{function}({collection}, …, 0)`",
    "请在最后一项写明此时的值：`{function}({collection}, …, 0)`",
)
READS_PRESENCE = Code(
    "PR410",
    "reads-presence",
    "`{name}` depends on whether a fact is missing, so filling in a blank could reverse it",
    "`{name}` 取决于某事实是否缺失，补填空白可能使结论反转",
    "an outcome about the data itself says `kind: data_check`; "
    "otherwise leave the missing fact out of the condition",
    "关于数据本身的结果请写 `kind: data_check`；否则请勿在条件中判断是否缺失",
)
GROUPED_CHECK = Code(
    "PR423",
    "grouped-check",
    "`{name}` is a data check, and a data check decides nothing, so it is in no group",
    "`{name}` 是数据核查，数据核查不作评定，不能归入组",
    "leave out `group:`, or `kind: data_check`",
    "请删去 `group:` 或 `kind: data_check`",
)
BAD_PATTERN = Code(
    "PR411",
    "bad-pattern",
    "this pattern cannot be used: {reason}",
    "此匹配式无法使用：{reason}",
    "use letters, classes such as [0-9], and repetitions such as {{18}}",
    "请使用字符、字符类（如 [0-9]）和重复次数（如 {{18}}）",
)
PRESENCE_OF_DERIVED = Code(
    "PR412",
    "presence-of-derived",
    "only a fact or a collection can be missing, and `{name}` is worked out from others",
    "只有事实或集合才会缺失，而 `{name}` 由其他项推算得出",
    "ask about the facts that it reads",
    "请改问它所依据的事实",
)
BAD_DATE_LITERAL = Code(
    "PR413",
    "bad-date-literal",
    "`{text}` is not a {type}",
    "`{text}` 不是有效的{type_zh}",
    'write `date("2020-03-20")` or `month("2020-03")`',
    '请写成 `date("2020-03-20")` 或 `month("2020-03")`',
)
BAD_BOUNDS = Code(
    "PR414",
    "bad-bounds",
    "the smallest value, {low}, is above the greatest, {high}",
    "最小值 {low} 大于最大值 {high}",
    "exchange or correct `min:` and `max:`",
    "请对调或更正 `min:` 与 `max:`",
)
KEY_NOT_FOR_TYPE = Code(
    "PR415",
    "key-not-for-type",
    "`{key}` says nothing about {type}",
    "`{key}` 不适用于{type_zh}",
    "leave it out, or change the type",
    "请删去，或更改类型",
)
CHOICE_WITHOUT_VALUES = Code(
    "PR416",
    "choice-without-values",
    "the choice `{name}` does not say what there is to choose from",
    "选项 `{name}` 未列出可选的值",
    "add `values:`, each value with its label",
    "请加上 `values:`，并为每个值写明标签",
)
FINDING_INCOMPLETE = Code(
    "PR417",
    "finding-incomplete",
    "the finding `{name}` lacks `{key}`",
    "认定事项 `{name}` 缺少 `{key}`",
    "a finding says the question, by whom it is answered, and the clause: question, by, cite",
    "认定事项须写明问题、由谁认定及条款：question、by、cite",
)
BAD_UNIT = Code(
    "PR418",
    "bad-unit",
    "`{text}` is not a unit",
    "`{text}` 不是有效的单位",
    "write a unit such as 元, 人 or 元/人",
    "请写成 元、人、元/人 之类的单位",
)
AT_LEAST_RANGE = Code(
    "PR419",
    "at-least-range",
    "at least {needed} of {count} conditions cannot be meant",
    "“{count} 项中至少 {needed} 项”不合理",
    "`n` lies between 1 and the number of conditions under `of`",
    "`n` 应在 1 与 `of` 下条件的数目之间",
)
NAMED_ARGUMENT = Code(
    "PR420",
    "named-argument",
    "`as` and `where` belong to the collection of any, all, count, sum, min and max",
    "`as` 与 `where` 只能用于 any、all、count、sum、min、max 的集合",
    "leave them out here",
    "请在此处删去",
)
DUPLICATE_CHOICE = Code(
    "PR421",
    "duplicate-choice",
    "the value or label `{value}` occurs twice",
    "取值或标签 `{value}` 重复",
    "each value of a choice has its own id and label",
    "选项的每个值须有各自的 id 和标签",
)
BOUND_NOT_EXACT = Code(
    "PR422",
    "bound-not-exact",
    "`{text}` does not fit the type {type}",
    "`{text}` 不符合类型{type_zh}",
    "write a value that the fact itself could have",
    "请写该事实可能取的值",
)
AMBIGUOUS_CHOICE = Code(
    "PR424",
    "ambiguous-choice",
    "`{value}` is the label of different values of `{name}`: {ids}",
    "`{value}` 是 `{name}` 中不同取值的标签：{ids}",
    "write the id of the value that is meant",
    "请改写所指取值的 id",
)
RESULT_TOO_LONG = Code(
    "PR425",
    "result-too-long",
    "this may come to a number of more than {limit} digits",
    "此处的结果可能超过 {limit} 位数字",
    "declare `max:` for the facts that it reads, multiply less often, or round in between: "
    "`round(…, 2, half_up)`",
    "请为所读取的事实声明 `max:`、减少连乘，或在中间先舍入：`round(…, 2, half_up)`",
)
