"""PR85x to PR87x: data frames that cannot be decided as they are, and what is worth knowing of
those that can."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

NOT_A_FRAME = Code(
    "PR851",
    "no-data-frame",
    "a {kind} is no data frame",
    "{kind} 不是数据框",
    "give a frame of: {supported}",
    "请给出以下任一种数据框：{supported}",
)
UNSUPPORTED_FRAME = Code(
    "PR852",
    "unsupported-data-frame",
    "frames of {kind} are not supported",
    "不支持 {kind} 的数据框",
    "convert it to a frame of: {supported}",
    "请转换为以下任一种：{supported}",
)
NO_COLUMNS = Code(
    "PR853",
    "frame-without-columns",
    "the frame has no columns",
    "数据框没有列",
    "name its columns by the facts' ids, labels or aliases (`povertyrules show` lists them)",
    "列名须是事实的代号、名称或别名（用 povertyrules show 查看）",
)
SEVERAL_COLUMNS = Code(
    "PR854",
    "fact-with-several-columns",
    "`{fact}` ({label}) has several columns: {columns}",
    "`{fact}`（{label}）有几列：{columns}",
    "keep the one that is meant, and rename or drop the others",
    "请保留所指的一列，其余的改名或删去",
)
NO_SUCH_COLUMN = Code(
    "PR855",
    "frame-lacks-column",
    "there is no column {column}",
    "没有“{column}”列",
    "the frame has: {columns}",
    "现有各列：{columns}",
)
KEY_NEEDED = Code(
    "PR856",
    "frame-key-needed",
    "no column says which {label} a row is, and rows of {engine} have no order to number them by",
    "没有哪一列说明各行是哪一个{label}，而 {engine} 的行没有顺序，不能编号",
    "name the column that does: keys={{'{entity}': …}} (--key {entity}=…)",
    "请指明这一列：keys={{'{entity}': …}}（--key {entity}=…）",
)
OWNER_KEY_NEEDED = Code(
    "PR857",
    "owner-key-needed",
    "no column says which {label} a row is of",
    "没有哪一列说明各行属于哪一个{label}",
    "call it {key}, or name it: keys={{'{entity}': …}} (--key {entity}=…)",
    "请把这一列叫作 {key}，或指明：keys={{'{entity}': …}}（--key {entity}=…）",
)
MIXED_COLUMN = Code(
    "PR858",
    "column-of-mixed-types",
    "the values of the column {column} are not of one type ({reason})",
    "“{column}”列的值不是同一类型（{reason}）",
    "convert it to one type first, for instance with astype(…)",
    "请先转换为同一类型，例如用 astype(…)",
)
TIMES_OF_DAY = Code(
    "PR859",
    "column-with-times-of-day",
    "the column {column} has times of day",
    "“{column}”列带有时刻",
    "give dates: which day a moment belongs to depends on the time zone",
    "请给出日期：某一时刻属于哪一天取决于时区",
)
COUNT_NOT_WHOLE = Code(
    "PR860",
    "item-count-not-whole",
    "the column {column} must say how many there are, as whole numbers, and this is {type}",
    "“{column}”列须写明有几个（整数），而此处为 {type}",
    "give whole numbers, blank where it is not known, or rename the column",
    "请给出整数（不清楚的留空），或为这一列改名",
)
NAME_TAKEN = Code(
    "PR861",
    "result-column-taken",
    "the result has a column {column} of its own",
    "结果本身有“{column}”列",
    "rename yours",
    "请为您的这一列改名",
)
NUMBER_TAKEN = Code(
    "PR862",
    "row-number-column-taken",
    "rows without a key are numbered in a column {column}, and the frame has one",
    "没有编号列时各行的序号写在“{column}”列，而数据框已有这一列",
    "name the key column, keys={{'{entity}': …}} (--key {entity}=…), or rename this one",
    "请指明编号列 keys={{'{entity}': …}}（--key {entity}=…），或为这一列改名",
)
NO_DATES = Code(
    "PR863",
    "no-evaluation-dates",
    "a column of {type} has no dates to evaluate as of",
    "{type} 类型的列不是评定日期",
    "give dates, or text such as 2020-04-16",
    "请给出日期，或 2020-04-16 这样的文字",
)
KEY_TYPES_DIFFER = Code(
    "PR864",
    "key-types-differ",
    "a key is {type} here and {other} in the frame of what it belongs to",
    "此处的编号为 {type}，而所属一方的数据框中为 {other}",
    "make them the same: 7 and “7” are not one key",
    "请统一类型：7 和“7”不是同一编号",
)
ITEMS_WITHOUT_KEY = Code(
    "PR865",
    "items-cannot-be-told-apart",
    "an expression looks at {label} one by one, and no column tells them apart",
    "有的表达式逐个查看{label}，而没有哪一列能区分它们",
    "name their key column: keys={{'{entity}': …}}",
    "请指明它们的编号列：keys={{'{entity}': …}}",
)
ONE_TEXT = Code(
    "PR866",
    "text-for-list",
    "`{option}` is a list of names, and this is one text",
    "`{option}` 须为名称的列表，而此处为一段文字",
    "put it in brackets: [{text}]",
    "请加上方括号：[{text}]",
)
WHICH_DATE = Code(
    "PR867",
    "which-evaluation-date",
    "either `as_of` or `as_of_column` must be given, and not both",
    "`as_of` 和 `as_of_column` 须给出其中一个，不能都给",
    "as_of=… is one date for all rows, as_of_column=… names the column with that of each row",
    "as_of=… 为各行共用的日期，as_of_column=… 指明各行自己日期的列",
)
NO_SUCH_OUTCOME = Code(
    "PR868",
    "no-such-outcome",
    "`{name}` is no outcome of {ruleset}",
    "{ruleset} 没有结论 `{name}`",
    "it has: {known}",
    "现有：{known}",
)
NO_SUCH_COLLECTION = Code(
    "PR869",
    "no-such-collection",
    "`{name}` is no collection of {ruleset}",
    "{ruleset} 没有名为 `{name}` 的项",
    "it has: {known}",
    "现有：{known}",
)
NO_SUCH_ENTITY = Code(
    "PR870",
    "no-such-entity",
    "`{name}` is no entity of {ruleset}",
    "{ruleset} 没有实体 `{name}`",
    "there are: {known}",
    "现有：{known}",
)
OWNER_FRAME_NEEDED = Code(
    "PR871",
    "owner-frame-needed",
    "the frame of `{name}` is keyed to that of `{parent}`, which is not given",
    "`{name}` 的数据框按 `{parent}` 的编号归属，而没有给出后者",
    "give it too: {parent}=…",
    "请一并给出：{parent}=…",
)

BAD_REASONS = Code(
    "PR872",
    "unknown-kind-of-reasons",
    "there are no reasons of the kind {kind}",
    "没有 {kind} 这一种理由",
    'say reasons="codes" for the ids, or reasons="labels" for the words of the ruleset',
    '写 reasons="codes"（代号）或 reasons="labels"（规则集中的名称）',
)
BAD_OPTION = Code(
    "PR873",
    "unknown-option-value",
    "`{option}` cannot be {value}",
    "`{option}` 不能为 {value}",
    "it may be {allowed}",
    "可用：{allowed}",
)
KEYS_WITHOUT_ENTITY = Code(
    "PR874",
    "keys-without-entity",
    "`keys` says which column is the key of which entity, and this is {found}",
    "`keys` 须写明哪个实体的编号在哪一列，而此处为 {found}",
    "write keys={{'{entity}': {column}}}",
    "请写成 keys={{'{entity}': {column}}}",
)
COLUMNS_OF_ONE_NAME = Code(
    "PR878",
    "columns-of-one-name",
    "several columns are called {columns}",
    "有几列同名：{columns}",
    "keep the one that is meant, and rename or drop the others",
    "请保留所指的一列，其余的改名或删去",
)
SEVERAL_ENGINES = Code(
    "PR877",
    "frames-of-several-engines",
    "the frames are of several engines: {frames}",
    "各数据框不属于同一引擎：{frames}",
    "convert them to one of these; frames that are joined are of one engine, all of them "
    "queries (lazy) or none",
    "请都转换为其中一种：要连接的数据框须属于同一引擎，且都是查询（lazy）或都不是",
)

# What does not keep a frame from being decided, but is most likely not meant

UNUSED_COLUMN = Code(
    "PR875",
    "column-not-used",
    "the column {column} is not used: no fact has this name",
    "“{column}”列没有采用：没有叫这个名称的事实",
    "did you mean {near}? If not, drop or rename the column",
    "是否应为“{near}”？如果不是，请删去这一列或改名",
    severity="warning",
)
INEXACT_COLUMN = Code(
    "PR876",
    "column-of-inexact-amounts",
    "the column {column} has binary floating-point numbers; in {count} rows that is not exactly "
    "an amount",
    "“{column}”列是二进制浮点数，有 {count} 行不是准确的金额或数值",
    "read the column as text or as decimals, or as whole numbers in the smallest unit (fen) and "
    "divide those exactly",
    "请把这一列按文字或十进制小数（decimal）读入，或按最小单位（分）的整数读入再准确换算",
    severity="warning",
)
