"""PR2xx: how an expression is written."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

EMPTY_EXPRESSION = Code(
    "PR201",
    "empty-expression",
    en="the expression is empty",
    zh="表达式是空的",
    help_en="write what must hold, as in `income_per_capita < monitoring_line`",
    help_zh="请写出要满足的条件，如 `income_per_capita < monitoring_line`",
)
UNFINISHED = Code(
    "PR202",
    "unfinished-expression",
    en="the expression stops after `{last}`; something is missing",
    zh="表达式在 `{last}` 之后中断，缺少内容",
    help_en="write what comes after `{last}`, or remove it",
    help_zh="请补上 `{last}` 之后的内容，或将其删去",
)
MISSING_VALUE = Code(
    "PR203",
    "missing-value",
    en="a name or a value is missing before `{found}`",
    zh="`{found}` 之前缺少名称或数值",
    help_en="write it there, or remove the mark that is too much",
    help_zh="请补上，或删去多余的符号",
)
MISSING_OPERATOR = Code(
    "PR204",
    "missing-operator",
    en="between `{left}` and `{right}` an operator is missing",
    zh="`{left}` 与 `{right}` 之间缺少运算符",
    help_en="join them with `and`, `or`, `==`, `+` or another operator; a label with "
    "spaces stands in backquotes",
    help_zh="请用 `and`、`or`、`==`、`+` 等运算符连接；含空格的名称要放在反引号中",
)
UNEXPECTED = Code(
    "PR205",
    "unexpected",
    en="`{found}` cannot stand here",
    zh="此处不能写 `{found}`",
    help_en="remove it, or write what comes before it",
    help_zh="请将其删去，或补上前面的内容",
)
MIXED_CONNECTIVES = Code(
    "PR206",
    "mixed-and-or",
    en="`and` and `or` are mixed without brackets",
    zh="`and` 与 `or` 混用而没有加括号",
    help_en="put brackets round what belongs together: `{example}`",
    help_zh="请用括号标明哪些是一组：`{example}`",
)
CHAINED_COMPARISON = Code(
    "PR207",
    "chained-comparison",
    en="comparisons cannot be chained",
    zh="比较不能连写",
    help_en="write two comparisons: `{example}`",
    help_zh="请写成两个比较：`{example}`",
)
CHAINED_IMPLICATION = Code(
    "PR208",
    "chained-implies",
    en="`implies` cannot be chained",
    zh="`implies` 不能连写",
    help_en="put brackets round one of the two",
    help_zh="请将其中一个放在括号中",
)
SINGLE_EQUALS = Code(
    "PR209",
    "single-equals",
    en="`=` does not compare",
    zh="`=` 不是比较",
    help_en="write `==`",
    help_zh="请写 `==`",
)
FOREIGN_OPERATOR = Code(
    "PR210",
    "foreign-operator",
    en="`{found}` is not an operator here",
    zh="此处不用 `{found}` 作运算符",
    help_en="write `{write}`",
    help_zh="请写 `{write}`",
)
FULL_WIDTH = Code(
    "PR211",
    "full-width-character",
    en="`{found}` is a full-width character",
    zh="`{found}` 是全角字符",
    help_en="write `{write}`",
    help_zh="请改用半角 `{write}`",
)
FULL_WIDTH_QUOTES = Code(
    "PR212",
    "full-width-quotes",
    en="`{found}` does not quote a text here",
    zh="此处不能用 `{found}` 引文字",
    help_en="write ASCII quotation marks: `{write}`",
    help_zh="请改用半角引号：`{write}`",
)
UNKNOWN_CHARACTER = Code(
    "PR213",
    "unknown-character",
    en="`{found}` has no meaning in an expression",
    zh="`{found}` 在表达式中没有意义",
    help_en="remove it; a label that is not one plain word stands in backquotes",
    help_zh="请删去；不是单纯一个词的名称要放在反引号中",
)
UNCLOSED_BRACKET = Code(
    "PR214",
    "unclosed-bracket",
    en="`{open}` is not closed",
    zh="`{open}` 没有配对的右括号",
    help_en="write `{close}` where it ends",
    help_zh="请在结束处写 `{close}`",
)
UNOPENED_BRACKET = Code(
    "PR215",
    "unopened-bracket",
    en="`{close}` closes nothing",
    zh="`{close}` 没有配对的左括号",
    help_en="remove it, or write `{open}` where it begins",
    help_zh="请删去，或在开始处写 `{open}`",
)
CROSSED_BRACKETS = Code(
    "PR216",
    "crossed-brackets",
    en="`{open}` is closed by `{found}`",
    zh="`{open}` 误用 `{found}` 结束",
    help_en="write `{close}` instead of `{found}`",
    help_zh="请将 `{found}` 改为 `{close}`",
)
UNCLOSED_QUOTE = Code(
    "PR217",
    "unclosed-quote",
    en="the quotation mark “{quote}” is not closed on its line",
    zh="引号“{quote}”在本行没有结束",
    help_en="write “{quote}” where the text ends",
    help_zh="请在文字结束处写“{quote}”",
)
THOUSANDS = Code(
    "PR218",
    "thousands-separator",
    en="`{found}` is a number with separators",
    zh="`{found}` 是带千位分隔符的数",
    help_en="write `{write}`",
    help_zh="请写 `{write}`",
)
PERCENT = Code(
    "PR219",
    "percent-sign",
    en="`{found}`: a number has no percent sign",
    zh="`{found}`：数字不带百分号",
    help_en="write `{write}`",
    help_zh="请写 `{write}`",
)
BAD_NUMERAL = Code(
    "PR220",
    "bad-numeral",
    en="`{found}` is not how a number is written",
    zh="`{found}` 不是数字的写法",
    help_en="write `{write}`",
    help_zh="请写 `{write}`",
)
BARE_DATE = Code(
    "PR231",
    "bare-date",
    en="`{found}` is not how a date or a month is written",
    zh="`{found}` 不是日期或年月的写法",
    help_en="write `{write}`",
    help_zh="请写 `{write}`",
)
DIGIT_WORD = Code(
    "PR221",
    "number-with-letters",
    en="`{found}` is neither a number nor a name",
    zh="`{found}` 既不是数字也不是名称",
    help_en="write the number alone (`{number}`); a label that begins with a digit stands "
    "in backquotes",
    help_zh="只写数字（`{number}`）；以数字开头的名称要放在反引号中",
)
EXPRESSION_TOO_LONG = Code(
    "PR222",
    "expression-too-long",
    en="the expression has more than {limit} characters",
    zh="表达式超过 {limit} 个字符",
    help_en="name parts of it under `derived` or `criteria`",
    help_zh="请将其中的部分写到 `derived` 或 `criteria` 下并命名",
)
EXPRESSION_TOO_DEEP = Code(
    "PR223",
    "expression-too-deep",
    en="the expression is more than {limit} steps deep (brackets, `not`, or a chain of terms)",
    zh="表达式超过 {limit} 层（括号、`not` 或连续的算式项）",
    help_en="name parts of it under `derived` or `criteria`",
    help_zh="请将其中的部分写到 `derived` 或 `criteria` 下并命名",
)
NAME_TOO_LONG = Code(
    "PR224",
    "name-too-long",
    en="a name has more than {limit} characters",
    zh="一个名称超过 {limit} 个字符",
    help_en="names have at most {limit} characters",
    help_zh="名称不得超过 {limit} 个字符",
)
NEEDS_NAME = Code(
    "PR225",
    "test-needs-a-name",
    en="`{operator}` applies to a name only",
    zh="`{operator}` 只能用于一个名称",
    help_en="write a fact or a named item before it",
    help_zh="请在其前写一个事实或具名的对象",
)
BAD_IS = Code(
    "PR226",
    "bad-is",
    en="`{found}` is not a test",
    zh="`{found}` 不是一种判断",
    help_en="write `{write}`",
    help_zh="请写 `{write}`",
)
EMPTY_OPTIONS = Code(
    "PR227",
    "empty-options",
    en="the list after `in` is empty",
    zh="`in` 后面的列表是空的",
    help_en='list at least one value: `in ["a"]`',
    help_zh='请至少列出一个值：`in ["a"]`',
)
ROUND_OPTIONS = Code(
    "PR228",
    "round-options",
    en="the values after `in` stand in square brackets",
    zh="`in` 后面的各个值要放在方括号中",
    help_en='write `in ["a", "b"]`',
    help_zh='请写 `in ["a", "b"]`',
)
WIDE_SPACE = Code(
    "PR229",
    "full-width-space",
    en="this is a full-width space",
    zh="这是全角空格",
    help_en="write an ordinary space",
    help_zh="请改用半角空格",
)
LABEL_PUNCTUATION = Code(
    "PR230",
    "label-punctuation",
    en="`{found}` cannot stand in a name without backquotes",
    zh="不加反引号的名称中不能有 `{found}`",
    help_en="a label that is not one plain word stands in backquotes; or write its id{write}",
    help_zh="不是单纯一个词的名称要放在反引号中，或改写其 id{write_zh}",
)
