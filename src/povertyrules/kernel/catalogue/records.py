"""PR6xx: a household's data that cannot be accepted, or that contradict the ruleset."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

# The shape of a record

NOT_A_RECORD = Code(
    "PR601",
    "not-a-record",
    "the facts of {entity} must be names with values, and this is {found}",
    "{entity}的数据须为“名称: 值”的映射，而此处为 {found}",
    'give a mapping such as {{"{example}": …}}',
    '请给出映射，例如 {{"{example}": …}}',
)
UNKNOWN_FACT = Code(
    "PR602",
    "unknown-fact",
    "{entity} has no fact called {name}",
    "{entity}没有名为 {name} 的事实",
    "take it out, or declare it in the ruleset",
    "请删去，或在规则集中声明",
)
NAME_NOT_TEXT = Code(
    "PR603",
    "fact-name-not-text",
    "the name of a fact must be text, and this is {found}",
    "事实的名称须为文本，而此处为 {found}",
    "name facts by their id, label or alias",
    "请用事实的标识、名称或别名",
)
GIVEN_TWICE = Code(
    "PR604",
    "fact-given-twice",
    "`{fact}` is given twice, as {first} and as {second}",
    "`{fact}` 给出了两次：{first} 和 {second}",
    "keep one of them",
    "请只保留一个",
)
EXPECTED_ITEMS = Code(
    "PR605",
    "items-expected",
    "`{name}` must be a list with one mapping for each of its items, and this is {found}",
    "`{name}` 须为列表，每项为一个映射，而此处为 {found}",
    "give a list, or leave it out if nothing is known of it",
    "请给出列表；若一无所知则不要给出",
)
TOO_MANY_ITEMS = Code(
    "PR606",
    "too-many-items",
    "{count} items are more than the {limit} that `{name}` may have",
    "`{name}` 最多 {limit} 项，而此处有 {count} 项",
    "check the list, or raise `max` of `{name}` in the ruleset",
    "请核对列表，或在规则集中提高 `{name}` 的 `max`",
)
TOO_FEW_ITEMS = Code(
    "PR607",
    "too-few-items",
    "{count} items are fewer than the {limit} that `{name}` must have",
    "`{name}` 至少 {limit} 项，而此处有 {count} 项",
    "check the list, or leave it out if nothing is known of it",
    "请核对列表；若一无所知则不要给出",
)

# The kind of a value

EXPECTED_BOOLEAN = Code(
    "PR610",
    "boolean-expected",
    "“{label}” must be true or false, and this is {found}",
    "“{label}”须为 true 或 false，而此处为 {found}",
    "give true or false; leave it out while it is not known",
    "请给出 true 或 false；尚不清楚时不要给出",
)
EXPECTED_NUMBER = Code(
    "PR611",
    "number-expected",
    "“{label}” must be a number, and this is {found}",
    "“{label}”须为数值，而此处为 {found}",
    'write a plain number such as 4800 or "4800.10", without spaces, commas or units',
    '请写成 4800 或 "4800.10" 这样的数值，不带空格、逗号或单位',
)
EXPECTED_DATE = Code(
    "PR612",
    "date-expected",
    "“{label}” must be a date, and this is {found}",
    "“{label}”须为日期，而此处为 {found}",
    "write year, month and day, as in 2020-04-16",
    "请写年月日，例如 2020-04-16",
)
EXPECTED_MONTH = Code(
    "PR613",
    "month-expected",
    "“{label}” must be a month, and this is {found}",
    "“{label}”须为月份，而此处为 {found}",
    'write year and month as text, "2020-04" or "202004"',
    '请把年月写成文本："2020-04" 或 "202004"',
)
EXPECTED_TEXT = Code(
    "PR614",
    "text-expected",
    "“{label}” must be text, and this is {found}",
    "“{label}”须为文本，而此处为 {found}",
    "give it as text: numbers lose leading zeros and long ones lose digits",
    "请以文本给出：数值会丢失前导零，长号码会丢失末位",
)
EXPECTED_CHOICE = Code(
    "PR615",
    "choice-expected",
    "“{label}” must be one of its values, as text, and this is {found}",
    "“{label}”须为所列取值之一（文本），而此处为 {found}",
    "use one of: {values}",
    "可用的取值：{values}",
)
EXPECTED_CHOICES = Code(
    "PR616",
    "list-of-choices-expected",
    "“{label}” must be a list of its values, and this is {found}",
    "“{label}”须为取值的列表，而此处为 {found}",
    "give a list, even for a single value; the values are: {values}",
    "请给出列表，单个取值也一样；可用的取值：{values}",
)
DATETIME_FOR_DATE = Code(
    "PR617",
    "time-of-day-given",
    "“{label}” is a day without a time, and this is {found}",
    "“{label}”是不带时刻的日期，而此处为 {found}",
    "give a date: which day a moment belongs to depends on the time zone",
    "请给出日期：某一时刻属于哪一天取决于时区",
)

# The value itself

BELOW_MINIMUM = Code(
    "PR620",
    "below-minimum",
    "{found} is less than {limit}, the least that “{label}” may be",
    "{found} 小于“{label}”的下限 {limit}",
    "check the value, and its unit",
    "请核对数值及其单位",
)
ABOVE_MAXIMUM = Code(
    "PR621",
    "above-maximum",
    "{found} is more than {limit}, the most that “{label}” may be",
    "{found} 大于“{label}”的上限 {limit}",
    "check the value, and its unit",
    "请核对数值及其单位",
)
TOO_MANY_DECIMALS = Code(
    "PR622",
    "too-many-decimals",
    "{found} has more than the {decimals} decimals that “{label}” may have",
    "{found} 的小数位数超过“{label}”允许的 {decimals} 位",
    "round it where it comes from, by the rule that applies there",
    "请在数据来源处按其规则取舍",
)
INEXACT_FLOAT = Code(
    "PR623",
    "inexact-number",
    "{found} is a binary floating-point number, which is not exactly that amount",
    "{found} 是二进制浮点数，并不精确等于该数",
    'write it as text, "{text}", or as Decimal("{text}")',
    '请写成文本 "{text}" 或 Decimal("{text}")',
)
NOT_FINITE = Code(
    "PR624",
    "not-a-finite-number",
    "“{label}” must be a number, and {found} is none",
    "“{label}”须为数值，而 {found} 不是数",
    "leave the fact out if its value is not known",
    "若不知其值，请不要给出该事实",
)
NUMBER_TOO_LONG = Code(
    "PR625",
    "number-too-long",
    "“{label}” has more than {digits} digits",
    "“{label}”超过 {digits} 位数字",
    "check the value",
    "请核对数值",
)
UNKNOWN_CHOICE = Code(
    "PR626",
    "unknown-choice-value",
    "{found} is no value of “{label}”",
    "{found} 不是“{label}”的取值",
    "use one of: {values}",
    "可用的取值：{values}",
)
REPEATED_CHOICE = Code(
    "PR627",
    "choice-repeated",
    "{found} is given more than once",
    "{found} 重复给出",
    "give each value once",
    "每个取值只给出一次",
)
TOO_MANY_CHOSEN = Code(
    "PR628",
    "too-many-chosen",
    "{count} values are more than the {limit} that “{label}” may have",
    "“{label}”最多 {limit} 个取值，而此处有 {count} 个",
    "check the list",
    "请核对列表",
)
TEXT_TOO_LONG = Code(
    "PR629",
    "text-too-long",
    "{count} characters are more than the {limit} that “{label}” may have",
    "“{label}”最多 {limit} 个字符，而此处有 {count} 个",
    "check the text, or raise `max_length` in the ruleset",
    "请核对文本，或在规则集中提高 `max_length`",
)
BROKEN_TEXT = Code(
    "PR630",
    "broken-text",
    "“{label}” has broken characters, which cannot be written to a file",
    "“{label}”含有损坏的字符，无法写入文件",
    "read the file again with its right encoding",
    "请用正确的编码重新读取文件",
)
NOT_IN_CALENDAR = Code(
    "PR631",
    "not-in-calendar",
    "{found} is not in the calendar",
    "{found} 不是存在的日期",
    "check the year, the month and the day",
    "请核对年、月、日",
)

# What was decided on the data

ASSUMPTION_BROKEN = Code(
    "PR640",
    "assumption-broken",
    "the data contradict an assumption of the ruleset: {label}",
    "数据与规则集的前提相矛盾：{label}",
    "check {facts}",
    "请核对：{facts}",
)
GROUP_CONFLICT = Code(
    "PR641",
    "group-conflict",
    "“{first}” and “{second}” both hold, and only one outcome of “{group}” may",
    "“{first}”与“{second}”同时成立，而“{group}”中只能有一项成立",
    "check {facts}",
    "请核对：{facts}",
)
