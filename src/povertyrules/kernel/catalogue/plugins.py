"""PR26x: what a ruleset needs of plugins. PR979 to PR989: plugins that cannot be used.
PR99x: what the test kit finds."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

MISSING_PLUGIN = Code(
    "PR260",
    "missing-plugin",
    "the ruleset needs the plugin `{name}`, which is not installed",
    "规则集需要插件 `{name}`，但没有安装",
    "ask whoever runs the system to install it (its package may be called "
    "povertyrules-{name}); a ruleset cannot install a plugin itself",
    "请由系统管理者安装（软件包名可能是 povertyrules-{name}）；规则集不能自行安装插件",
)
PLUGIN_VERSION = Code(
    "PR261",
    "plugin-version",
    "the ruleset needs `{name}` {wanted}, and {version} is installed",
    "规则集需要 `{name}` {wanted}，现装的是 {version}",
    "ask for a version in that range, or widen the range if the ruleset works with {version}",
    "请安装该范围内的版本；确认规则集适用于 {version} 的，可放宽范围",
)
BROKEN_PLUGIN = Code(
    "PR262",
    "broken-plugin",
    "the ruleset needs the plugin `{name}`, which cannot be used: {reason}",
    "规则集需要插件 `{name}`，但该插件不能使用：{reason_zh}",
    "`povertyrules plugin list` tells of every plugin and what is wrong with it",
    "`povertyrules plugin list` 列出各插件及其问题",
)
BAD_VERSION_RANGE = Code(
    "PR263",
    "bad-version-range",
    "`{text}` is no range of versions",
    "`{text}` 不是版本范围",
    'write it as in ">=1.2, <2"',
    '请写作 ">=1.2, <2" 的形式',
)
FUNCTION_NOT_REQUIRED = Code(
    "PR264",
    "function-not-required",
    "the function `{name}` is of the plugin `{plugin}`, which the ruleset does not require",
    "函数 `{name}` 属于插件 `{plugin}`，规则集没有声明需要它",
    'add `requires: {{{plugin}: ">={version}"}}` at the top of the ruleset',
    '请在规则集开头加上 `requires: {{{plugin}: ">={version}"}}`',
)
FUNCTION_OPERANDS = Code(
    "PR265",
    "function-operands",
    "`{function}` takes {expected}, not {types}",
    "`{function}` 要求{expected_zh}，而非{types_zh}",
    "it is written as in `{usage}`",
    "写法如 `{usage}`",
)
FUNCTION_IN_FORMULA = Code(
    "PR266",
    "function-in-formula",
    "a parameter cannot be worked out with `{name}`, which is a plugin's function",
    "参数不能用插件的函数 `{name}` 来计算",
    "use it in `derived` or in a condition",
    "请在 `derived` 或条件中使用",
)
UNKNOWN_CODE_LIST = Code(
    "PR267",
    "unknown-code-list",
    "there is no code list `{reference}`",
    "没有代码表 `{reference}`",
    "name a list with its version, as in `values: health@2021`; known are: {known}",
    "请写明代码表及版本，如 `values: health@2021`；已有：{known}",
)
CODE_LIST_NOT_REQUIRED = Code(
    "PR268",
    "code-list-not-required",
    "the code list `{reference}` is of the plugin `{plugin}`, which the ruleset does not require",
    "代码表 `{reference}` 属于插件 `{plugin}`，规则集没有声明需要它",
    'add `requires: {{{plugin}: ">={version}"}}` at the top of the ruleset',
    '请在规则集开头加上 `requires: {{{plugin}: ">={version}"}}`',
)

CONTESTED_FUNCTION = Code(
    "PR269",
    "contested-function",
    "several plugins have a function `{name}`: {plugins}",
    "有多个插件提供函数 `{name}`：{plugins}",
    "ask whoever runs the system to use only one of them: which one is meant would depend on the "
    "system",
    "请由系统管理者只保留其中一个：否则所指何者因系统而异",
)

FAILED_AT_WORK = Code(
    "PR979",
    "failed-at-work",
    "`{what}` of the plugin `{name}` failed: {reason}",
    "插件 `{name}` 的 `{what}` 出错：{reason}",
    "`povertyrules plugin check {name}` tries it out; everything else works without it",
    "可用 `povertyrules plugin check {name}` 检验；其余功能不受影响",
)
PLUGIN_NOT_LOADED = Code(
    "PR980",
    "plugin-not-loaded",
    "the plugin `{name}` cannot be imported: {reason}",
    "插件 `{name}` 无法导入：{reason}",
    "install what it needs, or uninstall it; everything else works without it",
    "请安装其依赖，或卸载该插件；其余功能不受影响",
)
NO_PLUGIN = Code(
    "PR981",
    "no-plugin",
    "`{name}` is no plugin: it implements no hook of povertyrules",
    "`{name}` 不是插件：没有实现任何接口",
    "mark its functions with `@povertyrules.plugins.hookimpl`, by the names in `hookspecs`",
    "请用 `@povertyrules.plugins.hookimpl` 标注其函数，名称见 `hookspecs`",
)
UNKNOWN_HOOK = Code(
    "PR982",
    "unknown-hook",
    "the plugin `{name}` implements `{hook}`, which is no hook",
    "插件 `{name}` 实现了 `{hook}`，没有这个接口",
    "the hooks are: {hooks}",
    "接口有：{hooks}",
)
WRONG_HOOK_SIGNATURE = Code(
    "PR983",
    "wrong-hook-signature",
    "the plugin `{name}` implements `{hook}` with other parameters than `{signature}`",
    "插件 `{name}` 的 `{hook}` 的参数与 `{signature}` 不同",
    "copy the signature from `povertyrules.plugins.hookspecs`",
    "请照 `povertyrules.plugins.hookspecs` 中的写法",
)
WRONG_CONTRACT = Code(
    "PR984",
    "wrong-contract",
    "the plugin `{name}` is written for version {written} of the contract; this is {current}",
    "插件 `{name}` 按接口版本 {written} 编写；当前版本为 {current}",
    "install a version of the plugin that is made for this version of povertyrules",
    "请安装适用于当前版本的插件",
)
HOOK_FAILED = Code(
    "PR985",
    "hook-failed",
    "the plugin `{name}` raised {error} in `{hook}`",
    "插件 `{name}` 的 `{hook}` 出错：{error}",
    "report it to the plugin's authors; everything else works without it",
    "请告知插件作者；其余功能不受影响",
)
WRONG_DECLARATION = Code(
    "PR986",
    "wrong-declaration",
    "the plugin `{name}` gives in `{hook}` what cannot be used: {reason}",
    "插件 `{name}` 的 `{hook}` 给出的内容不能使用：{reason}",
    "correct the declaration; `povertyrules.plugins` describes every part of it",
    "请更正声明；各部分的说明见 `povertyrules.plugins`",
)
DUPLICATE_DECLARATION = Code(
    "PR987",
    "duplicate-declaration",
    "the plugins `{name}` and `{other}` both declare the {kind} `{what}`",
    "插件 `{name}` 与 `{other}` 都声明了{kind_zh} `{what}`",
    "rename one of the two, or use only one of the plugins; the first keeps the name",
    "请为其中一个改名，或只用其中一个插件；名称归先登记者",
)
NOTHING_BY_NAME = Code(
    "PR989",
    "nothing-by-name",
    "there is no {kind} called `{name}`",
    "没有名为 `{name}` 的{kind_zh}",
    "known are: {known}",
    "已有：{known}",
)
DUPLICATE_PLUGIN = Code(
    "PR988",
    "duplicate-plugin",
    "two plugins are called `{name}`",
    "有两个插件名为 `{name}`",
    "uninstall one of the packages that bring it; the first is used",
    "请卸载其中一个软件包；使用先登记者",
)

FUNCTION_BREAKS = Code(
    "PR990",
    "function-breaks",
    "`{what}` does not keep its declaration for {operands}: {reason}",
    "`{what}` 对 {operands} 没有做到所声明的：{reason}",
    "a function is asked for every value of the types that it takes: give None where there is "
    "no result",
    "函数须能接受其声明类型的任何取值：没有结果时返回 None",
)
WRONG_EXAMPLE = Code(
    "PR991",
    "wrong-example",
    "`{what}` gives {found} for its example {operands}, not {expected}",
    "`{what}` 对示例 {operands} 得出 {found}，而非 {expected}",
    "correct the example or the function",
    "请更正示例或函数",
)
NOT_ONE_RESULT = Code(
    "PR992",
    "not-one-result",
    "`{what}` gives {first} and then {second} for {operands}",
    "`{what}` 对 {operands} 先后得出 {first} 和 {second}",
    "a function depends on its operands alone: no clock, no chance, no files",
    "函数只能取决于其参数：不得依赖时钟、随机数或文件",
)
WRONG_WHEN_MISSING = Code(
    "PR993",
    "wrong-when-missing",
    "`{what}` gives {found} for {operands}, which lies outside of {possible}, what it says is "
    "possible while an operand is missing",
    "`{what}` 对 {operands} 得出 {found}，超出资料缺失时所称的可能范围 {possible}",
    "correct `varies`, or leave it out",
    "请更正 `varies`，或不作声明",
)
COLUMNS_DISAGREE = Code(
    "PR994",
    "columns-disagree",
    "`{what}` gives {found} in columns for {operands}, and {expected} for one record ({engine})",
    "`{what}` 对 {operands} 按列得出 {found}，逐户得出 {expected}（{engine}）",
    "correct `columns`; a null says that there is no result",
    "请更正 `columns`；没有结果时为空值",
)
COLUMNS_FAIL = Code(
    "PR995",
    "columns-fail",
    "`{what}` cannot be computed in columns ({engine}): {reason}",
    "`{what}` 不能按列计算（{engine}）：{reason}",
    "use expressions that every engine has, or leave `columns` out",
    "请只用各引擎都有的表达式，或不提供 `columns`",
)
ROUND_TRIP = Code(
    "PR996",
    "round-trip",
    "`{what}` does not read what it wrote: {reason}",
    "`{what}` 读回的内容与写出的不同：{reason}",
    "every text and every whole number must come back as it was written, row by row",
    "每个文字和整数都应逐行原样读回",
)
READER_BREAKS = Code(
    "PR997",
    "reader-breaks",
    "`{what}` does not keep the contract of readers: {reason}",
    "`{what}` 没有遵守读取约定：{reason}",
    "raise `ValueError` for a damaged file; give numbers as `int` or text, never as a float",
    "文件损坏时请抛出 `ValueError`；数值以 `int` 或文字给出，不得用浮点数",
)
RENDERER_BREAKS = Code(
    "PR998",
    "renderer-breaks",
    "`{what}` does not keep the contract of renderers: {reason}",
    "`{what}` 没有遵守输出约定：{reason}",
    "escape every text of the explanation; give one text for one explanation",
    "说明中的每段文字都须转义；同一说明只应得出同一文字",
)
HOOK_BREAKS = Code(
    "PR999",
    "hook-breaks",
    "`{what}` does not keep its contract: {reason}",
    "`{what}` 没有遵守约定：{reason}",
    "`povertyrules.plugins.hookspecs` says what is asked of it",
    "约定见 `povertyrules.plugins.hookspecs`",
)
