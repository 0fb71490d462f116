"""PR88x and PR89x: two rulesets that cannot be compared as was asked."""

from __future__ import annotations

from povertyrules.kernel.codes import Code

NOTHING_SHARED = Code(
    "PR881",
    "nothing-to-compare",
    "{before} and {after} have no group or outcome in common",
    "{before} 与 {after} 没有共同的组或结论",
    "what is compared has the same id in both: rename it in a version of your own",
    "两边代号相同的才能比较：请在自己的版本中统一代号",
)
NOT_ON_BOTH_SIDES = Code(
    "PR882",
    "not-in-both-rulesets",
    "{ruleset} has no group or outcome `{name}` of its {entity}",
    "{ruleset} 的{entity}没有名为 `{name}` 的组或结论",
    "there are: {known}",
    "现有：{known}",
)
GROUP_AND_OUTCOME = Code(
    "PR883",
    "group-and-outcome",
    "`{name}` is a group in one ruleset and an outcome in the other",
    "`{name}` 在一套规则中是组，在另一套中是结论",
    "compare something else, or rename one of them",
    "请比较别的，或为其中一个改名",
)
UNCLEAR_ANSWER = Code(
    "PR884",
    "unclear-answer",
    "an outcome called `{name}` cannot be told from the answer “{name}” of its group",
    "名为 `{name}` 的结论与所在组的答案“{name}”无法区分",
    "rename the outcome",
    "请为该结论改名",
)
NO_SUCH_ANSWER = Code(
    "PR885",
    "no-such-answer",
    "`{name}` is no answer of {subject}",
    "{subject}没有答案 `{name}`",
    "the answers are: {known}",
    "现有：{known}",
)
NO_GROUPING_COLUMN = Code(
    "PR886",
    "no-column-to-group-by",
    "there is no column {column} to group by",
    "没有可以分组的“{column}”列",
    "there are: {columns}",
    "现有各列：{columns}",
)
GROUPED_TWICE = Code(
    "PR887",
    "grouped-by-twice",
    "the column {column} is named twice",
    "“{column}”列写了两次",
    "name it once",
    "请只写一次",
)
GROUPING_NAME_TAKEN = Code(
    "PR888",
    "grouping-column-decided",
    "the grouping column {column} has the name of what {ruleset} decides",
    "分组的“{column}”列与 {ruleset} 要评定的项目同名",
    "give the column another name",
    "请为这一列改名",
)
NOT_GROUPED_BY = Code(
    "PR889",
    "not-grouped-by",
    "{column} is no grouping column of this comparison",
    "“{column}”不是这次比较的分组列",
    "name it in by=[…] when comparing; this comparison has: {columns}",
    "比较时请写入 by=[…]；这次比较的分组列：{columns}",
)
MIXED_GROUPS = Code(
    "PR890",
    "grouping-columns-mixed",
    "the grouping columns are not each of one type ({reason})",
    "分组的各列中有的不是同一类型（{reason}）",
    "convert them to text first",
    "请先转换为文字",
)
KEYLESS_ROWS = Code(
    "PR891",
    "compared-rows-without-key",
    "{count} rows have no {key}, and rows of a query are told apart by it",
    "{count} 行没有 {key}，而查询的各行要靠它区分",
    "fill it in, or collect the frame, to tell rows apart by their place",
    "请补填，或先取出数据（collect），按位置区分各行",
)
SHARED_KEYS = Code(
    "PR892",
    "compared-rows-share-key",
    "{count} rows share their {key} with another, and rows of a query are told apart by it",
    "{count} 行的 {key} 与别的行相同，而查询的各行要靠它区分",
    "correct the keys, or collect the frame, to tell rows apart by their place",
    "请更正编号，或先取出数据（collect），按位置区分各行",
)
WHICH_SUBJECT = Code(
    "PR893",
    "several-outcomes-compared",
    "several outcomes of {before} and {after} are compared: which one is meant?",
    "{before} 与 {after} 比较的结论有几项：要看哪一项？",
    "name one, of=… (--of …): {known}",
    "请用 of=…（--of …）写明其中一项：{known}",
)
