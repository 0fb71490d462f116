"""PR0xx: the file as text, and the traps of YAML."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

FILE_TOO_LARGE = Code(
    "PR001",
    "file-too-large",
    en="the file is larger than {limit} bytes, the most that a ruleset may have",
    zh="文件超过 {limit} 字节；规则文件最大不得超过此数",
    help_en="check that this is the right file; a ruleset holds no data of households",
    help_zh="请确认文件没有选错；规则文件中不放农户数据",
)
NOT_UTF8 = Code(
    "PR002",
    "not-utf-8",
    en="the file is not UTF-8 text: byte {offset} cannot be read",
    zh="文件不是 UTF-8 编码的文本：第 {offset} 个字节无法读取",
    help_en="save the file as UTF-8 (many editors write GBK by default)",
    help_zh="请另存为 UTF-8 编码（不少编辑器默认保存为 GBK）",
)
UTF16 = Code(
    "PR003",
    "utf-16",
    en="the file is UTF-16 text, not UTF-8",
    zh="文件是 UTF-16 编码（“Unicode”），不是 UTF-8",
    help_en="save the file as UTF-8, not as “Unicode”",
    help_zh="请另存为 UTF-8 编码，不要选“Unicode”",
)
NUL_CHARACTER = Code(
    "PR004",
    "nul-character",
    en="the text contains a NUL character",
    zh="文本中含有空字符（NUL）",
    help_en="remove it; a file with NUL characters is often not a text file",
    help_zh="请删去；含有空字符的文件往往不是文本文件",
)
CONTROL_CHARACTER = Code(
    "PR005",
    "control-character",
    en="the text contains the control character {character}",
    zh="文本中含有控制字符 {character}",
    help_en="remove it; between lines only LF or CR LF may stand",
    help_zh="请删去；换行只能用 LF 或 CR LF",
)
BIDI_CONTROL = Code(
    "PR006",
    "bidirectional-control",
    en="the text contains {character}, which changes the direction of writing: "
    "what one sees is not what is read",
    zh="文本中含有改变书写方向的字符 {character}：看到的与实际读取的不一致",
    help_en="remove it",
    help_zh="请删去该字符",
)
INVISIBLE_CHARACTER = Code(
    "PR007",
    "invisible-character",
    en="the text contains the invisible character {character}",
    zh="文本中含有看不见的字符 {character}",
    help_en="remove it; it often comes with text copied from a web page or a chat",
    help_zh="请删去；这种字符常随网页或聊天内容一起复制进来",
)
UNREADABLE_YAML = Code(
    "PR008",
    "unreadable-yaml",
    en="the file cannot be read from here on: the layout is not that of YAML ({problem})",
    zh="从此处起无法读取：不符合 YAML 的书写格式（{problem_zh}）",
    help_en="check the indentation, the colons and the quotation marks of this line and "
    "the one before",
    help_zh="请检查本行和上一行的缩进、冒号和引号",
)
TAB_INDENTATION = Code(
    "PR009",
    "tab-indentation",
    en="a line is indented with a tab",
    zh="此行用制表符（Tab）缩进",
    help_en="indent with spaces",
    help_zh="请改用空格缩进",
)
SEVERAL_DOCUMENTS = Code(
    "PR010",
    "several-documents",
    en="a second document begins here; a file holds one ruleset",
    zh="此处开始了第二个文档；一个文件只能有一份规则",
    help_en="remove the line `---`, or move what follows to a file of its own",
    help_zh="请删去 `---` 一行，或将其后内容移到另一个文件",
)
DUPLICATE_KEY = Code(
    "PR011",
    "duplicate-key",
    en="the key `{key}` stands here a second time; the first is on line {line}",
    zh="键 `{key}` 在此重复出现；第一次出现在第 {line} 行",
    help_en="remove one of the two, or give it a name of its own",
    help_zh="请删去其中一个，或另起名称",
)
ANCHOR = Code(
    "PR012",
    "anchor",
    en="a ruleset has no YAML anchors (`&{name}`)",
    zh="规则文件不使用 YAML 锚点（`&{name}`）",
    help_en="remove `&{name}`; what is used twice becomes a named criterion or parameter",
    help_zh="请删去 `&{name}`；要用两次的内容请写成有名称的条件或参数",
)
ALIAS = Code(
    "PR013",
    "alias",
    en="a ruleset has no YAML aliases (`*{name}`)",
    zh="规则文件不使用 YAML 别名（`*{name}`）",
    help_en="write the content out, or name it as a criterion or parameter",
    help_zh="请直接写出内容，或写成有名称的条件或参数",
)
TAG = Code(
    "PR014",
    "tag",
    en="a ruleset has no YAML tags (`{tag}`)",
    zh="规则文件不使用 YAML 标签（`{tag}`）",
    help_en="remove `{tag}`; a text that begins with `!` stands in quotation marks",
    help_zh="请删去 `{tag}`；以 `!` 开头的文字要加引号",
)
MERGE_KEY = Code(
    "PR015",
    "merge-key",
    en="a ruleset has no merge keys (`<<`)",
    zh="规则文件不使用合并键（`<<`）",
    help_en="write the keys out",
    help_zh="请逐个写出各键",
)
NON_TEXT_KEY = Code(
    "PR016",
    "non-text-key",
    en="the key `{key}` would be read as {kind}, not as text",
    zh="键 `{key}` 会被读成{kind_zh}，而不是文字",
    help_en='put it in quotation marks: "{key}"',
    help_zh='请加引号："{key}"',
)
COMPOUND_KEY = Code(
    "PR017",
    "compound-key",
    en="a list or a group of keys cannot itself be a key",
    zh="列表或一组键不能用作键",
    help_en="put a text that begins with a bracket or a brace in quotation marks",
    help_zh="以方括号或花括号开头的文字要加引号",
)
NESTED_TOO_DEEPLY = Code(
    "PR018",
    "nested-too-deeply",
    en="lists and groups of keys are nested more than {limit} deep",
    zh="列表和键的嵌套超过 {limit} 层",
    help_en="name parts of the condition as criteria of their own",
    help_zh="请将条件的各部分写成单独的有名称的条件",
)
TOO_MANY_NODES = Code(
    "PR019",
    "too-many-entries",
    en="the file has more than {limit} keys, values and lists",
    zh="文件中的键、值和列表超过 {limit} 个",
    help_en="split the ruleset; a ruleset holds no data of households",
    help_zh="请拆分规则文件；规则文件中不放农户数据",
)
TEXT_TOO_LONG = Code(
    "PR020",
    "long-text",
    en="a single text has more than {limit} characters",
    zh="单个文本超过 {limit} 个字符",
    help_en="quote only the clause that is cited",
    help_zh="只摘录所引用的条款",
)
BOOLEAN_WORD = Code(
    "PR021",
    "boolean-word",
    en="`{text}` without quotation marks is a truth value for some YAML programs and a "
    "text for others",
    zh="不加引号的 `{text}`，有的 YAML 程序读成真假值，有的读成文字",
    help_en='write `{truth}` for the truth value, or "{text}" for the text',
    help_zh='表示真假请写 `{truth}`，表示文字请写 "{text}"',
)
LEADING_ZERO = Code(
    "PR022",
    "leading-zero",
    en="`{text}` begins with a zero: some YAML programs read it as an octal number",
    zh="`{text}` 以 0 开头：有的 YAML 程序会读成八进制数",
    help_en='write `{number}` for the number, or "{text}" for the code',
    help_zh='表示数字请写 `{number}`，表示编码请写 "{text}"',
)
SEXAGESIMAL = Code(
    "PR023",
    "sexagesimal",
    en="`{text}` without quotation marks is a number in base 60 for some YAML programs",
    zh="不加引号的 `{text}`，有的 YAML 程序会读成六十进制数",
    help_en='put it in quotation marks: "{text}"',
    help_zh='请加引号："{text}"',
)
EXPONENT = Code(
    "PR024",
    "exponent",
    en="`{text}` is a number with an exponent; a ruleset writes numbers out",
    zh="`{text}` 是科学记数法；规则文件中的数字要写全",
    help_en='write `{number}` for the number, or "{text}" for the text',
    help_zh='表示数字请写 `{number}`，表示文字请写 "{text}"',
)
INCOMPLETE_NUMBER = Code(
    "PR025",
    "incomplete-number",
    en="`{text}` lacks a digit before or after the point",
    zh="`{text}` 的小数点前或后缺少数字",
    help_en='write `{number}` for the number, or "{text}" for the text',
    help_zh='表示数字请写 `{number}`，表示文字请写 "{text}"',
)
NOT_A_NUMBER = Code(
    "PR026",
    "infinity-or-nan",
    en="`{text}` is not a number that a ruleset can compute with",
    zh="`{text}` 不是规则可以计算的数",
    help_en="leave the key out where there is no limit",
    help_zh="没有上限或下限时，请省去该键",
)
OTHER_BASE = Code(
    "PR027",
    "other-base",
    en="`{text}` is a number that is not in base ten",
    zh="`{text}` 不是十进制数",
    help_en='write the number in base ten, or "{text}" for the text',
    help_zh='表示数字请写成十进制，表示文字请写 "{text}"',
)
DIGIT_GROUPS = Code(
    "PR028",
    "underscored-number",
    en="`{text}` is a number for some YAML programs and a text for others",
    zh="`{text}`，有的 YAML 程序读成数字，有的读成文字",
    help_en='write `{number}` for the number, or "{text}" for the text',
    help_zh='表示数字请写 `{number}`，表示文字请写 "{text}"',
)
TOO_MANY_DIGITS = Code(
    "PR029",
    "too-many-digits",
    en="a number has more than {limit} digits",
    zh="一个数超过 {limit} 位",
    help_en="put a number that serves as a code in quotation marks",
    help_zh="用作编码的数字要加引号",
)
EMPTY_VALUE = Code(
    "PR030",
    "empty-value",
    en="nothing is written after `{key}`",
    zh="`{key}` 后面没有内容",
    help_en="write the value, or remove the key",
    help_zh="请写上内容，或删去该键",
)
DIRECTIVE = Code(
    "PR031",
    "directive",
    en="a ruleset has no YAML directives (lines that begin with `%`)",
    zh="规则文件不使用 YAML 指令（以 `%` 开头的行）",
    help_en="remove the line",
    help_zh="请删去该行",
)
EMPTY_FILE = Code(
    "PR032",
    "empty-file",
    en="the file is empty",
    zh="文件是空的",
    help_en="a ruleset begins with the line `povertyrules: 1`",
    help_zh="规则文件以 `povertyrules: 1` 一行开头",
)
FULL_WIDTH_COLON = Code(
    "PR033",
    "full-width-colon",
    en="the full-width colon `：` does not separate a key from its value",
    zh="全角冒号 `：` 不能用来分隔键和值",
    help_en="write `: ` (a colon and a space) after the key",
    help_zh="请在键后写半角冒号加空格 `: `",
)
MIXED_SCRIPT = Code(
    "PR034",
    "mixed-script",
    en="`{name}` mixes {others} with the {script} letter `{letter}` ({character}), "
    "which can be taken for another one",
    zh="`{name}` 中混用了{others_zh}和{script_zh}字母 `{letter}`（{character}），容易混淆",
    help_en="type the name again with one keyboard layout",
    help_zh="请用同一种输入法重新输入该名称",
)
LOOK_ALIKE = Code(
    "PR035",
    "look-alike",
    en="`{name}` looks like `{latin}` but is written with {script} letters",
    zh="`{name}` 看起来像 `{latin}`，实际是用{script_zh}字母写的",
    help_en="write `{latin}` with Latin letters",
    help_zh="请用拉丁字母写 `{latin}`",
)
TOO_MANY_FAULTS = Code(
    "PR036",
    "too-many-faults",
    en="only the first {shown} faults are shown; {count} more were found",
    zh="只显示前 {shown} 处错误，另有 {count} 处未显示",
    help_en="correct the faults above and check the file again",
    help_zh="请先改正以上错误，再检查一遍",
)
RESERVED_START = Code(
    "PR037",
    "reserved-start",
    en="without quotation marks, a text cannot begin with “{character}”",
    zh="不加引号的文字不能以“{character}”开头",
    help_en="put the whole text in single quotation marks: '…'",
    help_zh="请将整段文字放在单引号中：'…'",
)
CUT_NUMBER = Code(
    "PR038",
    "number-cut-at-comma",
    en="within braces `{text}` is cut at the comma: the value is `{value}`",
    zh="在花括号中 `{text}` 会在逗号处断开：值成了 `{value}`",
    help_en="write `{number}`",
    help_zh="请写 `{number}`",
)
TEXT_AFTER_QUOTE = Code(
    "PR039",
    "text-after-quote",
    en="a text that begins with a quotation mark ends at the second one; more follows here",
    zh="以引号开头的文字到第二个引号即结束，此处后面还有内容",
    help_en="put the whole text in single quotation marks: '…'",
    help_zh="请将整段文字放在单引号中：'…'",
)
LAYOUT_CHARACTER = Code(
    "PR040",
    "layout-character",
    en="`{found}` is a full-width character",
    zh="`{found}` 是全角字符",
    help_en="write `{write}`",
    help_zh="请改用半角 `{write}`",
)
LAYOUT_SPACE = Code(
    "PR041",
    "layout-space",
    en="this is a {space} space, which neither indents nor separates",
    zh="这是{space_zh}，不能用来缩进或分隔",
    help_en="write ordinary spaces",
    help_zh="请改用半角空格",
)
LAYOUT_QUOTES = Code(
    "PR042",
    "layout-quotes",
    en="`{found}` does not quote a text here",
    zh="此处不能用 `{found}` 作引号",
    help_en='write `"` on both sides',
    help_zh='请在两侧改用半角引号 `"`',
)
MISSING_SPACE = Code(
    "PR043",
    "missing-space",
    en="no space follows the {what} `{mark}`",
    zh="{what_zh} `{mark}` 后面缺少空格",
    help_en="put a space after the {what}: `{mark} `",
    help_zh="请在{what_zh}后加一个空格：`{mark} `",
)
MISSING_DASH = Code(
    "PR044",
    "missing-dash",
    en="an entry of a list begins with a dash, and this line has none",
    zh="列表的每一项以短横开头，此行没有",
    help_en="write `- ` (a dash and a space) before it",
    help_zh="请在前面写短横加空格 `- `",
)
