"""PR1xx: the structure of a ruleset, which the JSON Schema states."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

NOT_A_RULESET = Code(
    "PR101",
    "not-a-ruleset",
    en="the file holds {found}, not the keys of a ruleset",
    zh="文件内容是{found_zh}，不是规则文件的各个键",
    help_en="a ruleset begins with the line `povertyrules: 1`",
    help_zh="规则文件以 `povertyrules: 1` 一行开头",
)
UNKNOWN_KEY = Code(
    "PR102",
    "unknown-key",
    en="the key `{key}` is not known here",
    zh="此处没有名为 `{key}` 的键",
    help_en="known here: {known}. Free notes go under `meta`",
    help_zh="此处可用：{known_zh}。其他说明请写在 `meta` 下",
)
MISSING_KEY = Code(
    "PR103",
    "missing-key",
    en="the key `{key}` is missing",
    zh="缺少键 `{key}`",
    help_en="add `{key}:`{purpose}",
    help_zh="请补上 `{key}:`{purpose_zh}",
)
WRONG_KIND = Code(
    "PR104",
    "wrong-kind",
    en="`{key}` must be {expected}; here it is {found}",
    zh="`{key}` 应为{expected_zh}，此处为{found_zh}",
)
NOT_ALLOWED = Code(
    "PR105",
    "not-allowed",
    en="`{value}` is not a value that `{key}` may have",
    zh="`{key}` 不能取值 `{value}`",
    help_en="it may be: {allowed}",
    help_zh="可以是：{allowed_zh}",
)
BAD_NAME = Code(
    "PR106",
    "bad-name",
    en="`{name}` cannot be a name",
    zh="`{name}` 不能用作名称",
    help_en="a name begins with a small letter a-z and has only a-z, 0-9 and `_`, at most "
    "64 of them; Chinese goes into `label`",
    help_zh="名称以小写字母 a-z 开头，只含 a-z、0-9 和 `_`，不超过 64 个字符；中文写在 `label` 里",
)
BAD_KEY = Code(
    "PR107",
    "bad-key",
    en="a key has {found} characters; it may have 1 to {high}",
    zh="一个键有 {found} 个字符；应为 1 至 {high} 个",
)
BAD_CITATION = Code(
    "PR108",
    "bad-citation",
    en="`{text}` is not the form of a citation",
    zh="`{text}` 不符合引用的写法",
    help_en="write the source's id, `#` and the clause's id: `notice#2.1`",
    help_zh="请写文件编号、`#` 和条款编号，如 `notice#2.1`",
)
BAD_DATE = Code(
    "PR109",
    "bad-date",
    en="`{text}` is not the form of a date",
    zh="`{text}` 不符合日期的写法",
    help_en="write the year, month and day as 2020-03-20",
    help_zh="请按 2020-03-20 的形式写年月日",
)
IMPOSSIBLE_DATE = Code(
    "PR110",
    "impossible-date",
    en="there is no such day as {text}",
    zh="没有 {text} 这一天",
    help_en="{month} has {days} days",
    help_zh="{month} 只有 {days} 天",
)
BAD_MONTH = Code(
    "PR111",
    "bad-month",
    en="`{text}` is not the form of a month",
    zh="`{text}` 不符合月份的写法",
    help_en="write the year and month as 2020-04",
    help_zh="请按 2020-04 的形式写年月",
)
QUOTED_NUMBER = Code(
    "PR112",
    "quoted-number",
    en="`{key}` must be a number; in quotation marks, `{text}` is a text",
    zh="`{key}` 应为数字；`{text}` 加了引号就成了文字",
    help_en="remove the quotation marks: {text}",
    help_zh="请去掉引号：{text}",
)
WRITTEN_NUMBER = Code(
    "PR113",
    "number-as-text",
    en="`{key}` must be a number; `{text}` is read as a text",
    zh="`{key}` 应为数字；`{text}` 会被读成文字",
    help_en="write ASCII digits only, without separators or units: {number}",
    help_zh="只写半角数字，不写分隔符和单位：{number}",
)
UNQUOTED_TEXT = Code(
    "PR114",
    "unquoted-text",
    en="`{key}` must be a text; without quotation marks, `{text}` is read as {found}",
    zh="`{key}` 应为文字；`{text}` 不加引号会被读成{found_zh}",
    help_en='put it in quotation marks: "{text}"',
    help_zh='请加引号："{text}"',
)
BAD_LENGTH = Code(
    "PR115",
    "bad-length",
    en="`{key}` has {found} characters; it may have {low} to {high}",
    zh="`{key}` 有 {found} 个字符；应为 {low} 至 {high} 个",
)
OUT_OF_RANGE = Code(
    "PR116",
    "out-of-range",
    en="`{key}` is {value}; it may be {low} to {high}",
    zh="`{key}` 为 {value}；应在 {low} 至 {high} 之间",
)
EMPTY_LIST = Code(
    "PR117",
    "empty-list",
    en="`{key}` has no entry",
    zh="`{key}` 下没有内容",
    help_en="write at least one entry, or remove the key",
    help_zh="请至少写一项，或删去该键",
)
TOO_MANY_ENTRIES = Code(
    "PR118",
    "list-too-long",
    en="`{key}` has {found} entries; it may have at most {high}",
    zh="`{key}` 有 {found} 项；最多 {high} 项",
)
REPEATED_ENTRY = Code(
    "PR119",
    "repeated-entry",
    en="`{value}` stands in `{key}` more than once",
    zh="`{value}` 在 `{key}` 中重复出现",
    help_en="remove one of them",
    help_zh="请删去其中一个",
)
LANGUAGE_VERSION = Code(
    "PR120",
    "language-version",
    en="this is a ruleset of language version {found}; this library reads version 1",
    zh="该规则文件使用语言版本 {found}；本程序只能读取版本 1",
    help_en="write `povertyrules: 1`, or use a newer povertyrules",
    help_zh="请写 `povertyrules: 1`，或使用更新的 povertyrules",
)
SEVERAL_STEPS = Code(
    "PR121",
    "several-steps",
    en="a condition is one of `all`, `any`, `not`, `at_least`; here are {found} of them",
    zh="一个条件只能是 `all`、`any`、`not`、`at_least` 之一；此处有 {found} 个",
    help_en="put them into a list under one `all:` or `any:`",
    help_zh="请将它们列在同一个 `all:` 或 `any:` 之下",
)
CONDITION_LIST = Code(
    "PR122",
    "condition-list",
    en="`{key}` must be an expression or one of `all`, `any`, `not`, `at_least`; here it is a list",
    zh="`{key}` 应为表达式，或 `all`、`any`、`not`、`at_least` 之一；此处是列表",
    help_en="write `all:` before the list if all of it must hold, `any:` if one is enough",
    help_zh="全部满足才算请在列表前写 `all:`，满足其一即可请写 `any:`",
)
BAD_FORM = Code(
    "PR123",
    "bad-form",
    en="`{text}` is not how {what} is written",
    zh="`{text}` 不符合{what_zh}的写法",
    help_en="{form}",
    help_zh="{form_zh}",
)
